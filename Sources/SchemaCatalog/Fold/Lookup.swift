import QueryAnalysis
import SQLSyntax

extension CatalogFold {
    /// The schema that a new object goes to; nil, with a diagnostic, where there is none.
    mutating func creationSchema(_ name: QualifiedName) -> String? {
        if let schema = name.schema {
            if schema == "pg_temp" { return schema }
            if state.schemas[schema] == nil {
                let isGone = state.goneSchemas.contains(schema)
                reject("schema \"\(schema)\" does not exist", mayExist: !isGone)
                if isGone || isSelfContained { return nil }
                // What comes later hangs on this object; it is kept, in a schema that others made.
                state.schemas[schema] = ContainerState(
                    provenance: [], origin: .system, ownership: newOwnership(.schema, in: nil))
            }
            return schema
        }
        if let schema = session.searchPath.first(where: { state.schemas[$0] != nil }) {
            return schema
        }
        reject("no schema has been selected to create \"\(name.name)\" in")
        return nil
    }

    /// The relation that a name means.
    func relation(_ name: QualifiedName) -> Int? { lookup(name, state.relationByName) }

    /// The relation that a name means; a diagnostic where there is none.
    mutating func requireRelation(_ name: QualifiedName, ifExists: Bool = false) -> Int? {
        if let schema = name.schema, session.externalSchemas.contains(schema) {
            session.usedExternalSchemas.insert(schema)
        }
        if let found = relation(name) { return found }
        if !ifExists, !isSystem(name), !isServerRelation(name) {
            reject("relation \"\(Self.text(name))\" does not exist", mayExist: !isGone(name))
        }
        return nil
    }

    /// Whether the migrations made a relation of this name, and took it away or renamed it.
    func isGone(_ name: QualifiedName) -> Bool {
        (name.schema.map { [$0] } ?? session.searchPath).contains {
            state.goneRelations.contains(CatalogName(schema: $0, name: name.name))
        }
    }

    /// The type of the schema that a name means.
    func userType(_ name: QualifiedName) -> Int? {
        let found = lookup(name, state.typeByName)
        if let found { state.namedTypes.insert(found) }
        return found
    }

    private func lookup(_ name: QualifiedName, _ index: SharedDictionary<CatalogName, Int>) -> Int?
    {
        if let schema = name.schema { return index[CatalogName(schema: schema, name: name.name)] }
        if let temporary = index[CatalogName(schema: "pg_temp", name: name.name)] {
            return temporary
        }
        for schema in session.searchPath {
            if let found = index[CatalogName(schema: schema, name: name.name)] { return found }
        }
        return nil
    }

    /// Whether the name is one of the server's, a platform's or a migration tool's, which the fold
    /// does not know in detail.
    func isSystem(_ name: QualifiedName) -> Bool {
        if BookkeepingObjects.containsTable(name.name, inSchema: name.schema) { return true }
        guard let schema = name.schema else { return false }
        return schema == "pg_catalog" || schema == "information_schema"
            || session.externalSchemas.contains(schema)
    }

    /// A type as written, resolved; nil where it is of no known schema or extension.
    func resolve(_ type: TypeName?) -> SQLType? {
        guard let type else { return nil }
        if let table = type.referenceTable {
            guard let relation = relation(table), let state = state.relations[relation],
                let column = state.column(type.name.name)
            else { return nil }
            return state.columns[column].type
        }
        return TypeResolution.resolve(type, userType: { userType($0) })
    }

    /// A name as a statement would write it.
    static func text(_ name: QualifiedName) -> String {
        name.schema.map { "\($0).\(name.name)" } ?? name.name
    }

    /// A type as a statement would write it.
    static func text(of type: TypeName) -> String {
        guard let table = type.referenceTable else { return text(type.name) }
        return "\(text(table)).\(type.name.name)%TYPE"
    }

    /// Whether a relation, index or sequence of this name stands in the schema.
    func isRelationNameTaken(_ name: String, in schema: String) -> Bool {
        state.relationByName[CatalogName(schema: schema, name: name)] != nil
            || state.indexOwner[CatalogName(schema: schema, name: name)] != nil
    }

    /// Changes a relation in place and says so in its provenance.
    mutating func alter(
        _ relation: Int, _ action: Provenance.Action? = .altered,
        _ change: (inout RelationState) -> Void
    ) {
        if let action {
            let entry = provenance(action)
            state.relations[relation]?.provenance.append(entry)
        }
        // In place, where its arrays are shared with nobody.
        state.relations[relation]?.apply(change)
    }
}

extension RelationState {
    fileprivate mutating func apply(_ change: (inout RelationState) -> Void) { change(&self) }
}
