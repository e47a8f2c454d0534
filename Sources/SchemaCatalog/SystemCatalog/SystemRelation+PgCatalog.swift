import QueryEvaluation

/// Tables and views of `pg_catalog` (manual, chapters 53 and 54), with the columns that a schema's
/// facts stand in.
extension SystemRelation {
    static let pgCatalog: [String: SystemRelation] = Dictionary(
        uniqueKeysWithValues: (containers + relations + views + types + routines + [dependencies])
            .map {
                ($0.name, $0)
            })

    private static func oid(_ name: String = "oid") -> Column {
        Column(name) { item, source in
            source.catalog.index(of: item.object.id).map(Value.object) ?? .unknown
        }
    }

    private static func name(_ name: String) -> Column {
        Column(name) { item, _ in .text(item.object.id.name) }
    }

    private static func namespace(_ name: String) -> Column {
        Column(name) { item, source in source.namespace(item.object.id.schema) }
    }

    private static func schema(_ name: String) -> Column {
        Column(name) { item, _ in item.object.id.schema.map(Value.text) ?? .unknown }
    }

    private static func table(_ name: String) -> Column {
        Column(name) { item, _ in item.object.id.relation.map(Value.text) ?? .unknown }
    }

    private static func relation(_ name: String) -> Column {
        Column(name) { item, source in source.owner(of: item.object.id) }
    }

    // MARK: - Containers and globals

    private static let containers: [SystemRelation] = [
        SystemRelation("pg_namespace", [.schema], [oid(), name("nspname")]),
        SystemRelation("pg_extension", isOpen: true, [.extension], [oid(), name("extname")]),
        SystemRelation("pg_roles", isOpen: true, [.role], [oid(), name("rolname")]),
        SystemRelation("pg_authid", isOpen: true, [.role], [oid(), name("rolname")]),
        SystemRelation("pg_user", isOpen: true, [.role], [name("usename")]),
        SystemRelation("pg_publication", isOpen: true, [.publication], [oid(), name("pubname")]),
        SystemRelation(
            "pg_event_trigger", isOpen: true, [.eventTrigger], [oid(), name("evtname")]),
        SystemRelation("pg_language", isOpen: true, [.language], [oid(), name("lanname")]),
        SystemRelation(
            "pg_foreign_server", isOpen: true, [.foreignServer], [oid(), name("srvname")]),
        SystemRelation(
            "pg_foreign_data_wrapper", isOpen: true, [.foreignDataWrapper],
            [oid(), name("fdwname")]),
        SystemRelation(
            "pg_statistic_ext", [.statistics], [oid(), name("stxname"), namespace("stxnamespace")]),
        SystemRelation(
            "pg_collation", isOpen: true, [.collation],
            [oid(), name("collname"), namespace("collnamespace")]),
    ]

    // MARK: - Relations

    private static let relationKinds: ObjectKinds = [
        .table, .foreignTable, .view, .materializedView, .sequence, .compositeType, .index,
    ]

