import MigrationAnalysis
import Testing

/// Which files a layout takes, in which order.
struct LayoutTests {
    @Test func plainFilesGoByNumber() {
        let projects = detect([
            "db/migrations/10_b.sql": "", "db/migrations/9_a.sql": "",
            "db/migrations/010_b.down.sql": "", "db/seeds/1.sql": "",
            "db/tests/test_a.sql": "SELECT plan(1);",
            "db/tests/data.sql": "INSERT INTO t VALUES (1);",
        ])
        #expect(projects.map(\.layout) == ["plain"])
        #expect(
            projects.first?.migrations.map(\.path) == [
                "db/migrations/9_a.sql", "db/migrations/10_b.sql",
            ])
        #expect(projects.first?.tests == ["db/tests/test_a.sql"])
        #expect(projects.first?.leftOut.count == 3)
    }

    /// A folder's name says what is in it only where the schema is elsewhere.
    @Test func schemaInAFolderOfSeedsIsRead() {
        let projects = detect([
            "db/seed/010_tables.sql": "-- CREATE nothing\nCREATE TABLE t ();",
            "db/seed/020_rows.sql": "INSERT INTO t DEFAULT VALUES;",
            "db/snippets/look.sql": "SELECT 1; CREATE TEMP TABLE x (); CREATE DATABASE y;",
            "db/revert/1.sql": "CREATE TABLE back ();",
            "db/tests/schema.sql": "create or replace view v as select 1;",
            "db/tests/t.sql": "SELECT plan(1);",
        ])
        #expect(
            projects.first?.migrations.map(\.path) == [
                "db/snippets/look.sql", "db/seed/010_tables.sql", "db/tests/schema.sql",
            ])
        #expect(
            projects.first?.leftOut.map(\.path) == ["db/revert/1.sql", "db/seed/020_rows.sql"])
    }

    /// Names without numbers tell no order.
    @Test func whatCreatesGoesBeforeWhatUses() {
        let files = [
            "create/function.sql":
                "CREATE OR REPLACE FUNCTION app.total(f app.film) RETURNS int AS $$ SELECT 1 FROM late $$;",
            "create/index.sql": "CREATE INDEX by_title ON \"app\".\"film\" (title);",
            "create/late.sql": "CREATE VIEW late AS SELECT app.total(f) FROM app.film f;",
            "create/schema.sql":
                "-- CREATE TABLE nothing (film text)\nCREATE SCHEMA IF NOT EXISTS app;",
            "create/table.sql": "CREATE TABLE app.film (title text, kind app.kind);",
            "create/type.sql": "CREATE TYPE app . kind AS ENUM ('film');",
            "create/a_circle.sql": "CREATE VIEW x AS SELECT 1; SELECT * FROM y;",
            "create/b_circle.sql": "CREATE VIEW y AS SELECT * FROM x;",
        ]
        let order = [
            "b_circle", "a_circle", "schema", "type", "table", "function", "index", "late",
        ]
        let projects = detect(files)
        #expect(
            projects.first?.migrations.map(\.path) == order.map { "create/\($0).sql" })
        // A number anywhere says more.
        var numbered = files
        numbered["create/2_more.sql"] = "SELECT 1;"
        #expect(
            detect(numbered).first?.migrations.map(\.path)
                == ["create/2_more.sql"] + files.keys.sorted())
    }

    /// Named as an extension's scripts, and run by something else.
    @Test func versionsWithoutAControlFileEndAtTheGreatest() {
        let projects = detect([
            "db/shop--0.9.sql": "", "db/shop--0.9--0.10.sql": "", "db/shop--0.9.1.sql": "",
            "db/shop--0.10--0.11.sql": "", "tests/t.sql": "SELECT plan(1);",
        ])
        #expect(projects.map(\.layout) == ["extension"])
        #expect(
            projects.first?.migrations.map(\.path) == [
                "db/shop--0.9.sql", "db/shop--0.9--0.10.sql", "db/shop--0.10--0.11.sql",
            ])
        #expect(projects.first?.leftOut.count == 1)
    }

    @Test func supabaseGoesByTimestamp() {
        let projects = detect([
            "supabase/config.toml": "", "supabase/migrations/20200101000000_init.sql": "",
            "supabase/migrations/2_b.sql": "",
            "supabase/migrations/10_a.sql": "", "supabase/migrations/readme.sql": "",
            "supabase/seed.sql": "",
            "supabase/tests/a.test.sql": "",
        ])
        // By bytes, as the CLI sorts: 10 comes before 2.
        #expect(
            projects.first?.migrations.map(\.path) == [
                "supabase/migrations/10_a.sql", "supabase/migrations/20200101000000_init.sql",
                "supabase/migrations/2_b.sql",
            ])
        #expect(
            projects.first?.leftOut.map(\.path).sorted() == [
                "supabase/migrations/readme.sql", "supabase/seed.sql",
            ])
    }

    /// The ends of their paths do, the longest and the nearest first.
    @Test func includesOfAContainerLieInTheProject() {
        #expect(
            IncludeResolution.candidates("/work/sql/a.sql", isRelative: false, from: "db/b.sql")
                == [
                    "/work/sql/a.sql", "db/work/sql/a.sql", "work/sql/a.sql", "db/sql/a.sql",
                    "sql/a.sql",
                ])
        let mounted = IncludeResolution.candidates(
            "/tmp/supabase/helpers/a.sql", isRelative: false, from: "supabase/tests/1.sql")
        #expect(mounted.contains("supabase/helpers/a.sql"))
        #expect(Set(mounted).count == mounted.count)
        #expect(
            IncludeResolution.candidates("/a.sql", isRelative: false, from: "b.sql") == ["/a.sql"])
        // A runner that starts in the folder of all tests.
        #expect(
            IncludeResolution.candidates(
                "shared/h.sql", isRelative: false, from: "db/tests/a/b.sql", root: "db") == [
                    "shared/h.sql", "db/shared/h.sql", "db/tests/a/shared/h.sql",
                    "db/tests/shared/h.sql",
                ])
    }

    @Test func listsInAToolsOwnFolderAreOfItsDatabase() {
        let files = [
            "supabase/migrations/1_init.sql": "CREATE TABLE t ();",
            "supabase/policies/index.sql": "\\ir t.sql",
            "supabase/policies/t.sql": "CREATE POLICY p ON t;",
            "reports/install.sql": "\\ir r.sql", "reports/r.sql": "CREATE TABLE r ();",
        ]
        let projects = detect(files)
        #expect(projects.map(\.layout) == ["supabase", "psql"])
        #expect(projects.first?.migrations.map(\.path) == ["supabase/migrations/1_init.sql"])
        #expect(
            projects.first?.leftOut.map(\.path) == [
                "supabase/policies/index.sql", "supabase/policies/t.sql",
            ])
        #expect(projects.last?.migrations.map(\.path) == ["reports/install.sql", "reports/r.sql"])
    }

    /// `top_dir` of the container that sqitch runs in, and what `sqitch bundle` wrote.
    @Test func sqitchScriptsStandBesideTheirPlan() {
        let conf = "[core]\n\tengine = pg\n\ttop_dir = /repo/db\n"
        let plan = "%syntax-version=1.0.0\n%project=shop\n\na 2020-01-01T00:00:00Z x <x@x> # a\n"
        let projects = detect([
            "db/sqitch.conf": conf, "db/sqitch.plan": plan, "db/deploy/a.sql": "",
            "db/bundle/sqitch.conf": conf,
            "db/bundle/sqitch.plan": plan + "@v1 2020-01-01T00:00:00Z x <x@x>\n",
            "db/bundle/deploy/a.sql": "",
        ])
        #expect(projects.map(\.root) == ["db"])
        #expect(projects.first?.migrations.map(\.path) == ["db/deploy/a.sql"])
        #expect(projects.first?.problems == [])
        #expect(projects.first?.leftOut.map(\.path) == ["db/bundle/deploy/a.sql"])
    }

    @Test func sqitchGoesByPlanWithReworkedChanges() {
        let plan =
            "%project=p\n\nzeta 2020-01-01T00:00:00Z A <a@b> # z\nalpha [zeta] 2020-01-02T00:00:00Z A <a@b> # a\n@v1 2020-01-03T00:00:00Z A <a@b> # tag\n\nzeta [zeta@v1] 2020-01-04T00:00:00Z A <a@b> # again\nlost 2020-01-05T00:00:00Z A <a@b> # no file\n"
        let projects = detect([
            "sqitch.plan": plan, "sqitch.conf": "[core]\n\ttop_dir = db\n",
            "db/deploy/zeta.sql": "", "db/deploy/zeta@v1.sql": "",
            "db/deploy/alpha.sql": "", "db/deploy/orphan.sql": "", "db/revert/zeta.sql": "",
            "db/verify/zeta.sql": "",
        ])
        #expect(
            projects.first?.migrations.map(\.path) == [
                "db/deploy/zeta@v1.sql", "db/deploy/alpha.sql", "db/deploy/zeta.sql",
            ])
        #expect(projects.first?.problems.count == 1)
        #expect(projects.first?.leftOut.count == 3)
    }
}
