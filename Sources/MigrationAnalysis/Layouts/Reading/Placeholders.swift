/// Text that a tool puts in before it runs a file.
public struct Placeholders: Sendable, Hashable {
    /// How they are written.
    public enum Syntax: Sendable, Hashable {
        case none
        /// `${name}`, `@name@`: a name between two marks.
        case delimited(prefix: String, suffix: String)
        /// `${NAME}`, `${NAME:-default}`.
        case shell
        /// `{{.name}}` of Go's text/template.
        case goTemplate
        /// `:NAME`, where the name has a value.
        case colon
    }

    /// How they are written.
    public var syntax: Syntax = .none
    /// Values from the tool's own configuration.
    public var values: [String: String] = [:]
    /// Names that are placeholders without having a value here.
    public var names: Set<String> = []
    /// Whether one without a value is a fault, as its tool has it.
    public var mustHaveValues = true
    /// Where the tool's configuration would set one, for messages.
    public var home: String?

    /// None.
    public init() {}

    /// Makes rules.
    public init(_ syntax: Syntax, _ values: [String: String] = [:], home: String? = nil) {
        self.syntax = syntax
        self.values = values
        self.home = home
    }
}
