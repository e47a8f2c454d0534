import MigrationAnalysis
import Testing

/// Which SQL is the schema, where more than one thing could be.
struct FoundSchemaTests {
    private let tap = "SELECT plan(1);\nSELECT pass();\n"

    /// A schema has tables named so, too: what calls pgTAP is the test.
    @Test func filesNamedForTests() {
        let project = detect([
            "sql/1_lab_tests.sql": "CREATE TABLE lab_tests ();", "test.sql": tap,
            "sql/lab_tests.sql": tap,
        ]).first
        #expect(project?.migrations.map(\.path) == ["sql/1_lab_tests.sql"])
        #expect(project?.tests == ["sql/lab_tests.sql", "test.sql"])
    }

    /// Of several services each has a database of its own, whatever manages the others.
    @Test func servicesWithoutATool() {
        let plain = [
            "services/b/migrations/1.sql": "CREATE TABLE b ();", "services/b/tests/b.sql": tap,
            "services/c/db/migrations/1.sql": "CREATE TABLE c ();",
            "services/c/db/spec/c.sql": tap, "services/scripts/x.sql": "SELECT 1;",
        ]
        let tool = [
            "services/a/db/migrations/20240101000000_a.sql":
                "-- migrate:up\nCREATE TABLE a ();\n-- migrate:down\nDROP TABLE a;\n",
            "services/a/test/a.sql": tap,
        ]
        let found = detect(plain)
        #expect(found.map(\.root) == ["services/b", "services/c/db"])
        #expect(found.map(\.tests) == [["services/b/tests/b.sql"], ["services/c/db/spec/c.sql"]])
        #expect(found.map { $0.migrations.count } == [1, 1])
        #expect(found.flatMap(\.leftOut).map(\.path) == ["services/scripts/x.sql"])
        let both = detect(plain.merging(tool) { $1 })
        #expect(both.map(\.root) == ["services/a", "services/b", "services/c/db"])
        #expect(both.map(\.layout) == ["dbmate", "plain", "plain"])
        #expect(both.map { $0.tests.count } == [1, 1, 1])
    }

    /// Tests of no service's own are of one database, and so are those that stand in a tool's.
    @Test func foldersOfOneDatabase() {
        let files = [
            "b/migrations/1.sql": "CREATE TABLE b ();", "b/tests/b.sql": tap,
            "c/migrations/1.sql": "CREATE TABLE c ();", "c/tests/c.sql": tap,
        ]
        #expect(detect(files.merging(["tests/a.sql": tap]) { $1 }).map(\.root) == [""])
        let tool = ["db/migrations/20240101000000_a.sql": "-- migrate:up\nCREATE TABLE a ();\n"]
        let root = detect(files.merging(tool) { $1 })
        #expect(root.map(\.layout) == ["dbmate"])
        #expect(root.map { $0.tests.count } == [2])
    }

    /// What nobody makes but Supabase tells where migrations of whatever tool are deployed.
    @Test(arguments: [
        ("CREATE POLICY p ON t TO authenticated USING (id = auth.uid());", true),
        ("CREATE ROLE anon; GRANT SELECT ON t TO anon; SELECT auth.uid();", false),
        ("Create Schema If Not Exists auth; GRANT SELECT ON t TO anon; SELECT auth.uid();", false),
        ("GRANT SELECT ON t TO anon;", false), ("SELECT auth.uid();", false),
    ])
    func migrationsForSupabase(_ text: String, _ isOnSupabase: Bool) {
        // Each statement in a file of its own: what makes comes before what uses.
        var files = ["sql/0.sql": "CREATE TABLE t (id uuid);"]
        for (number, statement) in text.split(separator: ";").enumerated() {
            files["sql/\(number + 1).sql"] = statement + ";"
        }
        let project = detect(files).first
        #expect(project?.layout == "plain")
        #expect(project?.isOnSupabase == isOnSupabase)
        #expect(project?.searchPath == (isOnSupabase ? ["public", "extensions"] : nil))
        #expect(project?.ambiguities.isEmpty == !isOnSupabase)
    }

