import MigrationAnalysis
import SQLText
import SchemaCatalog
import Testing

/// What people's repositories are really like: nothing of it may pass without a word.
struct BadInputTests {
    /// A dump of data says nothing of the schema, and must not stand for it.
    @Test func dumpsOfData() {
        let header = "--\n-- PostgreSQL database dump\n--\nSET xmloption = content;\n"
        let project = detect([
            "db/crates_data.sql": header + "COPY public.crate (crate_id) FROM stdin;\n1\n\\.\n",
            "db/settings.sql": header
                + "CREATE DATABASE depot;\nALTER DATABASE depot SET x.y = 1;\n",
            "db/crate.sql": "CREATE TABLE crate (crate_id integer);\n",
        ]).first
        #expect(project?.layout == "plain")
        #expect(project?.migrations.map(\.path).contains("db/crate.sql") == true)
        let schema = detect([
            "db/a_data.sql": header + "COPY public.crate (crate_id) FROM stdin;\n1\n\\.\n",
            "db/b.sql": header + "CREATE TABLE public.crate (crate_id integer);\n",
        ]).first
        #expect(schema?.layout == "pg_dump")
        #expect(schema?.migrations.map(\.path) == ["db/b.sql"])
    }

    /// `down_2` takes back `up_2`; without one it may be anything.
    @Test func downFilesBesideUpFiles() {
        let project = detect([
            "sql/up_2.sql": "CREATE TABLE b ();", "sql/down_2.sql": "DROP TABLE b;",
            "sql/down_payments.sql": "CREATE TABLE down_payments ();",
        ]).first
        #expect(
            project?.migrations.map(\.path).sorted() == ["sql/down_payments.sql", "sql/up_2.sql"])
    }

    @Test func flywaySettingsOfQuarkus() {
        let project = detect([
            "app/src/main/resources/application.properties":
                "quarkus.flyway.migrate-at-start=true\nquarkus.flyway.schemas=depot\n",
            "app/src/main/resources/db/migration/V1__a.sql": "",
        ]).first
        #expect(project?.migrations.count == 2)
        #expect(project?.searchPath == ["depot", "public"])
    }

    /// A build file is a program: its plain settings are read, the rest is passed over.
    @Test(arguments: [
        (
            "build.gradle",
            """
            plugins { id 'org.flywaydb.flyway' version '10.0.0' }
            flyway {
                url = "jdbc:postgresql://localhost/${name}" // not http://x
                schemas = ['depot', 'archive']
                locations = [
                    'filesystem:a',
                    'filesystem:b'
                ]
                placeholders = [reader: 'auditor', 'x.y': "z"]
                baselineOnMigrate = true
                if (project.hasProperty('other')) {
                    locations = ['filesystem:c']
                }
            }
            """
        ),
        (
            "build.gradle.kts",
            """
            flyway {
                schemas = arrayOf("depot", "archive")
                locations = arrayOf("filesystem:a", "filesystem:b")
                placeholders = mapOf("reader" to "auditor", "x.y" to "z")
            }
            """
        ),
    ]) func flywaySettingsOfGradle(_ file: String, _ text: String) {
        let project = detect([
            file: text, "a/V10__a.sql": "", "b/V9__b.sql": "", "c/V1__c.sql": "",
        ]).first
        #expect(project?.migrations.map(\.path) == [file, "b/V9__b.sql", "a/V10__a.sql"])
        #expect(project?.searchPath == ["depot", "public"])
        #expect(project?.placeholders.values["reader"] == "auditor")
        #expect(project?.placeholders.values["x.y"] == "z")
    }

    /// `file:line rule` of every fault.
    private func faults(_ files: [String: String]) -> [String] {
        detect(files).flatMap(\.problems).map {
            "\($0.location?.file ?? ""):\($0.location?.line ?? 0) \($0.rule)"
        }
    }

    @Test(
        arguments: [
            ([:], 0), (["README.md": "hello", "main.c": "int main;"], 0),
            (["a.json": "{\"operations\": 3}", "b.yaml": ": :", "c.xml": "<a"], 0),
        ] as [([String: String], Int)])
    func unrelatedFilesAreNoProject(_ files: [String: String], _ count: Int) {
        #expect(detect(files).count == count)
    }

    @Test func brokenFilesOfTools() {
        #expect(
            faults(["drizzle/meta/_journal.json": "{oops", "drizzle/0000_a.sql": ""]) == [
                "drizzle/meta/_journal.json:1 broken-configuration"
            ])
        #expect(
            faults(["drizzle/meta/_journal.json": "{\"entries\":[{\"idx\":0,\"tag\":\"0000_a\"}]}"])
                == ["drizzle/meta/_journal.json:1 missing-migration"])
        #expect(
            faults([
                "prisma/migrations/migration_lock.toml": "provider = \"mysql\"",
                "prisma/migrations/1_a/migration.sql": "",
            ]) == [
                "prisma/migrations/migration_lock.toml:1 other-database"
            ])
        #expect(
            faults([
                "db/changelog-master.xml":
                    "<databaseChangeLog><include file='x.sql'/></databaseChangeLog>"
            ]) == ["db/changelog-master.xml:1 missing-migration"])
        #expect(
            faults([
                "liquibase.properties": "changeLogFile=db/broken.xml",
                "db/broken.xml": "<databaseChangeLog",
            ]) == ["db/broken.xml:1 broken-configuration"])
        let deep =
            String(repeating: "<not>", count: 300_000) + String(repeating: "</not>", count: 300_000)
        #expect(
            faults([
                "liquibase.properties": "changeLogFile=db/deep.xml",
                "db/deep.xml": "<databaseChangeLog>\(deep)</databaseChangeLog>",
            ]) == ["db/deep.xml:1 broken-configuration"])
        #expect(
            faults(["flyway.conf": "flyway.locations=filesystem:nowhere\n", "a.sql": ""]) == [
                "flyway.conf:1 missing-migration"
            ])
        #expect(
            faults([
                "migrations/1.json":
                    "{\"operations\": [\n{\"create_index\": {\"table\": \"t\"}},\n{\"unheard_of\": {}},\n{\"create_table\": {\"name\": \"t\",\n\"columns\": [{\"name\": \"c\"}]}}]}"
            ]) == [
                "migrations/1.json:2 broken-configuration", "migrations/1.json:3 opaque-migration",
                "migrations/1.json:5 broken-configuration",
            ])
        for (file, text) in [("flyway.toml", "[flyway\n"), ("pom.xml", "<project><flyway")] {
            #expect(
                faults([file: text, "sql/V1__a.sql": ""]) == ["\(file):1 broken-configuration"])
        }
    }

    @Test func sqitchPlans() {
        let conf = "[core]\n\tengine = pg\n"
        #expect(faults(["sqitch.conf": conf]) == ["sqitch.conf:1 missing-plan"])
        #expect(
            faults(["sqitch.conf": conf, "sqitch.plan": "%project=x\n"]) == [
                "sqitch.plan:1 empty-plan"
            ])
        #expect(
            faults([
                "sqitch.conf": conf, "sqitch.plan": "%project=x\n\na [b]\nb\n", "deploy/a.sql": "",
            ]) == [
                "sqitch.plan:4 missing-migration", "sqitch.plan:3 unmet-dependency",
            ])
        #expect(
            faults([
                "sqitch.conf": "[core]\n\tengine = sqlite\n", "sqitch.plan": "a\n",
                "deploy/a.sql": "",
            ]) == ["sqitch.conf:1 other-database"])
    }

    @Test func sharedVersions() {
        #expect(
            faults(["m/1_a.up.sql": "", "m/01_b.up.sql": ""]) == [
                "m/1_a.up.sql:1 duplicate-version"
            ])
        #expect(faults(["sql/V1__a.sql": "", "sql/V1.0__b.sql": ""]).count == 1)
        #expect(
            faults(["m/1_a.sql": "-- +goose Up\n", "m/001_b.sql": "-- +goose Up\n"]).count == 1)
        #expect(
            faults(["t/tern.conf": "", "t/1_a.sql": "", "t/3_b.sql": ""]) == [
                "t/3_b.sql:1 version-gap"
            ])
        let plain = detect([
            "m/1_a.sql": "", "m/1_b.sql": "", "m/2023-01-01.sql": "", "m/2023-01-02.sql": "",
        ])
        #expect(
            plain.flatMap(\.ambiguities) == [
                "m/1_a.sql and m/1_b.sql have the same number; the rest of their names decides"
            ])
    }

    @Test func checksumsThatListFewerFiles() {
        let found = faults([
            "m/atlas.sum": "h1:x=\n1.sql h1:y=\n3.sql h1:z=\n", "m/1.sql": "", "m/2.sql": "",
        ])
        #expect(found == ["m/2.sql:1 checksum-mismatch", "m/atlas.sum:3 missing-migration"])
    }

    @Test func circlesOfIncludes() {
        let liquibase = faults([
            "changelog/a.yaml":
                "databaseChangeLog:\n  - include: { file: b.yaml, relativeToChangelogFile: true }\n",
            "changelog/b.yaml":
                "databaseChangeLog:\n  - include: { file: a.yaml, relativeToChangelogFile: true }\n",
        ])
        #expect(liquibase == ["changelog/b.yaml:2 include-cycle"])
        let psql = detect([
            "db/init.sql": "\\ir a.sql\n", "db/a.sql": "\\ir b.sql\nCREATE TABLE t (id int);\n",
            "db/b.sql": "\\ir a.sql\n",
        ])
        #expect(psql.first?.migrations.map(\.path) == ["db/init.sql", "db/a.sql", "db/b.sql"])
    }

    /// The same project with line feeds, with carriage returns, and with a byte order mark.
    @Test(arguments: ["\n", "\r\n"], ["", "\u{FEFF}"])
    func lineEndsAndByteOrderMarks(_ end: String, _ mark: String) {
        func file(_ text: String) -> String { mark + text.replacing("\n", with: end) }
        let files = [
            "sqitch.conf": file("[core]\n\ttop_dir = db\n\tengine = pg\n"),
            "db/sqitch.plan": file(
                "%project=p\n\nzeta 2020-01-01T00:00:00Z A <a@b> # z\nalpha [zeta] 2020-01-02T00:00:00Z A <a@b> # a\n"
            ),
            "db/deploy/zeta.sql": file("SELECT 1;\n"), "db/deploy/alpha.sql": file("SELECT 2;\n"),
        ]
        #expect(
            detect(files).first?.migrations.map(\.path) == [
                "db/deploy/zeta.sql", "db/deploy/alpha.sql",
            ])
        #expect(faults(files) == [])
        let flyway = detect([
            "flyway.conf": file(
                "flyway.locations=filesystem:a, \\\n  filesystem:b\nflyway.placeholders.x=1\n"),
            "a/V10__a.sql": "", "b/V9__b.sql": "",
        ])
        #expect(flyway.first?.migrations.map(\.path) == ["b/V9__b.sql", "a/V10__a.sql"])
        #expect(flyway.first?.placeholders.values["x"] == "1")
        for text in [
            "-- +goose Up\nCREATE TABLE t (id int);\n-- +goose Down\nDROP TABLE t;\n",
            "-- migrate:up\nCREATE TABLE t (id int);\n-- migrate:down\nDROP TABLE t;\n",
        ] {
            let source = SourceFile(path: "1_a.sql", bytes: Array(file(text).utf8))
            let script = detect(["1_a.sql": file(text)]).first?.migrations.first
            let (deployed, faults) = DeployedSource.read(
                source, as: script?.reading ?? .whole, Placeholders())
            let sql = String(decoding: deployed.bytes, as: UTF8.self)
            #expect(sql.contains("CREATE TABLE t") && !sql.contains("DROP TABLE"))
            #expect(faults.isEmpty)
            #expect(deployed.position(at: 0).line == 2)
        }
    }

    @Test func marksThatAreMissing() {
        let source = SourceFile(path: "2.sql", bytes: Array("CREATE TABLE t (id int);\n".utf8))
        for syntax in [MarkSyntax.goose, .dbmate, .sqlMigrate] {
            let (file, faults) = DeployedSource.read(source, as: .marked(syntax), Placeholders())
            #expect(faults.map(\.rule) == ["migration-form"])
            #expect(!String(decoding: file.bytes, as: UTF8.self).contains("CREATE"))
        }
    }

    /// Two tools claim the same files: the better supported one has them, and says so.
    @Test func twoLayoutsAtOnce() {
        let files = [
            "Cargo.toml": "[dependencies]\nrefinery = \"1\"\n",
            "flyway.conf": "flyway.locations=filesystem:m\n", "m/V1__a.sql": "", "m/U2__b.sql": "",
            "m/V10__c.sql": "",
        ]
        let projects = detect(files)
        #expect(projects.map(\.layout) == ["flyway"])
        #expect(projects.first?.migrations.map(\.path) == ["m/V1__a.sql", "m/V10__c.sql"])
        #expect(projects.first?.ambiguities.count == 1)
        let other = detect(files.filter { $0.key != "flyway.conf" })
        #expect(other.map(\.layout) == ["refinery"])
        #expect(
            other.first?.migrations.map(\.path) == ["m/V1__a.sql", "m/U2__b.sql", "m/V10__c.sql"])
    }

    @Test func namesOfAllKinds() {
        let projects = detect([
            "Datenbank Größe/migrations/10 zuletzt.sql": "",
            "Datenbank Größe/migrations/9 erst — ü.sql": "",
            "Datenbank Größe/tests/prüfung_test.sql": "SELECT plan(1);",
        ])
        #expect(
            projects.first?.migrations.map(\.path) == [
                "Datenbank Größe/migrations/9 erst — ü.sql",
                "Datenbank Größe/migrations/10 zuletzt.sql",
            ])
        #expect(projects.first?.tests == ["Datenbank Größe/tests/prüfung_test.sql"])
    }

    @Test func placeholdersWithoutValues() {
        var rules = Placeholders(.delimited(prefix: "${", suffix: "}"), ["known": "a\nb"])
        let source = SourceFile(
            path: "V1__a.sql",
            bytes: Array("${known} -- ${unknown}\n  ${other} ${not a name}\n${known} x".utf8))
        let (file, faults) = DeployedSource.read(
            source, as: .whole, rules, given: ["other": "given"])
        #expect(
            String(decoding: file.bytes, as: UTF8.self)
                == "a\nb -- ${unknown}\n  given ${not a name}\na\nb x")
        #expect(
            faults.map { "\($0.rule) \($0.location?.line ?? 0):\($0.location?.column ?? 0)" } == [
                "unsubstituted-placeholder 1:13"
            ])
        // Behind a value of several lines the places are those of the file.
        #expect(file.position(at: file.bytes.count - 1) == (3, 10))
        rules.mustHaveValues = false
        #expect(DeployedSource.read(source, as: .whole, rules).diagnostics.isEmpty)
    }

    /// What a build copies, and what only tests run, is not deployed.
    @Test func copiesOfResources() {
        let main = "shop/src/main/resources/db/migration/V1__a.sql"
        let projects = detect([
            "shop/src/main/resources/application.yml": "spring: { flyway: { enabled: true } }\n",
            main: "", "shop/build/resources/main/db/migration/V1__a.sql": "",
            "shop/src/test/resources/db/migration/V1__a.sql": "",
        ])
        #expect(projects.map(\.root) == ["shop"])
        #expect(projects.first?.migrations.map(\.path) == [main])
        #expect(projects.first?.problems == [])
    }
}
