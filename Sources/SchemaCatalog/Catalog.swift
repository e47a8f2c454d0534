public import SQLSyntax
public import SQLText

/// The schema as flat objects: what the fold of migrations ends in and what a live database is read
/// into. Requirements, assertions and drift see only this.
public struct Catalog: Sendable {
    /// Every object, sorted by identity; unique.
    public private(set) var objects: [CatalogObject]
    /// The `search_path` a new session has (from `ALTER DATABASE … SET`, configuration, or the
    /// server's default `"$user", public` without `$user`).
    public var searchPath: [String]
    /// The names of all schemas, sorted.
    public private(set) var schemaNames: [String]
    /// Whether an extension other than pgTAP and PL/pgSQL is installed, or must have been before
    /// the migrations ran: they use types that nobody makes.
    public private(set) var hasExtensions: Bool

    /// What migrations have made and dropped, sorted by identity, with the statements that dropped
    /// it.
    public let dropped: [CatalogObject]

    private var indexByID: [ObjectID: Int]
    /// By schema and name.
    private var indexesByName: [RelationKey: Int] = [:]
    /// How many triggers and policies have a name, by kind.
    private var namesOfKind: [ObjectKind: [String: Int]] = [:]
    /// By the names that objects had before.
    private var formerNames: [FormerName: Int] = [:]
    private let droppedByID: [ObjectID: Int]
    /// By position in ``objects``: what must exist for the object to.
    private var containersByIndex: [[ObjectID]] = []
    private var childrenByRelation: [RelationKey: [Int]]
    private var namesakes: [RelationKey: [Int]]
    private var nearestNames = NearestNames()

    private struct FormerName: Hashable {
        var schema: String?
        var relation: String?
        var name: String
    }

    private struct RelationKey: Hashable {
        var schema: String?
        var name: String
    }

    /// Makes a catalog of `objects`, in any order. Of two objects with one identity the last wins.
    ///
    /// - Parameter usesForeignTypes: Whether types are used that neither the server has nor an
    ///   object is.
    public init(
        objects: [CatalogObject] = [], searchPath: [String] = ["public"],
        usesForeignTypes: Bool = false, dropped: [CatalogObject] = []
    ) {
        self.objects = Self.sorted(objects)
        self.searchPath = searchPath
        self.dropped = dropped.sorted { $0.id < $1.id }
        droppedByID = Dictionary(self.dropped.enumerated().map { ($1.id, $0) }) { first, _ in first
        }
        indexByID = [:]
        childrenByRelation = [:]
        namesakes = [:]
        schemaNames = self.objects.lazy.filter { $0.id.kind == .schema }.map(\.id.name)
        hasExtensions =
            usesForeignTypes
            || self.objects.contains {
                $0.id.kind == .extension && $0.id.name != "pgtap" && $0.id.name != "plpgsql"
            }
        indexByID.reserveCapacity(self.objects.count)
        for (index, object) in self.objects.enumerated() {
            indexByID[object.id] = index
            for case let former? in object.provenance.map(\.former) {
                formerNames[
                    FormerName(schema: object.id.schema, relation: object.id.relation, name: former)
                ] = index
            }
            if let relation = object.id.relation {
                childrenByRelation[
                    RelationKey(schema: object.id.schema, name: relation), default: []
                ].append(index)
                if object.id.kind == .trigger || object.id.kind == .policy {
                    namesOfKind[object.id.kind, default: [:]][object.id.name, default: 0] += 1
                }
                if object.id.kind == .index {
                    indexesByName[RelationKey(schema: object.id.schema, name: object.id.name)] =
                        index
                }
            } else {
                namesakes[RelationKey(schema: object.id.schema, name: object.id.name), default: []]
                    .append(index)
                if let schema = object.id.schema {
                    nearestNames.add(object.id.name, schema: schema)
                }
            }
        }
        containersByIndex = self.objects.map { findContainers(of: $0.id) }
    }

