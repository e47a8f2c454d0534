import SchemaCatalog
import Testing

/// Triggers count where a test notices what they do.
struct TriggerEvidenceTests {
    private static let schema = """
        CREATE TABLE things (name text, made timestamptz NOT NULL DEFAULT now(), changed date NOT NULL DEFAULT now());
        CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            NEW.made = now(); RETURN NEW; END $$;
        CREATE TRIGGER stamped BEFORE INSERT ON things FOR EACH ROW EXECUTE FUNCTION stamp();
        CREATE FUNCTION count_things() RETURNS int LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN
            SELECT * INTO r FROM things; RETURN 1; END $$;
        CREATE FUNCTION guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF OLD.name = 'done' THEN RAISE EXCEPTION 'a finished thing stays as it is'; END IF;
            RETURN NEW; END $$;
        CREATE TRIGGER guarded BEFORE UPDATE ON things FOR EACH ROW EXECUTE FUNCTION guard();
        CREATE FUNCTION weigh() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF NEW.name = '' THEN RAISE EXCEPTION 'thing % has no name', OLD.name; END IF;
            RETURN NEW; END $$;
        CREATE TRIGGER weighed BEFORE UPDATE ON things FOR EACH ROW EXECUTE FUNCTION weigh();
        """

    private func proven(_ test: String) async throws -> Set<String> {
        try await ProvenClaims.of(test, over: Self.schema)
    }

    /// A trigger is needed for what it fills in where nothing else would: a column's default does,
    /// and that of its domain.
    @Test(arguments: [
        ("timestamptz NOT NULL", true), ("timestamptz NOT NULL DEFAULT now()", false),
        ("stamped NOT NULL", false), ("over_stamped NOT NULL", false),
        ("unset NOT NULL", true), ("bare NOT NULL", true),
    ])
    func whatNothingElseFillsIn(_ column: String, _ isProof: Bool) async throws {
        let schema = """
            CREATE DOMAIN stamped AS timestamptz DEFAULT current_timestamp;
            CREATE DOMAIN over_stamped AS stamped;
            CREATE DOMAIN unset AS timestamptz DEFAULT NULL;
            CREATE DOMAIN bare AS timestamptz;
            CREATE TABLE notes (id int, made \(column));
            CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                NEW.made = now(); RETURN NEW; END $$;
            CREATE TRIGGER stamped BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION stamp();
            """
        let found = try await ProvenClaims.of(
            "SELECT lives_ok('INSERT INTO notes (id) VALUES (1)');", over: schema)
        #expect(found.contains("trigger stamped existence") == isProof)
    }

    /// That there are rows says nothing of what is in them.
    @Test func rowsThatAreNotComparedShowNothing() async throws {
        let insert = "INSERT INTO things (name) VALUES ('x');"
        for (look, isProof) in [
            ("SELECT isnt_empty('SELECT * FROM things');", false),
            ("SELECT lives_ok('SELECT * FROM things');", false),
            ("SELECT results_eq('SELECT * FROM things', $$ VALUES ('x', now(), now()) $$);", false),
            ("SELECT is((SELECT made FROM things), now());", true),
            ("SELECT is((SELECT name FROM things), 'x');", false),
            // PL/pgSQL puts the row into a variable.
            ("SELECT is(count_things(), 1);", false),
        ] {
            let found = try await proven(insert + look)
            #expect(found.contains("trigger stamped existence") == isProof, "\(look)")
        }
    }

    /// What is given anyway nobody would miss.
    @Test(arguments: [
        ("current_user", false), ("'somebody'", true), ("NULL", true),
    ])
    func whatIsGivenAnywayIsNotMissed(_ given: String, _ isNoticed: Bool) async throws {
        let schema = """
            CREATE TABLE deeds (id int, owner text, size int);
            CREATE FUNCTION own() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                NEW.owner := current_user; RETURN NEW; END $$;
            CREATE TRIGGER owned BEFORE INSERT ON deeds FOR EACH ROW EXECUTE FUNCTION own();
            CREATE FUNCTION cap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF NEW.size > 9 THEN NEW.size := 9; END IF; RETURN NEW; END $$;
            CREATE TRIGGER capped BEFORE INSERT ON deeds FOR EACH ROW EXECUTE FUNCTION cap();
            """
        let test = """
            INSERT INTO deeds (id, owner, size) VALUES (1, \(given), 3), (2, \(given), 4);
            SELECT is((SELECT owner FROM deeds WHERE id = 2), current_user::text);
            SELECT is((SELECT size FROM deeds WHERE id = 2), 4);
            """
        let found = try await ProvenClaims.of(test, over: schema)
        #expect(found.contains("trigger owned existence") == isNoticed, "\(given)")
        #expect(!found.contains("trigger capped existence"))
    }

