/// Names of what hosting platforms bring: tables, views and functions that a question without a
/// schema may meet (supabase/auth and supabase/storage, `migrations`; pg_cron, pg_net, pgsodium and
/// supabase_vault, their install scripts).
enum PlatformNames {
    /// Whether a schema may hold something of one of these names; a schema that is not known may.
    static func mayHold(_ names: Set<String>, in schema: String) -> Bool {
        bySchema[schema].map { !$0.isDisjoint(with: names) } ?? true
    }

    private static let bySchema: [String: Set<String>] = [
        "auth": [
            "audit_log_entries", "custom_oauth_providers", "flow_state", "identities", "instances",
            "mfa_amr_claims", "mfa_challenges", "mfa_factors", "oauth_authorizations",
            "oauth_client_states", "oauth_clients", "oauth_consents", "one_time_tokens",
            "refresh_tokens", "saml_providers", "saml_relay_states", "schema_migrations",
            "sessions", "sso_domains", "sso_providers", "users", "webauthn_challenges",
            "webauthn_credentials", "uid", "role", "email", "jwt",
        ],
        "storage": [
            "buckets", "buckets_analytics", "buckets_vectors", "iceberg_namespaces",
            "iceberg_tables", "migrations", "objects", "prefixes", "s3_multipart_uploads",
            "s3_multipart_uploads_parts", "vector_indexes", "foldername", "filename", "extension",
            "search", "can_insert_object", "get_size_by_bucket", "operation",
        ],
        "realtime": [
            "messages", "schema_migrations", "subscription", "topic", "broadcast_changes", "send",
        ],
        "vault": ["secrets", "decrypted_secrets", "create_secret", "update_secret"],
        "cron": ["job", "job_run_details", "schedule", "unschedule", "alter_job"],
        "net": ["_http_response", "http_request_queue", "http_get", "http_post", "http_delete"],
        "supabase_functions": ["hooks", "migrations", "http_request"],
        "supabase_migrations": ["schema_migrations", "seed_files"],
    ]
}
