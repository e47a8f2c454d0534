import QueryAnalysis
import SQLSyntax
import SQLText
import SchemaCatalog

/// What a statement proves of row security that a role other than the session's own executes: that
/// it is on, where the statement gives or fails as the test says; and the policies that let it
/// through.
enum RowSecurityEvidence {
    ///
    /// - Parameters:
    ///   - sight: What is known of the rows.
    ///   - isRaised: Whether a trigger may raise the error that is wanted.
    ///   - outcome: What a test sees of a write.
    static func claims(
        _ context: ExerciseContext, _ sight: RowSight?, isRaised: Bool,
        _ outcome: (StatementUses.Write) -> WriteOutcome
    ) -> [Claim] {
        let exercise = context.exercise
        guard let role = role(exercise.role) else { return [] }
        var claims: [Claim] = []
        // What nothing lets through gives no rows, which is no error, but leaves nothing to write.
        let isNoticed =
            exercise.expectation != .runs
            || exercise.uses.writes.contains {
                fillsByQuery($0, context) || outcome($0) == .noticed
            }
        for name in exercise.uses.reads where isNoticed {
            guard let relation = context.relation(name) else { continue }
            for read in InvokerViews.tables(readBy: relation, context) {
                let (table, context) = (read.object, read.context)
                let found = self.claims(table, "SELECT", role, context, isRaised, sight) {
                    sight?.verdict($0, table, filter(of: table, context), context)
                }
                claims += found.filter {
                    !read.isChosenByOthers || $0 != Claim(table.id, .rowSecurity)
                }
            }
        }
        for write in exercise.uses.writes {
            guard let table = context.relation(write.relation) else { continue }
            let found = self.claims(table, write.command.name, role, context, isRaised, sight) {
                policies in
                write.command == .insert
                    ? sight?.verdict(inserting: write, policies, table, context)
                    : sight?.verdict(policies, table, write.filter, context)
            }
            // An UPDATE or DELETE that nothing lets through changes nothing, and is no error.
            if exercise.expectation == .runs, write.command != .insert {
                switch outcome(write) {
                case .noticed: break
                case .refused:
                    // Without row security it would have been done.
                    if !found.isEmpty || isEnabled(table) {
                        claims.append(Claim(table.id, .rowSecurity))
                    }
                    let policies = policies(of: table, write.command.name, role, context)
                    claims += barring(
                        sight?.verdict(policies, table, write.filter, context))
                    continue
                case .unnoticed: continue
                }
            }
            claims += found
            // The rows to change are looked for, unless nothing may be changed at all.
            if write.command != .insert, !isForbidden(write, table, role, context) {
                claims += self.claims(table, "SELECT", role, context, isRaised, sight) { policies in
                    sight?.verdict(policies, table, write.filter, context)
                }
            }
        }
        return claims
    }

    /// Whether a column that may not be null is set to what a query gives, which gives NULL where
    /// it sees no row.
    private static func fillsByQuery(
        _ write: StatementUses.Write, _ context: ExerciseContext
    ) -> Bool {
        guard write.columns.count == write.values.count,
            let table = context.relation(write.relation)
        else { return false }
        return zip(write.columns, write.values).contains { name, value in
            value.isScalarQuery
                && context.column(name, of: table)?.facets[.nullability] == .text("not null")
        }
    }

    /// Which rows of a table a statement asks for; nil where it may be all.
    private static func filter(of table: CatalogObject, _ context: ExerciseContext)
        -> StatementUses.Filter?
    {
        let filters = context.exercise.uses.filters.filter {
            context.relation($0.relation)?.id == table.id
        }
        return filters.count == 1 ? filters[0] : nil
    }

    /// The role's name; empty for one that a helper sets, which is not known.
    private static func role(_ role: RoleInForce) -> String? {
        switch role {
        case .session: nil
        case .named(let name): name == "postgres" || name == "service_role" ? nil : name
        case .setBy: ""
        }
    }

