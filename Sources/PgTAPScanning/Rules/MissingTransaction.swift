import QueryAnalysis
import SchemaCatalog
import SQLSyntax
import SQLText

/// `missing-transaction`: a test that leaves its rows behind.
enum MissingTransaction {
    static let page = RulePage(
        "missing-transaction",
        "A test changes rows or the schema outside a transaction that it rolls back.",
        why: "What it leaves behind changes what other tests, and its own next run, see.",
        example: "SELECT plan(1);\nINSERT INTO users (name) VALUES ('Ann');",
        remedy: "Put BEGIN at the head of the file and ROLLBACK at its end.")

    static func diagnostic(at location: SourceLocation, changes what: String) -> Diagnostic {
        Diagnostic(
            rule: page.rule, severity: .info,
            message:
                "this changes \(what) and nothing rolls it back; put the file between BEGIN and ROLLBACK",
            location: location)
    }

    static func check(_ entry: TestSuite.Entry) -> [Diagnostic] {
        guard !mayHaveTransaction(entry.file), !entry.isRunByRuntests,
            !entry.file.diagnostics.contains(where: { $0.rule == page.rule }),
            let write = entry.file.exercises.first(where: {
                $0.enclosingFunction == nil && $0.function == nil
                    && $0.uses.writes.contains { !isOwn($0.relation, entry.file) }
            })
        else { return [] }
        return [
            diagnostic(
                at: SourceLocation(file: entry.path, line: write.line, column: write.column),
                changes: "rows")
        ]
    }
    /// Whether the file, or one that it includes, may begin a transaction.
    static func mayHaveTransaction(_ file: TestFile) -> Bool {
        file.hasTransaction || !file.includes.isEmpty
    }

    /// Whether a table is one that the file has made: a temporary one, as of others it is said that
    /// they stay.
    private static func isOwn(_ name: QualifiedName, _ file: TestFile) -> Bool {
        name.schema == "pg_temp" || name.schema == nil && file.createdNames.contains(name.name)
    }
}
