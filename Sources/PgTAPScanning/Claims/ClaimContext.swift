import SchemaCatalog

/// One assertion with its arguments by role, and the catalog to look names up in.
struct ClaimContext {
    let assertion: Assertion
    let signature: Signature
    let catalog: Catalog
    /// What each argument is, in the end.
    let roles: [ArgumentRole]

    init(assertion: Assertion, signature: Signature, catalog: Catalog) {
        (self.assertion, self.signature, self.catalog) = (assertion, signature, catalog)
        roles = Self.roles(of: assertion, signature, catalog)
    }

    /// `has_index` and `is_indexed` ask at run time whether their first argument is a schema; where
    /// it is not, the arguments are a table and what follows it.
    private static func roles(of assertion: Assertion, _ signature: Signature, _ catalog: Catalog)
        -> [ArgumentRole]
    {
        guard signature.lookup == .runtime,
            case .text(let first)? = assertion.arguments.first?.value, !isSchema(first, catalog)
        else {
            return signature.roles
        }
        return Array(
            (signature.name == "has_index"
                ? [.table, .index, .column, .description] : [.table, .column, .description])
                .prefix(signature.roles.count))
    }

    private static func isSchema(_ name: String, _ catalog: Catalog) -> Bool {
        name == "pg_catalog" || name == "information_schema"
            || catalog[ObjectID(.schema, name: name)] != nil
    }

    /// The same with another text in the place of one.
    func replacing(_ text: String, with other: String) -> ClaimContext {
        var arguments = assertion.arguments
        for index in arguments.indices
        where arguments[index].value == .text(text) && roles[index] != .description {
            arguments[index].value = .text(other)
        }
        return ClaimContext(
            assertion: assertion.with(arguments: arguments), signature: signature,
            catalog: catalog)
    }

    /// The text of the argument with this role.
    func text(_ role: ArgumentRole) -> String? {
        guard let index = position(of: role),
            case .text(let text) = assertion.arguments[index].value
        else { return nil }
        return text
    }

    /// The list of the argument with this role; array text counts, as it is converted.
    func list(_ role: ArgumentRole) -> [String]? {
        switch position(of: role).map({ assertion.arguments[$0].value }) {
        case .list(let elements)?:
            let names = elements.compactMap { $0 }
            return names.count == elements.count ? names : nil
        case .text(let text)?:
            guard let elements = ArrayLiteral.elements(text) else { return nil }
            let names = elements.compactMap { $0 }
            return names.count == elements.count ? names : nil
        default: return nil
        }
    }

    /// The types of a function's arguments. pgTAP puts them together by `array_to_string()`, which
    /// passes over NULL, and knows a function without arguments by an empty text.
    var argumentTypes: [String]? {
        var types: [String?]?
        switch position(of: .args).map({ assertion.arguments[$0].value }) {
        case .list(let elements)?: types = elements
        case .text(let text)?: types = ArrayLiteral.elements(text)
        default: break
        }
        return types.map { $0.compactMap { $0 } }.map { $0 == [""] ? [] : $0 }
    }

    /// A list, or one name standing for a list of one.
    func names(_ plural: ArgumentRole, _ singular: ArgumentRole) -> [String]? {
        list(plural) ?? text(singular).map { [$0] }
    }

    func has(_ role: ArgumentRole) -> Bool { roles.contains(role) }

    /// Of the argument with this role.
    private func position(of role: ArgumentRole) -> Int? {
        guard let index = roles.firstIndex(of: role), index < assertion.arguments.count else {
            return nil
        }
        return index
    }

    /// The text of the argument that bears its subject's own name.
    var subjectText: String? { signature.subjectRole.flatMap(text) }

    /// The name of what is asserted: the argument for the object itself.
    var subjectName: String? {
        subjectText ?? [.name, .table, .type, .role].lazy.compactMap(text).first
    }

    /// The search path in force.
    var searchPath: [String] { assertion.searchPath ?? catalog.searchPath }

