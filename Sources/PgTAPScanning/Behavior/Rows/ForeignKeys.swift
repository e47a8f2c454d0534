import QueryAnalysis
import SQLSyntax
import SchemaCatalog

/// The foreign keys of a catalog by the table that they refer to, also of one that no migration
/// makes (`auth.users`).
struct ForeignKeys: Sendable {
    private var byReference: [RelationPlace: [ForeignKey]] = [:]

    init(_ catalog: Catalog) {
        for object in catalog.objects where object.id.kind == .foreignKey {
            if let key = ForeignKey(object) { byReference[key.referenced, default: []].append(key) }
        }
    }

    func referring(to table: RelationPlace) -> [ForeignKey] { byReference[table] ?? [] }

    /// The tables whose rows change when rows of another are deleted.
    func changed(byDeletingFrom table: RelationPlace) -> Set<RelationPlace> {
        var (found, open) = (Set<RelationPlace>(), [table])
        while let next = open.popLast() {
            for key in referring(to: next) where key.onDelete != .refuses {
                if found.insert(key.table).inserted, key.onDelete == .cascades {
                    open.append(key.table)
                }
            }
        }
        return found
    }
}

/// A relation's schema and name.
struct RelationPlace: Hashable {
    var schema: String?
    var name: String

    init(_ schema: String?, _ name: String) {
        self.schema = schema
        self.name = name
    }

    init(_ name: QualifiedName, _ context: ExerciseContext) {
        let place = context.place(of: name)
        self.init(place.schema, place.name)
    }
}

/// A foreign key, and what becomes of its rows when the row that they refer to is deleted.
struct ForeignKey: Sendable {
    var id: ObjectID
    var table: RelationPlace
    var columns: [String]
    var referenced: RelationPlace
    var referencedColumns: [String]
    var onDelete: Action

    enum Action { case refuses, cascades, setsNull, setsDefault }

    init?(_ object: CatalogObject) {
        guard case .list(let columns)? = object.facets[.columns],
            case .text(let reference)? = object.facets[.reference],
            case .text(let actions)? = object.facets[.actions],
            let open = reference.lastIndex(of: "("), let relation = object.id.relation
        else { return nil }
        let name = RegisteredName(String(reference[..<open]))
        id = object.id
        table = RelationPlace(object.id.schema, relation)
        self.columns = columns
        referenced = RelationPlace(name.schema, name.name)
        referencedColumns = reference[open...].dropFirst().dropLast().split(separator: ",").map {
            String($0.drop { $0 == " " })
        }
        let known: [(String, Action)] = [
            ("CASCADE", .cascades), ("SET NULL", .setsNull), ("SET DEFAULT", .setsDefault),
        ]
        onDelete = known.first { actions.hasPrefix("ON DELETE " + $0.0) }?.1 ?? .refuses
    }
}