    /// What a trigger's function calls writes for it.
    @Test(arguments: [("total", true), ("label", false)])
    func functionsThatTriggersCallAreFollowed(_ column: String, _ isNoticed: Bool) async throws {
        let schema = """
            CREATE TABLE carts (id int PRIMARY KEY, total int DEFAULT 0, label text);
            CREATE TABLE lines (cart int, price int);
            CREATE FUNCTION add_up(which int) RETURNS void LANGUAGE sql AS $$
                UPDATE carts SET total = (SELECT sum(price) FROM lines WHERE cart = which)
                WHERE id = which $$;
            CREATE FUNCTION line_added() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                PERFORM add_up(NEW.cart); RETURN NULL; END $$;
            CREATE TRIGGER added AFTER INSERT ON lines FOR EACH ROW EXECUTE FUNCTION line_added();
            """
        let test = """
            INSERT INTO carts (id, label) VALUES (1, 'a');
            INSERT INTO lines VALUES (1, 7);
            SELECT isnt((SELECT \(column)::text FROM carts WHERE id = 1), '0');
            """
        let found = try await ProvenClaims.of(test, over: schema)
        #expect(found.contains("trigger added existence") == isNoticed)
    }

    /// An audit's row of another table is not looked at.
    @Test func auditsAreLookedForByTheirTable() async throws {
        let schema = """
            CREATE TABLE audit (of text, what text);
            CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                INSERT INTO audit (of, what) VALUES (TG_TABLE_NAME, TG_OP); RETURN NULL; END $$;
            CREATE TABLE orders (id int);
            CREATE TABLE guests (id int);
            CREATE TRIGGER orders_noted AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION note();
            CREATE TRIGGER guests_noted AFTER INSERT ON guests FOR EACH ROW EXECUTE FUNCTION note();
            """
        let test = """
            INSERT INTO orders VALUES (1); INSERT INTO guests VALUES (1);
            SELECT ok(EXISTS (SELECT 1 FROM audit a WHERE a.of = 'orders'));
            """
        let found = try await ProvenClaims.of(test, over: schema)
        #expect(found.contains("trigger orders_noted existence"))
        #expect(!found.contains("trigger guests_noted existence"))
    }

    /// A row that a function keeps in a variable has the columns that it names of it.
    @Test(arguments: [
        "SELECT * INTO kept FROM notes LIMIT 1;",
        "INSERT INTO notes VALUES (1) RETURNING * INTO kept;",
        "UPDATE notes SET id = 2 RETURNING * INTO kept;",
    ])
    func rowsInVariablesHaveTheirColumns(_ statement: String) async throws {
        let schema = """
            CREATE TABLE notes (id int PRIMARY KEY, tag text, extra text);
            CREATE FUNCTION keep() RETURNS TABLE (of text) LANGUAGE plpgsql AS $$
                DECLARE kept notes%ROWTYPE; BEGIN
                \(statement)
                RETURN QUERY SELECT kept.tag; END $$;
            """
        let found = try await ProvenClaims.of("SELECT is((SELECT keep()), 'a');", over: schema)
        #expect(found.contains("column tag existence"))
        #expect(!found.contains("column extra existence"))
    }

    /// Without a column that it looks at a trigger's function fails, where it comes to that.
    @Test func triggersNeedTheColumnsOfTheirRow() async throws {
        let schema = """
            CREATE TABLE notes (id int PRIMARY KEY, kind text DEFAULT 'a', tag text, extra text);
            CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF NEW.kind IS DISTINCT FROM OLD.kind THEN
                    IF NEW.extra = 'x' THEN RETURN NULL; END IF;
                    PERFORM 1 FROM notes WHERE tag = NEW.tag;
                END IF;
                RETURN NEW; END $$;
            CREATE TRIGGER held BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION hold();
            """
        let changed = try await ProvenClaims.of("UPDATE notes SET id = 2;", over: schema)
        #expect(changed.contains("column kind existence"))
        // What is within a branch may well not be done.
        #expect(!changed.contains("column extra existence"))
        #expect(!changed.contains("column tag existence"))
        // An error on the way there would have been one of the test's.
        let strict = schema.replacing(
            "IF NEW.kind", with: "IF NEW.id = 3 THEN RAISE EXCEPTION 'three'; END IF; IF NEW.kind")
        let passed = try await ProvenClaims.of("UPDATE notes SET tag = 'x';", over: strict)
        #expect(passed.contains("column kind existence"))
        let early = schema.replacing(
            "IF NEW.kind", with: "IF NEW.id = 3 THEN RETURN NEW; END IF; IF NEW.kind")
        let left = try await ProvenClaims.of("UPDATE notes SET tag = 'x';", over: early)
        #expect(!left.contains("column kind existence"))
        let made = try await ProvenClaims.of("INSERT INTO notes (id) VALUES (1);", over: schema)
        #expect(!made.contains("column kind existence"))
    }