    private static func claims(
        _ table: CatalogObject, _ command: String, _ role: String, _ context: ExerciseContext,
        _ isRaised: Bool, _ sight: RowSight?, _ verdict: ([CatalogObject]) -> RowSight.Verdict?
    ) -> [Claim] {
        guard isEnabled(table) else { return [] }
        let all = self.policies(of: table, command, role, context)
        let verdict = verdict(all)
        var policies = all.filter {
            !$0.definition.isRestrictive && !(verdict?.idle.contains($0.id) ?? false)
        }
        // Of several that may be the one those are none that nothing can meet.
        let met = policies.filter { !(sight?.isVain($0, context) ?? false) }
        if !met.isEmpty { policies = met }
        let read = (verdict?.reads ?? []).sorted().compactMap { context.catalog[$0] }
        let through =
            needed(policies) + behind(needed(policies), role, context)
            + read.flatMap { reading($0, role, context, depth: 0) }
        let passes =
            through.flatMap { claims(of: $0.id) }
            + (verdict?.definers ?? []).sorted().map { Claim($0, .security) }
        switch context.exercise.expectation {
        // Without a policy nothing is let through: what runs, runs by one.
        case .runs: return passes
        case .result:
            let isSeen =
                !context.exercise.wantsSomeRow
                && (verdict?.hidesSome ?? false
                    || !(verdict?.showsAll ?? false) && context.isOwn
                        && hidesRows(of: table, all, context)
                        && !asksForOneRow(table, all, context) && !(sight?.isOwn(table) ?? false))
            return (isSeen ? [Claim(table.id, .rowSecurity)] : []) + passes
                + (context.exercise.wantsSomeRow ? [] : barring(verdict))
        case .empty:
            let mayBeHidden = context.mayMeetRows && !(sight?.isVacant(table) ?? false)
            return (mayBeHidden ? [Claim(table.id, .rowSecurity)] : []) + barring(verdict)
        case .fails(let state, let message):
            let isRefusal =
                state == "42501" || message?.holds("row-level security") ?? false
                || ServerMessage.state(ofPieces: context.patternPieces) == "42501"
            let isForbidden = isForbidden(table, command, role, message, context)
            // What a trigger refuses may be refused without it as well.
            let isOwn =
                isRefusal && !isForbidden && !isRaised
                && (command == "INSERT" || command == "UPDATE")
            let named = message.map { namedPolicies(all, in: $0) } ?? []
            return (isOwn ? [Claim(table.id, .rowSecurity)] + barring(verdict) + named : [])
                + (isOfRow(isRefusal, isForbidden, isRaised, context) ? passes : [])
        case .failsAnyhow:
            // What may not be changed is passed over without an error.
            guard command == "INSERT", !(verdict?.showsAll ?? false),
                !isForbidden(table, command, role, nil, context)
            else { return [] }
            return [Claim(table.id, .rowSecurity)]
        }
    }

    /// What a policy is needed for: for another command, or for others, it would do nothing here.
    private static func claims(of policy: ObjectID) -> [Claim] {
        [.existence, .command, .roles, .behavior].map { Claim(policy, $0) }
    }

    /// The restrictive policies that keep some row back that others let through.
    private static func barring(_ verdict: RowSight.Verdict?) -> [Claim] {
        (verdict?.barring ?? []).sorted().flatMap(claims)
    }

    /// The restrictive policies that the server's message names (ExecWithCheckOptions).
    private static func namedPolicies(_ policies: [CatalogObject], in message: String) -> [Claim] {
        policies.lazy.filter {
            $0.definition.isRestrictive && message.holds("policy \"\($0.id.name)\"")
        }.flatMap { claims(of: $0.id) }
    }

