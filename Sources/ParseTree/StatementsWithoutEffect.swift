/// Statements of the grammar that change nothing that pgcov tracks, each with the reason. What is
/// neither read nor listed here is new to pgcov, and said to be (`opaque-ddl`).
public enum StatementsWithoutEffect {
    /// Why a statement has no effect, by the grammar's name of it (`VacuumStmt`); nil where it may
    /// have one.
    public static func reason(_ name: String) -> String? { reasons[name] }

    /// What a statement that may have an effect does that files do not tell; nil for one that is
    /// not known at all.
    public static func opaqueEffect(_ name: String) -> String? { opaque[name] }

    static let reasons: [String: String] = [
        // Session and transaction
        "ClosePortalStmt": "cursors", "FetchStmt": "cursors", "DeclareCursorStmt": "cursors",
        "DeallocateStmt": "prepared statements",
        "DiscardStmt": "the session's own state", "VariableShowStmt": "shows a setting",
        "NotifyStmt": "messages", "ListenStmt": "messages",
        "UnlistenStmt": "messages", "LockStmt": "locks",
        "ConstraintsSetStmt": "when constraints are checked", "LoadStmt": "a library",
        "ExplainStmt": "shows a plan", "ExecuteStmt": "a prepared query",
        // Data and maintenance
        "CopyStmt": "rows", "TruncateStmt": "rows", "RefreshMatViewStmt": "rows",
        "ClusterStmt": "the order of rows", "VacuumStmt": "maintenance",
        "ReindexStmt": "maintenance", "CheckPointStmt": "maintenance",
        // What no facet holds
        "AlterExtensionStmt": "an extension's members, which are not the schema's own",
        "CommentStmt": "comments", "SecLabelStmt": "labels",
        "AlterObjectDependsStmt": "dependencies on extensions",
        "AlterStatsStmt": "a statistics target", "ReplicaIdentityStmt": "a part of ALTER TABLE",
        "AlterOperatorStmt": "an operator's estimators",
        "AlterTypeStmt": "a base type's support functions",
        "AlterCollationStmt": "a collation's version",
        "AlterEventTrigStmt": "whether an event trigger fires",
        "AlterTSDictionaryStmt": "text search",
        "AlterTSConfigurationStmt": "text search", "AlterOpFamilyStmt": "operator families",
        "CreateOpFamilyStmt": "operator families",
        "CreateOpClassStmt": "operator classes", "CreateConversionStmt": "encodings",
        "CreateTransformStmt": "transforms",
        "CreateAmStmt": "access methods",
        "CreateSubscriptionStmt": "subscriptions",
        "AlterSubscriptionStmt": "subscriptions", "DropSubscriptionStmt": "subscriptions",
        "AlterRoleStmt": "a role's attributes",
        "AlterFdwStmt": "a wrapper's options", "AlterForeignServerStmt": "a server's options",
        "CreateUserMappingStmt": "user mappings",
        "AlterUserMappingStmt": "user mappings", "DropUserMappingStmt": "user mappings",
        // The cluster around the database
        "CreatedbStmt": "databases", "DropdbStmt": "databases", "AlterDatabaseStmt": "databases",
        "AlterDatabaseRefreshCollStmt": "databases", "CreateTableSpaceStmt": "tablespaces",
        "DropTableSpaceStmt": "tablespaces",
        "AlterTableSpaceOptionsStmt": "tablespaces", "AlterTableMoveAllStmt": "tablespaces",
        "AlterSystemStmt": "the server's settings",
        // Parts of other statements
        "RawStmt": "wraps another", "ReturnStmt": "part of a function's body",
        "PLAssignStmt": "part of a function's body",
        "SetOperationStmt": "part of a query",
    ]

    private static let opaque: [String: String] = [
        "ImportForeignSchemaStmt":
            "IMPORT FOREIGN SCHEMA makes tables that only the foreign server knows",
        "AlterExtensionContentsStmt":
            "ALTER EXTENSION … ADD or DROP changes what belongs to the extension",
    ]
}
