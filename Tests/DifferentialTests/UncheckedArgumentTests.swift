import Pipeline
import SQLText
import SchemaCatalog
import TestSupport
import Testing

/// Where `unchecked-argument` speaks, the server passes whatever the argument is.
struct UncheckedArgumentTests {
    private static let schema = """
        CREATE SCHEMA app;
        CREATE TABLE app.users (id int PRIMARY KEY, email text, name text);
        CREATE UNIQUE INDEX users_email ON app.users (email);
        CREATE TABLE app.pets (id int PRIMARY KEY);
        CREATE FUNCTION app.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
        CREATE TRIGGER stamp_users BEFORE INSERT ON app.users FOR EACH ROW EXECUTE FUNCTION app.stamp();
        CREATE TRIGGER stamp_pets BEFORE INSERT ON app.pets FOR EACH ROW EXECUTE FUNCTION app.stamp();
        """

    /// A call that the rule speaks of, and the same with another value in the place that is not
    /// checked.
    private static let pairs = [
        ("has_index('users', 'users_email', 'email')", "has_index('users', 'users_email', 'name')"),
        (
            "has_index('app', 'users', 'users_email', 'email')",
            "has_index('app', 'users', 'users_email', 'name')"
        ),
        ("has_pk('users', 'id')", "has_pk('users', 'name')"),
        ("col_isnt_pk('user', 'id')", "col_isnt_pk('user', 'nothing')"),
        (
            "policy_roles_are('app', 'users', 'nobodys', ARRAY[]::name[])",
            "policy_roles_are('app', 'users', 'anybodys', ARRAY[]::name[])"
        ),
    ]

    @Test func theServerDoesNotLook() async throws {
        let calls = Self.pairs.flatMap { [$0.0, $0.1] }
        let statements = calls.map { "SELECT \($0);" }.joined(separator: "\n")
        let test =
            "SET search_path = app, public;\nSELECT no_plan();\n\(statements)\nSELECT * FROM finish();"
        let cluster = try PostgresCluster.shared.get()
        try cluster.createDatabase("unchecked_argument")
        let output = try cluster.psql(
            "unchecked_argument",
            "CREATE EXTENSION pgtap;\n\(Self.schema)\nBEGIN;\n\(test)\nROLLBACK;")
        #expect(output.error == "")
        let lines = output.out.split(separator: "\n").filter {
            $0.hasPrefix("ok ") || $0.hasPrefix("not ok ")
        }
        #expect(
            lines.count == calls.count && lines.allSatisfy { $0.hasPrefix("ok ") }, "\(output.out)")

        try await TemporaryFolder.with(["migrations/1.sql": Self.schema, "tests/1.sql": test]) {
            root in
            var flags = Flags()
            flags.folder = root
            let found = try await Analysis(root, flags.configuration()).diagnostics.filter {
                $0.rule == "unchecked-argument"
            }
            #expect(found.compactMap { $0.location?.line } == Array(3..<3 + calls.count))
        }
    }

    /// Without a schema triggers_are() is content with triggers of other tables.
    @Test func triggersOfOtherTablesCount() throws {
        let cluster = try PostgresCluster.shared.get()
        try cluster.createDatabase("unchecked_triggers")
        let drop = "ALTER TABLE app.pets RENAME TO beasts; DROP TRIGGER stamp_users ON app.users;"
        let test =
            "SELECT triggers_are('users', ARRAY['stamp_pets']); SELECT triggers_are('app', 'users', ARRAY['stamp_pets']);"
        let output = try cluster.psql(
            "unchecked_triggers",
            "CREATE EXTENSION pgtap;\n\(Self.schema)\nSET search_path = app, public;\nSELECT no_plan();\n\(drop)\n\(test)"
        )
        let lines = output.out.split(separator: "\n").filter {
            $0.hasPrefix("ok ") || $0.hasPrefix("not ok ")
        }.map { $0.prefix(4) }
        #expect(lines == ["ok 1", "not "])
    }
}
