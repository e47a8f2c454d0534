import SQLSyntax

/// Publications: which tables they publish. No facet holds it; but a published table needs a key
/// for its rows to be changed.
extension CatalogFold {
    mutating func change(
        publication name: String, _ change: PublicationChange, _ content: PublicationContent
    ) {
        let id = ObjectID(.publication, name: name)
        guard var publication = state.others[id]?.publication else { return }
        let tables = content.tables.compactMap(relation)
        let schemas = content.schemas.compactMap { $0 ?? session.searchPath.first }
        switch change {
        case .add:
            publication.tables.formUnion(tables)
            publication.schemas.formUnion(schemas)
        case .drop:
            publication.tables.subtract(tables)
            publication.schemas.subtract(schemas)
        case .set:
            (publication.tables, publication.schemas) = (Set(tables), Set(schemas))
            publication.isForAllTables = content.isForAllTables
        case .setOptions: break
        }
        if let publish = content.publish {
            publication.publishesChanges = publish.contains("update") || publish.contains("delete")
        }
        state.others[id]?.publication = publication
    }
}
