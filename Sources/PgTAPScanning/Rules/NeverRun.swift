import SchemaCatalog
import SQLText

/// `never-run`: assertions in functions that nothing calls.
enum NeverRun {
    static let page = RulePage(
        "never-run",
        "An assertion never runs: its function is called by no test and matched by no runtests() pattern, or it stands behind \\q.",
        why: "What it asserts is never checked; pgcov counts none of it as evidence.",
        example:
            "CREATE FUNCTION check_users() RETURNS SETOF text …\nSELECT * FROM runtests('^test');",
        remedy:
            "Call the function, or rename it so that the pattern of runtests() matches. Where no file calls runtests(), functions named test… and the hooks are taken to be run by pg_prove --runtests."
    )

    static func afterQuit(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            rule: page.rule, severity: .warning,
            message: "psql stops at \\q before this assertion; move it up, or remove the \\q",
            location: location)
    }

    static func check(_ entry: TestSuite.Entry) -> [Diagnostic] {
        var seen: Set<String> = []
        return entry.file.assertions.compactMap { assertion in
            guard assertion.state == .unreached, let function = assertion.enclosingFunction,
                seen.insert(function).inserted
            else { return nil }
            return Diagnostic(
                rule: page.rule, severity: .info,
                message:
                    "\(function)() asserts, but nothing runs it; call it, or let a runtests() pattern match it",
                location: TestRules.place(entry, assertion))
        }
    }
}