    /// Sorted and unique. A relation's objects are brought together first, so that most comparisons
    /// are among few.
    private static func sorted(_ objects: [CatalogObject]) -> [CatalogObject] {
        var latest: [ObjectID: Int] = [:]
        latest.reserveCapacity(objects.count)
        for (index, object) in objects.enumerated() { latest[object.id] = index }
        let groups = Dictionary(
            grouping: objects.indices.lazy.filter { latest[objects[$0].id] == $0 }
        ) { index in
            RelationKey(
                schema: objects[index].id.schema,
                name: objects[index].id.relation ?? objects[index].id.name)
        }
        var result: [CatalogObject] = []
        result.reserveCapacity(latest.count)
        for key in groups.keys.sorted(by: {
            ($0.schema ?? "", $0.name) < ($1.schema ?? "", $1.name)
        }) {
            for index in (groups[key] ?? []).sorted(by: { objects[$0].id < objects[$1].id }) {
                result.append(objects[index])
            }
        }
        return result
    }

    /// The position in ``objects`` of the object with this identity.
    public func index(of id: ObjectID) -> Int? { indexByID[id] }

    /// The object with this identity.
    public subscript(id: ObjectID) -> CatalogObject? { indexByID[id].map { objects[$0] } }

    /// Whether migrations have dropped the object, and nothing has made it again.
    public func isDropped(_ id: ObjectID) -> Bool { droppedByID[id] != nil }

    /// Positions for claims: those of ``objects``, and behind them those of ``dropped``.
    public var claimPositions: Range<Int> { 0..<(objects.count + dropped.count) }

    /// The position of an object that claims may be about.
    public func claimPosition(of id: ObjectID) -> Int? {
        indexByID[id] ?? droppedByID[id].map { objects.count + $0 }
    }

    /// Whether a trigger or policy is the only one of its name.
    public func isUniqueName(_ id: ObjectID) -> Bool { namesOfKind[id.kind]?[id.name] == 1 }

    /// What migrations dropped of these kinds and this name: the statement that did.
    public func drop(
        _ kinds: Set<ObjectKind>, inSchema schema: String?, relation: String? = nil,
        named name: String
    ) -> Provenance? {
        guard !dropped.isEmpty else { return nil }
        return kinds.lazy.compactMap {
            droppedByID[ObjectID($0, schema: schema, relation: relation, name: name)]
        }.first.flatMap { dropped[$0].provenance.last }
    }

    /// What is called otherwise now, and the statement that renamed it.
    public func renamed(inSchema schema: String?, relation: String? = nil, from name: String) -> (
        id: ObjectID, by: Provenance
    )? {
        guard let index = formerNames[FormerName(schema: schema, relation: relation, name: name)]
        else { return nil }
        return objects[index].provenance.last { $0.former == name }.map { (objects[index].id, $0) }
    }

    /// The index of this name, whatever its table.
    public func index(inSchema schema: String?, named name: String) -> CatalogObject? {
        indexesByName[RelationKey(schema: schema, name: name)].map { objects[$0] }
    }

    /// What must exist for an object to: the relations that it may belong to, its schema.
    public func containers(of id: ObjectID) -> [ObjectID] {
        indexByID[id].map { containersByIndex[$0] } ?? findContainers(of: id)
    }

    private func findContainers(of id: ObjectID) -> [ObjectID] {
        var result: [ObjectID] = []
        if let relation = id.relation {
            result = objects(ObjectKind.anyRelation, inSchema: id.schema, named: relation).map(\.id)
        }
        if let schema = id.schema {
            result.append(
                object([.schema], inSchema: nil, named: schema)?.id
                    ?? ObjectID(.schema, name: schema))
        }
        return result
    }

    /// The only constraint of this name, whatever its table; nil where there is none, or several.
    public func constraint(named name: String) -> ObjectID? {
        let kinds: Set<ObjectKind> = [.primaryKey, .unique, .foreignKey, .check, .exclusion]
        let found = objects.filter { $0.id.name == name && kinds.contains($0.id.kind) }
        return found.count == 1 ? found[0].id : nil
    }

    /// Columns, constraints, indexes, triggers, policies and rules of a relation, sorted.
    public func children(ofSchema schema: String?, relation: String) -> [CatalogObject] {
        (childrenByRelation[RelationKey(schema: schema, name: relation)] ?? []).map { objects[$0] }
    }

