import SchemaCatalog
import SQLText

/// `no-plan`: assertions before any plan.
enum NoPlan {
    static let page = RulePage(
        "no-plan", "A test file asserts without plan(n) or no_plan().",
        why:
            "pgTAP stops at the first assertion with \"You tried to run a test without a plan! Gotta have a plan\": nothing of the file is tested.",
        example: "SELECT has_table('users');",
        remedy:
            "Begin the file with SELECT plan(n), or SELECT no_plan(), and end it with SELECT * FROM finish()."
    )

    static func check(_ entry: TestSuite.Entry) -> [Diagnostic] {
        guard entry.file.plan == nil, !entry.isRunByRuntests, entry.file.includes.isEmpty,
            !entry.file.callsUnknownFunctions
        else { return [] }
        let top = entry.running.filter { $0.enclosingFunction == nil }
        guard let first = top.first else { return [] }
        return [
            Diagnostic(
                rule: page.rule, severity: .warning,
                message:
                    "no plan: pgTAP stops at this assertion; add SELECT plan(\(top.count)) before it",
                location: TestRules.place(entry, first))
        ]
    }
}
