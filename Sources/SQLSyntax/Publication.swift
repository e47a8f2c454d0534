/// What a publication is said to publish.
public struct PublicationContent: Sendable, Hashable {
    /// The tables named, in order.
    public var tables: [QualifiedName]
    /// Schemas of which all tables are meant; nil for the current one.
    public var schemas: [String?]
    /// `FOR ALL TABLES`: those of later, too.
    public var isForAllTables: Bool
    /// The `publish` option: `insert, update`.
    public var publish: String?

    /// Makes a content.
    public init(
        tables: [QualifiedName] = [], schemas: [String?] = [], isForAllTables: Bool = false,
        publish: String? = nil
    ) {
        self.tables = tables
        self.schemas = schemas
        self.isForAllTables = isForAllTables
        self.publish = publish
    }
}

/// What ALTER PUBLICATION does with a content.
public enum PublicationChange: Sendable, Hashable {
    case add, drop, set
    /// `SET (publish = …)`.
    case setOptions
}
