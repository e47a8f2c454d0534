/// What a ``Catalog`` holds, with all that finds objects in it. Never changes once it is made.
final class CatalogContents: Sendable {
    let objects: [CatalogObject]
    let dropped: [CatalogObject]
    /// By their tables, sorted by name.
    let externalTriggers: [SchemaName: [CatalogObject]]
    let schemaNames: [String]
    let hasExtensions: Bool

    let indexByID: [ObjectID: Int]
    let droppedByID: [ObjectID: Int]
    /// By schema and name.
    let indexesByName: [SchemaName: Int]
    /// How many triggers and policies have a name, by kind.
    let namesOfKind: [ObjectKind: [String: Int]]
    /// By the names that objects had before.
    let formerNames: [FormerName: Int]
    let groups: CatalogGroups
    let nearestNames: NearestNames

    struct FormerName: Hashable {
        var schema: String?
        var relation: String?
        var name: String
    }

    init(
        _ all: [CatalogObject], usesForeignTypes: Bool, dropped: [CatalogObject],
        externalTriggers: [CatalogObject]
    ) {
        self.externalTriggers = Dictionary(grouping: externalTriggers.sorted { $0.id < $1.id }) {
            SchemaName(schema: $0.id.schema, name: $0.id.relation ?? "")
        }
        let objects = Self.sorted(all)
        self.objects = objects
        self.dropped = dropped.sorted { $0.id < $1.id }
        droppedByID = Dictionary(self.dropped.enumerated().map { ($1.id, $0) }) { first, _ in first
        }
        schemaNames = objects.lazy.filter { $0.id.kind == .schema }.map(\.id.name)
        hasExtensions =
            usesForeignTypes
            || objects.contains {
                $0.id.kind == .extension && $0.id.name != "pgtap" && $0.id.name != "plpgsql"
            }
        var indexes = Indexes(objects: objects.count)
        for (index, object) in objects.enumerated() { indexes.add(object, index) }
        (indexByID, indexesByName, namesOfKind) = (
            indexes.byID, indexes.byName, indexes.namesOfKind
        )
        (formerNames, nearestNames) = (indexes.formerNames, NearestNames(indexes.names))
        groups = CatalogGroups(objects)
    }

    private struct Indexes {
        var byID: [ObjectID: Int] = [:]
        var byName: [SchemaName: Int] = [:]
        var namesOfKind: [ObjectKind: [String: Int]] = [:]
        var formerNames: [FormerName: Int] = [:]
        /// Of what belongs to no relation, by schema.
        var names: [String: [String]] = [:]

        init(objects: Int) { byID.reserveCapacity(objects) }

        mutating func add(_ object: CatalogObject, _ index: Int) {
            let id = object.id
            byID[id] = index
            for case let former? in object.provenance.map(\.former) {
                formerNames[FormerName(schema: id.schema, relation: id.relation, name: former)] =
                    index
            }
            if id.relation == nil, let schema = id.schema {
                names[schema, default: []].append(id.name)
            }
            if id.kind == .trigger || id.kind == .policy {
                namesOfKind[id.kind, default: [:]][id.name, default: 0] += 1
            }
            if id.kind == .index {
                byName[SchemaName(schema: id.schema, name: id.name)] = index
            }
        }
    }

    /// What must exist for an object to: the relations that it may belong to, its schema.
    func containers(of id: ObjectID) -> [ObjectID] {
        func named(_ schema: String?, _ name: String, _ kinds: ObjectKinds) -> [ObjectID] {
            groups.select(kinds, in: groups[schema, name].own).map { objects[$0].id }
        }
        var result = id.relation.map { named(id.schema, $0, ObjectKind.anyRelation) } ?? []
        if let schema = id.schema {
            result.append(named(nil, schema, [.schema]).first ?? ObjectID(.schema, name: schema))
        }
        return result
    }

    // MARK: - Order

    /// Sorted and unique. A relation's objects are brought together first, so that most comparisons
    /// are among few.
    private static func sorted(_ objects: [CatalogObject]) -> [CatalogObject] {
        var latest: [ObjectID: Int] = [:]
        latest.reserveCapacity(objects.count)
        for (index, object) in objects.enumerated() { latest[object.id] = index }
        let groups = Dictionary(
            grouping: objects.indices.lazy.filter { latest[objects[$0].id] == $0 }
        ) { index in
            SchemaName(
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
}
