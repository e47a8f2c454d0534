import Testing

/// What hangs on whoever calls: each pair was shown by taking the thing away on a real server.
struct CallerEvidenceTests {
    private static let anna = "a0000000-0000-0000-0000-000000000000"
    private static let schema = """
        CREATE SCHEMA IF NOT EXISTS auth;
        CREATE SCHEMA hidden;
        CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS
            $$ SELECT (current_setting('request.jwt.claims', true)::json ->> 'sub')::uuid $$;
        CREATE TABLE members (id uuid PRIMARY KEY, role text NOT NULL, code text NOT NULL,
            note text);
        CREATE FUNCTION hidden.is_chief() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS
            $$ SELECT EXISTS (SELECT 1 FROM members m WHERE m.id = auth.uid() AND m.role = 'chief') $$;
        GRANT USAGE ON SCHEMA hidden TO pg_monitor;
        GRANT ALL ON members TO pg_monitor;
        ALTER TABLE members ENABLE ROW LEVEL SECURITY;
        CREATE POLICY self ON members FOR SELECT USING (id = auth.uid() OR hidden.is_chief());
        CREATE POLICY chiefs ON members USING (hidden.is_chief());
        CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN NEW.code := 'c' || NEW.role; RETURN NEW; END $$;
        CREATE TRIGGER filler BEFORE INSERT ON members FOR EACH ROW EXECUTE FUNCTION fill();
        CREATE FUNCTION guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF auth.uid() IS NULL THEN RETURN NEW; END IF;
            IF NEW.note IS DISTINCT FROM OLD.note THEN RAISE EXCEPTION 'not the note'; END IF;
            RETURN NEW; END $$;
        CREATE TRIGGER guarded BEFORE UPDATE ON members FOR EACH ROW EXECUTE FUNCTION guard();
        CREATE FUNCTION hidden.salt() RETURNS text LANGUAGE sql AS $$ SELECT 'salt' $$;
        REVOKE ALL ON FUNCTION hidden.salt() FROM PUBLIC;
        CREATE FUNCTION salted() RETURNS text LANGUAGE plpgsql SECURITY DEFINER AS
            $$ BEGIN RETURN hidden.salt(); END $$;
        CREATE FUNCTION colleagues() RETURNS TABLE (id uuid) LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                IF auth.uid() IS NULL THEN RAISE EXCEPTION 'nobody'; END IF;
                RETURN QUERY SELECT m.id FROM members m;
            END $$;
        CREATE SCHEMA app;
        GRANT USAGE ON SCHEMA app TO pg_monitor;
        CREATE TABLE app.links (person uuid REFERENCES auth.users, kind text);
        GRANT SELECT ON app.links TO pg_monitor;
        CREATE FUNCTION mails() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER AS
            $$ BEGIN RETURN (SELECT count(u.email) FROM auth.users u); END $$;
        CREATE FUNCTION hidden.has_role(id uuid, kind text DEFAULT 'plain') RETURNS boolean
            LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT EXISTS (SELECT 1 FROM members m
                WHERE m.id = has_role.id AND m.role = has_role.kind) $$;
        CREATE TABLE notes (id int PRIMARY KEY, owner uuid DEFAULT auth.uid());
        GRANT ALL ON notes TO pg_monitor;
        ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
        CREATE POLICY shared ON notes FOR SELECT USING (hidden.has_role(owner));
        CREATE POLICY mine ON notes FOR SELECT USING (owner = auth.uid());
        CREATE TABLE shares (note int, owner uuid);
        CREATE FUNCTION share() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            DECLARE kept int;
            BEGIN
                IF NEW.owner = auth.uid() THEN
                    INSERT INTO shares (note, owner) VALUES (NEW.id, auth.uid())
                        RETURNING note INTO kept;
                    UPDATE shares SET note = kept WHERE note = NEW.id;
                END IF;
                RETURN NEW;
            END $$;
        CREATE TRIGGER sharing AFTER INSERT ON notes FOR EACH ROW EXECUTE FUNCTION share();
        CREATE POLICY writing ON notes FOR INSERT WITH CHECK (true);
        """
    private static let people = """
        INSERT INTO members (id, role) VALUES
            ('\(anna)', 'plain'), ('b0000000-0000-0000-0000-000000000000', 'plain');
        """
    private static let signIn = """
        SET ROLE pg_monitor;
        SET request.jwt.claims = '{"role": "x", "sub": "\(anna)"}';
        """

    private func proves(_ claim: String, _ test: String) async throws -> Bool {
        try await ProvenClaims.of(test, over: Self.schema, level: "strict").contains(claim)
    }

    /// What is asked of the token is a value like others: the row is hers, and is what it was.
    @Test(arguments: [
        ("table members row_security", true), ("policy self existence", true),
        ("policy chiefs existence", false),
    ])
    func whoeverIsSignedInIsToldFromOthers(_ claim: String, _ isProven: Bool) async throws {
        let test = """
            \(Self.people)
            \(Self.signIn)
            UPDATE members SET role = 'chief' WHERE id = '\(Self.anna)';
            SELECT is((SELECT role FROM members WHERE id = (SELECT auth.uid())), 'plain');
            """
        #expect(try await proves(claim, test) == isProven)
    }