    /// A trigger on a table of the platform's needs its function; another's is not asked for.
    @Test func triggersOnForeignTablesNeedTheirFunction() async throws {
        let schema = """
            CREATE FUNCTION greet(u auth.users.id%TYPE) RETURNS void LANGUAGE sql AS $$ SELECT $$;
            CREATE FUNCTION welcome() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                RETURN NEW; END $$;
            CREATE TRIGGER welcomed AFTER INSERT ON auth.users
                FOR EACH ROW EXECUTE FUNCTION welcome();
            CREATE TABLE greeted (who uuid REFERENCES auth.users);
            """
        for (assertion, isProof) in [
            ("trigger_is('auth', 'users', 'welcomed', 'public', 'welcome')", true),
            ("has_trigger('auth', 'users', 'welcomed', 'is there')", true),
            ("trigger_is('auth', 'users', 'welcomed', 'public', 'greet')", false),
            ("has_trigger('auth', 'users', 'other', 'is there')", false),
        ] {
            let found = try await ProvenClaims.of("SELECT \(assertion);", over: schema)
            #expect(found.contains("function welcome existence") == isProof, "\(assertion)")
        }
        // What type that is no file tells.
        let test = "SELECT has_function('greet', ARRAY['uuid']);"
        #expect(try await ProvenClaims.of(test, over: schema).contains("function greet existence"))
        let said = try await ProvenClaims.diagnostics(test, over: schema)
        #expect(!said.contains { $0.rule == "stale-assertion" })
    }

