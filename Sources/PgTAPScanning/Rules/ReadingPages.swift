import SchemaCatalog

/// Pages of the rules that reading and resolving tests applies.
enum ReadingPages {
    static let all: [RulePage] = [
        RulePage(
            "stale-assertion", "An assertion would fail: what it names does not exist, or is otherwise.",
            why: "The migrations have moved on and the test has not; run, it fails.", example: "SELECT has_column('users', 'fullname');  -- renamed to full_name",
            remedy: "Name what exists now; the message has the nearest name."),
        RulePage(
            "misread-description", "PostgreSQL reads an argument that was meant as a name as the assertion's description.",
            why: "Two untyped literals resolve to (name, text): has_table('app', 'users') tests a table app described as \"users\". A hasnt_… of this kind passes for nothing.",
            example: "SELECT has_table('app', 'users');", remedy: "Cast the names ('app'::name, 'users'::name), or add a description as a further argument."),
        RulePage(
            "ambiguous-call", "PostgreSQL cannot choose between the overloads of a pgTAP function for these arguments, or there is none.",
            why: "The call is an error, and the test stops there.", example: "SELECT tables_are('app', '{users}');",
            remedy: "Cast the names to name, write lists as ARRAY[…], or add a description."),
        RulePage(
            "plan-mismatch", "plan(n) differs from the number of assertions in the file.", why: "The runner reports the file as failed.",
            example: "SELECT plan(3);\nSELECT pass();", remedy: "Correct the plan, or find the assertion that is missing."),
        RulePage("empty-test", "A test file is empty.", why: "It tests nothing.", remedy: "Remove it, or write the test."),
        RulePage(
            "missing-include", "A file that \\i or \\ir includes does not exist.", why: "psql stops there with an error.",
            remedy: "Correct the path; \\ir is relative to the including file, \\i to where psql was started."),
        RulePage("include-cycle", "Files include each other in a circle.", why: "psql would never end.", remedy: "Break the circle."),
    ]
}
