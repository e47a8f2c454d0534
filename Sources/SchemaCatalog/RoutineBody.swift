public import SQLSyntax

/// The body of a routine in PL/pgSQL or SQL: what a call of it executes in turn.
public struct RoutineBody: Sendable, Hashable {
    /// The text between the quotes.
    public var text: String
    /// In lower case.
    public var language: String
    /// `SET search_path`; nil where the caller's holds.
    public var searchPath: [String]?
    /// What `proconfig` holds; nil where that is not known.
    public var settings: [String]?
    /// Names of the input parameters; empty for one without.
    public var parameters: [String]
    /// Defaults of the last of them, in order.
    public var defaults: [Expression]

    /// Makes a body.
    public init(
        _ text: String, language: String, searchPath: [String]?, settings: [String]? = nil,
        parameters: [String] = [], defaults: [Expression] = []
    ) {
        self.text = text
        self.language = language
        self.searchPath = searchPath
        self.settings = settings
        self.parameters = parameters
        self.defaults = defaults
    }
}
