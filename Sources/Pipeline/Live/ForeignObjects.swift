import PgTAPScanning
import SchemaCatalog

/// Objects of a database that belong to no project: what migration tools keep their books in, and
/// pgTAP where it was installed as a script instead of an extension.
struct ForeignObjects {
    private let pgTAPSchemas: Set<String>

    init(_ catalog: Catalog) {
        pgTAPSchemas = Set(
            catalog.objects.filter {
                $0.id.kind == .function && $0.id.name == "pgtap_version" && $0.id.arguments == []
            }.compactMap(\.id.schema))
    }

    func contains(_ id: ObjectID) -> Bool {
        if id.kind == .extension { return id.name == "pgtap" }
        if BookkeepingObjects.contains(id) { return true }
        guard let schema = id.schema else { return false }
        return pgTAPSchemas.contains(schema) && isPgTAP(id)
    }

    /// pgTAP's own helpers begin with an underscore.
    private func isPgTAP(_ id: ObjectID) -> Bool {
        switch id.kind {
        case .function, .aggregate:
            id.name.hasPrefix("_") || !SignatureTable.shared[id.name].isEmpty
        case .view, .column: ["pg_all_foreign_keys", "tap_funky"].contains(id.relation ?? id.name)
        case .compositeType: id.name == "_time_trial_type"
        default: false
        }
    }
}
