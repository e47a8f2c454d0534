import Synchronization

/// The identity of a database object: enough to tell it from every other one.
///
/// Names are raw: as the catalog stores them, unquoted and case-sensitive.
///
/// A handle on names that never change: copying it costs one count, and comparing it with itself
/// nothing, for claims and evidence carry identities by the ten thousand.
public struct ObjectID: Sendable {
    @usableFromInline let names: Names

    /// Makes an identity.
    public init(
        _ kind: ObjectKind, schema: String? = nil, relation: String? = nil, name: String,
        arguments: [String]? = nil
    ) {
        names = Names(kind, schema, relation, name, arguments)
    }

    /// What kind of object it is.
    @inlinable public var kind: ObjectKind { names.kind }
    /// The schema that holds it; nil for a schema, extension or role, whose name stands in
    /// ``name``.
    @inlinable public var schema: String? { names.schema }
    /// The table of a column, constraint, index, trigger, policy or rule.
    @inlinable public var relation: String? { names.relation }
    @inlinable public var name: String { names.name }
    /// Canonical input types of a function, procedure or aggregate.
    @inlinable public var arguments: [String]? { names.arguments }

    @usableFromInline
    final class Names: Sendable, Hashable {
        @usableFromInline let kind: ObjectKind
        @usableFromInline let schema: String?
        @usableFromInline let relation: String?
        @usableFromInline let name: String
        @usableFromInline let arguments: [String]?
        /// Reckoned once: the same identities are looked up again and again.
        private let hash: Int
        /// Where the last catalog that was made of this very identity holds it.
        private let position = Atomic<Int>(-1)

        init(
            _ kind: ObjectKind, _ schema: String?, _ relation: String?, _ name: String,
            _ arguments: [String]?
        ) {
            (self.kind, self.schema, self.relation, self.name, self.arguments) = (
                kind, schema, relation, name, arguments
            )
            var hasher = Hasher()
            hasher.combine(kind)
            hasher.combine(schema)
            hasher.combine(relation)
            hasher.combine(name)
            hasher.combine(arguments)
            hash = hasher.finalize()
        }

        /// The position that a catalog gave last. Another catalog may have given it: whoever asks
        /// looks whether the identity is there.
        var positionHint: Int {
            get { position.load(ordering: .relaxed) }
            set { position.store(newValue, ordering: .relaxed) }
        }

        @usableFromInline
        static func == (a: Names, b: Names) -> Bool {
            a.hash == b.hash && a.kind == b.kind && a.name == b.name && a.relation == b.relation
                && a.schema == b.schema && a.arguments == b.arguments
        }

        @usableFromInline
        func hash(into hasher: inout Hasher) {
            hasher.combine(hash)
        }
    }
}

extension ObjectID: Hashable {
    @inlinable public static func == (a: ObjectID, b: ObjectID) -> Bool {
        a.names === b.names || a.names == b.names
    }
    public func hash(into hasher: inout Hasher) { hasher.combine(names) }
}

// Within the handle: names handed out of it are counted each time.
extension ObjectID {
    /// Whether it is what bears a name in a schema, and belongs to no relation.
    func isNamed(_ schema: String?, _ name: String) -> Bool { names.isNamed(schema, name) }

    /// Whether it belongs to the relation of a name in a schema.
    func belongs(to schema: String?, _ name: String) -> Bool { names.belongs(to: schema, name) }

    /// Whether it bears a name in a schema, or belongs to what does.
    func isOrBelongs(to schema: String?, _ name: String) -> Bool {
        names.isNamed(schema, name) || names.belongs(to: schema, name)
    }

    /// Whether both stand in one relation, or are it.
    public func isOfSameRelation(as other: ObjectID) -> Bool {
        names === other.names || names.isOfSameRelation(as: other.names)
    }
}

extension ObjectID.Names {
    func isNamed(_ schema: String?, _ name: String) -> Bool {
        relation == nil && self.name == name && self.schema == schema
    }

    func belongs(to schema: String?, _ name: String) -> Bool {
        relation == name && self.schema == schema
    }

    func isOfSameRelation(as other: ObjectID.Names) -> Bool {
        (relation ?? name) == (other.relation ?? other.name) && schema == other.schema
    }
}

extension ObjectID: Comparable {
    /// By schema, relation or own name, kind, name, arguments: the objects of one table stand
    /// together.
    public static func < (a: ObjectID, b: ObjectID) -> Bool {
        a.names !== b.names && a.names.precedes(b.names)
    }
}

extension ObjectID.Names {
    fileprivate func precedes(_ other: ObjectID.Names) -> Bool {
        if schema != other.schema { return (schema ?? "") < (other.schema ?? "") }
        if !isOfSameRelation(as: other) {
            return (relation ?? name) < (other.relation ?? other.name)
        }
        if (relation == nil) != (other.relation == nil) { return relation == nil }
        if kind != other.kind { return kind.rank < other.kind.rank }
        if name != other.name { return name < other.name }
        return (arguments ?? []).lexicographicallyPrecedes(other.arguments ?? [])
    }
}
