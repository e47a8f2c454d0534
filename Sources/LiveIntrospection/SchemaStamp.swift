/// Which versions of its rows each catalog has, on this run of this server: while the stamp of a
/// database is the same, so is all that the catalog queries give. A tenth of what they cost.
///
/// It says no more than that: a row can be written anew as it was, and then the stamp is another
/// one.
///
/// A version of a row is its place and the transaction that wrote it (statistics are written in
/// place, without a transaction; `heap_inplace_update`, `src/backend/access/heap/heapam.c`). Copies
/// of one data folder may have given the same numbers to different transactions, so the moment at
/// which the server was started is part of it, to the microsecond.
enum SchemaStamp {
    /// Catalogs that the queries read, or that the server's functions read which print expressions
    /// and types.
    static let catalogs = [
        "pg_am", "pg_attrdef", "pg_attribute", "pg_cast", "pg_class", "pg_collation",
        "pg_constraint", "pg_depend", "pg_enum", "pg_event_trigger",
        "pg_extension", "pg_foreign_data_wrapper", "pg_foreign_server", "pg_index", "pg_inherits",
        "pg_language", "pg_namespace", "pg_operator",
        "pg_partitioned_table", "pg_policy", "pg_proc", "pg_publication", "pg_range", "pg_rewrite",
        "pg_statistic_ext", "pg_trigger", "pg_ts_config",
        "pg_ts_dict", "pg_type",
    ]

    /// A query of one row with one text. Roles are read through a view, which tells no versions:
    /// their names are part of it themselves.
    static let query: String = {
        let versions = catalogs.map { catalog in
            "SELECT '\(catalog)' AS catalog, count(*) AS rows, sum(hashtextextended(concat(ctid, xmin), 0)) AS versions FROM pg_catalog.\(catalog)"
        }
        return """
            SELECT concat_ws(' ', extract(epoch FROM pg_postmaster_start_time()), d.oid, d.ctid, d.xmin, versions.stamp, roles.stamp) AS stamp
              FROM pg_database d,
                   (SELECT string_agg(concat_ws(' ', catalog, rows, versions), ' ' ORDER BY catalog) AS stamp
                      FROM (\(versions.joined(separator: " UNION ALL "))) c) versions,
                   (SELECT string_agg(oid || '=' || rolname, ',' ORDER BY oid) AS stamp FROM pg_roles) roles
             WHERE d.datname = current_database()
            """
    }()
}
