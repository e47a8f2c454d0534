import QueryEvaluation

/// Views of `information_schema` (manual, chapter 37).
extension SystemRelation {
    static let informationSchema: [String: SystemRelation] = Dictionary(
        uniqueKeysWithValues: [
            SystemRelation(
                "schemata", isInformationSchema: true, [.schema],
                [Column("schema_name") { item, _ in .text(item.object.id.name) }]),
            SystemRelation(
                "tables", isInformationSchema: true, [.table, .view, .foreignTable],
                [
                    schema("table_schema"), name("table_name"),
                    Column("table_type") { item, _ in
                        .text(
                            item.object.id.kind == .view
                                ? "VIEW" : item.object.id.kind == .table ? "BASE TABLE" : "FOREIGN")
                    },
                ]),
            SystemRelation(
                "views", isInformationSchema: true, [.view],
                [schema("table_schema"), name("table_name")]),
            SystemRelation(
                "sequences", isInformationSchema: true, [.sequence],
                [schema("sequence_schema"), name("sequence_name")]),
            SystemRelation(
                "domains", isInformationSchema: true, [.domain],
                [schema("domain_schema"), name("domain_name")]),
            columnsView,
            SystemRelation(
                "table_constraints", isInformationSchema: true,
                [.primaryKey, .unique, .foreignKey, .check],
                [
                    schema("constraint_schema"), name("constraint_name"), schema("table_schema"),
                    table("table_name"),
                    Column("constraint_type") { item, _ in
                        .text(constraintType(item.object.id.kind))
                    },
                ]),
            SystemRelation(
                "routines", isInformationSchema: true, [.function, .procedure],
                [
                    schema("routine_schema"), name("routine_name"),
                    Column("routine_type") { item, _ in
                        .text(item.object.id.kind == .function ? "FUNCTION" : "PROCEDURE")
                    },
                    Column("security_type", .security) { item, _ in
                        item.has(.security, "definer").truth.map {
                            .text($0 ? "DEFINER" : "INVOKER")
                        } ?? .unknown
                    },
                ]),
            SystemRelation(
                "triggers", isInformationSchema: true, [.trigger],
                [
                    schema("trigger_schema"), name("trigger_name"), schema("event_object_schema"),
                    table("event_object_table"),
                ]),
            SystemRelation(
                "key_column_usage", isInformationSchema: true,
                [
                    schema("constraint_schema"), name("constraint_name"), schema("table_schema"),
                    table("table_name"),
                    Column("column_name", .columns) { item, _ in .text(item.label) },
                    Column("ordinal_position", .columns) { item, _ in .integer(item.part + 1) },
                ]
            ) { object in
                guard [.primaryKey, .unique, .foreignKey].contains(object.id.kind),
                    case .list(let columns)? = object.facets[.columns]
                else { return [] }
                return columns.enumerated().map { Item(object: object, part: $0, label: $1) }
            },
        ].map { ($0.name, $0) })

    private static func name(_ name: String) -> Column {
        Column(name) { item, _ in .text(item.object.id.name) }
    }

    private static func schema(_ name: String) -> Column {
        Column(name) { item, _ in item.object.id.schema.map(Value.text) ?? .unknown }
    }

    private static func table(_ name: String) -> Column {
        Column(name) { item, _ in item.object.id.relation.map(Value.text) ?? .unknown }
    }

    private static let columnsView = SystemRelation(
        "columns", isInformationSchema: true, [.column],
        [
            schema("table_schema"), table("table_name"), name("column_name"),
            Column("is_nullable", .nullability) { item, _ in
                item.has(.nullability, "not null").truth.map { .text($0 ? "NO" : "YES") }
                    ?? .unknown
            },
            Column("data_type", .type) { item, _ in dataType(item) },
            Column("column_default", .default) { item, _ in item.text(.default) },
            Column("generation_expression", .generated) { item, _ in item.text(.generated) },
            Column("is_identity", .identity) { item, _ in
                switch item.object.facets[.identity] {
                case .null?: .text("NO")
                case .text?: .text("YES")
                default: .unknown
                }
            },
        ])

    private static func constraintType(_ kind: ObjectKind) -> String {
        switch kind {
        case .primaryKey: "PRIMARY KEY"
        case .unique: "UNIQUE"
        case .foreignKey: "FOREIGN KEY"
        default: "CHECK"
        }
    }

    /// `data_type`: the type without its modifier; ARRAY and USER-DEFINED for what the standard
    /// does not know.
    private static func dataType(_ item: Item) -> Value {
        guard case .text(let type)? = item.object.facets[.type] else { return .unknown }
        if type.hasSuffix("[]") { return .text("ARRAY") }
        let bare = type.prefix { $0 != "(" }
        let rest = type.drop { $0 != ")" }.dropFirst()
        let name = String(bare) + String(rest)
        return standardTypes.contains(name) ? .text(name) : .unknown
    }

    private static let standardTypes: Set<String> = [
        "smallint", "integer", "bigint", "numeric", "real", "double precision", "text",
        "character varying", "character", "boolean", "date",
        "timestamp without time zone", "timestamp with time zone", "time without time zone",
        "time with time zone", "interval", "uuid", "json",
        "jsonb", "bytea", "inet", "cidr", "macaddr", "tsvector", "tsquery", "xml", "money", "bit",
        "bit varying", "point",
    ]
}
