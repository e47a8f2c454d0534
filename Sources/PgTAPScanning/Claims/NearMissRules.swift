import SchemaCatalog
import SQLText

/// Which claims an assertion was probably meant to prove, where it proves them not.
enum NearMissRules {
    /// What was meant, and why it does not count.
    struct Finding {
        var claims: [Claim]
        var reason: String
    }

    /// Of an assertion that runs and proves less than it seems to.
    static func find(_ context: ClaimContext, _ outcome: ClaimOutcome, _ namesakes: Namesakes)
        -> [Finding]
    {
        var found: [Finding] = []
        if let other = withSchema(context) { found.append(other) }
        switch outcome {
        case .fails(let reason, _, let claims):
            found.append(Finding(claims: claims, reason: "fails: \(reason)"))
        case .missing(_, let name, let nearest?):
            let meant = context.replacing(name, with: nearest)
            found.append(
                Finding(claims: claims(meant), reason: "names \"\(name)\", which does not exist"))
        case .proves(let claims):
            if let columns = uncheckedColumns(context, claims) { found.append(columns) }
            elsewhere(context, claims, namesakes, &found)
        case .undecided:
            if let overload = anyOverload(context) { found.append(overload) }
        default: break
        }
        if !found.isEmpty { found.removeAll { $0.claims.isEmpty } }
        return found
    }

    /// Of an assertion that never counts, whatever its outcome.
    static func find(_ assertion: Assertion, _ context: ClaimContext) -> Finding? {
        switch assertion.state {
        case .active: nil
        case .todo: Finding(claims: claims(context), reason: "is marked todo")
        case .skip: Finding(claims: claims(context), reason: "is skipped")
        case .dynamic: dynamic(context)
        case .unreached:
            Finding(
                claims: claims(context),
                reason: assertion.enclosingFunction.map {
                    "stands in \($0)(), which no test runs, or which throws its line away"
                } ?? "never runs, or prints nothing")
        }
    }

    /// The child of relations whose name is much like another's.
    static func nearest(
        _ name: String, _ kinds: ObjectKinds, _ relations: [CatalogObject],
        _ context: ClaimContext
    ) -> String? {
        NameHint.nearest(name, relations.flatMap { context.children(kinds, of: $0) }.map(\.id.name))
    }

    private static func claims(_ context: ClaimContext) -> [Claim] {
        switch ClaimRules.outcome(context) {
        case .proves(let claims), .undecided(let claims): claims
        case .provesPart(let claim, _, let others): [claim] + others
        case .passesWithout(_, let claims, _): claims
        default: []
        }
    }

    /// The table is told, and what of it is asserted is not: it may be anything of its kind.
    private static func dynamic(_ context: ClaimContext) -> Finding? {
        guard let table = context.text(.table),
            let relation = context.find(ObjectKind.anyRelation, table),
            let kind = context.signature.subjectKind
        else { return nil }
        let any = ObjectID(
            kind, schema: relation.id.schema, relation: relation.id.name, name: NearMiss.anyName)
        let facet = context.signature.aspect.flatMap { facets[$0] } ?? .existence
        return Finding(claims: [Claim(any, facet)], reason: "has arguments that are no constants")
    }

    private static let facets: [AssertionAspect: Facet] = [
        .type: .type, .notNull: .nullability, .nullable: .nullability,
        .defaultExists: .default, .defaultValue: .default, .columns: .columns,
        .command: .command, .roles: .roles, .function: .function,
    ]

    /// `has_table('app', 'users')`: as it would be with a schema.
    private static func withSchema(_ context: ClaimContext) -> Finding? {
        guard MisreadDescription.isMisread(context), !context.has(.schema) else { return nil }
        let roles = SignatureTable.shared[context.assertion.function].lazy.filter {
            $0.roles.first == .schema
        }
        .first {
            $0.roles.filter { $0 != .description }.count == context.assertion.arguments.count
        }
        guard let meant = roles else { return nil }
        let claims = claims(
            ClaimContext(assertion: context.assertion, signature: meant, catalog: context.catalog))
        guard case .text(let first)? = context.assertion.arguments.first?.value else { return nil }
        return Finding(
            claims: claims, reason: "takes '\(first)' for the \(context.roles[0].rawValue)")
    }

    /// `has_index(table, index, 'column')`.
    private static func uncheckedColumns(_ context: ClaimContext, _ proven: [Claim]) -> Finding? {
        guard UncheckedArgument.takesColumnsForDescription(context) else { return nil }
        return Finding(
            claims: proven.map { Claim($0.object, .columns) },
            reason: "takes the columns for its description")
    }

    /// Without a schema the search path decides which of several objects it is about.
    private static func elsewhere(
        _ context: ClaimContext, _ proven: [Claim], _ namesakes: Namesakes,
        _ found: inout [Finding]
    ) {
        guard !namesakes.isEmpty, !context.roles.contains(where: \.isSchema) else { return }
        for claim in proven {
            for other in namesakes.others(of: claim.object) {
                found.append(
                    Finding(
                        claims: [Claim(other, claim.facet)],
                        reason: "finds \(claim.object.schema ?? "") in the search path"))
            }
        }
    }

    /// Without arguments one of several functions makes it pass.
    private static func anyOverload(_ context: ClaimContext) -> Finding? {
        guard context.signature.subject == .function, !context.has(.args),
            !context.has(.functions), let name = context.text(.function)
        else { return nil }
        let all =
            context.schemas().lazy.map {
                context.catalog.objects(ObjectKind.routines, inSchema: $0, named: name)
            }.first { !$0.isEmpty } ?? []
        guard all.count > 1, let facet = FunctionRules.facet(ofAspect: context.signature.aspect)
        else { return nil }
        return Finding(
            claims: all.map { Claim($0.id, facet) },
            reason: "gives no arguments, and there are \(all.count) functions \(name)()")
    }
}

extension ClaimResolver {
    /// Remembers what an assertion came close to.
    mutating func note(
        _ finding: NearMissRules.Finding, _ assertion: Assertion, _ location: SourceLocation
    ) {
        var seen: Set<Claim> = []
        for claim in finding.claims {
            // What proves a facet proves that the object exists.
            for missed in [claim, Claim(claim.object, .existence)]
            where claim.facet == .absence ? missed == claim : seen.insert(missed).inserted {
                nearMisses.append(
                    NearMiss(
                        missed, at: location, function: assertion.function, reason: finding.reason))
            }
        }
    }

    /// Looks at an assertion that does not count.
    mutating func noteUncounted(_ assertion: Assertion, _ entry: TestSuite.Entry) {
        guard case .resolved(let signature) = assertion.resolution, signature.isSchemaAssertion
        else { return }
        let context = ClaimContext(assertion: assertion, signature: signature, catalog: catalog)
        guard let finding = NearMissRules.find(assertion, context) else { return }
        note(
            finding, assertion,
            SourceLocation(file: entry.path, line: assertion.line, column: assertion.column))
    }
}
