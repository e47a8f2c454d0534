import ParseTree
import SQLSyntax
import TestSupport
import Testing

/// SQL/JSON of PostgreSQL 16 and 17, read as calls and as XMLTABLE.
struct NewerJSONTests {
    /// What is written, and what it is read as.
    static let expressions = [
        (
            "JSON_OBJECT('a': f(1, 2), 'b': 2)",
            "CAST(json_object('a', f(1, 2), 'b', 2, NULL) AS json)"
        ),
        ("JSON_OBJECT('a' VALUE x::int)", "CAST(json_object('a', x::int, NULL) AS json)"),
        ("JSON_OBJECT(value VALUE value)", "CAST(json_object(value, value, NULL) AS json)"),
        (
            "JSON_OBJECT('a': x FORMAT JSON, b: y ABSENT ON NULL WITH UNIQUE KEYS RETURNING jsonb)",
            "CAST(json_object('a', x, b, y, NULL) AS jsonb)"
        ),
        ("JSON_OBJECT(RETURNING text)", "CAST(json_object() AS text)"),
        (
            "JSON_ARRAY(x, JSON_OBJECT('k': y RETURNING jsonb) NULL ON NULL RETURNING jsonb)",
            "CAST(json_array(x, CAST(json_object('k', y, NULL) AS jsonb)) AS jsonb)"
        ),
        (
            "JSON_ARRAY(SELECT JSON_VALUE(i, '$' RETURNING int))",
            "CAST(json_array((SELECT CAST(json_value(i, '$') AS int))) AS json)"
        ),
        ("JSON_ARRAY(SELECT i FROM b)", "CAST(json_array((SELECT i FROM b)) AS json)"),
        (
            "JSON_ARRAY(SELECT i FROM b RETURNING jsonb)",
            "CAST(json_array((SELECT i FROM b)) AS jsonb)"
        ),
        (
            "JSON_ARRAYAGG(x ORDER BY y ABSENT ON NULL RETURNING jsonb) FILTER (WHERE z) OVER w",
            "CAST(json_arrayagg(x ORDER BY y) FILTER (WHERE z) OVER w AS jsonb)"
        ),
        (
            "JSON_OBJECTAGG(k: v WITH UNIQUE)", "CAST(json_objectagg(k, v) AS json)"
        ),
        (
            "JSON_VALUE(j, '$.a' PASSING x AS a, y AS \"B\" RETURNING numeric(8, 2) DEFAULT 0 ON EMPTY ERROR ON ERROR)",
            "CAST(json_value(j, '$.a', x, y, 0) AS numeric(8, 2))"
        ),
        (
            "JSON_VALUE(j, '$.t' RETURNING timestamp with time zone NULL ON EMPTY)",
            "CAST(json_value(j, '$.t') AS timestamp with time zone)"
        ),
        (
            "JSON_VALUE(j FORMAT JSON, '$' DEFAULT JSON_VALUE(k, '$' ERROR ON ERROR) ON ERROR)",
            "CAST(json_value(j, '$', CAST(json_value(k, '$') AS text)) AS text)"
        ),
        (
            "JSON_QUERY(j, '$[*]' RETURNING text[] WITH CONDITIONAL ARRAY WRAPPER KEEP QUOTES EMPTY ARRAY ON EMPTY)::text",
            "CAST(json_query(j, '$[*]') AS text[])::text"
        ),
        (
            "JSON_QUERY(j, '$' OMIT QUOTES ON SCALAR STRING EMPTY OBJECT ON ERROR)",
            "CAST(json_query(j, '$') AS jsonb)"
        ),
        ("JSON_EXISTS(j, '$' UNKNOWN ON ERROR)", "CAST(json_exists(j, '$') AS boolean)"),
        ("JSON(x WITHOUT UNIQUE KEYS)", "CAST(json(x) AS json)"),
        (
            "JSON_SERIALIZE(j FORMAT JSON ENCODING UTF8 RETURNING bytea)",
            "CAST(json_serialize(j) AS bytea)"
        ),
    ]