    /// Whether only a row that policies let the role find and change can be what the error is
    /// about: of an UPDATE or DELETE that finds none nothing is refused.
    private static func isOfRow(
        _ isRefusal: Bool, _ isForbidden: Bool, _ isRaised: Bool,
        _ context: ExerciseContext
    ) -> Bool {
        let writes = context.exercise.uses.writes
        guard context.isOwn, !writes.isEmpty, writes.allSatisfy({ $0.command != .insert }) else {
            return false
        }
        if isRefusal { return !isForbidden }
        guard let state = ConstraintEvidence.state(wantedBy: context) else { return isRaised }
        return ConstraintEvidence.states.contains(state) || state == "P0001" && isRaised
    }

    /// Whether a write that must fail does so for want of the privilege.
    private static func isForbidden(
        _ write: StatementUses.Write, _ table: CatalogObject, _ role: String,
        _ context: ExerciseContext
    ) -> Bool {
        guard case .fails(_, let message) = context.exercise.expectation else { return false }
        return isForbidden(table, write.command.name, role, message, context)
    }

    /// Whether the role is refused for want of the privilege, with or without row security.
    private static func isForbidden(
        _ table: CatalogObject, _ command: String, _ role: String, _ message: String?,
        _ context: ExerciseContext
    ) -> Bool {
        if let message { return message.holds("permission denied") }
        guard !role.isEmpty, case .list(let granted)? = table.facets[.privileges] else {
            return false
        }
        if granted.contains("\(role)=SELECT"), context.withheld.contains(table, role) {
            return true
        }
        return !granted.contains("public=\(command)")
            && !context.catalog.memberships.privileged(role).contains {
                granted.contains("\($0)=\(command)")
            }
    }

    /// Whether a role may write to a table what it writes: nothing of the row that a policy asks
    /// for is changed, or the row is known to be let through.
    static func permits(
        _ write: StatementUses.Write, _ table: CatalogObject, _ role: String, _ sight: RowSight,
        _ context: ExerciseContext
    ) -> Bool {
        guard !isForbidden(table, write.command.name, role, nil, context) else { return false }
        guard isEnabled(table), write.command != .delete else { return true }
        let policies = policies(of: table, write.command.name, role, context)
        guard write.command == .update else {
            return sight.verdict(inserting: write, policies, table, context)?.showsAll ?? false
        }
        func isUnconcerned(_ policy: CatalogObject) -> Bool {
            columns(of: table, in: policy, context).isDisjoint(with: write.columns)
        }
        return policies.contains { !$0.definition.isRestrictive && isUnconcerned($0) }
            && policies.allSatisfy { !$0.definition.isRestrictive || isUnconcerned($0) }
    }

    /// The policies of a table for a command of a role; of an unknown role (an empty name) all.
    static func policies(
        of table: CatalogObject, _ command: String, _ role: String, _ context: ExerciseContext
    ) -> [CatalogObject] {
        context.children([.policy], of: table).filter { policy in
            applies(policy, command) && (role.isEmpty || concerns(policy, role, context))
        }
    }

    static func isEnabled(_ table: CatalogObject) -> Bool {
        guard case .text(let state)? = table.facets[.rowSecurity] else { return false }
        return state != "disabled"
    }

    /// The policies of tables in which the only policy that can let something through must find a
    /// row: what it reads is read as the role.
    private static func behind(
        _ policies: [CatalogObject], _ role: String, _ context: ExerciseContext, depth: Int = 0
    ) -> [CatalogObject] {
        guard policies.count == 1, depth < 3, let inner = context.within(policies[0]) else {
            return []
        }
        return PolicyReads.needed(by: policies[0].definition.conditions).flatMap {
            name -> [CatalogObject] in
            inner.relation(name).map { reading($0, role, context, depth: depth) } ?? []
        }
    }

    /// The policies by which a table that a policy reads is read, and those behind them.
    private static func reading(
        _ table: CatalogObject, _ role: String, _ context: ExerciseContext, depth: Int
    ) -> [CatalogObject] {
        guard isEnabled(table) else { return [] }
        let found = needed(policies(of: table, "SELECT", role, context))
        return found + behind(found, role, context, depth: depth + 1)
    }

