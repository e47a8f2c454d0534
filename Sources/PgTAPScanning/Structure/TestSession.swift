/// What a test file finds in its session, beside what is given from outside.
public struct TestSession: Sendable, Hashable {
    /// psql's variables of the file that includes it.
    public var variables: [String: String] = [:]
    /// The search path that the including file has set.
    public var searchPath: [String]?
    /// What each file that it includes itself leaves behind, in order.
    public var left: [SessionChanges] = []

    /// A new one.
    public init() {}

    /// Whether another file includes it and has made it so.
    public var isGiven: Bool { !variables.isEmpty || searchPath != nil }

    /// Goes on behind changes.
    public mutating func take(_ changes: SessionChanges) {
        for (name, value) in changes.variables { variables[name] = value }
        searchPath = changes.searchPath ?? searchPath
    }
}
