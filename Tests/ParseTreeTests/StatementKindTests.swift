import CPgQuery
import SQLSyntax
import Testing

@testable import ParseTree

/// Every statement of the grammar is either read or listed as without effect.
struct StatementKindTests {
    /// The grammar's own names of its statements.
    private static let names: [String] = {
        let descriptor = unsafe pg_query__node__descriptor
        return (0..<Int(unsafe descriptor.n_fields)).compactMap { index -> String? in
            let field = unsafe descriptor.fields[index]
            guard let message = unsafe field.descriptor else { return nil }
            let type = unsafe message.assumingMemoryBound(to: ProtobufCMessageDescriptor.self)
                .pointee
            let name = unsafe String(cString: type.short_name)
            return name.hasSuffix("Stmt") ? name : nil
        }
    }()

    /// One statement of each kind that is read, and the kind.
    private static let read: [String: String] = [
        "InsertStmt": "INSERT INTO t VALUES (1)", "DeleteStmt": "DELETE FROM t",
        "UpdateStmt": "UPDATE t SET a = 1",
        "MergeStmt": "MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE",
        "SelectStmt": "SELECT 1",
        "AlterTableStmt": "ALTER TABLE t ADD a int",
        "AlterDomainStmt": "ALTER DOMAIN d SET NOT NULL", "GrantStmt": "GRANT SELECT ON t TO r",
        "GrantRoleStmt": "GRANT a TO b",
        "AlterDefaultPrivilegesStmt": "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO r",
        "CreateStmt": "CREATE TABLE t (a int)",
        "DefineStmt": "CREATE AGGREGATE f (int) (sfunc = g, stype = int)",
        "DropStmt": "DROP TABLE t",
        "IndexStmt": "CREATE INDEX ON t (a)",
        "CreateFunctionStmt": "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "AlterFunctionStmt": "ALTER FUNCTION f() STABLE", "DoStmt": "DO $$ BEGIN END $$",
        "RenameStmt": "ALTER TABLE a RENAME TO b",
        "RuleStmt": "CREATE RULE r AS ON INSERT TO t DO NOTHING", "TransactionStmt": "COMMIT",
        "ViewStmt": "CREATE VIEW v AS SELECT 1",
        "CreateDomainStmt": "CREATE DOMAIN d AS int",
        "CreateTableAsStmt": "CREATE TABLE t AS SELECT 1", "CreateSeqStmt": "CREATE SEQUENCE s",
        "AlterSeqStmt": "ALTER SEQUENCE s RESTART", "VariableSetStmt": "SET search_path = a",
        "CreateTrigStmt": "CREATE TRIGGER x BEFORE INSERT ON t EXECUTE FUNCTION f()",
        "CreatePLangStmt": "CREATE LANGUAGE x HANDLER h",
        "CreateRoleStmt": "CREATE ROLE r", "DropRoleStmt": "DROP ROLE r",
        "CreateSchemaStmt": "CREATE SCHEMA s",
        "AlterDatabaseSetStmt": "ALTER DATABASE d SET search_path = a",
        "AlterRoleSetStmt": "ALTER ROLE r SET search_path = a",
        "CreateCastStmt": "CREATE CAST (a AS b) WITHOUT FUNCTION",
        "PrepareStmt": "PREPARE p AS SELECT 1",
        "AlterObjectSchemaStmt": "ALTER TABLE t SET SCHEMA s",
        "AlterOwnerStmt": "ALTER FUNCTION f() OWNER TO r", "DropOwnedStmt": "DROP OWNED BY r",
        "ReassignOwnedStmt": "REASSIGN OWNED BY a TO b",
        "CompositeTypeStmt": "CREATE TYPE t AS (a int)",
        "CreateEnumStmt": "CREATE TYPE t AS ENUM ('a')",
        "CreateRangeStmt": "CREATE TYPE t AS RANGE (subtype = int)",
        "AlterEnumStmt": "ALTER TYPE t ADD VALUE 'b'",
        "CreateFdwStmt": "CREATE FOREIGN DATA WRAPPER w",
        "CreateForeignServerStmt": "CREATE SERVER s FOREIGN DATA WRAPPER w",
        "CreateForeignTableStmt": "CREATE FOREIGN TABLE t (a int) SERVER s",
        "CreateExtensionStmt": "CREATE EXTENSION e",
        "CreateEventTrigStmt": "CREATE EVENT TRIGGER t ON ddl_command_end EXECUTE FUNCTION f()",
        "CreatePolicyStmt": "CREATE POLICY p ON t", "AlterPolicyStmt": "ALTER POLICY p ON t TO r",
        "CreatePublicationStmt": "CREATE PUBLICATION p",
        "AlterPublicationStmt": "ALTER PUBLICATION p ADD TABLE t",
        "CreateStatsStmt": "CREATE STATISTICS s ON a, b FROM t", "CallStmt": "CALL p()",
    ]

    @Test func everyStatementHasItsPlace() {
        #expect(Self.names.count > 100)
        for name in Self.names {
            let places = [
                Self.read[name] != nil, StatementsWithoutEffect.reason(name) != nil,
                StatementsWithoutEffect.opaqueEffect(name) != nil,
            ]
            #expect(places.count { $0 } == 1, "\(name)")
        }
    }

    @Test(arguments: read.sorted { $0.key < $1.key })
    func whatIsReadIsNotUntracked(_ name: String, _ sql: String) throws {
        let statement = try #require(try StatementReader.read(sql))
        if case .untracked(let found) = statement { Issue.record("\(found): \(sql)") }
    }
}
