/// One checkable fact of an object; the raw value is the JSON name.
public enum Facet: String, Sendable, Hashable, CaseIterable, Codable {
    case existence
    /// Of what migrations have dropped: that it is not there.
    case absence
    /// Columns, attributes, ranges: the type as `format_type()` prints it.
    case type
    /// `not null` or `nullable`.
    case nullability
    /// The default expression's text, or null.
    case `default`
    /// `always`, `by default`, or null.
    case identity
    /// The generation expression's text, or null.
    case generated
    /// Names in order.
    case columns
    /// Of a foreign key: `schema.table(a, b)`.
    case reference
    /// Of a foreign key: `ON DELETE … ON UPDATE …`.
    case actions
    /// Of keys and foreign keys: `not deferrable`, `deferrable`, `deferrable initially deferred`.
    case deferrability
    /// `unique` or `not unique`.
    case uniqueness
    /// Access method of an index, or partition strategy.
    case method
    /// Predicate of a partial index.
    case predicate
    /// Expression of a check or exclusion constraint.
    case expression
    /// As `pg_get_function_result()` prints it.
    case returns
    /// `definer` or `invoker`.
    case security
    case language
    /// `immutable`, `stable` or `volatile`.
    case volatility
    /// `strict` or `not strict`.
    case strictness
    case behavior
    /// Of a policy: `ALL`, `SELECT`, `INSERT`, `UPDATE`, `DELETE`.
    case command
    /// Of a policy: sorted names, `public` for PUBLIC.
    case roles
    /// Of a trigger: `schema.name`.
    case function
    /// Of an enum, in order.
    case labels
    /// Of a domain.
    case baseType = "base_type"
    case owner
    /// Sorted `role=PRIVILEGE`.
    case privileges
    /// `enabled`, `forced`, `disabled`.
    case rowSecurity = "row_security"
    /// Of a partitioned table: `range`, `list` or `hash`.
    case partitioning
    /// As `pg_get_partkeydef()` prints it: `RANGE (at, lower(name))`.
    case partitionKey = "partition_key"
    /// Of a partition: `FOR VALUES IN (1, 2)`, `DEFAULT`.
    case partitionBound = "partition_bound"
    case inheritance
    /// Of a cast: `implicit`, `assignment`, `explicit`.
    case context
}

extension Facet {
    /// Position in the declaration.
    @inlinable public var rank: UInt8 {
        // A case without payload is stored as its position.
        unsafe unsafeBitCast(self, to: UInt8.self)
    }

    /// By position: the default of an enum with text behind its cases hashes and compares that.
    @inlinable public func hash(into hasher: inout Hasher) { hasher.combine(rank) }
    @inlinable public static func == (a: Facet, b: Facet) -> Bool { a.rank == b.rank }
    @inlinable public static func != (a: Facet, b: Facet) -> Bool { a.rank != b.rank }
}