    /// A user's own settings stand in a folder of that name.
    @Test func settingsOfSqitchsUser() {
        let projects = detect([
            "db/sqitch.conf": "[core]\n\tengine = pg\n",
            ".sqitch/sqitch.conf": "[user]\n\tname = x\n",
            "db/sqitch.plan": "%project=a\n\none 2024-01-01T00:00:00Z x <x@y> # one\n",
            "db/deploy/one.sql": "CREATE TABLE one ();",
        ])
        #expect(projects.map(\.root) == ["db"])
        #expect(projects.flatMap(\.problems) == [])
    }

    /// What tests run a tool on is theirs, unless nothing else is there.
    @Test func projectsThatTestsAreMadeOf() {
        let plan = "%project=a\n\none 2024-01-01T00:00:00Z x <x@y> # one\n"
        let inner = [
            "t/sql/sqitch.plan": plan.replacing("=a", with: "=b"),
            "t/sql/deploy/one.sql": "CREATE TABLE one ();",
        ]
        let outer = ["sqitch.plan": plan, "deploy/one.sql": "CREATE TABLE one ();"]
        let both = inner.merging(outer) { $1 }
        #expect(detect(both).map(\.root) == [""])
        #expect(detect(inner).map(\.root) == ["t/sql"])
    }

    @Test func copiesOfPgTAP() {
        let copy = "CREATE OR REPLACE FUNCTION pgtap_version() RETURNS numeric AS 'SELECT 1.2';"
        let project = detect([
            "db/shop.sql": "CREATE TABLE shop ();", "db/vendor/pgtap.sql": copy,
            "tests/pgtap.sql": copy + tap, "tests/shop.sql": tap,
            "vendor/pgtap.control": "comment = 'x'\ndefault_version = '1.2'\n",
            "vendor/pgtap--1.2.sql": copy,
        ]).first
        #expect(project?.layout == "plain")
        #expect(project?.migrations.map(\.path) == ["db/shop.sql"])
        #expect(project?.tests == ["tests/shop.sql"])
        // A file of that name may be the schema's own.
        #expect(
            detect(["db/pgtap.sql": "CREATE EXTENSION pgtap; CREATE TABLE a ();"]).first?
                .migrations.map(\.path) == ["db/pgtap.sql"])
    }

    /// A piece of a dump within a script makes that no dump, and those beside it no less scripts.
    @Test func dumpsWithinScripts() {
        let project = detect([
            "sql/00_base.sql":
                "CREATE SCHEMA app;\n--\n-- PostgreSQL database dump\n--\nCREATE TABLE app.a ();",
            "sql/01_more.sql": "CREATE TABLE app.b ();",
        ]).first
        #expect(project?.layout == "plain")
        #expect(project?.migrations.map(\.path) == ["sql/00_base.sql", "sql/01_more.sql"])
    }

    /// A folder named `migrations` that makes no table is not the schema while others make some.
    @Test func migrationsOfWhatOthersMake() {
        let project = detect([
            "tools/migrations/1_move.sql":
                "CREATE FUNCTION move() RETURNS void LANGUAGE sql AS '';",
            "sql/1_tables.sql": "CREATE TABLE a ();",
        ]).first
        #expect(project?.migrations.map(\.path).contains("sql/1_tables.sql") == true)
    }

    /// Dumps of one schema each are one database; what makes the same again is another dump.
    @Test func dumpsInParts() {
        let header = "-- PostgreSQL database dump\n"
        let project = detect([
            "dumps/10_shop-schema.sql": header + "CREATE TABLE shop.item ();",
            "dumps/9_base.sql": header + "CREATE SCHEMA base;\nCREATE TABLE base.kind ();",
            "dumps/old.sql": header + "CREATE TABLE shop.item ();\nCREATE TABLE shop.gone ();",
        ]).first
        #expect(
            project?.migrations.map(\.path) == ["dumps/9_base.sql", "dumps/10_shop-schema.sql"])
        #expect(project?.leftOut.map(\.path) == ["dumps/old.sql"])
    }

    /// Of entries side by side the one that includes most is the schema's.
    @Test func scriptThatIncludesMost() {
        let project = detect([
            "db/create_database.sql": "\\i extensions.sql\n", "db/extensions.sql": "",
            "db/setup_schema.sql": "\\ir parts/a.sql\n\\ir parts/b.sql\n", "db/parts/a.sql": "",
            "db/parts/b.sql": "",
        ]).first
        #expect(
            project?.migrations.map(\.path) == [
                "db/setup_schema.sql", "db/parts/a.sql", "db/parts/b.sql",
            ])
    }

    /// Whoever keeps the newest schema and the way to it runs the one or the other.
    @Test func upgradesToWhatIsCreatedAnew() {
        let files = [
            "sql/tables.sql": "CREATE TABLE a (); CREATE TABLE b (); CREATE VIEW v AS SELECT 1;",
            "sql/updates/2020-01-01-b.sql": "CREATE TABLE b ();",
            "sql/updates/2021-01-01-v.sql": "ALTER TABLE a ADD x int; CREATE VIEW v AS SELECT 1;",
        ]
        #expect(detect(files).first?.migrations.map(\.path) == ["sql/tables.sql"])
        #expect(detect(files).first?.leftOut.count == 2)
        // A base that stays as it was.
        var base = files
        base["sql/tables.sql"] = "CREATE TABLE a ();"
        #expect(detect(base).first?.migrations.count == 3)
    }

    /// What a build puts together of other scripts holds them once more.
    @Test(arguments: [
        (["a", "b", "c"], "", ["all.sql"], 3), (["1a", "2b", "3c"], "", ["1a", "2b", "3c"], 1),
        (["a", "b", "c"], "CREATE TABLE other (\n x int,\n y int,\n z int,\n a int\n);", nil, 0),
    ])
    func scriptsInOne(_ names: [String], _ more: String, _ kept: [String]?, _ left: Int) {
        let parts = Dictionary(
            uniqueKeysWithValues: names.map {
                ("sql/\($0).sql", "CREATE TABLE t\($0) (\n    \($0.last ?? "x") int\n);\n")
            })
        var files = parts
        files["all.sql"] =
            parts.sorted { $0.key < $1.key }.map(\.value).joined(separator: "\n") + more
        let project = detect(files).first
        let paths = kept?.map { $0 == "all.sql" ? $0 : "sql/\($0).sql" } ?? files.keys.sorted()
        #expect(project?.migrations.map(\.path).sorted() == paths)
        #expect(project?.leftOut.count == left)
    }

    /// Keys are added before what refers to them.
    @Test func foreignKeysGoBehindKeys() {
        let project = detect([
            "sql/CreateForeignKeys.sql":
                "ALTER TABLE b ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES a (id);",
            "sql/CreatePrimaryKeys.sql": "ALTER TABLE a ADD CONSTRAINT p PRIMARY KEY (id);",
            "sql/CreateTables.sql": "CREATE TABLE a (id int); CREATE TABLE b (a int);",
        ]).first
        #expect(
            project?.migrations.map(\.path) == [
                "sql/CreateTables.sql", "sql/CreatePrimaryKeys.sql", "sql/CreateForeignKeys.sql",
            ])
    }

    /// What only drops is left out, whatever its comments say.
    @Test func scriptsThatDropEverything() {
        let project = detect([
            "sql/CreateAll.sql": "CREATE TABLE a ();",
            "sql/DropAll.sql": "-- undoes create\nDROP TABLE a;",
            "sql/DropParts.sql": "CREATE TABLE b ();",
        ]).first
        #expect(
            project?.migrations.map(\.path) == ["sql/CreateAll.sql", "sql/DropParts.sql"])
    }

    /// Named after what another script makes, whatever that one is called.
    @Test func scriptsThatDropWhatAnotherMakes() {
        let project = detect([
            "init_schema.sql": "CREATE SCHEMA a;", "drop_schema.sql": "DROP SCHEMA a CASCADE;",
            "users.sql": "CREATE TABLE a.users ();", "users-drop.sql": "DROP TABLE a.users;",
            "drop_index.sql": "DROP INDEX a.i;",
        ]).first
        #expect(
            project?.migrations.map(\.path).sorted() == [
                "drop_index.sql", "init_schema.sql", "users.sql",
            ])
    }

    // MARK: - Extensions

    @Test func templateOfAControlFile() {
        let project = detect([
            "safe.control.in": "comment = 'x'\ndefault_version = '@VERSION@'\n",
            "sql/safe--0.2.sql": "", "sql/safe--0.2--0.10.sql": "",
        ]).first
        #expect(
            project?.migrations.map(\.path) == ["sql/safe--0.2.sql", "sql/safe--0.2--0.10.sql"])
    }

    /// Tests are of the version that is at work.
    @Test func versionThatIsNotReleased() {
        let project = detect([
            "m/kit--0.9.sql": "", "m/kit--0.9--0.10.sql": "", "m/kit--0.10.sql": "",
            "m/kit--0.10--unreleased.sql": "", "m/kit--unreleased.sql": "",
        ]).first
        #expect(project?.migrations.map(\.path) == ["m/kit--unreleased.sql"])
        #expect(project?.ambiguities.first?.hasSuffix("is the next one") == true)
    }

    /// What stands between two @ is a placeholder of the server's, of the build's, or none.
    @Test func placeholdersOfInstallScripts() {
        let control = ["kit.control": "comment = 'x'\ndefault_version = '1.0'\n"]
        for (script, isBuilt) in [("kit--1.0.sql", false), ("kit.sql.in", true)] {
            let project = detect(control.merging([script: ""]) { $1 }).first
            #expect(project?.placeholders.mustHaveValues == isBuilt, "\(script)")
            #expect(project?.placeholders.values["extschema"] == "public")
        }
    }

    /// What the recipe puts together, in its order; variables that hang on the machine are unknown.
    @Test func installScriptThatCatMakes() {
        let files = [
            "kit.control": "comment = 'x'\ndefault_version = '1.0'\n",
            "sql/tables.sql": "", "sql/footer.sql": "", "sql/f/one.sql": "", "sql/old.sql": "",
            "sql/uninstall_kit.sql": "",
        ]
        let project = detect(
            files.merging([
                "Makefile": """
                EXTENSION = kit
                PARTS := sql/tables.sql
                ifeq ($(OLD),yes)
                PARTS += sql/old.sql
                endif
                PARTS += sql/f/one.sql
                sql/$(EXTENSION).sql: sql/footer.sql $(PARTS)
                \t@cat $(PARTS) sql/footer.sql > $@
                """
            ]) { $1 }
        ).first
        #expect(
            project?.migrations.map(\.path) == [
                "sql/tables.sql", "sql/f/one.sql", "sql/footer.sql",
            ])
    }

    @Test(arguments: [
        ("CREATE EXTENSION IF NOT EXISTS kit WITH SCHEMA tools;", "tools"),
        ("SELECT tools.make(1), tools.make(2), x.other();", "tools"),
        ("SELECT public.make(1), public.make(2);", nil), ("SELECT tools.make(1);", nil),
    ])
    func schemaThatTestsLookIn(_ test: String, _ schema: String?) {
        let files = [
            "kit.control": "comment = 'x'\ndefault_version = '1.0'\n",
            "kit--1.0.sql": "CREATE FUNCTION make(int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
            "test/a.sql": tap + test,
        ]
        #expect(detect(files).first?.searchPath?.first == schema)
        // The control file knows better.
        var fixed = files
        fixed["kit.control"]? += "schema = own\n"
        #expect(detect(fixed).first?.searchPath?.first == "own")
    }

    /// An extension that packs the migrations up is no second schema.
    @Test func extensionOfTheMigrations() {
        let script = "CREATE TABLE a (); CREATE TABLE b (); CREATE FUNCTION f() RETURNS int AS '';"
        var files = [
            "kit.control": "comment = 'x'\ndefault_version = '1.0'\n", "kit--1.0.sql": script,
            "supabase/config.toml": "", "supabase/migrations/1_kit.sql": script,
        ]
        #expect(detect(files).map(\.layout) == ["supabase"])
        files["supabase/migrations/1_kit.sql"] = "CREATE TABLE other ();"
        #expect(detect(files).map(\.layout) == ["extension", "supabase"])
    }

    /// A schema that a tool's migrations make, too, is written down twice.
    @Test func schemasWrittenTwice() {
        let names = ["shop", "item", "price", "stock", "owner"]
        func tables(_ names: some Sequence<String>) -> String {
            names.map { "CREATE TABLE \($0) ();\n" }.joined()
        }
        var files = [
            "db/src/init.sql": "\\ir tables.sql\n\\ir more.sql\n",
            "db/src/tables.sql": tables(names), "db/src/more.sql": "CREATE TABLE more ();",
            "db/migrations/sqitch.plan": "%project=a\n\none 2024-01-01T00:00:00Z x <x@y> # one\n",
            "db/migrations/deploy/one.sql": tables(names.dropLast() + ["extra"]),
            "tests/shop.sql": tap,
        ]
        #expect(detect(files).map(\.layout) == ["psql"])
        let reason = detect(files)[0].leftOut.first { $0.path.hasSuffix("deploy/one.sql") }?.reason
        #expect(reason?.hasSuffix("the psql scripts, which have the tests, make the same") ?? false)
        files["db/migrations/deploy/one.sql"] = tables(names.prefix(2) + ["extra", "another"])
        #expect(Set(detect(files).map(\.layout)) == ["psql", "sqitch"])
    }

    /// An extension needs those that its control file names.
    @Test func extensionsThatNeedOthers() {
        let projects = detect([
            "a_demo.control": "default_version = '1.0'\nrequires = 'shop, pgcrypto'\n",
            "demo/a_demo--1.0.sql": "CREATE TABLE demo ();",
            "shop.control": "default_version = '1.0'\n",
            "sql/shop--1.0.sql": "CREATE TABLE shop ();",
        ])
        #expect(projects.map(\.name) == ["shop", "a_demo"])
        #expect(projects[1].requires == ["shop", "pgcrypto"])
    }

    /// What returns its lines one by one is a test, though others have functions of that name.
    @Test func testsThatReturnTheirLines() {
        func body(_ statement: String) -> String {
            "CREATE FUNCTION test.test_it() RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN\n"
                + "\(statement) END $$;"
        }
        let project = detect([
            "sql/shop.sql": "CREATE TABLE shop ();", "tests/test_a.sql": body("RETURN NEXT ok(a);"),
            "tests/test_b.sql": body("return next IS (a, b);"),
            "tests/test_c.sql": body("RETURN QUERY SELECT ok(a);"),
            "tests/test_d.sql": body("RETURN NEXT okay(a);"),
        ]).first
        #expect(project?.tests == ["tests/test_a.sql", "tests/test_b.sql"])
    }

    /// Templates are no SQL yet.
    @Test func templatesOfSQL() {
        let project = detect([
            "sql/1.shop.sql": "CREATE TABLE shop ();", "sql/read.jinja.sql": "{% if a %}",
            "sql/jinja.sql": "CREATE TABLE jinja ();",
        ]).first
        #expect(project?.migrations.map(\.path) == ["sql/1.shop.sql", "sql/jinja.sql"])
    }

    /// A benchmark's script makes no schema.
    @Test func scriptsThatMeasure() {
        let script = "psql -f old.sql\npsql -f ../shop.sql\n"
        for path in ["benchmark/run.sh", "run_benchmark.sh"] {
            let files = [
                "shop.sql": "CREATE TABLE shop ();", "old.sql": "CREATE TABLE old ();",
                "benchmark/old.sql": "CREATE TABLE old ();", path: script,
                "test/shop.sql": tap,
            ]
            #expect(detect(files).map(\.layout) == ["plain"], "\(path)")
        }
    }
}
