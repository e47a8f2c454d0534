public import SchemaCatalog
import SQLText

/// `never-run`: assertions in functions that nothing calls, and in files that nobody runs.
public enum NeverRun {
    static let page = RulePage(
        "never-run",
        "An assertion never runs: its function is called by no test and matched by no runtests() pattern, it stands behind \\q, or no runner picks up its file.",
        why: "What it asserts is never checked; pgcov counts none of it as evidence.",
        example:
            "CREATE FUNCTION check_users() RETURNS SETOF text …\nSELECT * FROM runtests('^test');",
        remedy:
            "Call the function, or rename it so that the pattern of runtests() matches. Where no file calls runtests(), functions named test… and the hooks are taken to be run by pg_prove --runtests. A function with parameters is a helper, which no runner calls; that nobody uses it is not reported.\n\nFiles: pg_prove takes the files that it is given, and of folders those that end in .pg or as --ext says, of subfolders only with --recurse; supabase test db runs all below supabase/tests that end in .pg or .sql. So a file that calls pgTAP is run by nobody where its ending is another (users.psql, users.sql.bak), where .proverc or a Makefile give its parent folder to pg_prove without --recurse, or where tests: of .pgcov.yml does not name it. What a test includes runs with that test. Rename the file, name it, or include it."
    )

    /// A file that no runner picks up.
    ///
    /// - Parameter reason: Why, as a clause.
    public static func unpicked(_ path: String, _ reason: String) -> Diagnostic {
        Diagnostic(
            rule: page.rule, severity: .warning,
            message: "this file calls pgTAP, and nothing runs it: \(reason)",
            location: SourceLocation(file: path, line: 1, column: 1))
    }

    static func afterQuit(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            rule: page.rule, severity: .warning,
            message: "psql stops at \\q before this assertion; move it up, or remove the \\q",
            location: location)
    }

    static func check(_ entry: TestSuite.Entry) -> [Diagnostic] {
        // Once each, and helpers not at all.
        var seen = Set(entry.file.wrappers.map(\.name))
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
