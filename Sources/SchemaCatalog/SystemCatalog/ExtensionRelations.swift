/// Which relations extensions bring, composite types among them: the scripts of PostgreSQL 15's
/// `contrib`, and pgTAP's.
enum ExtensionRelations {
    /// Whether an extension may bring a relation of this name; of one that is not known here,
    /// whatever it is.
    static func mayBring(_ relation: String, _ name: String) -> Bool {
        relations[name].map { $0.contains(relation) } ?? !bringNone.contains(name)
    }

    private static let relations: [String: Set<String>] = [
        "dblink": ["dblink_pkey_results"], "pg_buffercache": ["pg_buffercache"],
        "pg_stat_statements": ["pg_stat_statements", "pg_stat_statements_info"],
        "pgtap": ["pg_all_foreign_keys", "tap_funky"],
        "tablefunc": ["tablefunc_crosstab_2", "tablefunc_crosstab_3", "tablefunc_crosstab_4"],
    ]

    private static let bringNone: Set<String> = [
        "adminpack", "amcheck", "autoinc", "bloom", "btree_gin", "btree_gist", "citext", "cube",
        "dict_int", "dict_xsyn", "earthdistance", "file_fdw", "fuzzystrmatch", "hstore",
        "insert_username", "intagg", "intarray", "isn", "lo", "ltree", "moddatetime",
        "old_snapshot", "pageinspect", "pg_freespacemap", "pg_prewarm", "pg_surgery", "pg_trgm",
        "pg_visibility", "pg_walinspect", "pgcrypto", "pgrowlocks", "pgstattuple", "plpgsql",
        "postgres_fdw", "refint", "seg", "sslinfo", "tcn", "tsm_system_rows", "tsm_system_time",
        "unaccent", "uuid-ossp", "xml2",
    ]
}
