public import QueryEvaluation
import SQLSyntax
import Synchronization

/// A ``Catalog`` as the server's own system catalogs show it, for queries that ask them:
/// `SELECT 1 FROM pg_type WHERE typname = 'mood'`. Columns that the catalog does not hold are not
/// there, and a query over one is not told.
public struct SystemCatalog: Sendable {
    /// What is shown.
    public let catalog: Catalog
    /// Schemas in order, for names without one.
    public private(set) var searchPath: [String]

    /// Schemas of a platform that hold what files do not tell: their rows may or may not be there.
    private let openSchemas: Set<String>

    /// Names that a query asks for: of those, the server's own are there, too.
    let askedNames: Set<String>

    /// Whether there are no rows but those of the catalog's objects: what extensions and platforms
    /// bring is left out.
    let hasOnlyKnownRows: Bool

    /// Relations once laid out, for whoever asks this or a copy of it.
    private let known = KnownRelations()
    private let indexes = RowIndexes()

    /// Makes the system catalogs of `catalog`.
    public init(
        _ catalog: Catalog, searchPath: [String]? = nil, openSchemas: Set<String> = [],
        askedNames: Set<String> = [], hasOnlyKnownRows: Bool = false
    ) {
        self.hasOnlyKnownRows = hasOnlyKnownRows
        self.askedNames = askedNames
        self.catalog = catalog
        self.searchPath = searchPath ?? catalog.searchPath
        self.openSchemas = openSchemas
    }

    /// Whether queries over all schemas may see rows of this one.
    func hasUncertainRows(_ schema: String) -> Bool { openSchemas.contains(schema) }

    /// The same with another search path, which no row hangs on.
    public func along(_ searchPath: [String]?) -> SystemCatalog {
        var other = self
        other.searchPath = searchPath ?? catalog.searchPath
        return other
    }

    /// An environment to evaluate queries in; variables and parameters are the caller's.
    public var environment: Environment {
        var environment = Self.environment { self }
        environment.searchPath = searchPath
        environment.indexes = indexes
        environment.relation = { self.relation(schema: $0, name: $1) }
        return environment
    }

    /// An environment that asks of objects what is made when it is first asked; relations and all
    /// else are the caller's.
    static func environment(_ source: @escaping () -> SystemCatalog) -> Environment {
        var environment = Environment()
        environment.object = { source().object(type: $0, name: $1) }
        environment.objectName = { source().name(of: $0) }
        environment.isVisible = { source().isVisible($0) }
        environment.constraintDefinition = { source().constraintDefinition(of: $0) }
        environment.formattedType = { source().formattedType(of: $0) }
        environment.routineDefinition = { source().routineDefinition(of: $0, otherwise: $1) }
        environment.identityArguments = { source().identityArguments(of: $0) }
        return environment
    }

    /// The rows of `pg_catalog.pg_class` and its kin; nil where the relation is none of those
    /// known.
    public func relation(schema: String?, name: String) -> Relation? {
        guard let definition = SystemRelation.definition(schema: schema, name: name) else {
            return nil
        }
        // A schema's own table hides one of information_schema, never one of pg_catalog.
        return known.relation(schema, name) { definition.relation(self) }
    }

    /// The claims that a result hangs on, by what was read for it.
    public func claims(of reads: [Evaluator.Read]) -> [Claim] {
        var claims: [Claim] = []
        var seen: Set<Claim> = []
        for read in reads {
            let facet =
                read.relation == Evaluator.namedByText
                ? Facet.existence : Self.facet(relation: read.relation, column: read.column)
            guard let facet else { continue }
            let object = catalog.objects[read.object].id
            for claim in [Claim(object, facet)] + ofConstraint(behind: object, facet)
            where seen.insert(claim).inserted { claims.append(claim) }
        }
        return claims
    }

    /// What a fact of the index behind a key says of the key: it comes and goes with it.
    private func ofConstraint(behind index: ObjectID, _ facet: Facet) -> [Claim] {
        guard index.kind == .index, let table = index.relation,
            facet == .existence || facet == .columns,
            let key = catalog.child(
                [.primaryKey, .unique, .exclusion], ofSchema: index.schema, relation: table,
                named: index.name)
        else { return [] }
        return [Claim(key.id, facet)]
    }

    /// What a column of a system relation says of its object.
    private static func facet(relation: String, column: String) -> Facet? {
        let prefix = "information_schema."
        let definition =
            relation.hasPrefix(prefix)
            ? SystemRelation.definition(
                schema: "information_schema", name: String(relation.dropFirst(prefix.count)))
            : SystemRelation.definition(schema: nil, name: relation)
        return definition?.columns.first { $0.name == column }?.facet
    }

    // MARK: - Names

    /// `'name'::regclass` and its kin.
    func object(type: String, name: String) -> Value {
        let parts = RegisteredName(name)
        switch type {
        case "regnamespace": return known(ObjectID(.schema, name: parts.name)) ?? .unknown
        case "regrole": return known(ObjectID(.role, name: parts.name)) ?? .unknown
        case "regclass": return find(parts) { $0.isRelation }
        case "regtype": return find(parts) { $0.isType || $0 == .table || $0 == .view }
        case "regproc", "regprocedure":
            return find(parts) { $0 == .function || $0 == .procedure || $0 == .aggregate }
        default: return .unknown
        }
    }

