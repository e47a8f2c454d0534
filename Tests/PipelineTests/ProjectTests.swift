import CoverageAnalysis
import Foundation
import MigrationAnalysis
import Pipeline
import Reporting
import SchemaCatalog
import SQLText
import TestSupport
import Testing

/// Several projects in one folder, and files named by hand.
struct ProjectTests {
    private let test =
        "SELECT plan(1);\nSELECT has_column('public'::name, 'crate'::name, 'COLUMN'::name, 'column');\nSELECT * FROM finish();\n"

    private func report(_ files: [String: String], _ change: (inout Flags) -> Void = { _ in })
        async throws -> Report
    {
        try await TemporaryFolder.with(files) { root in
            var flags = Flags()
            flags.folder = root
            change(&flags)
            return try await Analysis(root, flags.configuration()).report(version: "0")
        }
    }

    private var services: [String: String] {
        [
            "a/db/migrations/2_crate.up.sql": "ALTER TABLE crate ADD COLUMN late int;",
            "a/db/migrations/1_crate.up.sql": "CREATE TABLE crate (a_id int);",
            "a/db/tests/crate_test.sql": test.replacing("COLUMN", with: "a_id"),
            "b/migrations/00001_crate.sql":
                "-- +goose Up\nCREATE TABLE crate (b_id int);\n-- +goose Down\nDROP TABLE crate;",
            "b/tests/crate_test.sql": test.replacing("COLUMN", with: "b_id"),
        ]
    }

