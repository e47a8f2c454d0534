public import SQLSyntax
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
        origin: Origin = .schema
    ) {
        contents = Contents(Facts(id: id, facets: facets, provenance: provenance, origin: origin))
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
    /// Of a view, policy or trigger: the columns, relations and routines that its query or its
    /// conditions use. Of an extension: the schema that its members are in.
    public var reads: [ObjectID] {
        get { contents.facts.reads }
        set { change { $0.reads = newValue } }
    }
    /// Of a policy: USING and WITH CHECK as written, over the names of its own time. Of a trigger:
    /// WHEN. Of a column whose default cannot be printed (`auth.uid()`, which is the platform's): that.
    public var conditions: [Expression] {
        get { contents.facts.conditions }
        set { change { $0.conditions = newValue } }
    }
    /// Of a routine, where files tell it.
    public var body: RoutineBody? {
        get { contents.facts.body }
        set { change { $0.body = newValue } }
    }
    /// Of a trigger: the commands that fire it; nil where it cannot be told.
    public var events: TriggerEvents? {
        get { contents.facts.events }
        set { change { $0.events = newValue } }
    }
    /// Of a trigger: the columns of `UPDATE OF`; none where any UPDATE fires it.
    public var updateColumns: [String] {
        get { contents.facts.updateColumns }
        set { change { $0.updateColumns = newValue } }
    }
    /// Of a table: whether its rows can be changed only while it has its primary key, because a
    /// publication says which they were.
    public var isPublishedByKey: Bool {
        get { contents.facts.isPublishedByKey }
        set { change { $0.isPublishedByKey = newValue } }
    }

    /// Of a view: whether what it reads is read as whoever asks, and not as its owner.
    public var isInvoker: Bool {
        get { contents.facts.isInvoker }
        set { change { $0.isInvoker = newValue } }
    }
    /// Of a policy: whether it lets nothing through, but keeps back what others let through.
    public var isRestrictive: Bool {
        get { contents.facts.isRestrictive }
        set { change { $0.isRestrictive = newValue } }
    }
    /// Of a constraint: whether rows from before it may break it.
    public var isNotValid: Bool {
        get { contents.facts.isNotValid }
        set { change { $0.isNotValid = newValue } }
    }
    /// Of a check: whether children of its table are without it.
    public var isNoInherit: Bool {
        get { contents.facts.isNoInherit }
        set { change { $0.isNoInherit = newValue } }
    }

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
        var reads: [ObjectID] = []
        var conditions: [Expression] = []
        var body: RoutineBody?
        var events: TriggerEvents?
        var updateColumns: [String] = []
        var isPublishedByKey = false
        var isRestrictive = false
        var isInvoker = false
        var isNotValid = false
        var isNoInherit = false
    }

    private final class Contents: Sendable, Hashable {
        let facts: Facts

        init(_ facts: Facts) { self.facts = facts }

        static func == (a: Contents, b: Contents) -> Bool { a === b || a.facts == b.facts }

        func hash(into hasher: inout Hasher) { hasher.combine(facts) }
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
