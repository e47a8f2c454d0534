public import SchemaCatalog

/// Pages of the rules that reading migrations applies.
public enum MigrationRulePages {
    /// In the order of a run.
    public static let all: [RulePage] =
        [
            RulePage(
                "unparsed-statement", "PostgreSQL's grammar rejects a statement.",
                why: "What it does to the schema is not part of the analysis.",
                example: "CREATE TABLE t (id int,);",
                remedy:
                    "Correct it. For a template or psql variable give its value (--set name=value)."
            ),
            RulePage(
                "migration-error",
                "PostgreSQL would reject a statement where it stands: something exists already, or does not exist.",
                why:
                    "The migrations do not run from an empty database, or are read in another order than they are deployed. A tool, and psql with ON_ERROR_STOP, end the deploy there; psql without goes on, and a transaction that the statement stands in comes to nothing.",
                example: "ALTER TABLE nobody ADD COLUMN a int;",
                remedy:
                    "See the order with `pgcov inspect layout`; name the files in theirs with --migrations."
            ),
            RulePage(
                "uncommitted-transaction", "A script ends within a transaction that it began.",
                why: "psql leaves the server without COMMIT, so that all of it comes to nothing.",
                example: "BEGIN; CREATE TABLE t (id int);",
                remedy: "Add COMMIT, or take BEGIN away."),
            RulePage(
                "opaque-ddl",
                "A statement may change the schema in a way that only a running server knows.",
                why: "What it makes owes no tests here, and what it drops still does.",
                example: "DO $$ BEGIN EXECUTE (SELECT command FROM commands); END $$;",
                remedy: "Read the schema from a database: --database URL."),
            RulePage(
                "unsubstituted-placeholder",
                "A migration tool's placeholder, or a psql variable, has no value.",
                why: "The statement cannot be read as it will run.",
                remedy: "Give the value: --set name=value, or `set:` in .pgcov.yml."),
            RulePage(
                "unreadable-file", "A file or a folder cannot be read.",
                why: "What it holds is not part of the analysis.",
                remedy:
                    "See the message: its permissions, its kind, its name, or its place. Where a folder is none of the project's, name the others: --migrations, --tests."
            ),
            RulePage(
                "invalid-encoding", "A file is not UTF-8.",
                why:
                    "PostgreSQL would reject the text, too, unless client_encoding says otherwise.",
                remedy: "Save the file as UTF-8."),
            RulePage(
                "unknown-condition", "The condition of \\if is not constant.",
                why: "Which branch runs cannot be told; it is read as if the condition held.",
                remedy: "Give the variable a value: --set name=value."),
        ] + LayoutRulePages.all
}
