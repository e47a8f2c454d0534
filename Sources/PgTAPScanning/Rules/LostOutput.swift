import SchemaCatalog
import SQLText

/// `lost-output`: assertions whose line nobody prints. Found while the file is read.
enum LostOutput {
    static let page = RulePage(
        "lost-output",
        "An assertion runs where its result is thrown away: in a DO block, by PERFORM, or in an SQL function before its last statement.",
        why:
            "No \"ok\" or \"not ok\" of it reaches the runner. A failure goes unseen, and the plan counts one test too few.",
        example: "DO $$ BEGIN PERFORM has_table('users'); END $$;",
        remedy: "Assert in a SELECT, or in a function that returns SETOF text by RETURN NEXT.")

    /// How a result is lost.
    enum Cause: String {
        case doBlock = "in a DO block, which prints nothing; assert in a SELECT instead"
        case perform = "by PERFORM, which throws its line away; write RETURN NEXT instead"
        case notLast =
            "before the function's last statement, and only the last one gives its rows; put it there, or write the function in PL/pgSQL"
    }

    static func diagnostic(at location: SourceLocation, function: String, _ cause: Cause)
        -> Diagnostic
    {
        Diagnostic(
            rule: page.rule, severity: .warning, message: "\(function)() runs \(cause.rawValue)",
            location: location)
    }
}
