import Testing

/// Which trigger or check refuses a row is told by what the test is known to put in: each pair was
/// shown by taking the object away on a real server.
struct RaiseEvidenceTests {
    private static let schema = """
        CREATE TABLE halls (id uuid PRIMARY KEY, owner text NOT NULL, is_shut boolean NOT NULL DEFAULT false);
        CREATE TABLE visits (id int PRIMARY KEY, hall uuid, guest uuid, host uuid, owner text,
            starts timestamptz NOT NULL DEFAULT now(), ends timestamptz, state text DEFAULT 'open',
            CONSTRAINT in_order CHECK (ends > starts),
            CONSTRAINT short CHECK (ends - starts < interval '3 days'),
            CONSTRAINT known_state CHECK (state IN ('open', 'done')),
            CONSTRAINT two_people CHECK (guest <> host));
        CREATE UNIQUE INDEX pairs ON visits (least(guest, host), greatest(guest, host));
        CREATE FUNCTION not_past() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF NEW.starts <= now() - interval '1 hour' THEN
                RAISE EXCEPTION 'no visits in the past' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW; END $$;
        CREATE TRIGGER a_not_past BEFORE INSERT ON visits FOR EACH ROW EXECUTE FUNCTION not_past();
        CREATE FUNCTION own_hall() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE found_owner text; shut boolean; BEGIN
            IF NEW.hall IS NULL THEN RETURN NEW; END IF;
            SELECT owner, is_shut INTO found_owner, shut FROM halls WHERE id = NEW.hall;
            IF NOT FOUND THEN RAISE EXCEPTION 'no such hall' USING ERRCODE = 'check_violation'; END IF;
            IF shut THEN RAISE EXCEPTION 'that hall is shut' USING ERRCODE = 'check_violation'; END IF;
            RETURN NEW; END $$;
        CREATE TRIGGER b_own_hall BEFORE INSERT ON visits FOR EACH ROW EXECUTE FUNCTION own_hall();
        CREATE FUNCTION one_way() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            CASE OLD.state WHEN 'done' THEN
                IF NEW.state <> 'done' THEN RAISE EXCEPTION 'done is done' USING ERRCODE = '23514'; END IF;
            ELSE NULL; END CASE;
            RETURN NEW; END $$;
        CREATE TRIGGER c_one_way BEFORE UPDATE ON visits FOR EACH ROW EXECUTE FUNCTION one_way();
        """
    private static let hall = "a0000000-0000-0000-0000-000000000001"
    private static let rows = """
        INSERT INTO halls VALUES ('\(hall)', 'anna', false),
            ('b0000000-0000-0000-0000-000000000002', 'anna', true);
        INSERT INTO visits (id, guest, host, state) VALUES (1, 'A0000000-0000-0000-0000-00000000000a',
            'b0000000-0000-0000-0000-00000000000b', 'done');

        """

    private func refused(_ statement: String, _ state: String = "'23514'") -> String {
        Self.rows + "SELECT throws_ok($q$ \(statement) $q$, \(state), NULL, 'refused');"
    }

    @Test(arguments: [
        ("INSERT INTO visits (id, starts) VALUES (2, '2020-01-01 10:00+00')", "trigger a_not_past"),
        (
            "INSERT INTO visits (id, starts) VALUES (2, now() - interval '2 days')",
            "trigger a_not_past"
        ),
        (
            "INSERT INTO visits (id, hall) VALUES (2, 'c0000000-0000-0000-0000-000000000003')",
            "trigger b_own_hall"
        ),
        (
            "INSERT INTO visits (id, hall) VALUES (2, 'B0000000-0000-0000-0000-000000000002')",
            "function own_hall"
        ),
        ("UPDATE visits SET state = 'open' WHERE id = 1", "trigger c_one_way"),
        (
            """
            INSERT INTO visits (id, starts, ends)
            VALUES (2, '2099-05-01 18:00 Europe/Rome', '2099-05-01 17:30 Europe/Rome')
            """, "check in_order"
        ),
        (
            "INSERT INTO visits (id, starts, ends) VALUES (2, now(), now() + interval '1 week')",
            "check short"
        ),
        ("UPDATE visits SET ends = current_date - 30 WHERE id = 1", "check in_order"),
        ("INSERT INTO visits (id, state) VALUES (2, 'lost')", "check known_state"),
    ])
    func theRuleThatIsBrokenIsProven(_ statement: String, _ object: String) async throws {
        let found = try await ProvenClaims.of(refused(statement), over: Self.schema)
        let all = [
            "trigger a_not_past", "trigger b_own_hall", "trigger c_one_way", "check in_order",
            "check short", "check known_state", "check two_people", "function own_hall",
        ]
        let proven = all.filter { found.contains("\($0) existence") }
        let expected = Set([object]).union(
            object == "trigger b_own_hall" ? ["function own_hall"] : []
        )
        .union(object == "function own_hall" ? ["trigger b_own_hall"] : [])
        #expect(Set(proven) == expected, "\(statement)")
    }

