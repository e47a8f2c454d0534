import QueryAnalysis
import QueryEvaluation

/// One of the server's catalogs or views: which objects it shows, and each column's value.
struct SystemRelation: Sendable {
    let name: String
    let isInformationSchema: Bool
    let columns: [Column]
    /// The rows of one object, mostly one or none, as what ``columns`` are read from.
    let items: @Sendable (CatalogObject) -> [Item]
    /// Whether there are rows that files do not tell of: roles, extensions of the platform.
    let isOpen: Bool
    /// The columns of rows of which it is not known whether they are there.
    private let untold: [[Value]]
    /// The only kinds that have rows, where they are known beforehand.
    private var kinds: ObjectKinds?
    /// Whether its objects are columns, whose rows stand in the order of their table.
    private var showsColumns = false

    /// A row before its columns are read: the object, and for rows of parts (enum labels) which
    /// part.
    struct Item {
        var object: CatalogObject
        var part = 0
        var label = ""
    }

    /// A column.
    struct Column: Sendable {
        let name: String
        /// What it says of the object; nil where it only helps to find it.
        let facet: Facet?
        let value: @Sendable (Item, SystemCatalog) -> Value

        init(
            _ name: String, _ facet: Facet? = .existence,
            _ value: @escaping @Sendable (Item, SystemCatalog) -> Value
        ) {
            self.name = name
            self.facet = facet
            self.value = value
        }
    }

    init(
        _ name: String, isInformationSchema: Bool = false, isOpen: Bool = false,
        _ columns: [Column], untold: [[Value]] = [],
        items: @escaping @Sendable (CatalogObject) -> [Item]
    ) {
        self.name = name
        self.isInformationSchema = isInformationSchema
        self.isOpen = isOpen
        self.columns = columns
        self.untold = untold
        self.items = items
    }

    /// A relation with one row for each object of these kinds.
    init(
        _ name: String, isInformationSchema: Bool = false, isOpen: Bool = false,
        _ kinds: ObjectKinds, _ columns: [Column]
    ) {
        self.init(name, isInformationSchema: isInformationSchema, isOpen: isOpen, columns) {
            object in
            kinds.contains(object.id.kind) ? [Item(object: object)] : []
        }
        self.kinds = kinds
        showsColumns = kinds == [.column]
    }

    /// Whether its objects stand in no schema, and are laid out whatever names are asked for.
    var isGlobal: Bool { kinds.map { $0.isSubset(of: Self.globalKinds) } ?? false }

    private static let globalKinds: ObjectKinds = [
        .schema, .extension, .role, .publication, .eventTrigger, .language, .foreignServer,
        .foreignDataWrapper,
    ]

    /// The name that its relation has for an evaluator.
    private var qualifiedName: String { isInformationSchema ? "information_schema." + name : name }

    /// The definition by name. Without a schema `pg_catalog` is meant, which is always searched
    /// first.
    static func definition(schema: String?, name: String) -> SystemRelation? {
        switch schema {
        case nil, "pg_catalog": pgCatalog[name]
        case "information_schema": informationSchema[name]
        default: nil
        }
    }

    /// The rows over a catalog.
    func relation(_ source: SystemCatalog) -> QueryEvaluation.Relation {
        var rows: [QueryEvaluation.Relation.Row] = []
        var schemas: [String] = []
        let objects = source.catalog.objects
        for index in showsColumns ? source.columnsInOrder : Array(objects.indices) {
            // In place: an object is much to copy for a look at its kind.
            if let kinds, !kinds.contains(objects[index].id.kind) { continue }
            for item in items(objects[index]) {
                rows.append(
                    QueryEvaluation.Relation.Row(
                        columns.map { $0.value(item, source) }, object: index))
            }
        }
        for index in objects.indices where objects[index].id.kind == .schema {
            let name = objects[index].id.name
            if source.hasUncertainRows(name) { schemas.append(name) }
        }
        if !source.hasOnlyKnownRows { rows += serverRows(source) + uncertainRows(schemas, source) }
        rows += untold.map { QueryEvaluation.Relation.Row($0, isCertain: false) }
        rows += platformRoles(source)
        let facts = columns.filter { $0.facet != nil && $0.facet != .existence }.map(\.name)
        return QueryEvaluation.Relation(
            name: qualifiedName, columns: columns.map(\.name), rows: rows, facts: Set(facts))
    }

