import CPrefetch
public import SQLText

/// One object of a ``Catalog``.
///
/// A handle on what is known of it: assertions look at objects by the ten thousand, and copying one
/// costs one count.
public struct CatalogObject: Sendable, Hashable {
    private var contents: Contents

    /// Makes an object.
    public init(
        _ id: ObjectID, facets: FacetValues = [:], provenance: [Provenance] = [],
        origin: Origin = .schema, definition: ObjectDefinition? = nil
    ) {
        contents = Contents(
            Facts(
                id: id, facets: facets, provenance: provenance, origin: origin,
                definition: definition.flatMap(Definition.init)))
    }

    /// Which object it is.
    public var id: ObjectID {
        get { contents.facts.id }
        set { change { $0.id = newValue } }
    }
    /// The facets that the object has, with their values. `existence` is left out: it has no value.
    public var facets: FacetValues {
        get { contents.facts.facets }
        set { change { $0.facets = newValue } }
    }
    /// Every statement that created, altered or replaced it, in deploy order.
    public var provenance: [Provenance] {
        get { contents.facts.provenance }
        set { change { $0.provenance = newValue } }
    }
    /// Who brought the object into the schema.
    public var origin: Origin {
        get { contents.facts.origin }
        set { change { $0.origin = newValue } }
    }
    /// What is said of it beside that.
    public var definition: ObjectDefinition {
        _read {
            if let definition = contents.facts.definition {
                yield definition.value
            } else {
                yield ObjectDefinition.empty
            }
        }
        set { change { $0.definition = Definition(newValue) } }
    }

    /// Asks for the memory of what is known of it.
    func prefetch() { unsafe prefetch_memory(Unmanaged.passUnretained(contents).toOpaque()) }

    private mutating func change(_ body: (inout Facts) -> Void) {
        var facts = contents.facts
        body(&facts)
        contents = Contents(facts)
    }

    private struct Facts: Hashable {
        var id: ObjectID
        var facets: FacetValues
        var provenance: [Provenance]
        var origin: Origin
        /// Nil where it is empty. A handle: most objects are columns, and have none.
        var definition: Definition?
    }

    private final class Contents: Sendable, Hashable {
        let facts: Facts

        init(_ facts: Facts) { self.facts = facts }

        static func == (a: Contents, b: Contents) -> Bool { a === b || a.facts == b.facts }

        func hash(into hasher: inout Hasher) { hasher.combine(facts) }
    }

    private final class Definition: Sendable, Hashable {
        let value: ObjectDefinition

        init?(_ value: ObjectDefinition) {
            guard value != .empty else { return nil }
            self.value = value
        }

        static func == (a: Definition, b: Definition) -> Bool { a === b || a.value == b.value }

        func hash(into hasher: inout Hasher) { hasher.combine(value) }
    }

    /// Who brought an object into the schema.
    public enum Origin: Sendable, Hashable {
        /// The project itself: it owes tests.
        case schema
        /// Came with another object: a primary key's index, a serial column's sequence, a table's
        /// row type. It exists, and owes nothing of its own.
        case implied
        /// A member of the named extension.
        case `extension`(String)
        /// A server's or platform's own (`public`, `pg_catalog`, an `external_schemas` stub).
        case system
    }
}

/// A statement that created, altered or replaced an object.
public struct Provenance: Sendable, Hashable {
    /// What the statement did.
    public var action: Action
    /// Where it stands.
    public var location: SourceLocation
    /// Of a new name: the old one.
    public var former: String?

    /// Makes a provenance entry.
    public init(_ action: Action, at location: SourceLocation, former: String? = nil) {
        self.action = action
        self.location = location
        self.former = former
    }

    /// What the statement did to the object.
    public enum Action: String, Sendable, Hashable, Codable {
        case created
        case altered
        case replaced
        case renamed
        case moved
        case dropped
    }
}
