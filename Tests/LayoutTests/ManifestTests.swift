import MigrationAnalysis
import Testing

/// Scripts that a list says the order of.
struct ManifestTests {
    @Test func manifestsOfAnyName() {
        let project = detect([
            "db/sql_file_manifest": "# in order\n002.b.sql\n\n001.a.sql\nVARIANT\n",
            "db/001.a.sql": "", "db/002.b.sql": "", "db/old/1.0-upgrade-db.sql": "\\i ../x.sql\n",
            "db/x.sql": "",
        ]).first
        #expect(project?.layout == "manifest")
        #expect(project?.migrations.map(\.path) == ["db/002.b.sql", "db/001.a.sql"])
    }

    private static let lists = [
        "sql/main.sql": "CREATE TABLE people (); CREATE TABLE places ();",
        "sql/check.sql": "SELECT 1;",
        "sql/steps/LOADORDER": "# first\n!1/a.sql\n1/b.sql\n",
        "sql/steps/1/a.sql": "ALTER TABLE people ADD id int; CREATE TABLE a (); CREATE TABLE b ();",
        "sql/steps/1/b.sql": "CREATE TABLE c (); CREATE TABLE d (); DROP FUNCTION e, f, g, h;",
        "sql/parts/LOADORDER": "views.sql\nmore.sql\n",
        "sql/parts/views.sql":
            "CREATE VIEW v AS SELECT * FROM a, b, c; CREATE FUNCTION e() RETURNS a; CREATE FUNCTION f(); CREATE FUNCTION g(); CREATE FUNCTION h();",
        "sql/parts/more.sql": "CREATE VIEW w AS SELECT * FROM v, d;",
    ]

    /// One deployment: what the lists start from, the list that makes what the other uses, that one.
    @Test func listsInFoldersSideBySide() {
        let project = detect(Self.lists).first
        #expect(
            project?.migrations.map(\.path) == [
                "sql/main.sql", "sql/steps/1/a.sql", "sql/steps/1/b.sql", "sql/parts/views.sql",
                "sql/parts/more.sql",
            ])
        #expect(project?.root == "")
        #expect(project?.leftOut.map(\.path) == ["sql/check.sql"])
    }

    /// Data that a shell script loads into what a tool has made.
    @Test func listsWithinAToolsFolder() {
        let projects = detect([
            "db/sqitch.conf": "[core]\nengine = pg\n",
            "db/sqitch.plan": "%project=a\n\na 2024-01-01T00:00:00Z A <a@b>\n",
            "db/deploy/a.sql": "CREATE TABLE a ();",
            "db/data/load.sh": "psql -f one/x.sql\npsql -f one/y.sql\n",
            "db/data/one/x.sql": "INSERT INTO a DEFAULT VALUES;", "db/data/one/y.sql": "",
        ])
        #expect(projects.map(\.layout) == ["sqitch"])
    }

    @Test func listsOfSeveralServices() {
        let services = Self.lists.merging(["sql/parts/views.sql": "CREATE TABLE own ();"]) { $1 }
        #expect(detect(services).map { $0.migrations.map(\.path) }.count == 2)
    }
}
