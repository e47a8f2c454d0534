import SchemaCatalog
import Testing

/// What forms newer than the grammar leave behind. PostgreSQL 17 is not at hand in tests: expected
/// is what its manual says.
struct NewerGrammarFoldTests {
    private func columns(_ catalog: Catalog, of relation: String, _ facet: Facet) -> [String] {
        catalog.objects.filter { $0.id.kind == .column && $0.id.relation == relation }.map {
            guard case .text(let text)? = $0.facets[facet] else { return "\($0.id.name) -" }
            return "\($0.id.name) \(text)"
        }.sorted()
    }

    @Test func columnsOfViews() {
        let (catalog, diagnostics) = fold(
            """
            CREATE TABLE a (id int, doc jsonb);
            CREATE VIEW lines AS SELECT a.id, l.* FROM a, JSON_TABLE(a.doc, '$.lines[*]' COLUMNS (
              "Row" FOR ORDINALITY, sku varchar(20) PATH '$.sku', gift boolean EXISTS PATH '$.gift',
              NESTED PATH '$.at[*]' COLUMNS (at timestamptz PATH '$' NULL ON ERROR))) AS l;
            CREATE VIEW parts AS SELECT JSON_VALUE(doc, '$.n' RETURNING int), JSON_QUERY(doc, '$'),
              JSON_EXISTS(doc, '$.x'), JSON_OBJECT('a': id), JSON_ARRAY(id, 2 RETURNING jsonb),
              JSON_VALUE(doc, '$.s') AS s FROM a;
            """)
        #expect(diagnostics.isEmpty)
        #expect(
            columns(catalog, of: "lines", .type) == [
                "Row integer", "at timestamp with time zone", "gift boolean", "id integer",
                "sku character varying(20)",
            ])
        #expect(
            columns(catalog, of: "parts", .type) == [
                "json_array jsonb", "json_exists boolean", "json_object json", "json_query jsonb",
                "json_value integer", "s text",
            ])
    }

    @Test func generatedColumnsGetAnotherExpression() {
        let (catalog, diagnostics) = fold(
            """
            CREATE TABLE a (x int, y int GENERATED ALWAYS AS (x * 2) STORED);
            CREATE TABLE b () INHERITS (a);
            ALTER TABLE a ADD z int, ALTER y SET EXPRESSION AS (x + z);
            """)
        #expect(diagnostics.isEmpty)
        for table in ["a", "b"] {
            #expect(
                columns(catalog, of: table, .generated) == ["x -", "y (x + z)", "z -"], "\(table)")
            #expect(columns(catalog, of: table, .default) == ["x -", "y -", "z -"], "\(table)")
        }
        let faults = fold(
            """
            CREATE TABLE a (x int, y int);
            ALTER TABLE a ALTER y SET EXPRESSION AS (x);
            """
        ).diagnostics
        #expect(faults.map(\.message).contains { $0.contains("is not a generated column") })
    }
}