    @Test(arguments: expressions)
    func constructorsAreCallsOfTheirTypes(_ newer: String, _ older: String) throws {
        let read = try [newer, older].map {
            try StatementReader.read("CREATE VIEW v AS SELECT \($0) FROM a WINDOW w AS ()")
        }
        #expect(read[0] == read[1])
    }

    static let tables = [
        (
            "JSON_TABLE(j, '$[*]' COLUMNS (a int)) AS t",
            "XMLTABLE((j) PASSING ROW('$[*]') COLUMNS a int) AS t"
        ),
        (
            "JSON_TABLE(b.j FORMAT JSON, '$' COLUMNS (n FOR ORDINALITY, \"A b\" varchar(10) PATH '$.a'))",
            "XMLTABLE((b.j) PASSING ROW('$') COLUMNS n FOR ORDINALITY, \"A b\" varchar(10)) json_table"
        ),
        (
            """
            JSON_TABLE(j, '$' AS p PASSING b.x + 1 AS x, 2 AS y COLUMNS (
              e boolean EXISTS PATH '$.e' FALSE ON ERROR,
              q jsonb FORMAT JSON PATH '$.q' WITH UNCONDITIONAL WRAPPER KEEP QUOTES EMPTY ARRAY ON EMPTY,
              at timestamp with time zone PATH '$.at' NULL ON EMPTY,
              d numeric(4, 1) PATH '$.d' DEFAULT f(0) ON EMPTY DEFAULT -1 ON ERROR,
              NESTED PATH '$.l[*]' AS l COLUMNS (i FOR ORDINALITY, z text[],
                NESTED '$.m' COLUMNS (w date))
            ) ERROR ON ERROR) t (c1) JOIN b ON true
            """,
            """
            XMLTABLE((j) PASSING ROW('$', b.x + 1, 2) COLUMNS e boolean, q jsonb,
              at timestamp with time zone, d numeric(4, 1) DEFAULT (f(0)) PATH (-1),
              i FOR ORDINALITY, z text[], w date) t (c1) JOIN b ON true
            """
        ),
        (
            "b, LATERAL JSON_TABLE(JSON_QUERY(b.j, '$.x' ERROR ON ERROR), '$' COLUMNS (a int)) WHERE a > 0",
            "b, LATERAL XMLTABLE((CAST(json_query(b.j, '$.x') AS jsonb)) PASSING ROW('$') COLUMNS a int) json_table WHERE a > 0"
        ),
    ]

    @Test(arguments: tables)
    func tablesKeepTheirColumns(_ newer: String, _ older: String) throws {
        let read = try [newer, older].map {
            try StatementReader.read("CREATE VIEW v AS SELECT * FROM \($0)")
        }
        #expect(read[0] == read[1])
    }

    /// Whatever is left of a form, it is read or rejected at a place within the text.
    @Test func piecesOfForms() {
        var generator = SeededGenerator(seed: 17)
        let forms = Self.expressions.map(\.0) + Self.tables.map { "(SELECT 1 FROM \($0.0))" }
        for _ in 0..<1000 {
            let form = forms.randomElement(using: &generator) ?? ""
            var words = form.replacing("(", with: " ( ").replacing(")", with: " ) ")
                .replacing(",", with: " , ").split(separator: " ").map(String.init)
            for _ in 0..<Int.random(in: 1...3, using: &generator) where !words.isEmpty {
                let index = Int.random(in: 0..<words.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: words.remove(at: index)
                case 1: words.insert(words[index], at: index)
                case 2: words.swapAt(index, Int.random(in: 0..<words.count, using: &generator))
                default:
                    words.insert(
                        ["(", ")", ",", "ON"].randomElement(using: &generator) ?? "", at: index)
                }
            }
            let sql = "SELECT " + words.joined(separator: " ")
            do {
                _ = try StatementReader.read(sql)
            } catch {
                #expect((0...sql.utf8.count).contains(error.offset), "\(sql)")
            }
        }
    }
}
