import CoverageAnalysis
import Pipeline
import Reporting
import SQLText
import SchemaCatalog
import TestSupport
import Testing

/// What waivers let pass, in comments and in the configuration.
struct WaiverTests {
    private func analyze(
        _ migration: String,
        test: String = "SELECT plan(1);\nSELECT has_schema('public');\nSELECT * FROM finish();",
        _ files: [String: String] = [:], level: String? = nil
    ) async throws -> Analysis {
        var analysis: Analysis?
        try await TemporaryFolder.with(
            ["migrations/1.sql": migration, "tests/1.sql": test].merging(files) { $1 }
        ) { root in
            var flags = Flags()
            flags.folder = root
            flags.level = level
            analysis = try await Analysis(root, flags.configuration())
        }
        return try #require(analysis)
    }

    private func waived(_ analysis: Analysis) -> Set<String> {
        Set(
            analysis.results.filter { $0.state == .waived }.map {
                "\($0.requirement.claim.object.name) \($0.requirement.claim.facet.rawValue)"
            })
    }

    /// Lines at which a rule speaks.
    private func lines(_ analysis: Analysis, _ rule: String) -> [Int] {
        analysis.diagnostics.filter { $0.rule == rule }.compactMap { $0.location?.line }
    }

    @Test func aStatementOrAnElementIsWaived() async throws {
        let analysis = try await analyze(
            """
            -- pgcov: ignore gap scratch space of the importer
            CREATE TABLE scratch (id int);
            CREATE TABLE users (
                id int PRIMARY KEY,  -- pgcov: ignore gap keyed by the framework
                name text DEFAULT '',
                /* pgcov: ignore column.type,column.default goes with the next release */
                legacy text DEFAULT 'x',
                UNIQUE (name, legacy) -- pgcov: ignore unique it does
            );
            DO $$ BEGIN
                -- pgcov: ignore gap made by the loop
                CREATE TABLE inner_table ();
            END $$;
            ALTER TABLE users RENAME legacy TO older;
            ALTER TABLE users ENABLE ROW LEVEL SECURITY; -- pgcov: ignore table.row_security policies come with the next issue
            """)
        #expect(
            waived(analysis) == [
                "scratch existence", "id existence", "id type", "users_pkey existence",
                "users_pkey columns", "id nullability", "older type",
                "older default", "users_name_legacy_key existence", "users_name_legacy_key columns",
                "inner_table existence", "users row_security",
            ])
        #expect(lines(analysis, "invalid-waiver") == [])
        #expect(lines(analysis, "unused-waiver") == [])
        let reasons = Set(analysis.results.compactMap(\.waivers.first?.reason))
        #expect(reasons.contains("goes with the next release") && reasons.contains("it does"))
        #expect(analysis.report(version: "").summary.total.waived == 14)
    }

    @Test func diagnosticsAreWaivedWhereTheyStand() async throws {
        let test = """
            SELECT plan(5);
            SELECT has_table('one'); -- pgcov: ignore stale-assertion made by another team
            -- pgcov: ignore stale-assertion,always-true made by another team
            SELECT has_table('two'),
                ok(true);
            SELECT has_table('three');
            SELECT ok('-- pgcov: ignore stale-assertion' = '');
            SELECT * FROM finish();
            """
        let analysis = try await analyze("CREATE TABLE users (id int);", test: test)
        #expect(lines(analysis, "stale-assertion") == [6])
        #expect(lines(analysis, "always-true") == [])
        #expect(lines(analysis, "unused-waiver") == [])
        #expect(analysis.report(version: "").waivedDiagnostics == 3)
    }

    @Test func bodiesAndWholeFilesAreWaived() async throws {
        let test = """
            CREATE FUNCTION test_it() RETURNS SETOF text LANGUAGE plpgsql AS $f$ BEGIN
                -- pgcov: ignore stale-assertion not here yet
                RETURN NEXT has_table('one');
                RETURN NEXT has_table('two');
            END $f$;
            SELECT * FROM runtests('^test');
            """
        #expect(
            lines(try await analyze("CREATE TABLE users (id int);", test: test), "stale-assertion")
                == [4])
        let all =
            "-- pgcov: ignore-file stale-assertion written ahead\n"
            + test.replacing("-- pgcov: ignore s", with: "-- s")
        #expect(
            lines(try await analyze("CREATE TABLE users (id int);", test: all), "stale-assertion")
                == [])
    }

    @Test(arguments: [
        (
            "-- pgcov: ignore gap\nCREATE TABLE t ();",
            "the reason is missing; write -- pgcov: ignore gap WHY"
        ),
        ("-- pgcov: ignore opaque-dll because\nCREATE TABLE t ();", "did you mean \"opaque-ddl\"?"),
        ("-- pgcov: ignore column.defalt because\nCREATE TABLE t ();", "did you mean \"default\"?"),
        ("-- pgcov: skip this\nCREATE TABLE t ();", "write -- pgcov: ignore RULE REASON"),
        ("CREATE TABLE t ();\n\n-- pgcov: ignore gap at the end", "no statement follows"),
    ])
    func faultsOfWaiversAreSaid(_ migration: String, _ message: String) async throws {
        let faults = try await analyze(migration).diagnostics.filter { $0.rule == "invalid-waiver" }
        #expect(faults.count == 1 && faults[0].severity == .error)
        #expect(faults[0].message.contains(message), "\(faults[0].message)")
    }

    @Test func waiversThatLetNothingPassAreSaid() async throws {
        let migration = """
            -- pgcov: ignore table.existence tested all the same
            CREATE TABLE users (id int);
            -- pgcov: ignore opaque-ddl it is plain
            CREATE TABLE others (id int);
            -- pgcov: ignore column.identity owed at the strict level only
            ALTER TABLE others ADD n int;
            """
        let test = "SELECT plan(1);\nSELECT has_table('users');\nSELECT * FROM finish();"
        #expect(lines(try await analyze(migration, test: test), "unused-waiver") == [1, 3, 5])
        // What a level does not ask for is no reason to call its waiver unused.
        let strict = migration.replacing("column.identity", with: "column.nullability")
        #expect(lines(try await analyze(strict, test: test), "unused-waiver") == [1, 3])
        #expect(waived(try await analyze(strict, test: test, level: "strict")) == ["n nullability"])
    }

    @Test func theConfigurationWaivesAndWeighs() async throws {
        let configuration = """
            kinds:
              index: off
              column.type: error
              column.nullability: { level: essential, severity: info }
            rules:
              stale-assertion: error
              always-true: off
            waivers:
              - { object: public.users.id, facet: type, reason: an oid }
              - { rule: duplicate-assertion, path: "tests/*", reason: generated }
              - { rule: never-run, reason: run by hand }
            """
        let test =
            "SELECT plan(4);\nSELECT has_table('one');\nSELECT ok(true);\nSELECT has_table('users');\nSELECT has_table('users');\nSELECT * FROM finish();"
        let analysis = try await analyze(
            "CREATE TABLE users (id int, n int NOT NULL);\nCREATE INDEX i ON users (id);",
            test: test, [".pgcov.yml": configuration])
        #expect(waived(analysis) == ["id type"])
        #expect(!analysis.results.contains { $0.requirement.claim.object.kind == .index })
        let levels = analysis.results.filter { $0.requirement.claim.facet == .nullability }.map(
            \.requirement)
        #expect(
            levels.count == 2
                && levels.allSatisfy { $0.level == .essential && $0.severity == .info })
        #expect(
            analysis.results.first { $0.requirement.claim.facet == .type }?.requirement.severity
                == .error)
        #expect(
            analysis.diagnostics.filter { $0.rule == "stale-assertion" }.map(\.severity) == [.error]
        )
        #expect(
            lines(analysis, "always-true") == [] && lines(analysis, "duplicate-assertion") == [])
        #expect(lines(analysis, "unused-waiver") == [11])
    }
}
