import SchemaCatalog
import Testing

/// Which triggers a test's writes fire.
struct FiredTriggerTests {
    /// What is deferred to the end of a transaction that is rolled back never runs.
    @Test(arguments: [
        ("DEFERRED", "", "ROLLBACK;", false), ("IMMEDIATE", "", "ROLLBACK;", true),
        ("DEFERRED", "SET CONSTRAINTS ALL IMMEDIATE;", "ROLLBACK;", true),
        ("DEFERRED", "SELECT lives_ok('set constraints all immediate');", "ROLLBACK;", true),
        ("DEFERRED", "COMMIT;", "BEGIN; ROLLBACK;", true), ("DEFERRED", "", "", true),
        ("DEFERRED", "END;", "BEGIN; ROLLBACK;", true),
        ("DEFERRED", "CREATE TEMP TABLE t (id int) ON COMMIT DROP;", "ROLLBACK;", false),
    ])
    func whatWaitsForACommitIsNotFired(
        _ mode: String, _ between: String, _ end: String, _ isFired: Bool
    ) async throws {
        let schema = """
            CREATE TABLE carts (id int PRIMARY KEY, total int DEFAULT 0);
            CREATE TABLE lines (cart int, price int);
            CREATE FUNCTION line_added() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                UPDATE carts SET total = total + NEW.price WHERE id = NEW.cart;
                RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER added AFTER INSERT ON lines
                DEFERRABLE INITIALLY \(mode) FOR EACH ROW EXECUTE FUNCTION line_added();
            """
        let test = """
            BEGIN;
            INSERT INTO carts (id) VALUES (1);
            INSERT INTO lines VALUES (1, 7);
            \(between)
            SELECT is((SELECT total FROM carts WHERE id = 1), 7);
            \(end)
            """
        let found = try await ProvenClaims.of(test, over: schema)
        #expect(found.contains("trigger added existence") == isFired)
    }

    /// `UPDATE OF` is fired where a column of its list is set, under whatever name.
    @Test(arguments: [("name = 'b'", true), ("size = 2", false), ("size = 2, name = 'b'", true)])
    func updatesOfOtherColumnsFireNothing(_ set: String, _ isFired: Bool) async throws {
        let schema = """
            CREATE TABLE pieces (id int PRIMARY KEY, title text, size int, changes int DEFAULT 0);
            CREATE FUNCTION tally() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                NEW.changes := OLD.changes + 1; RETURN NEW; END $$;
            CREATE TRIGGER tallied BEFORE UPDATE OF title ON pieces
                FOR EACH ROW EXECUTE FUNCTION tally();
            ALTER TABLE pieces RENAME COLUMN title TO name;
            """
        let test = """
            INSERT INTO pieces VALUES (1, 'a', 1);
            UPDATE pieces SET \(set) WHERE id = 1;
            SELECT is((SELECT changes FROM pieces WHERE id = 1), 1);
            """
        let found = try await ProvenClaims.of(test, over: schema)
        #expect(found.contains("trigger tallied existence") == isFired, "\(set)")
    }

    /// Where no row is changed no trigger for rows is fired.
    @Test func nothingChangedFiresNothing() async throws {
        let schema = """
            CREATE TABLE notes (id int PRIMARY KEY, tag text, changed timestamptz);
            CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                NEW.changed := now(); RETURN NEW; END $$;
            CREATE TRIGGER stamped BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION stamp();
            """
        for (assertion, isFired) in [("isnt_empty", true), ("is_empty", false)] {
            let found = try await ProvenClaims.of(
                "SELECT \(assertion)($$ UPDATE notes SET tag = 'x' WHERE id = 1 RETURNING 1 $$);",
                over: schema)
            #expect(found.contains("column changed existence") == isFired)
        }
    }
}