    @Test(arguments: [
        (
            """
            INSERT INTO visits (id, guest, host) VALUES (2, 'c0000000-0000-0000-0000-00000000000c',
                'c0000000-0000-0000-0000-00000000000c')
            """, "check two_people existence"
        ),
        // The same two the other way round.
        (
            """
            INSERT INTO visits (id, guest, host) VALUES (2, 'b0000000-0000-0000-0000-00000000000b',
                'a0000000-0000-0000-0000-00000000000a')
            """, "index pairs uniqueness"
        ),
    ])
    func whateverTheError(_ statement: String, _ claim: String) async throws {
        let found = try await ProvenClaims.of(refused(statement, "NULL"), over: Self.schema)
        #expect(found.contains(claim), "\(statement)")
    }

    /// The message of an error says which of all the routines behind a call raises it.
    @Test func messagesSayWhoRaises() async throws {
        let schema = """
            CREATE TABLE posts (id int, state text);
            CREATE FUNCTION check_state() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF NEW.state = 'x' THEN RAISE EXCEPTION 'no post may be %', NEW.state; END IF;
                RETURN NEW; END $$;
            CREATE TRIGGER checked BEFORE UPDATE ON posts FOR EACH ROW EXECUTE FUNCTION check_state();
            CREATE FUNCTION other() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF NEW.id < 0 THEN RAISE EXCEPTION 'posts are counted from zero'; END IF;
                RETURN NEW; END $$;
            CREATE TRIGGER others BEFORE UPDATE ON posts FOR EACH ROW EXECUTE FUNCTION other();
            CREATE FUNCTION move(which int, target text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
                IF which IS NULL THEN RAISE EXCEPTION 'which?'; END IF;
                UPDATE posts SET state = target WHERE id = which; END $$;
            """
        for (message, isProof) in [("'no post may be x'", true), ("NULL", false)] {
            let test = "SELECT throws_ok($$ SELECT move(1, 'x') $$, 'P0001', \(message), 'no');"
            let found = try await ProvenClaims.of(test, over: schema)
            #expect(found.contains("trigger checked existence") == isProof, "\(message)")
            #expect(found.contains("function check_state existence") == isProof, "\(message)")
            #expect(!found.contains("trigger others existence"))
        }
    }

    /// What the server makes anew for a row is no other row's: that key is not what it breaks.
    @Test func keysOverNewValuesAreNotBroken() async throws {
        let schema = """
            CREATE TABLE labels (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), owner int, name text,
                shape jsonb CONSTRAINT shaped CHECK (jsonb_typeof(shape) = 'object'),
                sizes jsonb CONSTRAINT sized CHECK (jsonb_typeof(sizes) = 'array'),
                UNIQUE (id, owner), UNIQUE (owner, name));
            CREATE FUNCTION fill() RETURNS void LANGUAGE sql AS $$ SELECT $$;
            """
        let twice =
            "SELECT throws_ok('INSERT INTO labels (owner, name) VALUES (1, $$a$$)', '23505');"
        let found = try await ProvenClaims.of(twice, over: schema)
        #expect(found.contains("unique labels_owner_name_key existence"))
        #expect(!found.contains("unique labels_id_owner_key existence"))
        let wrong =
            "SELECT throws_ok('INSERT INTO labels (shape, sizes) VALUES ($$ {} $$, $$ {} $$)', '23514');"
        let checks = try await ProvenClaims.of(wrong, over: schema)
        #expect(checks.contains("check sized existence"))
        #expect(!checks.contains("check shaped existence"))
    }

    /// What a loop sets its variable to cannot be told, and is not what it was before.
    @Test func loopsSetTheirVariables() async throws {
        let schema = """
            CREATE TABLE cards (id int PRIMARY KEY, owner text, title text);
            GRANT ALL ON cards TO pg_monitor;
            ALTER TABLE cards ENABLE ROW LEVEL SECURITY;
            CREATE POLICY seen ON cards FOR SELECT USING (true);
            CREATE POLICY changed ON cards FOR UPDATE USING (owner = current_user);
            CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE name text; BEGIN
                FOREACH name IN ARRAY TG_ARGV LOOP
                    IF to_jsonb(NEW) ->> name IS DISTINCT FROM to_jsonb(OLD) ->> name THEN
                        RAISE EXCEPTION '% of % stays', name, TG_TABLE_NAME; END IF;
                END LOOP;
                RETURN NEW; END $$;
            CREATE TRIGGER kept BEFORE UPDATE ON cards FOR EACH ROW EXECUTE FUNCTION keep('owner');
            """
        let test = """
            INSERT INTO cards VALUES (1, 'pg_monitor', 'a');
            SET ROLE pg_monitor;
            SELECT throws_ok('UPDATE cards SET owner = ''x'' WHERE id = 1', 'owner of cards stays');
            """
        let found = try await ProvenClaims.of(test, over: schema)
        #expect(found.contains("trigger kept existence"))
        #expect(found.contains("policy changed existence"))
    }
}
