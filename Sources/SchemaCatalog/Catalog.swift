public import QueryAnalysis

/// The schema as flat objects: what the fold of migrations ends in and what a live database is read
/// into. Requirements, assertions and drift see only this.
public struct Catalog: Sendable {
    /// Held by a handle, as are the settings: catalogs are handed about with every assertion.
    let contents: CatalogContents
    private var settings: Settings

    /// Makes a catalog of `objects`, in any order. Of two objects with one identity the last wins.
    ///
    /// - Parameter usesForeignTypes: Whether types are used that neither the server has nor an
    ///   object is.
    /// - Parameter externalTriggers: See ``externalTriggers(ofSchema:relation:)``.
    public init(
        objects: [CatalogObject] = [], searchPath: [String] = ["public"],
        usesForeignTypes: Bool = false, dropped: [CatalogObject] = [],
        externalTriggers: [CatalogObject] = [], memberships: RoleMemberships = RoleMemberships()
    ) {
        settings = Settings(searchPath: searchPath, assumptions: DeployAssumptions())
        contents = CatalogContents(
            objects, usesForeignTypes: usesForeignTypes, dropped: dropped,
            externalTriggers: externalTriggers, memberships: memberships)
    }

    private final class Settings: Sendable {
        let searchPath: [String]
        let assumptions: DeployAssumptions

        init(searchPath: [String], assumptions: DeployAssumptions) {
            (self.searchPath, self.assumptions) = (searchPath, assumptions)
        }
    }

    /// The `search_path` a new session has (from `ALTER DATABASE … SET`, configuration, or the
    /// server's default `"$user", public` without `$user`).
    public var searchPath: [String] {
        get { settings.searchPath }
        set { settings = Settings(searchPath: newValue, assumptions: assumptions) }
    }

    /// What is not known of the deploy, and taken to be so.
    public var assumptions: DeployAssumptions {
        get { settings.assumptions }
        set { settings = Settings(searchPath: searchPath, assumptions: newValue) }
    }

    /// Which roles are members of which.
    public var memberships: RoleMemberships { contents.memberships }

    /// Triggers that migrations made on a platform's own table (`auth.users`), by name. They are
    /// none of the schema's objects, and run its functions.
    public func externalTriggers(ofSchema schema: String?, relation: String) -> [CatalogObject] {
        contents.externalTriggers[
            SchemaName(schema: schema, name: relation)] ?? []
    }

    /// Every object, sorted by identity; unique.
    public var objects: [CatalogObject] { contents.objects }

    /// The names of all schemas, sorted.
    public var schemaNames: [String] { contents.schemaNames }

    /// Whether an extension other than pgTAP and PL/pgSQL is installed, or must have been before
    /// the migrations ran: they use types that nobody makes.
    public var hasExtensions: Bool {
        contents.usesForeignTypes || !contents.extensionNames.isEmpty
    }

    /// Whether one of those extensions may bring a relation of this name.
    func extensionsMayBring(relation: String) -> Bool {
        contents.extensionNames.isEmpty
            ? contents.usesForeignTypes
            : contents.extensionNames.contains { ExtensionRelations.mayBring(relation, $0) }
    }

    /// What migrations have made and dropped, sorted by identity, with the statements that dropped
    /// it.
    public var dropped: [CatalogObject] { contents.dropped }

    /// The position in ``objects`` of the object with this identity.
    public func index(of id: ObjectID) -> Int? { contents.position(of: id) }

    /// The object with this identity.
    public subscript(id: ObjectID) -> CatalogObject? { index(of: id).map { objects[$0] } }

    /// Whether migrations have dropped the object, and nothing has made it again.
    public func isDropped(_ id: ObjectID) -> Bool { contents.droppedByID[id] != nil }

    /// Positions for claims: those of ``objects``, and behind them those of ``dropped``.
    public var claimPositions: Range<Int> { 0..<(objects.count + dropped.count) }

    /// The object at a claim position.
    public func claimObject(at position: Int) -> CatalogObject {
        position < objects.count ? objects[position] : dropped[position - objects.count]
    }

    /// The position of an object that claims may be about.
    public func claimPosition(of id: ObjectID) -> Int? {
        contents.position(of: id) ?? contents.droppedByID[id].map { objects.count + $0 }
    }

    /// Whether a trigger or policy is the only one of its name.
    public func isUniqueName(_ id: ObjectID) -> Bool {
        contents.namesOfKind[id.kind]?[id.name] == 1
    }

    /// What migrations dropped of these kinds and this name: the statement that did.
    public func drop(
        _ kinds: ObjectKinds, inSchema schema: String?, relation: String? = nil,
        named name: String
    ) -> Provenance? {
        guard !dropped.isEmpty else { return nil }
        return kinds.lazy.compactMap {
            contents.droppedByID[ObjectID($0, schema: schema, relation: relation, name: name)]
        }.first.flatMap { dropped[$0].provenance.last }
    }

