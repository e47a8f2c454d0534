import SchemaCatalog

/// Pages of the rules over a project's layout.
enum LayoutRulePages {
    static let all: [RulePage] = [
        page(
            .missingMigration, "A plan, journal or list names a migration that is not there.",
            why: "The tool would stop; what the file did is not part of the analysis.",
            "Restore the file, or take its line out."),
        page(
            .missingPlan, "The tool's plan is missing.",
            why: "Without it the order of the migrations is not known.",
            "Restore the plan, or name the files with --migrations."),
        page(
            .emptyPlan, "The tool's plan names no migration.", why: "Nothing would be deployed.",
            "Add the changes to the plan."),
        page(
            .unmetDependency, "A change requires another that the plan does not deploy before it.",
            why: "The tool would refuse to deploy.",
            "Move the change, or correct its requirement."),
        page(
            .duplicateVersion, "Two migrations have one version.",
            why: "The tool runs one of them, or none.", "Give one of them another number."),
        page(
            .versionGap, "A version is missing between two others.",
            why: "The tool would refuse to deploy.",
            "Restore the file, or number the later ones anew."),
        page(
            .opaqueMigration,
            "A migration is written in a programming language, or in a form that is not read.",
            why: "What it does to the schema is not part of the analysis.",
            "Let the tool print its SQL, or read the schema from a database (--database URL)."),
        page(
            .otherDatabase, "Migrations are of another database system.",
            why: "They are not PostgreSQL's SQL.",
            "Name the PostgreSQL migrations with --migrations."),
        page(
            .checksumMismatch, "A migration was changed after its checksum was written.",
            why: "The tool would refuse it, or deploy what nobody has checked.",
            "Restore the file, or write the checksums anew with the tool."),
        page(
            .brokenConfiguration, "A tool's own file cannot be read.",
            why: "Where the migrations lie and in which order is not known.",
            "Correct the file; the message has the line."),
        RulePage(
            "migration-form",
            "A migration's marks, by which a tool knows its sections, do not match.",
            why: "Which statements are deployed cannot be told.",
            remedy: "Correct the marks; docs/Layouts.md shows what each tool expects."),
    ]

    private static func page(_ rule: LayoutRule, _ summary: String, why: String, _ remedy: String)
        -> RulePage
    {
        RulePage(rule.rawValue, summary, why: why, remedy: remedy)
    }
}
