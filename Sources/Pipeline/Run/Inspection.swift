import MigrationAnalysis
import PgTAPScanning
public import Reporting
import SchemaCatalog
import SQLText

extension Project {
    /// For `inspect layout`.
    ///
    /// - Throws: ``PipelineError`` where there are no migrations.
    public func inspected() throws(PipelineError) -> [InspectedLayout] {
        try requireMigrations()
        return layouts
    }

    /// The projects, with or without migrations.
    var layouts: [InspectedLayout] {
        projects.map { project in
            InspectedLayout(
                root: project.root, layout: project.layout, name: project.name,
                reason: project.reason,
                migrations: project.migrations.map { script in
                    (script.path, script.reason + (script.reading.note.map { "; \($0)" } ?? ""))
                },
                leftOut: (project.leftOut + project.unrunTests).map { ($0.path, $0.reason) },
                tests: project.tests,
                ambiguities: project.ambiguities)
        }
    }
}

extension Analysis {
    /// For `inspect assertions`.
    public var inspectedAssertions: [AssertionsFormat.File] {
        tests.map { joined in
            let (test, database) = (joined.test, databases[joined.database])
            let entry = database.suite.entry(test)
            var plan: Int?
            if case .count(let count)? = entry.file.plan { plan = count }
            return AssertionsFormat.File(
                path: entry.path, plan: plan, assertions: Self.inspected(entry, database))
        }
    }

    /// The assertions of a file in the order of their places: those of wrappers and of rows of the
    /// catalog stand where they are run.
    private static func inspected(_ entry: TestSuite.Entry, _ database: DatabaseAnalysis)
        -> [InspectedAssertion]
    {
        var resolver = database.resolver
        resolver.resolve(entry)
        let evaluated = resolver.evaluated
        let own = entry.file.assertions.enumerated().filter { position, assertion in
            !evaluated.stands(for: assertion, at: position)
        }.map { _, assertion in
            var inspected = inspect(assertion, entry, database)
            // What asserts for the callers in other files prints its lines there.
            if entry.file.assertsForOthers(assertion) { inspected.state = "unreached" }
            return inspected
        }
        let others = evaluated.items.map { item in
            inspected(item.assertion, item.prediction, item.claims, database)
        }
        guard !others.isEmpty else { return own }
        // Stable: rows of one statement have one place.
        return (own + others).enumerated().sorted {
            ($0.element.line, $0.element.column, $0.offset)
                < ($1.element.line, $1.element.column, $1.offset)
        }.map(\.element)
    }

    private static func inspect(
        _ assertion: Assertion, _ entry: TestSuite.Entry, _ database: DatabaseAnalysis
    ) -> InspectedAssertion {
        var resolver = database.resolver
        let predicted = resolver.resolve(assertion, entry)
        return inspected(
            assertion, predicted, assertion.state == .active ? resolver.proven : [],
            database)
    }

    private static func inspected(
        _ assertion: Assertion, _ predicted: ClaimResolver.Prediction, _ claims: [ProvenClaim],
        _ database: DatabaseAnalysis
    ) -> InspectedAssertion {
        var signature: String?
        if case .resolved(let resolved) = assertion.resolution { signature = resolved.text }
        return InspectedAssertion(
            line: assertion.line, column: assertion.column, function: assertion.function,
            signature: signature,
            resolution: assertion.resolution.name, arguments: assertion.arguments.map(text),
            state: assertion.state.rawValue,
            predicted: predicted.rawValue,
            claims: claims.flatMap { proven in
                let implied =
                    proven.implies ? database.schema.dependencies.implied(by: proven.claim) : []
                return [InspectedClaim(proven.claim, proven.evidence.grade)]
                    + implied.map { InspectedClaim($0, .implied) }
            })
    }

    private static func text(_ argument: Argument) -> String? {
        switch argument.value {
        case .text(let text): text
        case .list(let items): "{" + items.map { $0 ?? "NULL" }.joined(separator: ",") + "}"
        case .null, .dynamic: nil
        }
    }
}
