import MigrationAnalysis
import SQLText
import SchemaCatalog
import Testing

/// What statements leave behind. Each expectation was seen on PostgreSQL 15.
struct FoldTests {
    @Test func generatedNames() {
        let catalog = fold(
            """
            CREATE TABLE a (id serial PRIMARY KEY, b int UNIQUE CHECK (b > 0), c int CHECK (c > b), d int REFERENCES a);
            ALTER TABLE a ADD CHECK (b < 100);
            CREATE INDEX ON a (lower(b::text), c);
            CREATE INDEX ON a (c);
            CREATE INDEX ON a (c);
            """
        ).catalog
        #expect(names(catalog, .primaryKey) == ["a_pkey"])
        #expect(names(catalog, .unique) == ["a_b_key"])
        #expect(names(catalog, .check) == ["a_b_check", "a_b_check1", "a_check"])
        #expect(names(catalog, .foreignKey) == ["a_d_fkey"])
        #expect(names(catalog, .sequence) == ["a_id_seq"])
        #expect(
            names(catalog, .index) == ["a_b_key", "a_c_idx", "a_c_idx1", "a_lower_c_idx", "a_pkey"])
    }

    @Test func renamesReachWhatHangsOnThem() {
        let catalog = fold(
            """
            CREATE TABLE a (x int, y int, CONSTRAINT k UNIQUE (x, y));
            ALTER TABLE a RENAME COLUMN x TO z;
            ALTER TABLE a RENAME TO b;
            ALTER INDEX k RENAME TO k2;
            """
        ).catalog
        let key = catalog[ObjectID(.unique, schema: "public", relation: "b", name: "k2")]
        #expect(key?.facets[.columns] == .list(["z", "y"]))
        #expect(catalog[ObjectID(.table, schema: "public", name: "a")] == nil)
    }

    /// A new connection has the settings that its database and role have by then.
    @Test func connectionsAreSessions() {
        let catalog = fold(
            """
            CREATE SCHEMA app; SET search_path TO app; CREATE TABLE a (); SET ROLE writer;
            \\connect shop
            CREATE TABLE b ();
            ALTER ROLE keeper IN DATABASE shop SET search_path TO app;
            CREATE TABLE c ();
            \\c shop keeper
            CREATE TABLE d ();
            """
        ).catalog
        let owned = catalog.objects.compactMap { object in
            if object.id.kind == .table, case .text(let owner)? = object.facets[.owner] {
                "\(object.id.schema ?? "").\(object.id.name) \(owner)"
            } else {
                nil
            }
        }
        #expect(
            Set(owned) == [
                "app.a postgres", "public.b postgres", "public.c postgres", "app.d keeper",
            ])
    }

    /// A role's settings are those of its own sessions; who deploys is another, where nothing says
    /// that it is not.
    @Test func settingsOfRoles() {
        let catalog = fold(
            """
            CREATE SCHEMA app; CREATE ROLE clerk; ALTER ROLE clerk SET search_path TO app;
            \\connect shop
            CREATE TABLE a ();
            \\connect shop clerk
            CREATE TABLE b (); SET search_path TO public; RESET search_path; CREATE TABLE c ();
            \\connect shop
            CREATE TABLE d ();
            ALTER DATABASE shop SET search_path TO app; ALTER ROLE clerk RESET search_path;
            \\connect shop postgres
            CREATE TABLE e (); ALTER ROLE postgres SET search_path TO public;
            \\connect - -
            CREATE TABLE f ();
            \\connect shop clerk
            CREATE TABLE g (); ALTER ROLE clerk SET search_path TO clerks;
            """
        ).catalog
        let tables = catalog.objects.filter { $0.id.kind == .table }
        #expect(
            tables.map { "\($0.id.schema ?? "").\($0.id.name)" }.sorted() == [
                "app.b", "app.c", "app.d", "app.e", "app.g", "public.a", "public.f",
            ])
        // Tests come as whom the script went on as.
        #expect(catalog.searchPath == ["clerks"])
    }

    /// What a session made for itself is gone with it, as is a transaction that it leaves open.
    @Test func connectionsEnd() {
        let folded = fold(
            """
            CREATE TEMP TABLE rows (); BEGIN; ALTER TABLE missing ADD id int;
            \\connect shop
            CREATE TABLE rows (id int);
            """)
        #expect(folded.catalog.objects.contains { $0.id.kind == .table && $0.id.name == "rows" })
    }

    /// Bodies in SQL are checked when they are created, along the path that the function sets.
    @Test(arguments: [
        ("f() RETURNS int LANGUAGE sql AS 'SELECT id FROM later'", false),
        ("f() RETURNS int LANGUAGE sql AS 'SELECT id FROM gone'", false),
        ("f() RETURNS int LANGUAGE sql SET search_path FROM CURRENT AS 'SELECT id FROM old'", true),
        ("f() RETURNS int LANGUAGE sql AS 'SELECT id FROM app.here'", true),
        ("f() RETURNS int LANGUAGE sql SET search_path = app AS 'SELECT id FROM here'", true),
        ("f() RETURNS int LANGUAGE sql SET search_path = '' AS 'SELECT id FROM old'", false),
        ("f() RETURNS void LANGUAGE sql AS 'DELETE FROM old; DELETE FROM later'", false),
        ("f() RETURNS int LANGUAGE sql AS 'WITH later AS (SELECT 1) SELECT * FROM later'", true),
        (
            """
            f() RETURNS int LANGUAGE sql AS 'WITH RECURSIVE a AS (SELECT id FROM behind),
                behind AS (SELECT 1 AS id UNION ALL SELECT id + 1 FROM behind WHERE id < 3)
                SELECT id FROM a'
            """, true
        ),
        (
            "f() RETURNS int LANGUAGE sql AS 'WITH a AS (SELECT 1 FROM later), later AS (SELECT 1) SELECT 1'",
            false
        ),
        ("f() RETURNS int LANGUAGE sql AS 'WITH later AS (SELECT 1 FROM later) SELECT 1'", false),
        ("f(a anyelement) RETURNS int LANGUAGE sql AS 'SELECT id FROM later'", true),
        ("f() RETURNS int LANGUAGE plpgsql AS 'BEGIN DELETE FROM later; END'", true),
    ])
    func bodiesInSQLAreChecked(_ routine: String, _ isRight: Bool) {
        let tables = """
            CREATE SCHEMA app; CREATE TABLE app.here (id int); CREATE TABLE old (id int);
            CREATE TABLE gone (id int); DROP TABLE gone;
            """
        for (setting, isRight) in [("", isRight), ("SET check_function_bodies = off;", true)] {
            let (catalog, said) = fold("\(tables) \(setting) CREATE FUNCTION \(routine);")
            #expect(said.isEmpty == isRight, "\(said)")
            // What nobody made others may have; what was dropped is not there.
            let isMade = isRight || !routine.contains("gone")
            #expect((names(catalog, .function) == ["f"]) == isMade)
        }
    }

    /// As PostGIS 3.3 prints them; with the extension unmentioned, as where a platform brings it.
    @Test(arguments: ["", "CREATE EXTENSION postgis;"])
    func shapesOfPostGIS(_ extension: String) {
        let written = [
            "geometry(Point,4326)": "geometry(Point,4326)",
            "geography(point)": "geography(Point,4326)",
            "geometry(MultiPolygonZ)": "geometry(MultiPolygonZ)",
            "geometry(geometry, 3857)": "geometry(Geometry,3857)",
            "geometry(PointZM,4326)[]": "geometry(PointZM,4326)[]",
            "geometry('linestringm')": "geometry(LineStringM)",
            "geometry(geometryz)": "geometry(GeometryZ)",
            "geometry(tin)": "geometry(Tin)", "geography(Geometry)": "geography(Geometry,4326)",
            "geometry(geometry)": "geometry", "geometry(point,0)": "geometry(Point)",
            "geography": "geography",
        ]
        for (type, printed) in written {
            let catalog = fold("\(`extension`) CREATE TABLE t (a \(type));").catalog
            let column = ObjectID(.column, schema: "public", relation: "t", name: "a")
            // A shape of any kind is no modifier, which is not known of a type that is not known.
            let isTold = !`extension`.isEmpty || type != "geometry(geometry)"
            #expect(
                catalog[column]?.facets[.type] == (isTold ? .text(printed) : .unknown), "\(type)")
        }
    }

    @Test func cascadeTakesWhatDepends() {
        let (catalog, diagnostics) = fold(
            """
            CREATE TABLE a (id int PRIMARY KEY);
            CREATE TABLE b (a_id int REFERENCES a);
            CREATE VIEW v AS SELECT id FROM a;
            CREATE VIEW w AS SELECT id FROM v;
            DROP TABLE a;
            DROP TABLE a CASCADE;
            """)
        #expect(diagnostics.map(\.location?.line) == [5])
        #expect(names(catalog, .view) == [])
        #expect(names(catalog, .foreignKey) == [])
        #expect(names(catalog, .table) == ["b"])
    }

    @Test func rolledBackStatementsLeaveNothing() {
        let catalog = fold(
            """
            BEGIN; CREATE TABLE gone (id int); ROLLBACK;
            BEGIN; CREATE TABLE kept (id int); SAVEPOINT s; CREATE TABLE gone2 (id int); ROLLBACK TO s; COMMIT;
            """
        ).catalog
        #expect(names(catalog, .table) == ["kept"])
    }

    private static let failing = """
        BEGIN; CREATE TABLE a (id int); CREATE TABLE a (id int); CREATE TABLE b (id int); COMMIT;
        CREATE TABLE c (id int);
        """

    @Test func errorEndsATransaction() {
        let (catalog, diagnostics) = fold(Self.failing)
        #expect(names(catalog, .table) == ["c"])
        #expect(
            diagnostics.map(\.message) == [
                "relation \"a\" already exists; PostgreSQL would reject this statement, and with it the transaction that begins on line 1"
            ])
    }

    /// A schema that cannot be deployed is none: the catalog shows what the rest is meant to make.
    @Test(arguments: [("", ErrorHandling.stops), ("\\set ON_ERROR_STOP on\n", .goesOn)])
    func errorEndsADeploy(_ prefix: String, _ errorHandling: ErrorHandling) {
        let (catalog, diagnostics) = fold(prefix + Self.failing, errorHandling)
        #expect(names(catalog, .table) == ["a", "b", "c"])
        #expect(
            diagnostics.map(\.message) == [
                "relation \"a\" already exists; PostgreSQL would reject this statement, and the deploy ends here"
            ])
    }

    @Test(arguments: ["off", "0", "false", "no"])
    func errorStopIsTurnedOff(_ value: String) {
        let catalog = fold("\\set ON_ERROR_STOP \(value)\n" + Self.failing, .stops).catalog
        #expect(names(catalog, .table) == ["c"])
    }

    @Test func transactionWithoutEndIsTold() {
        let (catalog, diagnostics) = fold(
            "CREATE TABLE a (id int);\nBEGIN; CREATE TABLE b (id int);")
        #expect(names(catalog, .table) == ["a"])
        #expect(diagnostics.map(\.rule) == ["uncommitted-transaction"])
        #expect(diagnostics.first?.location?.line == 2)
    }

    /// ALTER DATABASE is for the sessions to come.
    @Test(arguments: [
        "format('ALTER DATABASE %I SET search_path = s', current_database())",
        "'ALTER DATABASE ' || quote_ident(current_database()) || ' SET search_path = s'",
    ])
    func settingOfTheDatabaseWithoutItsName(_ text: String) {
        var fold = CatalogFold(dynamic: .grammar)
        for sql in [
            "CREATE SCHEMA s; DO $$ BEGIN EXECUTE \(text); END $$; CREATE TABLE a (id int);",
            "CREATE TABLE b (id int);",
        ] {
            let file = MigrationFileAnalyzer.analyze(
                SourceFile(path: "m.sql", bytes: Array(sql.utf8)))
            let changes = file.steps.compactMap { step in
                if case .change(let change) = step { change } else { nil }
            }
            fold.apply([("m.sql", changes)])
        }
        let (catalog, diagnostics) = fold.finish()
        let tables = catalog.objects.filter { $0.id.kind == .table }.map(\.id.schema)
        #expect(tables == ["public", "s"])
        #expect(diagnostics.isEmpty)
    }

    /// What a transaction did that came to nothing is no longer of interest.
    @Test func opaqueStatementsAreRolledBack() {
        let (catalog, diagnostics) = fold(
            "BEGIN; DO $$ BEGIN EXECUTE (SELECT a FROM b); END $$; ROLLBACK; CREATE TABLE c (id int);"
        )
        #expect(names(catalog, .table) == ["c"])
        #expect(diagnostics.isEmpty)
    }

    /// `pg_catalog` is searched without being named.
    @Test func relationsOfTheServerAreThere() {
        let (_, diagnostics) = fold(
            """
            CREATE ROLE gate;
            GRANT SELECT ON pg_authid, pg_catalog.pg_shadow TO gate;
            GRANT SELECT ON pg_nowhere TO gate;
            """)
        #expect(diagnostics.map(\.location?.line) == [3])
    }

    /// Not to all depths, in each of its branches; and each place is named once.
    @Test func routinesThatCallThemselvesAreNotFollowedForEver() {
        let calls = (1...9).map { "PERFORM walk(n + \($0));" }.joined(separator: " ")
        let (catalog, diagnostics) = fold(
            """
            CREATE TABLE steps (n int, command text);
            CREATE FUNCTION walk(n int) RETURNS void LANGUAGE plpgsql AS $$ DECLARE step record; BEGIN
              IF EXISTS (SELECT FROM steps s WHERE s.n = walk.n) THEN
                CREATE TABLE IF NOT EXISTS walked (id int);
                \(calls)
                FOR i IN 1..20 LOOP EXECUTE (SELECT command FROM steps LIMIT 1); END LOOP;
              END IF;
            END $$;
            SELECT walk(1);
            """)
        #expect(names(catalog, .table) == ["steps", "walked"])
        #expect(Set(diagnostics.map(\.rule)) == ["opaque-ddl"])
        #expect(diagnostics.count < 20)
    }

    @Test func searchPathOfTheTransaction() {
        let catalog = fold(
            """
            CREATE SCHEMA s; BEGIN; SET LOCAL search_path = s; CREATE TABLE t (id int); COMMIT; CREATE TABLE t (id int);
            """
        ).catalog
        #expect(
            catalog.objects.filter { $0.id.kind == .table }.map(\.id.schema) == ["public", "s"])
    }

    @Test func keyGivenTwiceIsMadeOnce() {
        // `transformIndexConstraints` drops the second, and keeps its name where the first has
        // none.
        let catalog = fold(
            "CREATE TABLE a (id int UNIQUE PRIMARY KEY, b int UNIQUE, CONSTRAINT named UNIQUE (b));"
        ).catalog
        #expect(names(catalog, .primaryKey) == ["a_pkey"])
        #expect(names(catalog, .unique) == ["named"])
    }

    @Test func guardedStatementsAreNoFault() {
        let (catalog, diagnostics) = fold(
            """
            CREATE TYPE mood AS ENUM ('ok');
            DO $$ BEGIN CREATE TYPE mood AS ENUM ('ok'); EXCEPTION WHEN duplicate_object THEN null; END $$;
            DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_type) THEN CREATE TYPE other AS ENUM ('a'); END IF; END $$;
            """)
        #expect(diagnostics.isEmpty)
        #expect(names(catalog, .enum) == ["mood"])
    }

    /// Dumps of a platform grant what an extension brought beside the schema's own.
    @Test func functionsThatAnExtensionIsMadeOf() {
        let grants = """
            GRANT ALL ON FUNCTION public.lquery_in(cstring) TO PUBLIC;
            GRANT ALL ON FUNCTION public.lquery_out(public.lquery) TO PUBLIC;
            GRANT ALL ON FUNCTION public.ltree_compress(internal) TO PUBLIC;
            """
        #expect(fold("CREATE EXTENSION ltree WITH SCHEMA public;" + grants).diagnostics.isEmpty)
        #expect(fold(grants).diagnostics.count == 3)
        #expect(
            fold(
                "CREATE EXTENSION ltree; GRANT ALL ON FUNCTION public.gone(int) TO PUBLIC;"
            ).diagnostics.count == 1)
    }

    /// PostGIS' functions add columns, and take them away.
    @Test func columnsThatPostGISAdds() {
        let (catalog, diagnostics) = fold(
            """
            CREATE SCHEMA land;
            CREATE TABLE land.parcel (id int);
            SELECT AddGeometryColumn('land', 'parcel', 'shape', 4167, 'MULTIPOLYGON', 2);
            SELECT AddGeometryColumn('', 'land', 'parcel', 'centre', 4326, 'POINT', 3, true);
            SELECT AddGeometryColumn('land', 'parcel', 'old', 0, 'POINT', 2);
            SELECT DropGeometryColumn('land', 'parcel', 'old');
            CREATE INDEX ON land.parcel USING gist (shape);
            """)
        #expect(diagnostics.isEmpty)
        let types = catalog.objects.filter { $0.id.kind == .column }.map {
            "\($0.id.name) \($0.facets[.type].map { "\($0)" } ?? "")"
        }
        #expect(
            types.sorted() == [
                "centre text(\"geometry(PointZ,4326)\")", "id text(\"integer\")",
                "shape text(\"geometry(MultiPolygon,4167)\")",
            ])
    }

    @Test func typesAreNamedAsTheServerNamesThem() {
        let catalog = fold(
            """
            CREATE TYPE "Weird Name" AS ENUM ('a');
            CREATE TABLE t (a varchar(10), b char, c timestamptz(3)[], d numeric(10), e "Weird Name"[], f interval day to second(3), g bit);
            """
        ).catalog
        let types = ["a", "b", "c", "d", "e", "f", "g"].map { column -> FacetValue? in
            catalog[ObjectID(.column, schema: "public", relation: "t", name: column)]?.facets[.type]
        }
        let expected = [
            "character varying(10)", "character(1)", "timestamp(3) with time zone[]",
            "numeric(10,0)", "\"Weird Name\"[]",
            "interval day to second(3)", "bit(1)",
        ]
        #expect(types == expected.map { FacetValue.text($0) })
    }
}
