import QueryAnalysis
import SchemaCatalog
import SQLSyntax

/// Whether a routine does for a role what the role could not do itself: then a test that calls it
/// as that role notices where it no longer runs as its owner.
struct DefinerNeed {
    private let routine: CatalogObject
    private let role: String
    /// Whether rows that are merely hidden are not noticed: nobody looks at what comes of the call,
    /// or nothing is to come of it.
    private let onlyErrors: Bool

    /// How deep routines that call routines are followed.
    private static let maximumDepth = 3

    /// - Returns: Nil where the caller's own role is not another than the owner's.
    init?(_ routine: CatalogObject, _ context: ExerciseContext, isTrigger: Bool = false) {
        guard routine.facets[.security] == .text("definer") else { return nil }
        switch context.exercise.role {
        case .session, .setBy: return nil
        case .named("postgres"): return nil
        case .named(let name): role = name
        }
        self.routine = routine
        onlyErrors = !isTrigger && (!context.isJudged || context.wantsNothing)
    }

    /// Whether something that its body does is refused to the role, hidden from it, or would call
    /// the routine again.
    ///
    /// - Parameter call: What is known of its arguments.
    func holds(
        _ call: RoutineCall?, _ context: ExerciseContext, _ bodies: inout RoutineUses
    ) -> Bool {
        needsOwner(routine, call, context, &bodies, depth: 0)
    }

    /// Whether something that a statement does is refused to the role, or hidden from it.
    func bars(_ uses: StatementUses, _ context: ExerciseContext) -> Bool {
        uses.reads.contains { isBarred($0, "SELECT", context) }
            || uses.writes.contains { isBarred($0.relation, $0.command.name, context) }
    }

    private func needsOwner(
        _ called: CatalogObject, _ call: RoutineCall?, _ context: ExerciseContext,
        _ bodies: inout RoutineUses, depth: Int
    ) -> Bool {
        bodies.parts(of: called).contains { part in
            // What hangs on the data may well not be done.
            let reach =
                call.map { part.reached($0) } ?? (part.guards.isEmpty ? .unlessLeft : .unknown)
            guard reach == .always || reach == .unlessLeft else { return false }
            let inner = context.within(called, part.uses)
            if bars(part.uses, inner) { return true }
            guard depth < Self.maximumDepth else { return false }
            return part.uses.calls.contains { call in
                guard let next = inner.routine(call), next.id != called.id else { return false }
                if isForbidden(next, "EXECUTE", context) { return true }
                guard next.facets[.security] != .text("definer")
                else { return false }
                return needsOwner(next, nil, inner, &bodies, depth: depth + 1)
            }
        }
    }

    /// Whether the role may not do a thing to a relation, or row security keeps it from it.
    private func isBarred(_ name: QualifiedName, _ command: String, _ context: ExerciseContext)
        -> Bool
    {
        guard let relation = context.relation(name), relation.origin == .schema else {
            // Of a platform's schema (`auth.users`) nothing is granted to those that it lets in.
            guard let schema = name.schema else { return false }
            return schema != "pg_catalog" && schema != "information_schema"
                && role != "service_role"
                && context.catalog[ObjectID(.schema, name: schema)]?.origin != .schema
        }
        if isForbidden(relation, command, context), !hasColumnGrants(relation, context) {
            return true
        }
        // Supabase's own role passes by row security.
        guard case .text(let state)? = relation.facets[.rowSecurity], state != "disabled",
            role != "service_role"
        else { return false }
        let policies = RowSecurityEvidence.policies(of: relation, command, role, context).filter {
            // Nobody is signed in as anon.
            role != "anon" || !asksWho($0, context)
        }
        if policies.contains(where: { callsRoutine($0, context) }) { return true }
        return (!onlyErrors || command == "INSERT")
            && policies.allSatisfy(\.definition.isRestrictive)
    }

    /// Whether the role may not call a routine of the schema, or not look into where it is.
    private func isForbidden(
        _ object: CatalogObject, _ privilege: String, _ context: ExerciseContext
    ) -> Bool {
        guard !role.isEmpty, object.origin == .schema else { return false }
        if isWithheld(object, privilege) { return true }
        let schema = object.id.schema.flatMap { context.catalog[ObjectID(.schema, name: $0)] }
        return schema.map { $0.origin == .schema && isWithheld($0, "USAGE") } ?? false
    }

    private func isWithheld(_ object: CatalogObject, _ privilege: String) -> Bool {
        guard case .list(let granted)? = object.facets[.privileges] else { return false }
        return !granted.contains("\(role)=\(privilege)")
            && !granted.contains("public=\(privilege)")
    }

    private func hasColumnGrants(_ relation: CatalogObject, _ context: ExerciseContext) -> Bool {
        context.columns(of: relation).contains { column in
            guard case .list(let granted)? = column.facets[.privileges] else { return false }
            return granted.contains { $0.hasPrefix("\(role)=") || $0.hasPrefix("public=") }
        }
    }

    /// Whether a policy asks who is signed in (`auth.uid()`).
    private func asksWho(_ policy: CatalogObject, _ context: ExerciseContext) -> Bool {
        context.within(policy)?.exercise.uses.calls.contains { call in
            call.name.schema == "auth" && ["uid", "jwt", "email"].contains(call.name.name)
        } ?? false
    }

    /// A policy that calls the routine is applied within it, too, without end, unless another
    /// condition may save it the call.
    private func callsRoutine(_ policy: CatalogObject, _ context: ExerciseContext) -> Bool {
        guard let inner = context.within(policy) else { return false }
        return policy.definition.conditions.contains { condition in
            var core = SelectCore()
            core.targets = condition.alwaysEvaluated.map { Target(nil, $0) }
            return StatementUses(.query(Query(.select(core)))).calls.contains {
                inner.routine($0)?.id == routine.id
            }
        }
    }
}

extension StatementUses.Command {
    /// As privileges and policies have it.
    var name: String {
        switch self {
        case .insert: "INSERT"
        case .update: "UPDATE"
        case .delete: "DELETE"
        }
    }
}

extension Expression {
    /// Parts of a condition that are evaluated whatever the others give: of OR the first.
    fileprivate var alwaysEvaluated: [Expression] {
        switch self {
        case .and(let parts): parts.flatMap(\.alwaysEvaluated)
        case .or(let parts): parts.first?.alwaysEvaluated ?? []
        case .coalesce(let parts): parts.first?.alwaysEvaluated ?? []
        case .caseWhen(let operand, let branches, _):
            operand?.alwaysEvaluated ?? branches.first?.condition.alwaysEvaluated ?? []
        default: [self]
        }
    }
}