    private func known(_ id: ObjectID) -> Value? { catalog.index(of: id).map(Value.object) }

    private func find(_ name: RegisteredName, _ isKind: (ObjectKind) -> Bool) -> Value {
        let schemas = name.schema.map { [$0] } ?? searchPath
        for schema in schemas {
            let found = catalog.objects(inSchema: schema, named: name.name).filter { candidate in
                isKind(candidate.id.kind)
                    && (name.arguments == nil || name.arguments == candidate.id.arguments)
            }
            if found.count == 1 { return known(found[0].id) ?? .unknown }
            if found.count > 1 { return .unknown }
            if isKind(.table), let index = catalog.index(inSchema: schema, named: name.name) {
                return known(index.id) ?? .unknown
            }
        }
        let isOnlyRelation = isKind(.table) && !isKind(.enum)
        let maybeExtensions =
            isOnlyRelation
            ? catalog.extensionsMayBring(relation: name.name) : catalog.hasExtensions
        if schemas.contains(where: isOpen) || maybeExtensions || name.arguments != nil {
            return .unknown
        }
        // A type of the server's own, an index, or nothing.
        if isKind(.enum), name.schema == nil { return .unknown }
        return .null
    }

    /// Whether a schema holds what files do not tell: the server's, a platform's, or one that
    /// nobody made.
    func isOpen(_ schema: String) -> Bool {
        guard schema != "public" else { return false }
        return catalog[ObjectID(.schema, name: schema)].map { $0.origin == .system } ?? true
    }

    /// Something that is none of the catalog's objects.
    static let othersObject = Value.object(-1 << 48)

    func isVisible(_ index: Int) -> Bool? {
        guard catalog.objects.indices.contains(index) else { return nil }
        let id = catalog.objects[index].id
        return id.schema.map { searchPath.contains($0) }
    }

    /// As `regclass` and `regprocedure` print it: with the schema where the search path does not
    /// find it, and with the types of arguments.
    func name(of index: Int) -> String? {
        guard catalog.objects.indices.contains(index) else { return nil }
        let id = catalog.objects[index].id
        let arguments = id.arguments.map { "(\($0.joined(separator: ",")))" } ?? ""
        let name = QuotedIdentifier.quote(id.name) + arguments
        guard let schema = id.schema, id.relation == nil else {
            return id.schema == nil ? name : nil
        }
        return searchPath.contains(schema) ? name : QuotedIdentifier.quote(schema) + "." + name
    }

    /// The object of a schema, as a column such as `relnamespace` holds it.
    func namespace(_ schema: String?) -> Value {
        schema.flatMap { known(ObjectID(.schema, name: $0)) } ?? .unknown
    }

    /// The schemas that members of extensions stand in, each once; nil for one that is not told.
    var extensionSchemas: [String?] {
        var seen: Set<String?> = []
        return catalog.objects.filter { $0.id.kind == .extension }.map {
            $0.definition.reads.first?.name
        }
        .filter { seen.insert($0).inserted }
    }

    /// Columns, those of a relation in its order: without ORDER BY the server shows them so, too.
    var columnsInOrder: [Int] {
        var seen: Set<Int> = []
        var order: [Int] = []
        for relation in catalog.objects where relation.id.kind.isRelation {
            guard case .list(let names)? = relation.facets[.columns] else { continue }
            let (schema, table) = (relation.id.schema, relation.id.name)
            order += names.compactMap { name in
                catalog.index(of: ObjectID(.column, schema: schema, relation: table, name: name))
            }.filter { seen.insert($0).inserted }
        }
        return order
            + catalog.objects.indices.filter {
                catalog.objects[$0].id.kind == .column && !seen.contains($0)
            }
    }

    /// The relation that a column, constraint, index, trigger or policy belongs to.
    func owner(of id: ObjectID) -> Value {
        guard let relation = id.relation else { return .unknown }
        return relationObject(schema: id.schema, relation)
    }

    func relationObject(schema: String?, _ name: String) -> Value {
        catalog.objects(inSchema: schema, named: name).first { $0.id.kind.isRelation }.flatMap {
            known($0.id)
        } ?? .unknown
    }
}

/// Relations that were laid out: a suite's queries, and the rows of their joins, ask for the same
/// ones again and again.
private final class KnownRelations: Sendable {
    private let relations = Mutex<[Key: Relation]>([:])

    private struct Key: Hashable {
        var schema: String?
        var name: String
    }

    func relation(_ schema: String?, _ name: String, _ layOut: () -> Relation) -> Relation {
        let key = Key(schema: schema, name: name)
        return relations.withLock { relations in
            if let found = relations[key] { return found }
            let made = layOut()
            relations[key] = made
            return made
        }
    }
}

extension ObjectKind {
    /// Whether `pg_class` holds it, indexes aside.
    var isRelation: Bool {
        switch self {
        case .table, .foreignTable, .view, .materializedView, .sequence: true
        default: false
        }
    }

    /// Whether it is a type of its own.
    var isType: Bool { Self.allTypes.contains(self) }
}