    /// Columns that hold a schema: by them rows of a platform's schemas can be told from others.
    private static let schemaColumns: Set<String> = [
        "schemaname", "table_schema", "routine_schema", "constraint_schema", "trigger_schema",
        "event_object_schema",
    ]
    private static let namespaceColumns: Set<String> = [
        "relnamespace", "typnamespace", "pronamespace", "connamespace",
    ]

    /// The server's own relations, types and functions, as far as a query asks for them by name.
    private func serverRows(_ source: SystemCatalog) -> [QueryEvaluation.Relation.Row] {
        guard let column = Self.serverNameColumns[name] else { return [] }
        return source.askedNames.sorted().filter { Self.isServers($0, in: name) }.map { found in
            QueryEvaluation.Relation.Row(
                columns.map { $0.name == column ? .text(found) : .unknown })
        }
    }

    /// Roles that no migration makes and a platform has.
    private func platformRoles(_ source: SystemCatalog) -> [QueryEvaluation.Relation.Row] {
        guard let column = Self.roleNameColumns[name] else { return [] }
        return source.catalog.assumptions.grantees.sorted().map { role in
            QueryEvaluation.Relation.Row(
                columns.map { $0.name == column ? .text(role) : .unknown })
        }
    }

    private static let roleNameColumns = [
        "pg_roles": "rolname", "pg_authid": "rolname", "pg_user": "usename",
    ]

    private static let serverNameColumns = [
        "pg_class": "relname", "pg_type": "typname", "pg_proc": "proname",
    ]

    private static func isServers(_ object: String, in relation: String) -> Bool {
        switch relation {
        case "pg_class": ServerRelation.exists(object)
        case "pg_type": BuiltinType(object) != nil
        default: ServerFunctionResult.exists(object)
        }
    }

    /// Rows that may be there: in schemas of a platform, of extensions.
    private func uncertainRows(_ schemas: [String], _ source: SystemCatalog) -> [QueryEvaluation
        .Relation.Row]
    {
        let hasSchemas = columns.contains {
            Self.schemaColumns.contains($0.name) || Self.namespaceColumns.contains($0.name)
        }
        var rows = hasSchemas ? schemas.map { row(ofOthersIn: $0, source) } : []
        if isOpen { rows.append(row(ofOthersIn: nil, source)) }
        if ["pg_proc", "pg_type", "routines"].contains(name), source.catalog.hasExtensions {
            rows += source.extensionSchemas.map { row(ofOthersIn: $0, source) }
        }
        return rows
    }

    /// Columns that hold which object a row is, or is a part of.
    private static let objectColumns: Set<String> = [
        "oid", "reltype", "attrelid", "conrelid", "indexrelid", "indrelid", "tgrelid", "polrelid",
        "enumtypid",
    ]

    /// A row of which nothing is known but perhaps the schema, and that it is of none of the
    /// catalog's objects.
    private func row(ofOthersIn schema: String?, _ source: SystemCatalog)
        -> QueryEvaluation.Relation.Row
    {
        QueryEvaluation.Relation.Row(
            columns.map { column in
                if Self.objectColumns.contains(column.name) { return SystemCatalog.othersObject }
                guard let schema else { return .unknown }
                if Self.schemaColumns.contains(column.name) { return .text(schema) }
                return Self.namespaceColumns.contains(column.name)
                    ? source.namespace(schema) : .unknown
            }, isCertain: false, isOfOthers: true)
    }
}

extension SystemRelation.Item {
    /// A facet as text.
    func text(_ facet: Facet) -> Value {
        switch object.facets[facet] {
        case .text(let text)?: .text(text)
        case .null?: .null
        case .list?, .unknown?, nil: .unknown
        }
    }

    /// Whether a facet has this value.
    func has(_ facet: Facet, _ value: String) -> Value {
        guard case .text(let text)? = object.facets[facet] else { return .unknown }
        return .boolean(text == value)
    }

    /// A facet's list.
    func list(_ facet: Facet) -> [String]? {
        guard case .list(let list)? = object.facets[facet] else { return nil }
        return list
    }
}