    private static let relations: [SystemRelation] = [
        SystemRelation(
            "pg_class", relationKinds,
            [
                oid(), name("relname"), namespace("relnamespace"),
                // A table and its row type are one object here.
                oid("reltype"),
                Column("relkind") { item, _ in .text(relkind(item.object)) },
                Column("relrowsecurity", .rowSecurity) { item, _ in
                    rowSecurity(item) { $0 != "disabled" }
                },
                Column("relforcerowsecurity", .rowSecurity) { item, _ in
                    rowSecurity(item) { $0 == "forced" }
                },
            ]),
        SystemRelation(
            "pg_attribute", [.column],
            [
                relation("attrelid"), name("attname"),
                Column("attnotnull", .nullability) { item, _ in item.has(.nullability, "not null")
                },
                Column("atthasdef", .default) { item, _ in hasDefault(item) },
                Column("attisdropped", nil) { _, _ in .boolean(false) },
                Column("attnum", nil) { item, source in position(item, source) },
                Column("atttypid") { _, _ in .unknown },
                Column("atttypmod", .type) { item, source in typed(item, source) },
                Column("attgenerated", .generated) { item, _ in
                    switch item.object.facets[.generated] {
                    case .null?: .text("")
                    case .text?: .text("s")
                    default: .unknown
                    }
                },
                Column("attidentity", .identity) { item, _ in
                    item.object.facets[.identity] == .null
                        ? .text("")
                        : item.has(.identity, "always").truth.map { .text($0 ? "a" : "d") }
                            ?? .unknown
                },
            ]),
        SystemRelation(
            "pg_constraint", [.primaryKey, .unique, .foreignKey, .check, .exclusion],
            [
                oid(), name("conname"), namespace("connamespace"), relation("conrelid"),
                Column("contype") { item, _ in .text(contype(item.object.id.kind)) },
                Column("confdeltype", .actions) { item, _ in action(item, "ON DELETE ") },
                Column("confupdtype", .actions) { item, _ in action(item, "ON UPDATE ") },
                Column("conbin", .expression) { item, _ in item.text(.expression) },
                Column("confrelid", .reference) { item, source in
                    source.referencedTable(of: item.object)
                },
                Column("conkey", .columns) { item, source in keyPositions(item, source) },
                Column("confkey", .reference) { item, source in referencedPositions(item, source) },
            ]),
        SystemRelation(
            "pg_index", [.index],
            [
                oid("indexrelid"), relation("indrelid"),
                Column("indisprimary") { item, source in
                    let id = item.object.id
                    let key = ObjectID(
                        .primaryKey, schema: id.schema, relation: id.relation, name: id.name)
                    return .boolean(source.catalog.index(of: key) != nil)
                },
                Column("indkey", .columns) { item, source in keyPositions(item, source) },
                Column("indpred", .predicate) { item, _ in item.text(.predicate) },
                Column("indisunique", .uniqueness) { item, _ in item.has(.uniqueness, "unique") },
            ]),
        SystemRelation(
            "pg_trigger", [.trigger],
            [
                oid(), name("tgname"), relation("tgrelid"),
                Column("tgisinternal", nil) { _, _ in .boolean(false) },
            ]),
        SystemRelation(
            "pg_policy", [.policy],
            [
                oid(), name("polname"), relation("polrelid"),
                Column("polpermissive", .behavior) { item, _ in
                    .boolean(!item.object.definition.isRestrictive)
                },
                Column("polcmd", .command) { item, _ in
                    guard case .text(let command) = item.text(.command) else { return .unknown }
                    return .text(
                        ["SELECT": "r", "INSERT": "a", "UPDATE": "w", "DELETE": "d"][command] ?? "*"
                    )
                },
            ]),
    ]

    // MARK: - Views

    private static let views: [SystemRelation] = [
        SystemRelation(
            "pg_tables", [.table],
            [
                schema("schemaname"), name("tablename"),
                Column("rowsecurity", .rowSecurity) { item, _ in
                    rowSecurity(item) { $0 != "disabled" }
                },
            ]),
        SystemRelation("pg_views", [.view], [schema("schemaname"), name("viewname")]),
        SystemRelation(
            "pg_matviews", [.materializedView], [schema("schemaname"), name("matviewname")]),
        SystemRelation("pg_sequences", [.sequence], [schema("schemaname"), name("sequencename")]),
        SystemRelation(
            "pg_indexes", [.index],
            [
                schema("schemaname"), table("tablename"), name("indexname"),
                Column("indexdef", .columns) { _, _ in .unknown },
            ]),
        SystemRelation(
            "pg_policies", [.policy],
            [
                schema("schemaname"), table("tablename"), name("policyname"),
                Column("permissive", .behavior) { item, _ in
                    .text(item.object.definition.isRestrictive ? "RESTRICTIVE" : "PERMISSIVE")
                },
                Column("cmd", .command) { item, _ in item.text(.command) },
                Column("roles", .roles) { item, _ in
                    item.list(.roles).map { .array($0.map(Value.text)) } ?? .unknown
                },
                Column("qual", .behavior) { _, _ in .unknown },
                Column("with_check", .behavior) { _, _ in .unknown },
            ]),
        // Which publication it is nobody keeps: a table is in one, or in none.
        SystemRelation(
            "pg_publication_tables",
            [Column("pubname") { _, _ in .unknown }, schema("schemaname"), name("tablename")]
        ) { $0.definition.isPublishedByKey ? [Item(object: $0)] : [] },
        SystemRelation(
            "pg_rules", [.rule], [schema("schemaname"), table("tablename"), name("rulename")]),
    ]

    /// What `format_type()` prints the type of, in place of a modifier.
    private static func typed(_ item: Item, _ source: SystemCatalog) -> Value {
        source.catalog.index(of: item.object.id).map(Value.object) ?? .unknown
    }

    // MARK: - Types and routines

