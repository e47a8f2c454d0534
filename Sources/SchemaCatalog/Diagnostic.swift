public import SQLText

/// A fault in the user's SQL, tests or project, as a value.
public struct Diagnostic: Sendable, Hashable {
    /// The rule's name, in kebab case: `unparsed-statement`.
    public var rule: String
    /// How grave it is, before a project's own severities.
    public var severity: Severity
    /// One sentence: what is wrong, what was expected, what to do.
    public var message: String
    /// Where it begins; nil when it concerns the whole project.
    public var location: SourceLocation?
    /// Line of the end, from 1.
    public var endLine: Int?
    /// Column just past the end, from 1.
    public var endColumn: Int?

    /// Makes a diagnostic.
    public init(
        rule: String, severity: Severity, message: String, location: SourceLocation?,
        endLine: Int? = nil, endColumn: Int? = nil
    ) {
        self.rule = rule
        self.severity = severity
        self.message = message
        self.location = location
        self.endLine = endLine
        self.endColumn = endColumn
    }
}

/// How much a gap or a diagnostic matters. Ordered: `info < warning < error`.
public enum Severity: Int, Sendable, Hashable, Comparable, CaseIterable, Codable {
    case info
    case warning
    case error

    public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }

    /// The JSON and configuration name.
    public var name: String {
        switch self {
        case .info: "info"
        case .warning: "warning"
        case .error: "error"
        }
    }
}
