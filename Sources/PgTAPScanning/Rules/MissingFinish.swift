import SchemaCatalog
import SQLText

/// `missing-finish`: a plan without `finish()`.
enum MissingFinish {
    static let page = RulePage(
        "missing-finish", "A test file has a plan and never calls finish().",
        why:
            "Without finish() nobody hears of assertions too few or too many; after no_plan() the output has no plan at all, and a runner calls it failed.",
        example: "SELECT no_plan();\nSELECT has_table('users');",
        remedy: "End the file with SELECT * FROM finish().")

    static func check(_ entry: TestSuite.Entry) -> [Diagnostic] {
        guard let plan = entry.file.plan, let place = entry.file.planPlace, !entry.file.hasFinish,
            !entry.isRunByRuntests,
            entry.file.includes.isEmpty
        else { return [] }
        return [
            Diagnostic(
                rule: page.rule, severity: plan == .none ? .warning : .info,
                message: "finish() is never called; end the file with SELECT * FROM finish()",
                location: SourceLocation(file: entry.path, line: place.line, column: place.column))
        ]
    }
}