    private static let types: [SystemRelation] = [
        SystemRelation(
            "pg_type",
            [
                .enum, .domain, .compositeType, .rangeType, .baseType, .table, .view,
                .materializedView,
            ],
            [
                oid(), name("typname"), namespace("typnamespace"),
                Column("typnotnull", .nullability) { item, _ in
                    item.object.id.kind == .domain ? item.has(.nullability, "not null") : .unknown
                },
                Column("typbasetype") { _, _ in .unknown },
                Column("typtypmod", .baseType) { item, source in
                    item.object.id.kind == .domain ? typed(item, source) : .unknown
                },
                Column("typtype") { item, _ in .text(typtype(item.object.id.kind)) },
            ]),
        SystemRelation(
            "pg_enum",
            [
                Column("enumtypid", nil) { item, source in
                    source.catalog.index(of: item.object.id).map(Value.object) ?? .unknown
                },
                Column("enumlabel", .labels) { item, _ in .text(item.label) },
                Column("enumsortorder", .labels) { item, _ in .integer(item.part + 1) },
            ]
        ) { object in
            guard object.id.kind == .enum, case .list(let labels)? = object.facets[.labels] else {
                return []
            }
            return labels.enumerated().map { Item(object: object, part: $0, label: $1) }
        },
    ]

    private static let routines: [SystemRelation] = [
        SystemRelation(
            "pg_proc", [.function, .procedure, .aggregate],
            [
                oid(), name("proname"), namespace("pronamespace"),
                Column("prokind") { item, _ in
                    .text(
                        item.object.id.kind == .procedure
                            ? "p" : item.object.id.kind == .aggregate ? "a" : "f")
                },
                Column("prosecdef", .security) { item, _ in item.has(.security, "definer") },
                Column("proisstrict", .strictness) { item, _ in item.has(.strictness, "strict") },
                Column("provolatile", .volatility) { item, _ in
                    guard case .text(let volatility) = item.text(.volatility) else {
                        return .unknown
                    }
                    return .text(String(volatility.prefix(1)))
                },
                Column("prosrc") { item, _ in
                    guard let body = item.object.definition.body, body.language != "c" else {
                        return .unknown
                    }
                    return .text(body.text)
                },
                Column("proconfig") { item, _ in
                    guard let settings = item.object.definition.body?.settings else {
                        return .unknown
                    }
                    return settings.isEmpty ? .null : .array(settings.map(Value.text))
                },
                Column("pronargs") { item, _ in
                    item.object.id.arguments.map { .integer($0.count) } ?? .unknown
                },
            ])
    ]

}

extension SystemRelation {
    private static func relkind(_ object: CatalogObject) -> String {
        switch object.id.kind {
        case .table:
            if case .text? = object.facets[.partitioning] { "p" } else { "r" }
        case .foreignTable: "f"
        case .view: "v"
        case .materializedView: "m"
        case .sequence: "S"
        case .compositeType: "c"
        default: "i"
        }
    }

    /// `confdeltype` and `confupdtype` (`src/include/nodes/parsenodes.h`, `FKCONSTR_ACTION_…`).
    private static func action(_ item: Item, _ prefix: String) -> Value {
        guard case .text(let text)? = item.object.facets[.actions],
            let start = text.firstRange(of: prefix)?.upperBound
        else { return .unknown }
        let letters = [
            ("NO ACTION", "a"), ("RESTRICT", "r"), ("CASCADE", "c"), ("SET NULL", "n"),
            ("SET DEFAULT", "d"),
        ]
        return letters.first { text[start...].hasPrefix($0.0) }.map { .text($0.1) } ?? .unknown
    }

    private static func contype(_ kind: ObjectKind) -> String {
        switch kind {
        case .primaryKey: "p"
        case .unique: "u"
        case .foreignKey: "f"
        case .check: "c"
        default: "x"
        }
    }

    private static func typtype(_ kind: ObjectKind) -> String {
        switch kind {
        case .enum: "e"
        case .domain: "d"
        case .rangeType: "r"
        case .baseType: "b"
        default: "c"
        }
    }

    private static func rowSecurity(_ item: Item, _ holds: (String) -> Bool) -> Value {
        guard case .text(let state)? = item.object.facets[.rowSecurity] else {
            // What a platform brings is as the platform has it.
            return item.object.origin == .system ? .unknown : .boolean(false)
        }
        return .boolean(holds(state))
    }

    private static func hasDefault(_ item: Item) -> Value {
        switch item.object.facets[.default] {
        case .null?: .boolean(false)
        case .text?: .boolean(true)
        default: .unknown
        }
    }

    private static func position(_ item: Item, _ source: SystemCatalog) -> Value {
        guard case .object(let index) = source.owner(of: item.object.id),
            case .list(let columns)? = source.catalog.objects[index].facets[.columns],
            let position = columns.firstIndex(of: item.object.id.name)
        else { return .unknown }
        return .integer(position + 1)
    }
}
