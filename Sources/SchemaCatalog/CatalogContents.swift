/// What a ``Catalog`` holds, with all that finds objects in it. Never changes once it is made.
final class CatalogContents: Sendable {
    let objects: [CatalogObject]
    let dropped: [CatalogObject]
    /// By their tables, sorted by name.
    let externalTriggers: [SchemaName: [CatalogObject]]
    let schemaNames: [String]
    /// Whether types are used that nobody makes.
    let usesForeignTypes: Bool
    /// Of extensions but pgTAP and PL/pgSQL.
    let extensionNames: [String]

    let droppedByID: [ObjectID: Int]
    /// By schema and name.
    let indexesByName: [SchemaName: Int]
    /// How many triggers and policies have a name, by kind.
    let namesOfKind: [ObjectKind: [String: Int]]
    /// By the names that objects had before.
    let formerNames: [FormerName: Int]
    let groups: CatalogGroups
    let nearestNames: NearestNames
    let policyUses = PolicyUses()

    struct FormerName: Hashable {
        var schema: String?
        var relation: String?
        var name: String
    }

    /// Which roles are members of which.
    let memberships: RoleMemberships

    init(
        _ all: [CatalogObject], usesForeignTypes: Bool, dropped: [CatalogObject],
        externalTriggers: [CatalogObject], memberships: RoleMemberships
    ) {
        self.memberships = memberships
        self.externalTriggers = Dictionary(grouping: externalTriggers.sorted { $0.id < $1.id }) {
            SchemaName(schema: $0.id.schema, name: $0.id.relation ?? "")
        }
        let objects = Self.sorted(all)
        self.objects = objects
        self.dropped = dropped.sorted { $0.id < $1.id }
        droppedByID = Dictionary(self.dropped.enumerated().map { ($1.id, $0) }) { first, _ in first
        }
        schemaNames = objects.lazy.filter { $0.id.kind == .schema }.map(\.id.name)
        self.usesForeignTypes = usesForeignTypes
        extensionNames = objects.lazy.filter { $0.id.kind == .extension }.map(\.id.name)
            .filter { $0 != "pgtap" && $0 != "plpgsql" }
        var indexes = Indexes()
        for (index, object) in objects.enumerated() { indexes.add(object, index) }
        (indexesByName, namesOfKind) = (indexes.byName, indexes.namesOfKind)
        (formerNames, nearestNames) = (indexes.formerNames, NearestNames(indexes.names))
        groups = CatalogGroups(objects)
        for (index, object) in objects.enumerated() { object.id.names.positionHint = index }
    }

    private struct Indexes {
        var byName: [SchemaName: Int] = [:]
        var namesOfKind: [ObjectKind: [String: Int]] = [:]
        var formerNames: [FormerName: Int] = [:]
        /// Of what belongs to no relation, by schema.
        var names: [String: [String]] = [:]

        mutating func add(_ object: CatalogObject, _ index: Int) {
            let id = object.id
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

    /// The position of the object with this identity.
    func position(of id: ObjectID) -> Int? {
        let hint = id.names.positionHint
        if objects.indices.contains(hint), objects[hint].id.names === id.names { return hint }
        return groups.position(of: id)
    }

    /// What must exist for an object to, as far as the catalog has it: the relations that it may
    /// belong to, its schema.
    func containerPositions(of id: ObjectID) -> [Int] {
        var result =
            id.relation.map {
                groups.select(ObjectKind.anyRelation, in: groups[id.schema, $0].own)
            } ?? []
        if let schema = id.schema.flatMap({ groups.first([.schema], in: groups[nil, $0].own) }) {
            result.append(schema)
        }
        return result
    }

    // MARK: - Order

    /// Sorted and unique: of two with one identity the last. A relation's objects are brought
    /// together first, so that most comparisons are among few.
    private static func sorted(_ objects: [CatalogObject]) -> [CatalogObject] {
        // Whoever makes a catalog lays the objects of a relation out one after another.
        var runs: [SchemaName: [Range<Int>]] = [:]
        var start = 0
        while start < objects.count {
            let id = objects[start].id
            var end = start + 1
            while end < objects.count, objects[end].id.isOfSameRelation(as: id) { end += 1 }
            runs[SchemaName(schema: id.schema, name: id.relation ?? id.name), default: []].append(
                start..<end)
            start = end
        }
        var result: [CatalogObject] = []
        result.reserveCapacity(objects.count)
        for (_, ranges) in runs.sorted(by: {
            ($0.key.schema ?? "", $0.key.name) < ($1.key.schema ?? "", $1.key.name)
        }) {
            // Sorting keeps equal ones in their order.
            for index in ranges.joined().sorted(by: { objects[$0].id < objects[$1].id }) {
                if result.last?.id == objects[index].id { result.removeLast() }
                result.append(objects[index])
            }
        }
        return result
    }
}
