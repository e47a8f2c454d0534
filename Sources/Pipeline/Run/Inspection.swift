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
        tests.map { test, _, database in
            let entry = database.suite.entry(test)
            var plan: Int?
            if case .count(let count)? = entry.file.plan { plan = count }
            return AssertionsFormat.File(
                path: entry.path, plan: plan,
                assertions: entry.file.assertions.map { Self.inspect($0, entry, database) })
        }
    }

    private static func inspect(
        _ assertion: Assertion, _ entry: TestSuite.Entry, _ database: DatabaseAnalysis
    ) -> InspectedAssertion {
        var resolver = database.resolver
        let predicted = resolver.resolve(assertion, entry)
        var signature: String?
        if case .resolved(let resolved) = assertion.resolution { signature = resolved.text }
        return InspectedAssertion(
            line: assertion.line, column: assertion.column, function: assertion.function,
            signature: signature,
            resolution: assertion.resolution.name, arguments: assertion.arguments.map(text),
            state: assertion.state.rawValue,
            predicted: predicted.rawValue,
            claims: assertion.state == .active
                ? resolver.proven.map { InspectedClaim($0.claim, $0.evidence.grade) } : [])
    }

    private static func text(_ argument: Argument) -> String? {
        switch argument.value {
        case .text(let text): text
        case .list(let items): "{" + items.map { $0 ?? "NULL" }.joined(separator: ",") + "}"
        case .null, .dynamic: nil
        }
    }
}