    /// Of several policies any may be the one; but what lets everything through makes the others
    /// needless. Restrictive ones let nothing through.
    private static func needed(_ policies: [CatalogObject]) -> [CatalogObject] {
        let policies = policies.filter { !$0.definition.isRestrictive }
        let open = policies.filter(letsAllThrough)
        guard open.isEmpty else { return open.count == 1 ? open : [] }
        return policies.count < 2 ? policies : PolicyImplication(policies).needed
    }

    /// Whether a table's rows, seen by way of its policies, can be others than all. Policies that ask
    /// nothing of a row let all of them through, or none.
    private static func hidesRows(
        of table: CatalogObject, _ policies: [CatalogObject], _ context: ExerciseContext
    ) -> Bool {
        func tellsApart(_ policy: CatalogObject) -> Bool {
            !columns(of: table, in: policy, context).isEmpty
        }
        let (bars, lets) = (
            policies.filter(\.definition.isRestrictive),
            policies.filter { !$0.definition.isRestrictive }
        )
        return bars.contains { !letsAllThrough($0) && (context.wantsNothing || tellsApart($0)) }
            || !lets.contains(where: letsAllThrough)
                && (context.wantsNothing || lets.contains(where: tellsApart))
    }

    /// Whether all that is looked at is there for the role or is not, as one: a row by a key of its
    /// own, or rows with one value of all columns that a policy asks for. What is seen would be seen
    /// without row security as well.
    private static func asksForOneRow(
        _ table: CatalogObject, _ policies: [CatalogObject], _ context: ExerciseContext
    ) -> Bool {
        if context.exercise.function == "isnt" { return true }
        let uses = context.exercise.uses
        let filters = (uses.filters + uses.writes.compactMap(\.filter)).filter {
            context.relation($0.relation)?.id == table.id
        }
        guard !filters.isEmpty else { return false }
        let keys = context.children([.primaryKey, .unique, .index], of: table).filter {
            $0.id.kind != .index || $0.facets[.uniqueness] == .text("unique")
        }
        return filters.allSatisfy { filter in
            let asked = Set(filter.equals.map(\.column) + filter.looksUp)
            let isOne = keys.contains { key in
                guard case .list(let columns)? = key.facets[.columns] else { return false }
                return asked.isSuperset(of: columns)
            }
            return isOne
                || policies.contains { policy in
                    let columns = columns(of: table, in: policy, context)
                    return !columns.isEmpty && asked.isSuperset(of: columns)
                }
        }
    }

    /// The columns of its table that a policy's conditions name.
    private static func columns(
        of table: CatalogObject, in policy: CatalogObject, _ context: ExerciseContext
    ) -> Set<String> {
        guard let inner = context.within(policy) else { return [] }
        return Set(
            inner.exercise.uses.columns.filter { use in
                use.candidates.contains { inner.relation($0)?.id == table.id }
            }.map(\.name))
    }

    private static func letsAllThrough(_ policy: CatalogObject) -> Bool {
        !policy.definition.conditions.isEmpty
            && policy.definition.conditions.allSatisfy { $0 == .boolean(true) }
    }

    private static func applies(_ policy: CatalogObject, _ command: String) -> Bool {
        guard case .text(let own)? = policy.facets[.command] else { return false }
        return own == "ALL" || own == command
    }

    /// A policy for a role is one for its members, too (`check_role_for_policy()`).
    private static func concerns(
        _ policy: CatalogObject, _ role: String, _ context: ExerciseContext
    ) -> Bool {
        guard case .list(let roles)? = policy.facets[.roles] else { return false }
        return roles.contains("public")
            || !context.catalog.memberships.privileged(role).isDisjoint(with: roles)
    }
}
