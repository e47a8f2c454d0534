import MigrationAnalysis
import Testing

/// Which files are tests, and whose.
struct TestDiscoveryTests {
    private let tap = "SELECT plan(1);\nSELECT pass();\n"

    private func detect(_ files: [String: String]) -> [DetectedProject] {
        Layouts.detect(
            ProjectTree(paths: Array(files.keys)) { path in files[path].map { Array($0.utf8) } })
    }

    @Test(arguments: [
        "test/a.sql", "tests/deep/er/a.sql", "t/a.pg", "t/01-a.t", "db/tests/a.sql",
        "pgtap/a.pgtap", "spec/a.sql", "db/test_a.sql", "db/a_test.sql",
        "db/a.test.sql", "db/a-test.sql", "migrations/a_test.sql",
    ])
    func usualNames(_ path: String) {
        let project = detect(["migrations/1_x.up.sql": "", path: tap]).first
        #expect(project?.tests == [path])
        #expect(project?.migrations.map(\.path) == ["migrations/1_x.up.sql"])
    }

    /// What is no pgTAP is no test, wherever it lies.
    @Test(arguments: ["tests/data.sql", "t/setup.sql", "db/test_data.sql"])
    func otherSQLIsLeftOut(_ path: String) {
        let project = detect([
            "migrations/1_x.up.sql": "", path: "INSERT INTO plan VALUES (1); -- plan(1)\n",
        ]).first
        #expect(project?.tests == [])
        #expect(project?.leftOut.map(\.path) == [path])
    }

    /// Perl's tests are run by the same harness.
    @Test(arguments: ["#!/usr/bin/env perl\nplan(1);\n", "# x\nuse Test::More;\nplan(1);\n"])
    func testsOfPerlAreNone(_ text: String) {
        let project = detect([
            "migrations/1_x.up.sql": "", "t/a.t": text, "t/b.t": "#!/usr/bin/psql\n" + tap,
        ]).first
        #expect(project?.tests == ["t/b.t"])
    }

