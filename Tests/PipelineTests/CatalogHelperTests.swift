import SchemaCatalog
import Testing

/// What tests ask the server's catalogs about functions, by functions of their own, too.
struct CatalogHelperTests {
    private static let schema = """
        CREATE FUNCTION pinned(a int) RETURNS int LANGUAGE sql SECURITY DEFINER
            SET search_path = pg_catalog, "Odd", pg_temp AS 'SELECT a';
        CREATE FUNCTION closed() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path TO ''
            SET work_mem = '4MB' AS 'SELECT 1';
        CREATE FUNCTION open() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
        CREATE FUNCTION later() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
        ALTER FUNCTION later() SET search_path = 'one, two';
        """

    /// Of a function's text that is proven which it would not fit otherwise.
    @Test(arguments: [
        ("LIKE '%SECURITY DEFINER%'", ["existence", "security"]),
        ("ILIKE '%search_path to ''pg_catalog''%'", ["existence"]),
        ("LIKE '%SELECT a%'", ["existence"]),
        ("LIKE E'% LANGUAGE sql\\n SECURITY DEFINER\\n%'", ["existence", "security"]),
    ])
    func textsOfFunctionsAreKnown(_ condition: String, _ facets: [String]) async throws {
        for function in [
            "'pinned(int)'::regprocedure", "(SELECT oid FROM pg_proc WHERE proname = 'pinned')",
        ] {
            let found = try await ProvenClaims.of(
                "SELECT ok(pg_get_functiondef(\(function)) \(condition));", over: Self.schema)
            let proven = found.filter { $0.hasPrefix("function pinned ") }
                .map { String($0.dropFirst("function pinned ".count)) }
            #expect(proven.sorted() == facets, "\(function) \(condition)")
        }
        let source = try await ProvenClaims.of(
            "SELECT ok(EXISTS (SELECT FROM pg_proc WHERE proname = 'pinned' AND prosrc \(condition)));",
            over: Self.schema)
        #expect(source.contains("function pinned existence") == condition.contains("SELECT a"))
    }

    @Test(arguments: [
        (
            "proname = 'pinned' AND proconfig @> ARRAY['search_path=pg_catalog, \"Odd\", pg_temp']",
            "pinned"
        ),
        ("proname = 'closed' AND 'search_path=\"\"' = ANY (proconfig)", "closed"),
        (
            "proname = 'closed' AND array_to_string(proconfig, ',') = 'search_path=\"\",work_mem=4MB'",
            "closed"
        ),
        ("proname = 'open' AND proconfig IS NULL", "open"),
        ("proname = 'later' AND proconfig[1] = 'search_path=\"one, two\"'", "later"),
    ])
    func settingsOfFunctionsAreKnown(_ condition: String, _ name: String) async throws {
        let found = try await ProvenClaims.of(
            "SELECT ok(EXISTS (SELECT FROM pg_proc WHERE \(condition) AND prosecdef));",
            over: Self.schema)
        #expect(found.contains("function \(name) security"), "\(condition)")
        let other = try await ProvenClaims.of(
            "SELECT ok(EXISTS (SELECT FROM pg_proc WHERE NOT (\(condition)) AND prosecdef AND proname = '\(name)'));",
            over: Self.schema)
        #expect(!other.contains("function \(name) security"), "\(condition)")
    }

    @Test(arguments: [
        ("fn text", "p.proname = is_definer.fn", true), ("text", "p.proname = $1", true),
        ("fn text", "p.proname = fn || 'er'", false),
    ])
    func functionsOfTheTestAreAsked(_ parameter: String, _ filter: String, _ isProof: Bool)
        async throws
    {
        let found = try await ProvenClaims.of(
            """
            CREATE FUNCTION pg_temp.is_definer(\(parameter)) RETURNS boolean LANGUAGE sql AS $$
                SELECT EXISTS (SELECT 1 FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                    WHERE n.nspname = 'public' AND \(filter) AND p.prosecdef);
            $$;
            SELECT ok(pg_temp.is_definer('open'), 'runs as its owner');
            """, over: Self.schema)
        #expect(found.contains("function open security") == isProof)
    }

    /// With an extension goes whatever it made.
    @Test func whatADroppedExtensionHadIsGone() async throws {
        func stale(_ test: String) async throws -> Int {
            try await ProvenClaims.diagnostics(test, over: Self.schema).count {
                $0.rule == "stale-assertion"
            }
        }
        let gone = "\nSELECT hasnt_function('open');"
        #expect(try await stale("DROP EXTENSION shop;" + gone) == 0)
        #expect(try await stale("SELECT lives_ok('DROP EXTENSION IF EXISTS shop');" + gone) == 0)
        #expect(try await stale("DROP EXTENSION IF EXISTS pgtap;" + gone) == 1)
    }

    /// In the subqueries of assertions the statement's common tables are seen.
    @Test(arguments: [
        ("SELECT bool_and(prosecdef) FROM found", true),
        ("SELECT count(*) = 2 FROM found WHERE prosecdef", true),
        ("SELECT bool_or(prosecdef) FROM found", false),
        ("WITH found AS (SELECT true AS prosecdef) SELECT bool_and(prosecdef) FROM found", false),
    ])
    func commonTablesAreSeen(_ query: String, _ isProven: Bool) async throws {
        let found = try await ProvenClaims.of(
            """
            WITH kept AS (SELECT proname, prosecdef FROM pg_proc), found AS (
                SELECT prosecdef FROM kept WHERE proname IN ('open', 'later'))
            SELECT ok((\(query)), 'they run as their owners');
            """, over: Self.schema)
        #expect(found.contains("function open security") == isProven, "\(query)")
    }

    /// The labels of a type, by the functions that give them.
    @Test(arguments: [
        ("set_eq('SELECT unnest(enum_range(NULL::mood))::text', ARRAY['sad', 'glad'])", true),
        ("is(enum_range(NULL::public.mood)::text[], ARRAY['sad', 'glad'])", true),
        ("is(enum_range(NULL::mood)::text, '{sad,glad}')", true),
        ("is(enum_first(NULL::mood)::text, 'sad')", false),
        ("ok('sad' = ANY (enum_range(NULL::mood)::text[]))", false),
    ])
    func labelsOfTypes(_ assertion: String, _ isProven: Bool) async throws {
        let found = try await ProvenClaims.of(
            "SELECT \(assertion);", over: "CREATE TYPE mood AS ENUM ('sad', 'glad');")
        #expect(found.contains("enum mood labels") == isProven, "\(assertion)")
    }
}