    /// Only the trigger can have given it a value.
    @Test func whatFillsAColumnIsNeeded() async throws {
        #expect(try await proves("trigger filler existence", Self.people))
        let given = "INSERT INTO members (id, role, code) VALUES ('\(Self.anna)', 'plain', 'c');"
        #expect(try await !proves("trigger filler existence", given))
    }

    /// Somebody is signed in, so that the trigger looks at the note.
    @Test func endsOfATriggerHangOnTheToken() async throws {
        let change = "UPDATE members SET role = 'other' WHERE id = '\(Self.anna)';"
        let signedIn = "SET request.jwt.claims = '{\"sub\": \"\(Self.anna)\"}';"
        let note = "column note existence"
        #expect(try await proves(note, Self.people + signedIn + change))
        #expect(try await !proves(note, Self.people + change))
    }

    /// A function that calls what its caller may not, or sees what its caller does not.
    @Test(arguments: [
        ("is(salted(), 'salt')", "salted", true),
        ("is((SELECT count(*) FROM colleagues()), 2::bigint)", "colleagues", true),
        ("throws_ok('SELECT * FROM colleagues()', 'other')", "colleagues", false),
        ("is(mails(), 2::bigint)", "mails", true),
    ])
    func functionsDoWhatTheirCallersMayNot(_ test: String, _ name: String, _ isProven: Bool)
        async throws
    {
        let test = Self.people + Self.signIn + "SELECT \(test);"
        #expect(try await proves("function \(name) security", test) == isProven)
    }

    /// An argument that is not given has its default, and goes by the function's name: hers is let
    /// through by both policies, and the other one's by one.
    @Test(arguments: [
        ("\(anna)", "mine", false), ("\(anna)", "shared", false),
        ("b0000000-0000-0000-0000-000000000000", "shared", true),
    ])
    func argumentsHaveTheirDefaults(_ owner: String, _ policy: String, _ isProven: Bool)
        async throws
    {
        let test = """
            \(Self.people)
            INSERT INTO notes VALUES (1, '\(owner)');
            \(Self.signIn)
            SELECT is((SELECT count(*) FROM notes), 1::bigint);
            """
        #expect(try await proves("policy \(policy) existence", test) == isProven)
    }

    /// What is left out is what the default asks of the token: the trigger's function writes where
    /// the role may not.
    @Test func defaultsAskForTheToken() async throws {
        let own = "\(Self.signIn) INSERT INTO notes (id) VALUES (1);"
        #expect(try await proves("function share security", own))
        let other = """
            \(Self.signIn)
            INSERT INTO notes (id, owner) VALUES (1, 'b0000000-0000-0000-0000-000000000000');
            """
        #expect(try await !proves("function share security", other))
    }

