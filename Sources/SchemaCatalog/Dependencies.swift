import SQLText

/// What each object of a catalog needs: objects whose `DROP … CASCADE` takes it along (`pg_depend`,
/// as far as facets and files tell). An object that exists proves that all of these do.
public struct Dependencies: Sendable {
    /// By position in ``Catalog/objects``: the positions of everything needed, directly or not, and
    /// of the tables and schemas that hold it; the object's own table and schema aside.
    private var needs: [[Int]]
    private let catalog: Catalog
    private let extensions: ExtensionOwners

    /// Finds the dependencies of a catalog's objects.
    public init(_ catalog: Catalog) {
        self.catalog = catalog
        let extensions = ExtensionOwners(catalog)
        self.extensions = extensions
        needs = Array(repeating: [], count: catalog.objects.count)
        var types = TypeOwners(catalog, extensions)
        let direct = catalog.objects.map {
            Self.direct($0, catalog, extensions, &types).compactMap { catalog.index(of: $0) }
        }
        for index in catalog.objects.indices where !direct[index].isEmpty {
            needs[index] = Self.closure(index, direct, catalog)
        }
    }

    /// Everything that an object needs; empty for one that the catalog does not have.
    public func of(_ id: ObjectID) -> [ObjectID] {
        catalog.index(of: id).map { needs[$0].map { catalog.objects[$0].id } } ?? []
    }

    /// The positions of what the object at a position needs.
    func positions(neededAt index: Int) -> [Int] { needs[index] }

    /// What a claim proves with it, itself aside: that its object is there, the relation and schema
    /// that hold it, and all that it needs.
    public func implied(by claim: Claim) -> [Claim] {
        var result = claim.facet == .existence ? [] : [Claim(claim.object, .existence)]
        result += catalog.containers(of: claim.object).map { Claim($0, .existence) }
        for needed in of(claim.object) {
            result.append(Claim(needed, .existence))
            // No column of a primary key can be null.
            if claim.object.kind == .primaryKey, needed.kind == .column {
                result.append(Claim(needed, .nullability))
            }
        }
        return result
    }

    /// The extension whose function a call means, where the schema has none of the name.
    public func extensionOwner(ofFunction name: String, isQualified: Bool) -> ObjectID? {
        extensions.owner(ofFunction: name, isQualified: isQualified)
    }

    /// The extensions whose functions an expression calls: a column's default.
    public func extensionOwners(ofCallsIn expression: String) -> [ObjectID] {
        extensions.owners(ofCallsIn: expression)
    }

    /// The functions of the schema that an expression calls: dropping one takes a default along.
    public func routines(calledIn expression: FacetValue?) -> [ObjectID] {
        ExpressionCalls.routines(in: expression, catalog)
    }

    private static func closure(_ start: Int, _ direct: [[Int]], _ catalog: Catalog) -> [Int] {
        var result: [Int] = []
        var seen: Set<Int> = [start]
        var open = direct[start]
        let own = catalog.containerPositions(of: catalog.objects[start].id)
        while let index = open.popLast() {
            guard seen.insert(index).inserted else { continue }
            result.append(index)
            open += direct[index]
            // Dropping a schema takes along what its functions are needed for.
            open += catalog.containerPositions(of: catalog.objects[index].id).filter {
                !own.contains($0)
            }
        }
        return result
    }

    // MARK: - By kind

