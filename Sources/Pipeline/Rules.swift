import CoverageAnalysis
import MigrationAnalysis
import PgTAPScanning
public import SchemaCatalog

/// The rules of all diagnostics.
public enum Rules {
    /// Their pages.
    public static let pages: [RulePage] =
        MigrationRulePages.all + TestRules.pages + WaiverRules.pages + ofRuns

    /// Their names.
    static let names = pages.map(\.rule)

    private static let ofRuns = [
        RulePage(
            "file-timeout", "A file took longer to read than --file-timeout allows.",
            why: "What follows in it is not part of the analysis.",
            remedy: "Raise the limit, or see --timings for what takes long."),
        RulePage(
            "not-visible", "The role that reads a live database may not see a kind of object.",
            why: "What of it exists owes no tests here.",
            remedy:
                "Connect as a role that may read the system catalogs, or leave the kind out (kinds: in .pgcov.yml)."
        ),
        RulePage(
            "shallow-history", "The git history between --since REF and the work tree is missing.",
            why:
                "Files are compared with REF itself, so that what REF has changed since counts as well.",
            remedy: "Fetch the history: git fetch --unshallow."),
    ]
}
