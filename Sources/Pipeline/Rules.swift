import MigrationAnalysis
import PgTAPScanning
public import SchemaCatalog

/// The rules of all diagnostics.
public enum Rules {
    /// Their pages.
    public static let pages: [RulePage] = MigrationRulePages.all + TestRules.pages
}
