/// Where two catalogs differ: that of the migrations, and that of a database.
public struct CatalogComparison: Sendable {
    /// One difference.
    public struct Difference: Sendable, Hashable {
        /// Which object differs.
        public var object: ObjectID
        /// How.
        public var kind: Kind
        /// Statements of the migrations that made the object.
        public var provenance: [Provenance]

        /// What differs.
        public enum Kind: Sendable, Hashable {
            case onlyInMigrations
            case onlyInDatabase
            /// A facet, with its value in the migrations and in the database.
            case facet(Facet, migrations: FacetValue, database: FacetValue)
        }
    }

    /// In the order of the objects.
    public private(set) var differences: [Difference] = []
    /// Objects on either side.
    public private(set) var objects = 0
    /// Facets of objects on both sides whose values are known.
    public private(set) var facets = 0
    /// Facets that the migrations do not tell: never a difference.
    public private(set) var unknownFacets = 0

    /// Compares. What the platform provides is left out, and so are roles that the migrations do
    /// not make: roles belong to the whole server.
    public init(migrations: Catalog, database: Catalog) {
        for object in migrations.objects where object.origin != .system {
            if let other = database[object.id] {
                objects += 1
                compare(object, other)
            } else {
                objects += 1
                differences.append(
                    Difference(
                        object: object.id, kind: .onlyInMigrations, provenance: object.provenance))
            }
        }
        for object in database.objects
        where object.origin != .system && migrations[object.id] == nil {
            objects += 1
            if Self.isOfUnknownColumns(object.id, migrations) {
                unknownFacets += 1
                continue
            }
            differences.append(Difference(object: object.id, kind: .onlyInDatabase, provenance: []))
        }
        differences.sort { $0.object < $1.object }
    }

    /// Whether it is a column of a view whose columns the files do not tell.
    private static func isOfUnknownColumns(_ id: ObjectID, _ migrations: Catalog) -> Bool {
        guard id.kind == .column, let relation = id.relation else { return false }
        let owner = migrations.object(ObjectKind.anyRelation, inSchema: id.schema, named: relation)
        return owner?.facets[.columns] == .unknown
    }

    private mutating func compare(_ ours: CatalogObject, _ theirs: CatalogObject) {
        for facet in Facet.allCases {
            guard let value = ours.facets[facet], let other = theirs.facets[facet] else { continue }
            if value == .unknown {
                unknownFacets += 1
                continue
            }
            facets += 1
            guard value != other else { continue }
            differences.append(
                Difference(
                    object: ours.id, kind: .facet(facet, migrations: value, database: other),
                    provenance: ours.provenance))
        }
    }
}
