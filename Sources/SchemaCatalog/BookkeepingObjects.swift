/// What migration tools make for themselves, in a database, in its dumps and among the migrations:
/// nobody's schema, which owes no test and is no drift.
public enum BookkeepingObjects {
    /// Whether an object is a tool's own.
    public static func contains(_ id: ObjectID) -> Bool {
        if id.kind == .schema { return schemas.contains(id.name) }
        guard let schema = id.schema else { return false }
        if schemas.contains(schema) || tables.contains(id.relation ?? id.name) { return true }
        if id.kind == .function { return functions.contains(id.name) }
        return tableOfSequence(id).map(tables.contains) ?? false
    }

    /// Whether a table is a tool's own, wherever it stands, or all of its schema is.
    public static func containsTable(_ name: String, inSchema schema: String?) -> Bool {
        tables.contains(name) || schema.map(schemas.contains) ?? false
    }

    /// The table that a serial column's sequence is named after.
    private static func tableOfSequence(_ id: ObjectID) -> String? {
        guard id.kind == .sequence, id.name.hasSuffix("_id_seq") else { return nil }
        return String(id.name.dropLast("_id_seq".count))
    }

    private static let schemas: Set<String> = [
        "sqitch", "supabase_migrations", "drizzle", "graphile_migrate", "atlas_schema_revisions",
        "pgroll", "_v",
    ]

    /// Rails, dbmate, golang-migrate; Flyway; Liquibase; Prisma; Knex; Alembic; Django; goose;
    /// node-pg-migrate; SQLx; Diesel; refinery; Sequelize; Phinx; Doctrine; Entity Framework;
    /// Atlas; Drizzle; TypeORM; Ecto.
    private static let tables: Set<String> = [
        "schema_migrations", "ar_internal_metadata", "flyway_schema_history", "schema_version",
        "databasechangelog", "databasechangeloglock",
        "_prisma_migrations", "knex_migrations", "knex_migrations_lock", "alembic_version",
        "django_migrations", "goose_db_version",
        "pgmigrations", "_sqlx_migrations", "__diesel_schema_migrations", "refinery_schema_history",
        "SequelizeMeta", "phinxlog",
        "doctrine_migration_versions", "__EFMigrationsHistory", "atlas_schema_revisions",
        "__drizzle_migrations", "typeorm_metadata",
    ]

    /// Of Diesel's initial setup (`diesel_cli/src/setup_sql/postgres/initial_setup/up.sql`), which
    /// its command line writes into every project.
    private static let functions: Set<String> = [
        "diesel_manage_updated_at", "diesel_set_updated_at",
    ]
}