    /// The same where the platform has the function.
    @Test func defaultsAskForThePlatformsToken() async throws {
        let schema = """
            CREATE TABLE pads (id int PRIMARY KEY, owner uuid DEFAULT auth.uid());
            CREATE TABLE copies (pad int);
            GRANT ALL ON pads TO pg_monitor;
            CREATE FUNCTION copied() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
                IF NEW.owner = auth.uid() THEN INSERT INTO copies VALUES (NEW.id); END IF;
                RETURN NEW; END $$;
            CREATE TRIGGER copying AFTER INSERT ON pads FOR EACH ROW EXECUTE FUNCTION copied();
            """
        let test = "\(Self.signIn) INSERT INTO pads (id) VALUES (1);"
        #expect(
            try await ProvenClaims.of(test, over: schema, level: "strict")
                .contains("function copied security"))
    }

    /// What fails may have failed before its triggers fired, and a trigger that may not have fired
    /// shows nothing.
    @Test(arguments: [
        ("UPDATE pads SET note = 'done' WHERE id = 1;", true),
        ("UPDATE pads SET id = 2 WHERE id = 1;", false),
        ("SELECT throws_ok($$ UPDATE pads SET note = 'done' WHERE id = 1 $$, '42501');", false),
    ])
    func definersOfTriggersThatFire(_ test: String, _ isProof: Bool) async throws {
        let schema = """
            CREATE TABLE pads (id int PRIMARY KEY, note text);
            CREATE TABLE copies (pad int);
            GRANT ALL ON pads TO pg_monitor;
            CREATE FUNCTION copied() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
                $$ BEGIN INSERT INTO copies VALUES (NEW.id); RETURN NEW; END $$;
            CREATE TRIGGER copying AFTER UPDATE ON pads FOR EACH ROW WHEN (NEW.note = 'done')
                EXECUTE FUNCTION copied();
            """
        let found = try await ProvenClaims.of(
            "SET ROLE pg_monitor; " + test, over: schema, level: "strict")
        #expect(found.contains("function copied security") == isProof, "\(test)")
    }

    /// What went with a row that a policy let go is looked for, and not the row.
    @Test(arguments: ["CASCADE", "SET NULL"])
    func whatADeletionTakesAlongTellsOfIt(_ action: String) async throws {
        let schema = """
            CREATE TABLE owners (id int PRIMARY KEY);
            CREATE TABLE pets (id int PRIMARY KEY, owner int REFERENCES owners ON DELETE \(action));
            GRANT ALL ON owners TO pg_monitor;
            ALTER TABLE owners ENABLE ROW LEVEL SECURITY;
            CREATE POLICY seen ON owners FOR SELECT USING (true);
            CREATE POLICY gone ON owners FOR DELETE USING (id < 5);
            """
        let look =
            action == "CASCADE"
            ? "is_empty('SELECT id FROM pets WHERE id = 2')"
            : "is((SELECT owner FROM pets WHERE id = 2), NULL)"
        let test = """
            INSERT INTO owners VALUES (1);
            INSERT INTO pets VALUES (2, 1);
            SET ROLE pg_monitor;
            DELETE FROM owners WHERE id = 1;
            RESET ROLE;
            SELECT \(look);
            """
        #expect(
            try await ProvenClaims.of(test, over: schema).contains("policy gone existence"))
    }

    /// A trigger that is not fired looks at nothing: what its WHEN asks for has its default.
    @Test(arguments: [("", false), (", is_open", true)])
    func defaultsTellWhetherATriggerIsFired(_ column: String, _ isProven: Bool) async throws {
        let schema = """
            CREATE TABLE doors (id int, is_open boolean NOT NULL DEFAULT false, bell text);
            CREATE FUNCTION ring() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN IF NEW.bell = 'x' THEN RAISE EXCEPTION 'x'; END IF; RETURN NEW; END $$;
            CREATE TRIGGER ringing BEFORE INSERT ON doors FOR EACH ROW WHEN (NEW.is_open)
                EXECUTE FUNCTION ring();
            """
        let value = column.isEmpty ? "" : ", true"
        let test = "INSERT INTO doors (id\(column)) VALUES (1\(value));"
        let found = try await ProvenClaims.of(test, over: schema)
        #expect(found.contains("column bell existence") == isProven)
    }

    /// A helper that sets the role by EXECUTE sets one that is known.
    @Test func rolesThatAreExecutedAreKnown() async throws {
        let test = """
            CREATE FUNCTION pg_temp.enter(id text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
                PERFORM set_config('request.jwt.claims',
                    json_build_object('sub', id, 'role', 'x')::text, true);
                EXECUTE 'SET LOCAL ROLE pg_monitor';
            END $$;
            \(Self.people)
            SELECT pg_temp.enter('\(Self.anna)');
            SELECT is((SELECT count(*) FROM colleagues()), 2::bigint);
            """
        #expect(try await proves("function colleagues security", test))
    }

    /// Dropping the schema takes along the function, and the policy with it.
    @Test func whatHoldsTheFunctionOfAPolicyIsNeeded() async throws {
        let test = "SELECT policies_are('public', 'members', ARRAY['self', 'chiefs']);"
        #expect(try await proves("schema hidden existence", test))
    }

    /// A row with which a table begins is made by a function of the test.
    @Test func tablesOfFunctionsRunThem() async throws {
        let test = """
            CREATE FUNCTION pg_temp.make() RETURNS uuid LANGUAGE sql AS $$
                INSERT INTO members (id, role) VALUES ('\(Self.anna)', 'x') RETURNING id $$;
            CREATE TEMP TABLE made AS SELECT * FROM pg_temp.make();
            """
        #expect(try await proves("trigger filler existence", test))
    }

    /// Whoever may not read it for want of the privilege may not write to it for the same reason.
    @Test(arguments: [("", true), ("SELECT throws_ok('SELECT id FROM members', '42501');", false)])
    func whatIsWithheldIsNotRowSecurity(_ before: String, _ isProven: Bool) async throws {
        let write = "INSERT INTO members (id, role) VALUES (''\(Self.anna)'', ''x'')"
        let test = "SET ROLE pg_monitor; \(before) SELECT throws_ok('\(write)', '42501');"
        #expect(try await proves("table members row_security", test) == isProven)
    }

    /// No row is to be changed: none is let through.
    @Test(arguments: ["false", "1 = 0", "'a' <> 'a'"])
    func aQueryWithoutRowsIsNothing(_ condition: String) async throws {
        let test = """
            \(Self.people)
            \(Self.signIn)
            SELECT results_eq(
                $$ UPDATE members SET role = 'x' WHERE role = 'plain' RETURNING 1 $$,
                $$ SELECT 1 WHERE \(condition) $$);
            """
        #expect(try await proves("table members row_security", test))
        #expect(try await !proves("policy chiefs existence", test))
    }
}
