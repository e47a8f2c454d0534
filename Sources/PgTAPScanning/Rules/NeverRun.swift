import SchemaCatalog
import SQLText

/// `never-run`: assertions in functions that nothing calls.
enum NeverRun {
    static let page = RulePage(
        "never-run", "A function asserts, but no test calls it and no runtests() pattern matches its name.",
        why: "What it asserts is never checked; pgcov counts none of it as evidence.",
        example: "CREATE FUNCTION check_users() RETURNS SETOF text …\nSELECT * FROM runtests('^test');",
        remedy: "Call the function, or rename it so that the pattern of runtests() matches. Where only pg_prove --runtests runs it, this can be waived.")

    static func check(_ entry: TestSuite.Entry) -> [Diagnostic] {
        var seen: Set<String> = []
        return entry.file.assertions.compactMap { assertion in
            guard assertion.state == .unreached, let function = assertion.enclosingFunction, seen.insert(function).inserted else { return nil }
            return Diagnostic(
                rule: page.rule, severity: .info, message: "\(function)() asserts, but nothing runs it; call it, or let a runtests() pattern match it",
                location: TestRules.place(entry, assertion))
        }
    }
}
