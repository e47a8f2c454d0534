/// The identity of a database object: enough to tell it from every other one.
///
/// Names are raw: as the catalog stores them, unquoted and case-sensitive.
public struct ObjectID: Sendable, Hashable, Codable {
    public var kind: ObjectKind
    /// The schema that holds it; nil for a schema, extension or role, whose name stands in ``name``.
    public var schema: String?
    /// The table of a column, constraint, index, trigger, policy or rule.
    public var relation: String?
    public var name: String
    /// Canonical input types of a function, procedure or aggregate.
    public var arguments: [String]?

    /// Makes an identity.
    public init(
        _ kind: ObjectKind, schema: String? = nil, relation: String? = nil, name: String,
        arguments: [String]? = nil
    ) {
        self.kind = kind
        self.schema = schema
        self.relation = relation
        self.name = name
        self.arguments = arguments
    }
}

extension ObjectID: Comparable {
    /// By schema, relation or own name, kind, name, arguments: the objects of one table stand together.
    public static func < (a: ObjectID, b: ObjectID) -> Bool {
        let (aSchema, bSchema) = (a.schema ?? "", b.schema ?? "")
        if aSchema != bSchema { return aSchema < bSchema }
        let (aGroup, bGroup) = (a.relation ?? a.name, b.relation ?? b.name)
        if aGroup != bGroup { return aGroup < bGroup }
        if (a.relation == nil) != (b.relation == nil) { return a.relation == nil }
        if a.kind != b.kind { return a.kind.rank < b.kind.rank }
        if a.name != b.name { return a.name < b.name }
        return (a.arguments ?? []).lexicographicallyPrecedes(b.arguments ?? [])
    }
}

extension ObjectKind {
    /// Position in the declaration, the order of every list by kind.
    public var rank: Int { Self.ranks[self] ?? Self.allCases.count }

    private static let ranks = Dictionary(
        uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}
