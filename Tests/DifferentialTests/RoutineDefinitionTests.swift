import ParseTree
import QueryEvaluation
import SQLSyntax
import SchemaCatalog
import TestSupport
import Testing

/// `pg_get_functiondef()` of what the files make is the server's text, to the byte: migrations look
/// for pieces of it.
struct RoutineDefinitionTests {
    private static let schema = """
        CREATE SCHEMA app;
        CREATE SCHEMA extensions;
        CREATE SCHEMA "Odd Schema";
        CREATE TYPE app.mood AS ENUM ('ok', 'it''s');
        CREATE TYPE public.pair AS (a int, b text);
        CREATE DOMAIN app.email AS text;
        CREATE TABLE app.notes (id int, body text);
        CREATE FUNCTION extensions.new_id() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid';
        CREATE FUNCTION extensions.gen_random_uuid() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid';

        """

    static let routines = [
        "CREATE FUNCTION app.f() RETURNS void LANGUAGE sql AS ''",
        "CREATE FUNCTION app.f(int, text) RETURNS int LANGUAGE sql AS 'SELECT $1'",
        "CREATE FUNCTION app.f(a int DEFAULT 3, b text = 'it''s', c uuid DEFAULT NULL) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$",
        "CREATE FUNCTION app.f(a varchar(10) DEFAULT 'x', b numeric(8,2) DEFAULT 1.50, c timestamptz DEFAULT now()) RETURNS numeric(5,1) LANGUAGE sql AS 'SELECT 1.0'",
        "CREATE FUNCTION app.f(a uuid DEFAULT extensions.new_id()) RETURNS uuid LANGUAGE sql AS 'SELECT a'",
        "CREATE FUNCTION app.f(a app.mood DEFAULT 'it''s', b app.email DEFAULT NULL) RETURNS app.mood LANGUAGE sql AS 'SELECT a'",
        "CREATE FUNCTION app.f(a jsonb DEFAULT '{}', b text[] DEFAULT '{}'::text[], c boolean DEFAULT true, d interval DEFAULT '1 day') RETURNS jsonb LANGUAGE sql AS 'SELECT a'",
        "CREATE FUNCTION app.f(a int, OUT b int, INOUT c text, OUT text) LANGUAGE plpgsql AS $$ BEGIN END $$",
        "CREATE FUNCTION app.f(OUT only_one int) LANGUAGE plpgsql AS $$ BEGIN END $$",
        "CREATE FUNCTION app.f(a int, VARIADIC rest text[]) RETURNS text LANGUAGE sql AS 'SELECT rest[1]'",
        "CREATE FUNCTION app.f(a int) RETURNS TABLE (id int, \"Body\" text) LANGUAGE sql AS 'SELECT * FROM app.notes'",
        "CREATE FUNCTION app.f() RETURNS SETOF app.notes LANGUAGE sql STABLE ROWS 20 COST 5 AS 'SELECT * FROM app.notes'",
        "CREATE FUNCTION app.f() RETURNS SETOF public.pair LANGUAGE sql ROWS 1000 COST 100 AS 'SELECT 1, $s$x$s$'",
        "CREATE FUNCTION app.f() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$ BEGIN RETURN NEW; END $$",
        "CREATE FUNCTION app.f() RETURNS int LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF SECURITY DEFINER SET search_path TO app, pg_temp, \"Odd Schema\" SET statement_timeout TO '5s' SET \"app.setting\" TO 'a, b' AS 'SELECT 1'",
        "CREATE FUNCTION app.f() RETURNS int LANGUAGE sql STABLE PARALLEL RESTRICTED SET work_mem = 1024 AS 'SELECT 1'",
        "CREATE FUNCTION app.f() RETURNS int LANGUAGE sql SET timezone TO 'UTC' SET DateStyle = 'ISO, MDY' AS 'SELECT 1'",
        "CREATE FUNCTION app.f(a uuid DEFAULT extensions.gen_random_uuid(), b uuid DEFAULT gen_random_uuid()) RETURNS uuid LANGUAGE sql AS 'SELECT a'",
        "SET search_path = public, extensions; CREATE FUNCTION app.f(a uuid DEFAULT extensions.gen_random_uuid(), b uuid DEFAULT extensions.new_id()) RETURNS uuid LANGUAGE sql AS 'SELECT a'",
        "CREATE FUNCTION app.f() RETURNS text LANGUAGE sql AS $body$ SELECT '$function$ and $functionx$' $body$",
        "CREATE FUNCTION app.f() RETURNS text LANGUAGE sql AS E'SELECT ''a\\nb''\n'",
        "CREATE FUNCTION \"Odd Schema\".\"F\"(\"A b\" int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE PROCEDURE app.f(a int, INOUT b int DEFAULT 4) LANGUAGE plpgsql AS $$ BEGIN b := a; END $$",
        "CREATE PROCEDURE app.f() LANGUAGE sql SECURITY DEFINER AS 'DELETE FROM app.notes'",
        "CREATE FUNCTION public.f(a int) RETURNS int LANGUAGE sql AS 'SELECT a'; ALTER FUNCTION public.f STABLE SECURITY DEFINER PARALLEL SAFE COST 7 SET search_path = public",
        "CREATE FUNCTION public.f(a int) RETURNS int LANGUAGE sql STABLE SET search_path = app AS 'SELECT a'; ALTER FUNCTION public.f(int) VOLATILE RESET search_path",
    ]

