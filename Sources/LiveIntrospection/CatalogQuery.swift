/// The queries on the system catalogs, one for each kind of object or group of kinds.
///
/// Their text stands in `Queries/` and is embedded in the program: a resource bundle would be a
/// second file that has to lie beside the one statically linked binary.
struct CatalogQuery {
    /// The file's name, and what it reads.
    let name: String
    let text: String

    private init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// Who reads what; before the search path is set.
    static let session = CatalogQuery("session", PackageResources.session_sql)

    /// Every query that gives objects.
    static let objects = [
        CatalogQuery("schema", PackageResources.schema_sql),
        CatalogQuery("extension", PackageResources.extension_sql),
        CatalogQuery("table", PackageResources.table_sql),
        CatalogQuery("view", PackageResources.view_sql),
        CatalogQuery("foreign table", PackageResources.foreign_table_sql),
        CatalogQuery("sequence", PackageResources.sequence_sql),
        CatalogQuery("column", PackageResources.column_sql),
        CatalogQuery("view column", PackageResources.view_column_sql),
        CatalogQuery("key", PackageResources.key_sql),
        CatalogQuery("check", PackageResources.check_sql),
        CatalogQuery("foreign key", PackageResources.foreign_key_sql),
        CatalogQuery("index", PackageResources.index_sql),
        CatalogQuery("function", PackageResources.routine_sql),
        CatalogQuery("trigger", PackageResources.trigger_sql),
        CatalogQuery("policy", PackageResources.policy_sql),
        CatalogQuery("rule", PackageResources.rule_sql),
        CatalogQuery("enum", PackageResources.enum_sql),
        CatalogQuery("domain", PackageResources.domain_sql),
        CatalogQuery("composite type", PackageResources.composite_type_sql),
        CatalogQuery("range type", PackageResources.range_type_sql),
        CatalogQuery("base type", PackageResources.base_type_sql),
        CatalogQuery("operator", PackageResources.operator_sql),
        CatalogQuery("cast", PackageResources.cast_sql),
        CatalogQuery("collation", PackageResources.collation_sql),
        CatalogQuery("statistics", PackageResources.statistics_sql),
        CatalogQuery("publication", PackageResources.publication_sql),
        CatalogQuery("event trigger", PackageResources.event_trigger_sql),
        CatalogQuery("foreign data wrapper", PackageResources.foreign_data_wrapper_sql),
        CatalogQuery("foreign server", PackageResources.foreign_server_sql),
        CatalogQuery("language", PackageResources.language_sql),
        CatalogQuery("role", PackageResources.role_sql),
    ]
}
