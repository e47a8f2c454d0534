import PgTAPScanning
import SchemaCatalog

/// What an object's own values are for each role that an argument of pgTAP can have.
struct RoleValues {
    let catalog: Catalog
    let object: CatalogObject

    init(_ catalog: Catalog, _ object: CatalogObject) {
        (self.catalog, self.object) = (catalog, object)
    }

    func value(_ role: ArgumentRole) -> ArgumentSpelling {
        let id = object.id
        switch role {
        case .description: return .text("a description")
        case .schema, .fkSchema, .parentSchema, .typeschema, .childSchema:
            return .text(id.kind == .schema ? id.name : id.schema ?? "public")
        case .table, .fkTable, .childTable: return .text(id.relation ?? id.name)
        case .parentTable: return .text(parent ?? "parent")
        case .column, .fkColumn:
            return .text(id.kind == .column ? id.name : list(.columns).first ?? "id")
        case .columns, .fkColumns: return .list(list(.columns))
        case .pkSchema: return .text(reference?.schema ?? "shop")
        case .pkTable: return .text(reference?.table ?? "customer")
        case .pkColumn: return .text(reference?.columns.first ?? "id")
        case .pkColumns: return .list(reference?.columns ?? ["id"])
        case .type, .returnType:
            return .text(
                text(.type) ?? text(.baseType) ?? text(.returns) ?? text(.method) ?? id.name)
        case .default: return .text(defaultValue)
        case .args: return .list(id.arguments ?? [])
        case .language: return .text(text(.language) ?? "sql")
        case .volatility: return .text(text(.volatility) ?? "volatile")
        case .owner: return .text(text(.owner) ?? "postgres")
        case .role, .member: return .text(id.kind == .role ? id.name : "prediction_reader")
        case .roles: return .list(list(.roles).filter { $0 != "public" })
        case .privs: return .list(privileges)
        case .labels: return .list(list(.labels))
        case .event, .command: return .text(text(.command) ?? "DELETE")
        case .function: return .text(triggerFunction.map { String($0[1]) } ?? id.name)
        case .funcschema:
            return .text(triggerFunction.map { String($0[0]) } ?? id.schema ?? "public")
        case .depth: return .text("1")
        case .members: return .list(["prediction_owner"])
        default: return Self.plural[role].map(siblings) ?? .text(id.name)
        }
    }

    private func text(_ facet: Facet) -> String? {
        if case .text(let text)? = object.facets[facet] { text } else { nil }
    }

    private func list(_ facet: Facet) -> [String] {
        if case .list(let items)? = object.facets[facet] { items } else { [] }
    }

    private var triggerFunction: [Substring]? { text(.function)?.split(separator: ".") }

    private var parent: String? {
        [
            "child": "parent", "grandchild": "child", "events_2024": "events",
            "events_rest": "events",
        ][object.id.name]
    }

    private var reference: (schema: String, table: String, columns: [String])? {
        guard let reference = text(.reference), let open = reference.firstIndex(of: "("),
            let dot = reference.firstIndex(of: ".")
        else { return nil }
        let columns = reference[reference.index(after: open)...].dropLast().split(separator: ",")
            .map { $0.drop { $0 == " " } }.map(String.init)
        return (
            String(reference[..<dot]), String(reference[reference.index(after: dot)..<open]),
            columns
        )
    }

    private var defaultValue: String {
        guard let text = text(.default) else { return "0" }
        // A constant as its value, an expression as it stands.
        guard text.hasPrefix("'"), let end = text.dropFirst().firstIndex(of: "'") else {
            return text
        }
        return String(text[text.index(after: text.startIndex)..<end])
    }

    private var privileges: [String] {
        list(.privileges).compactMap { grant in
            let parts = grant.split(separator: "=")
            return parts.count == 2 && parts[0] == "prediction_reader" ? String(parts[1]) : nil
        }
    }

    private static let plural: [ArgumentRole: ObjectKinds] = [
        .tables: [.table], .views: [.view], .materializedViews: [.materializedView],
        .sequences: [.sequence],
        .enums: [.enum], .domains: [.domain],
        .types: [.enum, .domain, .compositeType, .rangeType],
        .functions: [.function, .procedure, .aggregate], .foreignTables: [.foreignTable],
        .schemas: [.schema],
        .extensions: [.extension], .roles: [.role], .users: [.role], .groups: [.role],
        .indexes: [.index],
        .triggers: [.trigger], .policies: [.policy], .rules: [.rule], .columns: [.column],
        .partitions: [],
        .operators: [.operator], .opclasses: [], .languages: [], .tablespaces: [],
        .casts: [.cast],
    ]

    /// All objects of the kinds that stand where this one stands: on its table, or in its schema.
    private func siblings(_ kinds: ObjectKinds) -> ArgumentSpelling {
        let own = object.id
        let names = catalog.objects.filter { other in
            guard kinds.contains(other.id.kind) else { return false }
            if own.relation != nil {
                return other.id.schema == own.schema && other.id.relation == own.relation
            }
            return own.kind == .role || own.kind == .extension || own.kind == .schema
                || other.id.schema == own.schema
        }.map(\.id.name)
        return .list(Array(Set(names)).sorted())
    }
}