    /// Those of them that are of these kinds.
    public func children(_ kinds: Set<ObjectKind>, ofSchema schema: String?, relation: String)
        -> [CatalogObject]
    {
        select(childrenByRelation[RelationKey(schema: schema, name: relation)]) {
            kinds.contains($0.kind)
        }
    }

    /// The first of them of this name and one of these kinds.
    public func child(
        _ kinds: Set<ObjectKind>, ofSchema schema: String?, relation: String, named name: String
    ) -> CatalogObject? {
        first(childrenByRelation[RelationKey(schema: schema, name: relation)]) {
            $0.name == name && kinds.contains($0.kind)
        }
    }

    /// The objects of this schema and name that belong to no relation: tables, views, types, every
    /// overload of a function.
    public func objects(inSchema schema: String?, named name: String) -> [CatalogObject] {
        (namesakes[RelationKey(schema: schema, name: name)] ?? []).map { objects[$0] }
    }

    /// Those of them that are of these kinds.
    public func objects(_ kinds: Set<ObjectKind>, inSchema schema: String?, named name: String)
        -> [CatalogObject]
    {
        select(namesakes[RelationKey(schema: schema, name: name)]) { kinds.contains($0.kind) }
    }

    /// The first of them of one of these kinds.
    public func object(_ kinds: Set<ObjectKind>, inSchema schema: String?, named name: String)
        -> CatalogObject?
    {
        first(namesakes[RelationKey(schema: schema, name: name)]) { kinds.contains($0.kind) }
    }

    /// The objects of these kinds in a schema, sorted by name, without those that belong to a
    /// relation. Takes time with the schema's size.
    public func objects(_ kinds: Set<ObjectKind>, inSchema schema: String) -> [CatalogObject] {
        // Objects are sorted by their schema first.
        let start = partition { $0 < schema }
        let end = partition { $0 <= schema }
        return select(Array(start..<end)) { kinds.contains($0.kind) && $0.relation == nil }
    }

    /// The position of the first object whose schema is not `before` something.
    private func partition(_ isBefore: (String) -> Bool) -> Int {
        var (low, high) = (0, objects.count)
        while low < high {
            let middle = (low + high) / 2
            if isBefore(objects[middle].id.schema ?? "") { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The name of an object in one of these schemas that somebody who wrote `name` may have meant.
    public func nearestName(to name: String, inSchemas schemas: Set<String>) -> String? {
        nearestNames.nearest(to: name, inSchemas: schemas.sorted())
    }

    // An object is copied once it is known to be wanted: one assertion looks at every column of a
    // table.

    private func select(_ indices: [Int]?, _ isWanted: (ObjectID) -> Bool) -> [CatalogObject] {
        var found: [CatalogObject] = []
        for index in indices ?? [] where isWanted(objects[index].id) {
            found.append(objects[index])
        }
        return found
    }

    private func first(_ indices: [Int]?, _ isWanted: (ObjectID) -> Bool) -> CatalogObject? {
        for index in indices ?? [] where isWanted(objects[index].id) { return objects[index] }
        return nil
    }
}

/// One object of a ``Catalog``.
public struct CatalogObject: Sendable, Hashable {
    public var id: ObjectID
    /// The facets that the object has, with their values. `existence` is left out: it has no value.
    public var facets: [Facet: FacetValue]
    /// Every statement that created, altered or replaced it, in deploy order.
    public var provenance: [Provenance]
    /// Who brought the object into the schema.
    public var origin: Origin
    /// Of a view: the columns, relations and routines that its query reads.
    public var reads: [ObjectID] = []
    /// Of a routine, where files tell it.
    public var body: RoutineBody?
    /// Of a trigger: the commands that fire it; nil where it cannot be told.
    public var events: TriggerEvents?

    /// Makes an object.
    public init(
        _ id: ObjectID, facets: [Facet: FacetValue] = [:], provenance: [Provenance] = [],
        origin: Origin = .schema
    ) {
        self.id = id
        self.facets = facets
        self.provenance = provenance
        self.origin = origin
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
    public var action: Action
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
