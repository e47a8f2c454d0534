import ParseTree
import SQLSyntax
import Testing

/// Forms of PostgreSQL 16 to 18 read as the older form that has the same effect.
struct NewerGrammarTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var newer: String
        var older: String
        var testDescription: String { newer }
        init(_ newer: String, _ older: String) { (self.newer, self.older) = (newer, older) }
    }

    /// Items keep their order by their place, so the older form has blanks where the newer has
    /// words.
    static let cases = [
        Case(
            "CREATE TABLE a (x int, y int GENERATED ALWAYS AS (x * 2) VIRTUAL)",
            "CREATE TABLE a (x int, y int GENERATED ALWAYS AS (x * 2) STORED)"),
        Case(
            "CREATE TABLE a (x int, y int GENERATED ALWAYS AS (x * (2)), z int)",
            "CREATE TABLE a (x int, y int GENERATED ALWAYS AS (x * (2)) STORED, z int)"),
        Case(
            "ALTER TABLE a ADD CONSTRAINT n NOT NULL x", "ALTER TABLE a ALTER COLUMN x SET NOT NULL"
        ),
        Case(
            "ALTER TABLE a ADD b int, ADD NOT NULL \"X y\" NOT VALID",
            "ALTER TABLE a ADD b int, ALTER COLUMN \"X y\" SET NOT NULL"),
        Case(
            "CREATE TABLE a (x int, y text DEFAULT 'a,b', CONSTRAINT n NOT NULL x NO INHERIT)",
            "CREATE TABLE a (x int NOT NULL, y text DEFAULT 'a,b')"),
        Case(
            "CREATE TABLE a (CONSTRAINT n NOT NULL y, x int, y numeric(4, 2))",
            "CREATE TABLE a (                         x int, y numeric(4, 2) NOT NULL)"),
        Case(
            "CREATE TABLE a (x int CHECK (x > 0) NOT ENFORCED, y int REFERENCES b ENFORCED)",
            "CREATE TABLE a (x int CHECK (x > 0)             , y int REFERENCES b)"),
        Case(
            "ALTER TABLE a ADD CONSTRAINT c FOREIGN KEY (x) REFERENCES b NOT ENFORCED",
            "ALTER TABLE a ADD CONSTRAINT c FOREIGN KEY (x) REFERENCES b"),
        Case(
            "ALTER TABLE a ALTER CONSTRAINT c NOT ENFORCED", "ALTER TABLE a VALIDATE CONSTRAINT c"),
        Case("ALTER TABLE a ALTER CONSTRAINT c INHERIT", "ALTER TABLE a VALIDATE CONSTRAINT c"),
        Case(
            "CREATE TABLE a (id int, at tsrange, PRIMARY KEY (id, at WITHOUT OVERLAPS))",
            "CREATE TABLE a (id int, at tsrange, PRIMARY KEY (id, at))"),
        Case(
            "CREATE TABLE a (id int, at tsrange, FOREIGN KEY (id, PERIOD at) REFERENCES b (id, PERIOD at))",
            "CREATE TABLE a (id int, at tsrange, FOREIGN KEY (id, at) REFERENCES b (id, at))"),
        Case("GRANT a TO b WITH INHERIT FALSE, SET TRUE", "GRANT a TO b"),
        Case(
            "CREATE TABLE a (x text STORAGE external COLLATE \"C\")",
            "CREATE TABLE a (x text COLLATE \"C\")"),
        Case("CREATE STATISTICS ON x, y FROM s.a", "CREATE STATISTICS a_x_y_stat ON x, y FROM s.a"),
        Case(
            "CREATE VIEW v AS SELECT * FROM (SELECT 1 AS x), (SELECT 2 AS y)",
            "CREATE VIEW v AS SELECT * FROM (SELECT 1 AS x) unnamed_subquery, (SELECT 2 AS y) unnamed_subquery"
        ),
        Case(
            "CREATE VIEW v AS SELECT x IS NOT JSON OBJECT WITH UNIQUE KEYS AS j FROM a",
            "CREATE VIEW v AS SELECT x IS NOT NULL AS j FROM a"),
        Case(
            "ALTER TABLE a ADD z int, ALTER y SET EXPRESSION AS (x * (2))",
            "ALTER TABLE a ADD z int, ALTER y SET DEFAULT (SELECT (x * (2)) AS \"generated always as\")"
        ),
        Case(
            "ALTER SEQUENCE s INCREMENT BY 1_000 MAXVALUE 0xFF",
            "ALTER SEQUENCE s INCREMENT BY 1000 MAXVALUE 255"),
        Case(
            "CREATE VIEW v AS SELECT t AT LOCAL AS l FROM a",
            "CREATE VIEW v AS SELECT t AT TIME ZONE 'UTC' AS l FROM a"),
        Case(
            "MERGE INTO a USING b ON a.i = b.i WHEN MATCHED THEN DELETE RETURNING *",
            "MERGE INTO a USING b ON a.i = b.i WHEN MATCHED THEN DELETE"),
        Case(
            "MERGE INTO a USING b ON a.i = JSON_VALUE(b.j, '$' RETURNING int) WHEN MATCHED THEN DELETE",
            "MERGE INTO a USING b ON a.i = CAST(json_value(b.j, '$') AS int) WHEN MATCHED THEN DELETE"
        ),
        Case("SELECT 'a' -- and\n'b'", "SELECT 'ab'"),
    ]

    @Test(arguments: cases)
    func newerFormsHaveTheEffectOfOlder(_ example: Case) throws {
        #expect(try StatementReader.read(example.newer) == StatementReader.read(example.older))
    }

    @Test(arguments: [
        "CREATE TABLE a (x int NOT ENFORCED y)", "ALTER TABLE a ALTER x SET EXPRESSION AS 1",
        "SELECT * FROM JSON_TABLE('[]', COLUMNS (a int)) t",
        "SELECT JSON_VALUE('1', '$' RETURNING)",
    ])
    func theRestIsRejectedWithItsPlaceInTheTextAsGiven(_ sql: String) {
        do {
            _ = try StatementReader.read(sql)
            Issue.record("read: \(sql)")
        } catch {
            #expect(error.message.contains("syntax error"))
            #expect(error.offset > 0 && error.offset < sql.utf8.count)
        }
    }
}