    /// The schemas to look in: the one named, those of the search path, or all.
    func schemas(_ role: ArgumentRole = .schema) -> [String?] {
        if let schema = text(role) { return [schema] }
        if signature.lookup == .anySchema { return catalog.schemaNames.map { $0 } }
        return searchPath.map { $0 }
    }

    /// Whether the schema asked about is the server's, or one that a platform brings.
    var asksForeignSchema: Bool {
        guard let schema = text(.schema) ?? text(.fkSchema), schema != "public" else {
            return false
        }
        return catalog.object([.schema], inSchema: nil, named: schema)?.origin == .system
    }

    /// The table that is asked about among names.
    func tableAnd(_ names: [String]) -> [String] { [text(.table)].compactMap { $0 } + names }

    /// Whether something is asked of what migration tools keep for themselves.
    ///
    /// - Parameter names: What is missing, or otherwise.
    func asksBookkeeping(_ names: [String]) -> Bool {
        let schema = text(.schema)
        return tableAnd(names).contains {
            BookkeepingObjects.containsTable($0, inSchema: schema)
                || BookkeepingObjects.contains(ObjectID(.schema, name: $0))
        }
    }

    /// Whether the migrations make this schema.
    func knows(schema: String) -> Bool {
        catalog.object([.schema], inSchema: nil, named: schema) != nil
    }

    /// The first object of the kinds, under the schemas that the assertion sees.
    func find(_ kinds: ObjectKinds, _ name: String, schema role: ArgumentRole = .schema)
        -> CatalogObject?
    {
        for schema in schemas(role) {
            if let found = catalog.object(kinds, inSchema: schema, named: name) { return found }
        }
        return nil
    }

    /// The relation of this name that the search path finds (`pg_table_is_visible`), where it is of
    /// these kinds: one of another kind in an earlier schema hides it.
    func visible(_ kinds: ObjectKinds, _ name: String) -> CatalogObject? {
        for schema in searchPath {
            let all = ObjectKind.anyRelation.union([.compositeType])
            guard let found = catalog.object(all, inSchema: schema, named: name) else { continue }
            return kinds.contains(found.id.kind) ? found : nil
        }
        return nil
    }

    /// The relation that an assertion looks at.
    func relation(_ kinds: ObjectKinds, _ name: String, schema role: ArgumentRole = .schema)
        -> CatalogObject?
    {
        if let schema = text(role) { return catalog.object(kinds, inSchema: schema, named: name) }
        if signature.lookup == .anySchema { return find(kinds, name, schema: role) }
        return visible(kinds, name)
    }

    /// The relations that an assertion looks at: several where it looks in every schema.
    func relations(_ kinds: ObjectKinds, _ name: String) -> [CatalogObject] {
        guard signature.lookup == .anySchema, !has(.schema) else {
            return relation(kinds, name).map { [$0] } ?? []
        }
        return catalog.schemaNames.compactMap { catalog.object(kinds, inSchema: $0, named: name) }
    }

    /// A column of the table of this name in the schema that the assertion names; nil as well where
    /// it names none.
    func column(_ name: String, ofQualified table: String) -> CatalogObject? {
        text(.schema).flatMap {
            catalog.child([.column], ofSchema: $0, relation: table, named: name)
        }
    }

    /// A relation's child of the kinds.
    func child(_ kinds: ObjectKinds, of relation: CatalogObject, _ name: String)
        -> CatalogObject?
    {
        catalog.child(kinds, of: relation, named: name)
    }

    func children(_ kinds: ObjectKinds, of relation: CatalogObject) -> [CatalogObject] {
        catalog.children(kinds, ofSchema: relation.id.schema, relation: relation.id.name)
    }
}

extension ObjectKind {
    static let relations: ObjectKinds = [.table, .foreignTable, .view, .materializedView]
    /// What `has_type` sees; `*_owner_is` sees range types as well.
    static let types: ObjectKinds = [.enum, .domain, .compositeType, .baseType]
    static let routines: ObjectKinds = [.function, .procedure, .aggregate]
}