    @Test func projectsMakeDatabasesOfTheirOwn() async throws {
        let report = try await report(services)
        #expect(report.diagnostics == [])
        #expect(report.layouts == ["golang-migrate", "goose"])
        let columns = report.results.filter {
            $0.requirement.claim.object.kind == .column && $0.requirement.claim.facet == .existence
        }
        #expect(columns.count == 3)
        #expect(
            report.results.count {
                $0.requirement.claim.object.kind == .table
                    && $0.requirement.claim.facet == .existence
            } == 2)
    }

    /// A test beside several schemas is at fault where all of them say so, however often one does.
    @Test func testsThatDatabasesShare() async throws {
        let report = try await report([
            "go.mod": "require github.com/golang-migrate/migrate/v4 v4.1.0\n",
            "db/migrations/base/postgres/01_log.up.sql": "CREATE TABLE log (id int);",
            "db/migrations/main/postgres/0/01_box.up.sql": "CREATE TABLE box (id int NOT NULL);",
            "db/migrations/main/postgres/1/01_note.up.sql": "ALTER TABLE box ADD note text;",
            "db/sqltest/tests/box.sql": """
            SELECT plan(3);
            CREATE FUNCTION checks(name) RETURNS text LANGUAGE sql AS $$
              SELECT * FROM collect_tap(has_column('box', $1), col_not_null('box', $1), col_hasnt_default('box', $1));
            $$;
            SELECT checks('id');
            SELECT * FROM finish();
            """,
        ])
        #expect(report.layouts == ["golang-migrate"])
        #expect(report.diagnostics.map { "\($0.rule) \($0.location?.line ?? 0)" } == [])
        #expect(
            report.results.contains {
                $0.requirement.claim.object.name == "id"
                    && $0.requirement.claim.object.relation == "box"
                    && $0.requirement.claim.facet == .nullability && $0.state == .covered
            })
    }

    /// What a platform would have brought is the project's own where it creates it.
    @Test func schemasOfAPlatformThatAMigrationCreates() async throws {
        func tables(_ layout: String, _ create: String) async throws -> Int {
            try await report([
                "\(layout)/1_a.sql": "\(create) auth; CREATE TABLE auth.member (id int);",
                "supabase.txt": "",
            ]).results.count { $0.requirement.claim.object.kind == .table }
        }
        #expect(try await tables("migrations", "CREATE SCHEMA") > 0)
        #expect(try await tables("migrations", "CREATE SCHEMA IF NOT EXISTS") == 0)
        #expect(try await tables("supabase/migrations", "CREATE SCHEMA") == 0)
    }

    /// Tests run on a database that was seeded.
    @Test func whatSeedsCreateIsNotStale() async throws {
        let report = try await report([
            "supabase/config.toml": "", "supabase/migrations/1_a.sql": "CREATE TABLE a (id int);",
            "supabase/seed.sql": "CREATE TABLE IF NOT EXISTS public.probe (id int);",
            "supabase/tests/a.sql": """
            SELECT plan(3);
            SELECT has_table('probe');
            SELECT has_column('probe', 'id');
            SELECT has_table('gone');
            SELECT * FROM finish();
            """,
        ])
        #expect(
            report.diagnostics.filter { $0.rule == "stale-assertion" }.map(\.location?.line) == [4])
    }

    /// A tool's own tables are there, and no file makes them.
    @Test func whatToolsKeepIsNotStale() async throws {
        let report = try await report([
            "migrations/1_a.sql": "CREATE TABLE a (id int);",
            "tests/a.sql": """
            SELECT plan(5);
            SELECT has_table('databasechangelog');
            SELECT has_column('schema_migrations', 'version');
            SELECT has_schema('sqitch');
            SELECT has_table('sqitch', 'changes', 'sqitch keeps its changes');
            SELECT has_table('gone');
            SELECT * FROM finish();
            """,
        ])
        #expect(
            report.diagnostics.filter { $0.rule == "stale-assertion" }.map(\.location?.line) == [6])
    }

    /// What a statement misses may be an extension's, whose members nobody knows here.
    @Test func whatExtensionsMayBringIsNoError() async throws {
        let report = try await report([
            "migrations/1.sql": "ALTER TABLE nowhere ENABLE ROW LEVEL SECURITY;",
            "migrations/2.sql":
                "CREATE EXTENSION postgis;\nALTER TABLE spatial_ref_sys ENABLE ROW LEVEL SECURITY;",
        ])
        let errors = report.diagnostics.filter { $0.rule == "migration-error" }
        #expect(errors.map(\.severity) == [.warning, .info])
        #expect(
            errors.last?.message.contains("an extension (postgis) may bring what is missing")
                == true)
    }

    /// `beforeEachMigrate` runs in the session of each migration, `beforeMigrate` in one of its
    /// own.
    @Test func callbacksSetUpTheSessionOfAMigration() async throws {
        let report = try await report([
            "flyway.conf": "flyway.locations=filesystem:db\n",
            "db/beforeMigrate.sql": "CREATE ROLE keeper; SET ROLE nobody;",
            "db/beforeEachMigrate.sql": "SET ROLE keeper;", "db/V1__a.sql": "CREATE TABLE a ();",
            "db/V2__b.sql": "CREATE TABLE b ();", "db/afterMigrate.sql": "CREATE TABLE c ();",
            "tests/a_test.sql": test,
        ]) { $0.level = "strict" }
        let owners = report.results.map(\.requirement).filter { $0.claim.facet == .owner }
        #expect(owners.map(\.claim.object.name) == ["a", "b", "c"])
        #expect(owners.map(\.value) == [.text("keeper"), .text("keeper"), .text("postgres")])
    }

    @Test func whatToolsKeepForThemselvesOwesNothing() async throws {
        let report = try await report([
            "db/structure.sql": """
            -- PostgreSQL database dump
            CREATE TABLE public.schema_migrations (version character varying NOT NULL);
            ALTER TABLE ONLY public.schema_migrations
                ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (version);
            CREATE TABLE public.crate (a_id int);
            CREATE FUNCTION diesel_set_updated_at() RETURNS trigger LANGUAGE plpgsql
                AS $$ BEGIN RETURN NEW; END $$;
            """,
            "tests/crate_test.sql": test.replacing("COLUMN", with: "a_id"),
        ]) { $0.level = "strict" }
        #expect(Set(report.results.map(\.requirement.claim.object.relation)) == [nil, "crate"])
        #expect(
            report.results.map(\.requirement.claim.object).filter { $0.relation == nil }
                .allSatisfy { $0.name == "crate" })
    }

    @Test func oneProjectIsChosenByItsRoot() async throws {
        let report = try await report(services) { $0.projects = ["b/"] }
        #expect(report.migrations == ["b/migrations/00001_crate.sql"])
        #expect(report.tests == ["b/tests/crate_test.sql"])
        await #expect(throws: PipelineError.self) {
            try await self.report(services) { $0.projects = ["c"] }
        }
    }

    /// Tests outside all roots are joined with every database, and are at fault only where none
    /// fits.
    @Test func sharedTestsAreStaleOnlyEverywhere() async throws {
        var files = services
        files["tests/shared_test.sql"] =
            test.replacing("COLUMN", with: "b_id").replacing("plan(1)", with: "plan(2)")
            + "SELECT has_column('public'::name, 'crate'::name, 'nowhere'::name, 'column');\n"
        let report = try await report(files)
        #expect(report.diagnostics.map(\.rule) == ["stale-assertion"])
        #expect(report.diagnostics.first?.location?.line == 4)
    }

    @Test func aNamedFolderKeepsItsLayout() async throws {
        let report = try await report(services) { $0.migrations = ["b/migrations"] }
        #expect(report.migrations == ["b/migrations/00001_crate.sql"])
        #expect(!report.results.isEmpty, "the Down section would have dropped the table")
        let named = try await self.report(services) {
            $0.migrations = ["b/migrations/00001_crate.sql", "a/db/migrations/2_crate.up.sql"]
        }
        #expect(
            named.migrations == ["b/migrations/00001_crate.sql", "a/db/migrations/2_crate.up.sql"])
        #expect(named.results.contains { $0.requirement.claim.object.name == "late" })
    }

    @Test func namedTestsReplaceFoundOnes() async throws {
        let report = try await report(services) { $0.tests = ["a/db/tests"] }
        #expect(report.tests == ["a/db/tests/crate_test.sql"])
        #expect(report.migrations.count == 3)
    }

    /// However a folder is written, its files are those below the root, in the order of their
    /// layout.
    @Test func namedPathsAreSeenFromTheRoot() async throws {
        try await TemporaryFolder.with(services) { root in
            let ways = [
                "b/migrations", "./b/migrations/", "a/../b/migrations", root + "/b/migrations",
            ]
            for way in ways {
                var flags = Flags()
                flags.folder = root
                (flags.migrations, flags.tests) = ([way], [root + "/b/tests/"])
                let report = try await Analysis(root, flags.configuration()).report(version: "0")
                #expect(report.migrations == ["b/migrations/00001_crate.sql"])
                #expect(report.tests == ["b/tests/crate_test.sql"])
            }
        }
    }

    /// What one file makes and another uses is no platform's, whoever is named first.
    @Test func namedFilesAreOneDatabase() async throws {
        let files = [
            "roles.sql": "CREATE ROLE anon;",
            "app.sql":
                "CREATE TABLE t (id uuid); CREATE POLICY p ON t TO anon USING (id = auth.uid());",
        ]
        try await TemporaryFolder.with(files) { root in
            for (names, isOnSupabase) in [(["roles.sql", "app.sql"], false), (["app.sql"], true)] {
                var flags = Flags()
                (flags.folder, flags.migrations) = (root, names)
                let project = try Project(root, flags.configuration())
                #expect(project.projects.map(\.isOnSupabase) == [isOnSupabase])
            }
        }
    }

    @Test func whatOfAFileIsDeployedIsSaid() async throws {
        try await TemporaryFolder.with(services) { root in
            let layouts = try Project(root, Configuration()).inspected()
            let reasons = layouts.flatMap { $0.migrations.map(\.reason) }
            #expect(reasons == ["version 1", "version 2", "version 1; its up sections"])
        }
    }

    /// So is the schema that an extension's control file names; of two that name the same, either
    /// may come first.
    @Test func schemasOfAPlatformThatExtensionsHave() async throws {
        var files: [String: String] = [:]
        for name in ["lock", "key"] {
            files["\(name)/\(name).control"] =
                "comment = '\(name)'\ndefault_version = '1.0'\nschema = vault\n"
            files["\(name)/\(name)--1.0.sql"] = "CREATE TABLE vault.\(name) (id int);"
        }
        let report = try await report(files)
        #expect(report.diagnostics == [])
        #expect(
            Set(
                report.results.filter { $0.requirement.claim.object.kind == .table }
                    .map(\.requirement.claim.object.name)) == ["lock", "key"])
    }

    @Test func theRootItselfMayBeNamed() async throws {
        let report = try await report([
            "2.sql": "CREATE TABLE b (id int);", "10.sql": "DROP TABLE b;", "t/a.sql": test,
        ]) {
            ($0.migrations, $0.tests) = (["."], ["t"])
        }
        #expect(report.migrations == ["2.sql", "10.sql"])
    }

    /// Another work tree of the repository is the project once more; agents' templates are no tests.
    @Test func copiesOfTheProjectAreNotLookedAt() async throws {
        let test = "SELECT plan(1);\nSELECT has_table('a');\nSELECT * FROM finish();\n"
        let schema = "CREATE TABLE a (id int);"
        try await TemporaryFolder.with([
            "migrations/1.sql": schema, "tests/1.sql": test,
            "trees/next/.git": "gitdir: /work/.git/worktrees/next\n",
            "trees/next/migrations/1.sql": schema, "trees/next/tests/1.sql": test,
            ".claude/skills/testing/migrations/1.sql": schema,
            ".claude/skills/testing/tests/test-table.sql": test,
            "part/.git": "gitdir: ../.git/modules/part\n", "part/tests/1.sql": test,
        ]) { root in
            var flags = Flags()
            flags.folder = root
            let report = try await Analysis(root, flags.configuration()).report(version: "1")
            #expect(report.migrations == ["migrations/1.sql"])
            #expect(report.tests == ["part/tests/1.sql", "tests/1.sql"])
        }
    }

    @Test func foldersOutsideTheRoot() async throws {
        let sqitch = [
            "x/sqitch.conf": "[core]\n\tengine = pg\n\ttop_dir = db\n",
            "x/db/sqitch.plan": "b\na\n",
            "x/db/deploy/a.sql": "ALTER TABLE t ADD y int;",
            "x/db/deploy/b.sql": "CREATE TABLE t (x int);",
        ]
        try await TemporaryFolder.with(sqitch) { other in
            try await TemporaryFolder.with([:]) { root in
                var flags = Flags()
                flags.folder = root
                (flags.migrations, flags.tests) = ([other + "/x"], [])
                let report = try await Analysis(root, flags.configuration()).report(version: "0")
                #expect(report.migrations == ["b", "a"].map { "\(other)/x/db/deploy/\($0).sql" })
                #expect(report.diagnostics == [])
            }
        }
    }
}
