import SQLSyntax

extension AlterTable.Action {
    /// Whether an action may be done to a kind of relation (`ATSimplePermissions()` and its
    /// callers, `src/backend/commands/tablecmds.c`), as far as actions change what pgcov tracks.
    func isAllowed(on kind: ObjectKind) -> Bool {
        switch kind {
        case .table: true
        case .foreignTable: !isOfTablesOnly
        case .view:
            switch self {
            case .setDefault, .setOwner, .setSchema, .setInvoker, .untracked: true
            default: false
            }
        case .index:
            switch self {
            case .setOwner, .attachPartition, .untracked: true
            default: false
            }
        default:
            switch self {
            case .setOwner, .setSchema, .setLogged, .setReplicaIdentity, .untracked: true
            default: false
            }
        }
    }

    private var isOfTablesOnly: Bool {
        switch self {
        case .setLogged, .setReplicaIdentity, .enableRowSecurity, .disableRowSecurity,
            .forceRowSecurity,
            .noForceRowSecurity, .attachPartition, .detachPartition, .addOf, .dropOf:
            true
        default: false
        }
    }

    /// Whether a typed table refuses it: its columns are those of its type.
    var isRefusedByTypedTables: Bool {
        switch self {
        case .addColumn, .dropColumn, .alterType: true
        default: false
        }
    }

    /// As the server's messages have it, in short.
    var name: String {
        switch self {
        case .addColumn: "ADD COLUMN"
        case .dropColumn: "DROP COLUMN"
        case .setDefault: "ALTER COLUMN ... SET DEFAULT"
        case .setNotNull: "ALTER COLUMN ... SET NOT NULL"
        case .dropNotNull: "ALTER COLUMN ... DROP NOT NULL"
        case .alterType: "ALTER COLUMN ... SET DATA TYPE"
        case .addConstraint: "ADD CONSTRAINT"
        case .dropConstraint: "DROP CONSTRAINT"
        default: "of this kind"
        }
    }
}
