import SchemaCatalog
import Testing

/// Functions of the schema's own with the names of pgTAP's: `fail(job, reason)` of a queue.
struct OwnFunctionTests {
    private static let schema = """
        CREATE SCHEMA q;
        CREATE FUNCTION q.fail(job bigint, reason text) RETURNS text LANGUAGE sql AS 'SELECT reason';
        """

    @Test func namesOfPgTAPs() async throws {
        let test = """
            SET search_path = q, public;
            SELECT fail(1, 'late');
            SELECT is(fail(1, 'late'), 'late');
            SELECT is(fail((SELECT 1::bigint), 'late'), 'late');
            SELECT * FROM finish();
            """
        #expect(
            try await rules(test, Self.schema).contains("ambiguous-call") == false
        )
        // Without them the test stops there.
        #expect(try await rules(test, "CREATE TABLE a ()").contains("ambiguous-call"))
    }

    private func rules(_ test: String, _ schema: String) async throws -> Set<String> {
        Set(try await ProvenClaims.diagnostics(test, over: schema).map(\.rule))
    }
}
