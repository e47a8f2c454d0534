import CPgQuery
import SQLSyntax

/// What a publication publishes: tables and schemas, and its `publish` option.
func readPublication(_ objects: [Node], _ options: [Node], isForAll: Bool) -> PublicationContent {
    var content = PublicationContent(isForAllTables: isForAll)
    for node in objects where node.tag == PG_QUERY__NODE__NODE_PUBLICATION_OBJ_SPEC {
        let object = unsafe node.pointer.pointee.publication_obj_spec.pointee
        switch unsafe object.pubobjtype {
        case PG_QUERY__PUBLICATION_OBJ_SPEC_TYPE__PUBLICATIONOBJ_TABLES_IN_SCHEMA:
            content.schemas.append(unsafe text(object.name))
        case PG_QUERY__PUBLICATION_OBJ_SPEC_TYPE__PUBLICATIONOBJ_TABLES_IN_CUR_SCHEMA:
            content.schemas.append(nil)
        default:
            if let table = unsafe object.pubtable {
                content.tables.append(unsafe readName(table.pointee.relation))
            }
        }
    }
    content.publish = options.compactMap(readDefinition).first { $0.name == "publish" }?.value
    return content
}
