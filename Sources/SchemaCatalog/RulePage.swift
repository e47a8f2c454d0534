/// The page of a diagnostic's rule, for users: `pgcov explain RULE` prints it.
public struct RulePage: Sendable, Hashable {
    /// In kebab case: `stale-assertion`.
    public var rule: String
    /// One sentence.
    public var summary: String
    /// Why it matters.
    public var why: String
    /// SQL that the rule finds; empty where there is none to show.
    public var example: String
    /// What to do.
    public var remedy: String

    /// Makes a page.
    public init(
        _ rule: String, _ summary: String, why: String, example: String = "", remedy: String
    ) {
        self.rule = rule
        self.summary = summary
        self.why = why
        self.example = example
        self.remedy = remedy
    }
}