    private static let query = """
        SELECT pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
         WHERE p.proname IN ('f', 'F') AND n.nspname IN ('app', 'public', 'Odd Schema')
        """

    @Test(arguments: routines)
    func textIsTheServers(_ routine: String) throws {
        let snippet = Snippet(name: "routine", sql: Self.schema + routine + ";")
        let cluster = try PostgresCluster.shared.get()
        let database = "routine_\(UInt64.random(in: 0 ..< .max))"
        try cluster.createDatabase(database)
        let made = try cluster.psql(database, snippet.sql)
        #expect(made.status == 0, "\(made.error)")
        let (catalog, diagnostics) = snippet.fold()
        #expect(diagnostics.map(\.message) == [])
        let path = routine.hasPrefix("SET search_path") ? ["public", "extensions"] : ["public"]
        var evaluator = Evaluator(SystemCatalog(catalog, searchPath: path).environment)
        let ours = evaluator.evaluate(try Self.expression()).text
        let theirs = String(
            try cluster.psql(
                database, "SET search_path = \(path.joined(separator: ", ")); \(Self.query)"
            ).out.dropLast())
        #expect(ours == theirs)
    }

    /// The query as a scalar subquery.
    private static func expression() throws -> Expression {
        guard case .data(.query(let query)) = try StatementReader.readAll(query).first else {
            throw PostgresCluster.ClusterFailure(description: "no query")
        }
        return .subquery(Subquery(.scalar, query))
    }

    /// What is not known in full is not printed.
    @Test(arguments: [
        "CREATE FUNCTION app.f() RETURNS int LANGUAGE sql COST 0.5 AS 'SELECT 1'",
        "CREATE FUNCTION app.f(a int DEFAULT app.g(1)) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION app.f() RETURNS int LANGUAGE sql RETURN 1",
        "CREATE FUNCTION app.f() RETURNS int LANGUAGE c AS 'lib', 'f'",
    ])
    func whatIsNotKnownIsNotPrinted(_ routine: String) throws {
        let sql =
            Self.schema + "CREATE FUNCTION app.g(int) RETURNS int LANGUAGE sql AS 'SELECT 1';"
            + routine + ";"
        let (catalog, _) = Snippet(name: "routine", sql: sql).fold()
        var evaluator = Evaluator(SystemCatalog(catalog).environment)
        #expect(evaluator.evaluate(try Self.expression()) == .unknown)
    }
}
