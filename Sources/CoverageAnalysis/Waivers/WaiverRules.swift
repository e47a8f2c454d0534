public import SchemaCatalog

/// Pages of the rules over waivers themselves.
public enum WaiverRules {
    static let invalid = RulePage(
        "invalid-waiver",
        "A comment to pgcov cannot be followed: it names no rule, an unknown one, or no reason.",
        why:
            "What it was meant to let pass is reported all the same; and a waiver without a reason cannot be judged by who reads it later.",
        example: "-- pgcov: ignore gap\nCREATE TABLE scratch (id int);",
        remedy: "Write -- pgcov: ignore RULE REASON above the statement.")

    static let unused = RulePage(
        "unused-waiver",
        "A waiver lets nothing pass: what it speaks of is tested, is no fault, or is no longer there.",
        why: "It would silently let pass the next gap or fault that comes to stand there.",
        example:
            "-- pgcov: ignore column.default set by the importer\nALTER TABLE users ADD COLUMN name text;",
        remedy: "Remove it, or name what was meant.")

    /// All of them.
    public static let pages = [invalid, unused]
}
