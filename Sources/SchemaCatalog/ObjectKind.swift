/// The kinds of database objects that pgcov knows; the raw value is the JSON name.
public enum ObjectKind: String, Sendable, Hashable, CaseIterable, Codable {
    case schema
    case `extension`
    case table
    case foreignTable = "foreign_table"
    case view
    case materializedView = "materialized_view"
    case sequence
    case column
    case primaryKey = "primary_key"
    case unique
    case foreignKey = "foreign_key"
    case check
    case exclusion
    case index
    case function
    case procedure
    case aggregate
    case trigger
    case eventTrigger = "event_trigger"
    case policy
    case rule
    case `enum`
    case domain
    case compositeType = "composite_type"
    case rangeType = "range_type"
    case baseType = "base_type"
    case role
    case language
    case `operator`
    case operatorClass = "operator_class"
    case cast
    case collation
    case statistics
    case publication
    case foreignDataWrapper = "foreign_data_wrapper"
    case foreignServer = "foreign_server"
    case tablespace
    case database
    case grant
}

extension ObjectKind {
    /// Position in the declaration, the order of every list by kind.
    @inlinable public var rank: Int {
        // A case without payload is stored as its position.
        Int(unsafe unsafeBitCast(self, to: UInt8.self))
    }

    /// By position: the default of an enum with text behind its cases hashes and compares that.
    @inlinable public func hash(into hasher: inout Hasher) { hasher.combine(rank) }
    @inlinable public static func == (a: ObjectKind, b: ObjectKind) -> Bool { a.rank == b.rank }
    @inlinable public static func != (a: ObjectKind, b: ObjectKind) -> Bool { a.rank != b.rank }

    /// What has columns, or shares the names of what has (`pg_class`).
    public static let anyRelation: ObjectKinds = [
        .table, .foreignTable, .view, .materializedView, .sequence, .compositeType,
    ]
}