    private static func direct(
        _ object: CatalogObject, _ catalog: Catalog, _ extensions: ExtensionOwners,
        _ types: inout TypeOwners
    ) -> [ObjectID] {
        switch object.id.kind {
        case .column:
            types.owners(of: object.facets[.type])
                + ExpressionCalls.routines(in: object.facets[.generated], catalog)
        case .domain: types.owners(of: object.facets[.baseType])
        case .check:
            columns(object, catalog)
                + ExpressionCalls.routines(in: object.facets[.expression], catalog)
        case .primaryKey, .unique, .exclusion: columns(object, catalog)
        case .index: columns(object, catalog) + namedInExpressions(object, catalog)
        case .foreignKey: columns(object, catalog) + referenced(object, catalog)
        case .view, .materializedView: object.definition.reads
        case .extension, .policy, .operator, .cast, .eventTrigger: object.definition.reads
        case .trigger: function(object, catalog, extensions) + object.definition.reads
        case .function, .procedure, .aggregate:
            object.definition.reads
                + (object.id.arguments ?? []).flatMap { types.owners(of: .text($0)) }
                + types.owners(of: object.facets[.returns])
        default: []
        }
    }

    private static func columns(_ object: CatalogObject, _ catalog: Catalog) -> [ObjectID] {
        guard case .list(let names)? = object.facets[.columns], let relation = object.id.relation
        else { return [] }
        return names.map {
            ObjectID(.column, schema: object.id.schema, relation: relation, name: $0)
        }
    }

    /// The columns and functions that an index's expressions and predicate name; the server prints
    /// columns without their table.
    private static func namedInExpressions(_ index: CatalogObject, _ catalog: Catalog) -> [ObjectID]
    {
        var texts: [String] = []
        if case .text(let predicate)? = index.facets[.predicate] { texts.append(predicate) }
        if case .list(let elements)? = index.facets[.columns] {
            texts += elements.filter { $0.contains("(") }
        }
        guard !texts.isEmpty, let relation = index.id.relation else { return [] }
        var names: Set<String> = []
        for text in texts {
            let bytes = Array(text.utf8)
            var splitter = StatementSplitter(.sql)
            var tokens: [Token] = []
            while splitter.next(in: bytes.span, tokens: &tokens) != nil {
                for token in tokens where token.kind == .word || token.kind == .quotedIdentifier {
                    if let name = try? bytes.span.identifier(token) { names.insert(name) }
                }
            }
        }
        let called = texts.flatMap { ExpressionCalls.routines(in: .text($0), catalog) }
        return called
            + catalog.children([.column], ofSchema: index.id.schema, relation: relation).map(\.id)
            .filter { names.contains($0.name) }
    }

    /// The key that a foreign key refers to, and its columns.
    private static func referenced(_ object: CatalogObject, _ catalog: Catalog) -> [ObjectID] {
        guard case .text(let reference)? = object.facets[.reference],
            let open = reference.lastIndex(of: "(")
        else { return [] }
        let name = RegisteredName(String(reference[..<open]))
        let columns = reference[open...].dropFirst().dropLast().split(separator: ",").map { part in
            String(part.drop { $0 == " " })
        }
        guard
            let table = catalog.object(
                [.table, .foreignTable], inSchema: name.schema, named: name.name)
        else { return [] }
        let keys = catalog.children(
            [.primaryKey, .unique], ofSchema: name.schema, relation: name.name
        ).filter { key in
            guard case .list(let own)? = key.facets[.columns] else { return false }
            return Set(own) == Set(columns)
        }
        let ids = columns.map {
            ObjectID(.column, schema: table.id.schema, relation: table.id.name, name: $0)
        }
        // Of several keys over the same columns the server takes one that cannot be told.
        return [table.id] + ids + (keys.count == 1 ? [keys[0].id] : [])
    }

    private static func function(
        _ trigger: CatalogObject, _ catalog: Catalog, _ extensions: ExtensionOwners
    ) -> [ObjectID] {
        guard case .text(let text)? = trigger.facets[.function] else { return [] }
        let name = RegisteredName(text)
        let own = catalog.objects(inSchema: name.schema, named: name.name).filter {
            $0.id.kind == .function && $0.id.arguments?.isEmpty ?? true
        }.map(\.id)
        guard own.isEmpty else { return own }
        return extensions.owner(ofFunction: name.name, isQualified: true).map { [$0] } ?? []
    }
}