    /// A trigger that is not fired needs nothing, and goes with the columns that it names itself.
    @Test func triggersThatMayNotBeFiredNeedNothing() async throws {
        let schema = """
            CREATE TABLE tabs (id int PRIMARY KEY, pinned boolean DEFAULT false, rank int);
            CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF NEW.rank > 3 AND NEW.pinned THEN RETURN NULL; END IF;
                RETURN NEW; END $$;
            """
        for (condition, column, isProof) in [
            ("", "pinned", true), ("", "rank", true), ("WHEN (NEW.pinned)", "rank", false),
            ("WHEN (NEW.pinned)", "pinned", false), ("WHEN (NEW.id > 0)", "rank", true),
        ] {
            let trigger = """
                CREATE TRIGGER held BEFORE INSERT ON tabs FOR EACH ROW \(condition)
                    EXECUTE FUNCTION hold();
                """
            let found = try await ProvenClaims.of(
                "INSERT INTO tabs (id) VALUES (1);", over: schema + trigger)
            #expect(
                found.contains("column \(column) existence") == isProof, "\(condition) \(column)")
        }
    }

    /// The server's own function for the time of a change sets nothing else.
    @Test func timesOfChangesAreSeenByWhoAsksForThem() async throws {
        let schema = """
            CREATE EXTENSION moddatetime;
            CREATE TABLE pins (id int PRIMARY KEY, place text, moved timestamptz DEFAULT now());
            CREATE TRIGGER dated BEFORE UPDATE ON pins
                FOR EACH ROW EXECUTE FUNCTION moddatetime('moved');
            """
        for (look, isProof) in [
            ("SELECT is((SELECT place FROM pins WHERE id = 1), 'x');", false),
            ("UPDATE pins SET moved = now() WHERE id = 2;", false),
            ("SELECT is((SELECT moved FROM pins WHERE id = 1), now());", true),
        ] {
            let found = try await ProvenClaims.of(
                "UPDATE pins SET place = 'x' WHERE id = 1;" + look, over: schema)
            #expect(found.contains("trigger dated existence") == isProof, "\(look)")
        }
    }

    /// What a function says that it gives has no column more for one of a table.
    @Test func starsWithinFunctionsWithColumnsAreNotSeen() async throws {
        let schema = """
            CREATE TABLE cards (id int PRIMARY KEY, face text, back text);
            CREATE FUNCTION deck() RETURNS TABLE (face text) LANGUAGE sql STABLE AS
                $$ WITH all_cards AS (SELECT * FROM cards) SELECT face FROM all_cards $$;
            CREATE FUNCTION pack() RETURNS SETOF cards LANGUAGE sql STABLE AS
                $$ SELECT * FROM cards $$;
            """
        let deck = try await ProvenClaims.of(
            "SELECT results_eq('SELECT * FROM deck()', 'VALUES ($$x$$)');", over: schema)
        #expect(!deck.contains("column back existence"))
        // What is taken of the star is.
        #expect(deck.contains("column face existence"))
        let pack = try await ProvenClaims.of(
            "SELECT results_eq('SELECT * FROM pack()', 'VALUES (1, $$x$$, $$y$$)');", over: schema)
        #expect(pack.contains("column back existence"))
    }

    /// What a trigger sets needs no default.
    @Test func defaultsBehindTriggersAreNotNeeded() async throws {
        let found = try await proven("INSERT INTO things (name) VALUES ('x');")
        #expect(found.contains("column changed default"))
        #expect(!found.contains("column made default"))
    }

    @Test func messagesTellWhichTriggerRaised() async throws {
        let update = "SELECT throws_like('UPDATE things SET name = name',"
        let finished = try await proven(update + " '%finished thing stays%');")
        #expect(finished.contains("trigger guarded existence"))
        #expect(!finished.contains("trigger weighed existence"))
        let nameless = try await proven(update + " 'thing x has no name');")
        #expect(nameless.contains("trigger weighed existence"))
        #expect(!nameless.contains("trigger guarded existence"))
        // Neither says that.
        let other = try await proven(update + " 'permission denied%');")
        #expect(!other.contains("trigger guarded existence"))
        #expect(!other.contains("trigger weighed existence"))
        // Either may have raised it.
        let any = try await proven(
            "SELECT throws_ok('UPDATE things SET name = name', 'P0001');")
        #expect(!any.contains("trigger guarded existence"))
    }

    /// The SQLSTATE tells as well, and a constraint that may be it is none then.
    @Test(arguments: [
        ("'23514'", ["trigger checked existence"]), ("'P0001'", []),
        ("'23514', 'no more than ten'", ["trigger checked existence"]),
        (
            "'23514', 'new row for relation \"boxes\" violates check constraint \"sized\"'",
            ["check sized existence"]
        ),
    ])
    func codesTellWhoRaised(_ error: String, _ expected: [String]) async throws {
        let schema = """
            CREATE TABLE boxes (size int CONSTRAINT sized CHECK (size > 0));
            CREATE FUNCTION check_box() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF NEW.size > 10 THEN
                    RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'no more than ten';
                END IF;
                RETURN NEW; END $$;
            CREATE TRIGGER checked BEFORE INSERT ON boxes FOR EACH ROW EXECUTE FUNCTION check_box();
            """
        let found = try await ProvenClaims.of(
            "SELECT throws_ok('INSERT INTO boxes SELECT id FROM generate_series(1, 2) id', \(error));",
            over: schema)
        let both = ["check sized existence", "trigger checked existence"]
        #expect(both.filter(found.contains) == expected)
    }

    /// The time of the transaction is what the default says, too.
    @Test func timesAreNoticedWhereTheyAreAskedFor() async throws {
        let update = "UPDATE things SET name = 'y';"
        let stamping =
            Self.schema + """
                CREATE TRIGGER dated BEFORE UPDATE ON things FOR EACH ROW EXECUTE FUNCTION stamp();
                """
        for (look, isProof) in [
            ("SELECT results_eq('SELECT * FROM things', $$ VALUES ('y', now(), now()) $$);", false),
            ("SELECT is((SELECT made FROM things), now());", true),
        ] {
            let found = try await ProvenClaims.of(update + look, over: stamping)
            #expect(found.contains("trigger dated existence") == isProof, "\(look)")
        }
    }

    /// Without the column that it sets a trigger fails.
    @Test func columnsThatTriggersSetAreNeeded() async throws {
        let found = try await proven("INSERT INTO things (name) VALUES ('x');")
        #expect(found.contains("column made existence"))
        #expect(
            !found.contains("column changed existence") || found.contains("column changed default"))
    }

    /// Which columns a table has decides which the trigger sets.
    @Test func triggersMayAskForTheirColumns() async throws {
        let schema = """
            CREATE FUNCTION sign() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF TG_OP = 'INSERT' THEN
                    IF to_jsonb(NEW) ? 'made' THEN NEW.made = now(); NEW.maker = current_user; END IF;
                    IF to_jsonb(NEW) ? 'sent' THEN NEW.sender = current_user; END IF;
                ELSE NEW.changer = current_user; END IF;
                RETURN NEW; END $$;
            CREATE TABLE letters (id int, made date, maker text, sender text, changer text);
            CREATE TRIGGER signed BEFORE INSERT OR UPDATE ON letters FOR EACH ROW EXECUTE FUNCTION sign();
            """
        for (write, expected) in [
            ("INSERT INTO letters (id) VALUES (1);", ["made", "maker"]),
            ("UPDATE letters SET id = 1;", ["changer"]),
        ] {
            let found = try await ProvenClaims.of(write, over: schema)
            let columns = ["made", "maker", "sender", "changer"].filter {
                found.contains("column \($0) existence")
            }
            #expect(columns == expected, "\(write)")
        }
    }
}