    /// What is called otherwise now, and the statement that renamed it.
    public func renamed(inSchema schema: String?, relation: String? = nil, from name: String) -> (
        id: ObjectID, by: Provenance
    )? {
        guard
            let index = contents.formerNames[
                CatalogContents.FormerName(schema: schema, relation: relation, name: name)]
        else { return nil }
        return objects[index].provenance.last { $0.former == name }.map { (objects[index].id, $0) }
    }

    /// The index of this name, whatever its table.
    public func index(inSchema schema: String?, named name: String) -> CatalogObject? {
        contents.indexesByName[SchemaName(schema: schema, name: name)].map {
            objects[$0]
        }
    }

    /// What must exist for an object to: the relations that it may belong to, its schema.
    public func containers(of id: ObjectID) -> [ObjectID] {
        let known = containerPositions(of: id).map { objects[$0].id }
        guard let schema = id.schema, known.last?.kind != .schema else { return known }
        return known + [ObjectID(.schema, name: schema)]
    }

    /// The positions of those of them that the catalog has.
    func containerPositions(of id: ObjectID) -> [Int] { contents.containerPositions(of: id) }

    /// The only constraint of this name, whatever its table; nil where there is none, or several.
    public func constraint(named name: String) -> ObjectID? {
        let kinds: ObjectKinds = [.primaryKey, .unique, .foreignKey, .check, .exclusion]
        let found = objects.filter { $0.id.name == name && kinds.contains($0.id.kind) }
        return found.count == 1 ? found[0].id : nil
    }

    /// Columns, constraints, indexes, triggers, policies and rules of a relation, sorted.
    public func children(ofSchema schema: String?, relation: String) -> ArraySlice<CatalogObject> {
        objects[contents.groups[schema, relation].children]
    }

    /// Those of them that are of these kinds.
    public func children(_ kinds: ObjectKinds, ofSchema schema: String?, relation: String)
        -> [CatalogObject]
    {
        contents.groups.select(kinds, in: contents.groups[schema, relation].children).map {
            objects[$0]
        }
    }

    /// The first of them of this name and one of these kinds.
    public func child(
        _ kinds: ObjectKinds, ofSchema schema: String?, relation: String, named name: String
    ) -> CatalogObject? {
        contents.groups.child(kinds, ofSchema: schema, relation: relation, named: name).map {
            objects[$0]
        }
    }

    /// The same of a relation at hand, which need not be looked for.
    public func child(_ kinds: ObjectKinds, of relation: CatalogObject, named name: String)
        -> CatalogObject?
    {
        guard let position = contents.position(of: relation.id) else { return nil }
        return contents.groups.first(
            kinds, named: name, in: contents.groups.group(at: position).children
        ).map { objects[$0] }
    }

    /// The objects of this schema and name that belong to no relation: tables, views, types, every
    /// overload of a function.
    public func objects(inSchema schema: String?, named name: String) -> ArraySlice<CatalogObject> {
        objects[contents.groups[schema, name].own]
    }

    /// Those of them that are of these kinds.
    public func objects(_ kinds: ObjectKinds, inSchema schema: String?, named name: String)
        -> [CatalogObject]
    {
        contents.groups.select(kinds, in: contents.groups[schema, name].own).map { objects[$0] }
    }

    /// The first of them of one of these kinds.
    public func object(_ kinds: ObjectKinds, inSchema schema: String?, named name: String)
        -> CatalogObject?
    {
        contents.groups.first(kinds, in: contents.groups[schema, name].own).map { objects[$0] }
    }

    /// The objects of these kinds in a schema, sorted by name, without those that belong to a
    /// relation. Takes time with the schema's size.
    public func objects(_ kinds: ObjectKinds, inSchema schema: String) -> [CatalogObject] {
        // Objects are sorted by their schema first.
        let start = partition { $0 < schema }
        let end = partition { $0 <= schema }
        return contents.groups.select(kinds, in: start..<end).lazy.map { objects[$0] }
            .filter { $0.id.relation == nil }
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

    /// The names that a policy's conditions use, over the policy's table; nil for any other object,
    /// and for a policy without conditions.
    public func uses(ofPolicy policy: CatalogObject) -> StatementUses? {
        contents.policyUses.uses(of: policy)
    }

    /// The name of an object in one of these schemas that somebody who wrote `name` may have meant.
    public func nearestName(to name: String, inSchemas schemas: Set<String>) -> String? {
        contents.nearestNames.nearest(to: name, inSchemas: schemas.sorted())
    }
}
