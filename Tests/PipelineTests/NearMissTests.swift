import CoverageAnalysis
import Pipeline
import Reporting
import SQLText
import SchemaCatalog
import TestSupport
import Testing

/// A gap says which assertion came close, and why it does not count.
struct NearMissTests {
    private static let schema = """
        CREATE SCHEMA app;
        CREATE TABLE app.users (id int PRIMARY KEY, email text NOT NULL);
        CREATE INDEX users_email ON app.users (email);
        CREATE FUNCTION app.find(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE FUNCTION app.find(text) RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE SCHEMA old;
        CREATE TABLE old.users (id int);
        CREATE ROLE clerk;
        CREATE ROLE auditor;
        GRANT SELECT ON app.users TO clerk, auditor;
        """

    private func analyze(_ test: String, level: String = "standard") async throws
        -> [RequirementResult]
    {
        try await TemporaryFolder.with([
            "migrations/1.sql": Self.schema, "tests/1.sql": "SELECT no_plan();\n\(test)",
        ]) { root in
            var flags = Flags()
            flags.folder = root
            flags.level = level
            return try await Analysis(root, flags.configuration()).results
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var test: String
        /// `schema.name facet` of the gap.
        var gap: String
        var reason: String
        var testDescription: String { test }
    }

    @Test(arguments: [
        Case(
            test: "SELECT has_table('app', 'users');", gap: "app.users existence",
            reason: "has_table() takes 'app' for the table"),
        Case(
            test: "SELECT col_type_is('app', 'users', 'email', 'varchar', 'text');",
            gap: "app.email type",
            reason: "fails: column \"email\" is of type text, not varchar"),
        Case(
            test: "SELECT todo('later', 1); SELECT has_table('app', 'users', 'there');",
            gap: "app.users existence", reason: "is marked todo"),
        Case(
            test:
                "CREATE FUNCTION check_it() RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN RETURN NEXT has_table('app', 'users', 'there'); END $$;",
            gap: "app.users existence", reason: "stands in check_it()"),
        Case(
            test: "DO $$ BEGIN PERFORM col_not_null('app', 'users', 'email', 'set'); END $$;",
            gap: "app.email nullability", reason: "never runs, or prints nothing"),
        Case(
            test: "SELECT col_not_null('app', 'users', c, 'set') FROM names AS n(c);",
            gap: "app.email nullability", reason: "has arguments that are no constants"),
        Case(
            test: "SET search_path = app; SELECT has_index('users', 'users_email', 'email');",
            gap: "app.users_email columns",
            reason: "takes the columns for its description"),
        Case(
            test: "SELECT function_returns('app', 'find', 'integer', 'a number');",
            gap: "app.find returns", reason: "gives no arguments, and there are 2 functions find()"),
        Case(
            test: "SET search_path = old; SELECT has_table('users');", gap: "app.users existence",
            reason: "finds old in the search path"),
        Case(
            test: "SELECT columns_are('app', 'user', ARRAY['id', 'email'], 'all');",
            gap: "app.users existence", reason: "names \"user\", which does not exist"),
        Case(
            test: "SELECT col_not_null('app', 'users', 'emial', 'set');",
            gap: "app.email nullability", reason: "names \"emial\", which does not exist"),
        Case(
            test: "SELECT table_privs_are('app', 'users', 'clerk', ARRAY['SELECT']);",
            gap: "app.users privileges", reason: "leaves out auditor"),
    ])
    func reasonsAreGiven(_ example: Case) async throws {
        let results = try await analyze(example.test, level: "strict")
        let gaps = results.filter {
            "\($0.requirement.claim.object.schema ?? "").\($0.requirement.claim.object.name) \($0.requirement.claim.facet.rawValue)"
                == example.gap
        }
        #expect(!gaps.isEmpty && gaps.allSatisfy { $0.state == .gap })
        let told = gaps.flatMap(\.nearMisses).map { "\($0.function)() \($0.reason)" }
        #expect(told.contains { $0.contains(example.reason) }, "\(told)")
        #expect(
            gaps.flatMap(\.nearMisses).allSatisfy {
                $0.location.file == "tests/1.sql" && $0.location.line == 2
            })
    }

    @Test func whatIsCoveredHasNone() async throws {
        let results = try await analyze(
            "SELECT todo('later', 1); SELECT has_table('app', 'users', 'there');\nSELECT has_table('app', 'users', 'there');"
        )
        let table = try #require(
            results.first {
                $0.requirement.claim.object.name == "users"
                    && $0.requirement.claim.object.schema == "app"
            })
        #expect(table.state == .covered && table.nearMisses.isEmpty)
        // Nothing is near to what nothing is about.
        let emails = results.filter { $0.requirement.claim.object.name == "email" }
        #expect(!emails.isEmpty && emails.allSatisfy { $0.nearMisses.isEmpty })
    }

    @Test func formatsShowThem() async throws {
        try await TemporaryFolder.with([
            "migrations/1.sql": Self.schema,
            "tests/1.sql": "SELECT no_plan();\nSELECT has_table('app', 'users');",
        ]) { root in
            var flags = Flags()
            flags.folder = root
            let report = try await Analysis(root, flags.configuration()).report(version: "0")
            let text = TextFormat.render(report, TerminalStyle(isColoured: false))
            #expect(
                text.contains("\n      ≈ tests/1.sql:2: has_table() takes 'app' for the table\n"))
            let explained = try #require(ExplainFormat.render(report, "app.users"))
            #expect(
                explained.contains("≈ has_table() at tests/1.sql:2:8 takes 'app' for the table"))
            let schema = try JSONSchema(path: "\(Repository.root)/docs/report.schema.json")
            #expect(try schema.faults(in: JSONFormat.render(report)) == [])
        }
    }
}
