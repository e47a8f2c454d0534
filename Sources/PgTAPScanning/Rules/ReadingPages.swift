import SchemaCatalog

/// Pages of the rules that reading tests applies.
enum ReadingPages {
    static let all: [RulePage] = [
        RulePage(
            "empty-test", "A test file is empty.", why: "It tests nothing.",
            remedy: "Remove it, or write the test."),
        RulePage(
            "missing-include", "A file that \\i or \\ir includes does not exist.",
            why: "psql stops there with an error.",
            remedy:
                "Correct the path; \\ir is relative to the including file, \\i to where psql was started."
        ),
        RulePage(
            "include-cycle", "Files include each other in a circle.", why: "psql would never end.",
            remedy: "Break the circle."),
    ]
}
