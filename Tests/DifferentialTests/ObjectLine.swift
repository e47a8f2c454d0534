import SchemaCatalog

/// Objects as lines, for comparison with a server's.
enum ObjectLine {
    /// An object as `objects.sql` prints it; nil for kinds that it leaves out.
    static func line(_ object: CatalogObject) -> String? {
        let id = object.id
        guard let schema = id.schema, schema != "auth", schema != "extensions" else { return nil }
        func text(_ facet: Facet) -> String {
            switch object.facets[facet] {
            case .text(let text)?: text
            case .list(let items)?: items.joined(separator: ",")
            default: ""
            }
        }
        let name = [schema, id.relation, id.name].compactMap { $0 }.joined(separator: ".")
        switch id.kind {
        case .table, .view, .materializedView, .sequence: return "\(id.kind.rawValue)|\(name)"
        case .column: return "column|\(name)|\(text(.type))|\(text(.nullability))"
        case .primaryKey, .unique, .check, .foreignKey:
            return "\(id.kind.rawValue)|\(name)|\(text(.columns))"
        case .index: return "index|\(name)|\(text(.uniqueness))|\(text(.method))"
        case .function:
            return
                "function|\(name)(\((id.arguments ?? []).joined(separator: ",")))|\(text(.returns))|\(text(.security))"
        case .trigger: return "trigger|\(name)|\(text(.function))"
        case .policy: return "policy|\(name)|\(text(.command))|\(text(.roles))"
        case .enum: return "enum|\(name)|\(text(.labels))"
        default: return nil
        }
    }
}
