import SchemaCatalog
import SQLText

/// `lost-output`: assertions whose line nobody prints. Found while the file is read.
enum LostOutput {
    static let page = RulePage(
        "lost-output", "An assertion runs in a DO block: its result is thrown away.",
        why: "DO returns no rows, so no \"ok\" or \"not ok\" reaches the runner. A failure goes unseen, and the plan counts one test too few.",
        example: "DO $$ BEGIN PERFORM has_table('users'); END $$;",
        remedy: "Assert in a SELECT, or in a function that returns SETOF text by RETURN NEXT.")

    static func diagnostic(at location: SourceLocation, function: String) -> Diagnostic {
        Diagnostic(
            rule: page.rule, severity: .warning, message: "\(function)() runs in a DO block, which prints nothing; assert in a SELECT instead",
            location: location)
    }
}
