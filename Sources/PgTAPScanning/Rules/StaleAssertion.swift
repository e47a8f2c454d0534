import SchemaCatalog
import SQLText

/// `stale-assertion`: a schema assertion that would fail.
enum StaleAssertion {
    static let page = RulePage(
        "stale-assertion",
        "An assertion would fail: what it names does not exist, or is otherwise.",
        why: "The migrations have moved on and the test has not; run, it fails.",
        example: "SELECT has_column('users', 'fullname');  -- renamed to full_name",
        remedy:
            "Name what exists now; the message has the nearest name, and the statement that dropped the old one."
    )

    static func diagnostic(_ reason: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            rule: page.rule, severity: .warning, message: reason + "; this assertion would fail",
            location: location)
    }
}