    @Test func testsMayStandInFunctions() {
        let body =
            "CREATE FUNCTION test_x() RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN RETURN NEXT has_table('a'); END $$;"
        #expect(
            detect(["migrations/1_x.up.sql": "", "tests/functions.sql": body]).first?.tests == [
                "tests/functions.sql"
            ])
    }

    // MARK: - Files that nobody runs

    @Test(arguments: [
        "tests/users.psql", "tests/users.sql.bak", "supabase/tests/x.sql.disabled", "t/a.pg.off",
        "tests/a.pgsql",
    ])
    func otherEndingsAreNotRun(_ path: String) {
        let project = detect(["migrations/1_x.up.sql": "", "tests/a.sql": tap, path: tap]).first
        #expect(project?.tests == ["tests/a.sql"])
        #expect(project?.unrunTests.map(\.path) == [path])
    }

    /// Templates are made into tests, and what is no pgTAP is no test.
    @Test(arguments: [
        ("tests/users.sql.in", "SELECT plan(1);"), ("tests/users.psql", "SELECT 1;"),
        ("docs/users.sql.bak", "SELECT plan(1);"), ("tests/expected/users.out", "SELECT plan(1);"),
    ])
    func othersAreNoneOfOurs(_ path: String, _ text: String) {
        let project = detect(["migrations/1_x.up.sql": "", "tests/a.sql": tap, path: text]).first
        #expect(project?.unrunTests == [])
    }

    @Test func proveLooksIntoNoSubfolders() {
        let files = [
            "migrations/1_x.up.sql": "", "tests/a.sql": tap, "tests/deep/b.sql": tap,
            "tests/deep/c.sql": tap, "others/tests/d.sql": tap,
        ]
        for (make, isRun) in [
            ("pg_prove -d tests tests", false), ("pg_prove -r tests", true),
            ("pg_prove -Ur tests/", true), ("pg_prove --recurse tests", true),
            ("pg_prove -d tests others/tests", true),
            ("pg_prove tests; pg_prove tests/deep/*.sql", true),
        ] {
            let text = "test:\n\t" + make.replacing("; ", with: "\n\t") + "\n"
            let project = detect(files.merging(["Makefile": text]) { $1 }).first
            #expect(project?.tests.contains("tests/deep/b.sql") == isRun, "\(make)")
            #expect(
                project?.unrunTests.map(\.path)
                    == (isRun ? [] : ["tests/deep/b.sql", "tests/deep/c.sql"]), "\(make)")
            #expect(project?.tests.contains("others/tests/d.sql") == true)
        }
    }

    @Test func sqitchVerifiesAreNoTests() {
        let project = detect([
            "sqitch.conf": "[core]\n\tengine = pg\n", "sqitch.plan": "a\n", "deploy/a.sql": "",
            "verify/a.sql": tap, "revert/a.sql": "", "test/a.sql": tap,
        ]).first
        #expect(project?.tests == ["test/a.sql"])
    }

    @Test func proveSettingsNameTests() {
        let files = [
            "migrations/1_x.up.sql": "", "checks/a.check": tap, "checks/b.sql": tap,
            "checks/c.sql": "SELECT 1;", "more/d.pg": tap,
        ]
        let rc = detect(files.merging([".proverc": "# options\n--ext .sql\n-r checks\n"]) { $1 })
            .first
        #expect(rc?.tests == ["checks/b.sql", "more/d.pg"])
        let make = detect(
            files.merging(["Makefile": "test:\n\tpg_prove --ext .sql -d x checks\n"]) { $1 }
        ).first
        #expect(make?.tests == ["checks/b.sql", "more/d.pg"])
    }

    @Test func makefilesOfExtensions() {
        let files = [
            "x.control": "default_version = '1'\n", "x--1.sql": "", "suite/sql/first.sql": tap,
            "suite/sql/second.sql": "SELECT 1;", "suite/sql/third.sql": tap,
            "check/fourth.sql": tap,
        ]
        let regress =
            "REGRESS = first \\\n\tsecond\nREGRESS_OPTS = --inputdir=suite --load-extension=x\n"
        #expect(
            detect(files.merging(["Makefile": regress]) { $1 }).first?.tests == [
                "suite/sql/first.sql"
            ])
        #expect(
            detect(files.merging(["Makefile": "TESTS = $(wildcard check/*.sql)\n"]) { $1 }).first?
                .tests == ["check/fourth.sql"])
    }

    @Test func testsBelongToTheNearestRoot() {
        let projects = detect([
            "a/migrations/1_x.up.sql": "", "a/tests/x.sql": tap, "b/db/migrations/1_x.up.sql": "",
            "b/db/tests/x.sql": tap, "tests/shared.sql": tap,
        ])
        #expect(projects.map(\.root) == ["a", "b"])
        #expect(
            projects.map(\.tests) == [
                ["a/tests/x.sql", "tests/shared.sql"], ["b/db/tests/x.sql", "tests/shared.sql"],
            ])
    }

    /// Folders and names of other systems, and names that only look so.
    @Test func otherDatabases() {
        let folders = detect([
            "m/mysql/1_x.up.sql": "", "m/postgres/1_x.up.sql": "", "m/oracle/1_x.up.sql": "",
        ]).first
        #expect(folders?.migrations.map(\.path) == ["m/postgres/1_x.up.sql"])
        #expect(folders?.leftOut.map(\.reason).sorted() == ["for mysql", "for oracle"])
        let names = detect([
            "m/1_x.mysql.up.sql": "", "m/1_x.postgres.up.sql": "", "m/2_x.up.sql": "",
        ]).first
        #expect(names?.migrations.map(\.path) == ["m/1_x.postgres.up.sql", "m/2_x.up.sql"])
        #expect(names?.problems == [])
        #expect(detect(["oracle/migrations/1_x.up.sql": ""]).first?.migrations.count == 1)
        #expect(detect(["mysql/1.sql": ""]).first?.migrations == [])
    }

    @Test func foldersOfOneDbmateDatabase() {
        let up = "-- migrate:up\nSELECT 1;\n"
        let project = detect([
            ".env": "DBMATE_MIGRATIONS_DIR=\"./db/a,./db/b\"\n", "db/a/1_x.sql": up,
            "db/a/3_x.sql": up, "db/b/2_x.sql": up,
        ])
        #expect(
            project.map { $0.migrations.map(\.path) } == [
                ["db/a/1_x.sql", "db/b/2_x.sql", "db/a/3_x.sql"]
            ])
    }
}
