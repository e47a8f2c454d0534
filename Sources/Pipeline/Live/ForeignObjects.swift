import PgTAPScanning
import SchemaCatalog

/// Objects of a database that belong to no project: what migration tools keep their books in, and
/// pgTAP where it was installed as a script instead of an extension.
struct ForeignObjects {
    private let schemas: Set<String>
    private let pgTAPSchemas: Set<String>

    init(_ catalog: Catalog) {
        schemas = Self.bookkeepingSchemas
        pgTAPSchemas = Set(
            catalog.objects.filter {
                $0.id.kind == .function && $0.id.name == "pgtap_version" && $0.id.arguments == []
            }.compactMap(\.id.schema))
    }

    func contains(_ id: ObjectID) -> Bool {
        switch id.kind {
        case .schema: return schemas.contains(id.name)
        case .extension: return id.name == "pgtap"
        default: break
        }
        guard let schema = id.schema else { return false }
        if schemas.contains(schema) || Self.bookkeepingTables.contains(id.relation ?? id.name) {
            return true
        }
        if let sequence = Self.tableOfSequence(id), Self.bookkeepingTables.contains(sequence) {
            return true
        }
        return pgTAPSchemas.contains(schema) && isPgTAP(id)
    }

    /// The table that a serial column's sequence is named after.
    private static func tableOfSequence(_ id: ObjectID) -> String? {
        guard id.kind == .sequence, id.name.hasSuffix("_id_seq") else { return nil }
        return String(id.name.dropLast("_id_seq".count))
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

    private static let bookkeepingSchemas: Set<String> = [
        "sqitch", "supabase_migrations", "drizzle", "graphile_migrate", "atlas_schema_revisions",
        "pgroll", "_v",
    ]

    /// Rails, dbmate, golang-migrate; Flyway; Liquibase; Prisma; Knex; Alembic; Django; goose;
    /// node-pg-migrate; SQLx; Diesel; refinery; Sequelize; Phinx; Doctrine; Entity Framework;
    /// Atlas; Drizzle; TypeORM; Ecto.
    private static let bookkeepingTables: Set<String> = [
        "schema_migrations", "ar_internal_metadata", "flyway_schema_history", "schema_version",
        "databasechangelog", "databasechangeloglock",
        "_prisma_migrations", "knex_migrations", "knex_migrations_lock", "alembic_version",
        "django_migrations", "goose_db_version",
        "pgmigrations", "_sqlx_migrations", "__diesel_schema_migrations", "refinery_schema_history",
        "SequelizeMeta", "phinxlog",
        "doctrine_migration_versions", "__EFMigrationsHistory", "atlas_schema_revisions",
        "__drizzle_migrations", "typeorm_metadata",
    ]
}
