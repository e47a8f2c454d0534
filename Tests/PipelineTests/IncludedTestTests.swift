import CoverageAnalysis
import Pipeline
import Reporting
import SchemaCatalog
import TestSupport
import Testing

/// What a test includes runs in the test's own psql session.
struct IncludedTestTests {
    private static let schema = """
        CREATE SCHEMA shop;
        CREATE TABLE shop.orders (id int PRIMARY KEY);
        CREATE TABLE shop.refunds (id int PRIMARY KEY);
        """

    private func analysis(_ tests: [String: String]) async throws -> Analysis {
        var tree = ["migrations/1.sql": Self.schema]
        for (name, text) in tests { tree["tests/" + name] = text }
        return try await TemporaryFolder.with(tree) { root in
            var flags = Flags()
            flags.folder = root
            return try await Analysis(root, flags.configuration())
        }
    }

    private func covered(_ analysis: Analysis) -> Set<String> {
        Set(
            analysis.results.filter { $0.state == .covered }.map {
                "\($0.requirement.claim.object.name) \($0.requirement.claim.facet.rawValue)"
            })
    }

    /// The same file once for each value of the variables that it uses.
    @Test func variablesAreThoseOfTheIncludingFile() async throws {
        let analysis = try await analysis([
            "all.sql": """
            SELECT plan(4);
            \\set app shop
            \\set relation orders
            \\ir parts/table.psql
            \\set relation refunds
            \\ir parts/table.psql
            SELECT * FROM finish();
            """,
            "parts/table.psql": """
            SELECT has_table(:'app', :'relation', 'there');
            \\ir key.psql
            """,
            "parts/key.psql": "SELECT has_pk(:'app', :'relation', 'has a key');",
        ])
        #expect(
            covered(analysis).isSuperset(of: [
                "orders existence", "refunds existence", "orders_pkey existence",
                "refunds_pkey existence",
            ]))
        #expect(analysis.diagnostics.isEmpty)
        #expect(analysis.report(version: "1").assertions == 4)
    }

    /// One that uses none of them is one file, whoever includes it; what is wrong with it is said
    /// once.
    @Test func othersAreReadOnce() async throws {
        let includes = """
            SELECT plan(1);
            \\set relation %
            \\ir parts/a.psql
            \\unset relation
            \\ir parts/b.psql
            SELECT * FROM finish();
            """
        let analysis = try await analysis([
            "1.sql": includes.replacing("%", with: "orders"),
            "2.sql": includes.replacing("%", with: "refunds"),
            "parts/a.psql": "SELECT has_table('shop', 'none', :'relation');",
            "parts/b.psql": "SELECT has_table('shop', 'orders', 'there');\n\\echo :relation",
        ])
        #expect(analysis.diagnostics.map(\.rule) == ["stale-assertion"])
        #expect(analysis.report(version: "1").assertions == 3)
    }

    /// A branch is taken by what the including file has set.
    @Test func conditionsAskThem() async throws {
        let part = """
            \\if :{?wide}
            SELECT has_table('shop', 'refunds', 'there');
            \\else
            SELECT has_table('shop', 'orders', 'there');
            \\endif
            """
        let wide = try await analysis([
            "1.sql": "SELECT plan(1);\n\\set wide 1\n\\ir a.psql\nSELECT * FROM finish();",
            "a.psql": part,
        ])
        #expect(covered(wide) == ["shop existence", "refunds existence"])
        let narrow = try await analysis([
            "1.sql": "SELECT plan(1);\n\\ir a.psql\nSELECT * FROM finish();", "a.psql": part,
        ])
        #expect(covered(narrow) == ["shop existence", "orders existence"])
    }

    /// What an included file does to the session lasts: variables, also of files that it includes
    /// itself, and the search path.
    @Test func preludesSetTheSession() async throws {
        let analysis = try await analysis([
            "all.sql": """
            \\ir parts/prelude.psql
            SELECT plan(3);
            SELECT has_table(:'app', :'relation', 'there');
            SELECT has_pk(:'app', :'relation', 'has a key');
            SELECT has_table('refunds');
            SELECT * FROM finish();
            """,
            "parts/prelude.psql": """
            \\set app shop
            \\ir names.psql
            BEGIN;
            SET search_path TO :"app", public;
            """,
            "parts/names.psql": "\\set relation orders",
        ])
        #expect(
            covered(analysis).isSuperset(of: [
                "orders existence", "orders_pkey existence", "refunds existence",
            ]))
        #expect(analysis.diagnostics.isEmpty)
    }

    /// The number of assertions is told behind a prelude, too, and not where it may assert itself.
    @Test(arguments: [
        ("\\set app shop", ["plan-mismatch"]),
        ("SELECT count(*) FROM shop.orders;", ["plan-mismatch"]),
        ("SELECT pass(:'app');", []), ("SELECT check_all();", []),
    ])
    func plansAreCountedBehindAPrelude(_ prelude: String, _ rules: [String]) async throws {
        let analysis = try await analysis([
            "all.sql":
                "\\ir a.psql\nSELECT plan(2);\nSELECT has_table('shop', 'orders', 'there');\nSELECT * FROM finish();",
            "a.psql": prelude,
        ])
        #expect(analysis.diagnostics.filter { $0.rule != "always-true" }.map(\.rule) == rules)
    }

    /// An included file finds the search path of its caller.
    @Test func searchPathsReachWhatIsIncluded() async throws {
        let analysis = try await analysis([
            "all.sql":
                "SELECT plan(1);\nSET search_path = shop;\n\\ir a.psql\nSELECT * FROM finish();",
            "a.psql": "SELECT has_pk('orders');",
        ])
        #expect(covered(analysis).contains("orders_pkey existence"))
        #expect(analysis.diagnostics.isEmpty)
    }

    /// A transaction takes back the search path that was set in it.
    @Test func rolledBackSearchPathsDoNotLast() async throws {
        let analysis = try await analysis([
            "all.sql":
                "\\ir a.psql\nSELECT plan(1);\nSELECT has_table('orders');\nSELECT * FROM finish();",
            "a.psql": "BEGIN;\nSET search_path = shop;\nROLLBACK;",
        ])
        #expect(analysis.diagnostics.map(\.rule) == ["stale-assertion"])
    }
}
