import Testing

/// A table of which changes are published needs its primary key for its rows to be changed at all.
struct PublicationTests {
    private static let tables = """
        CREATE TABLE rooms (id int PRIMARY KEY, name text);
        CREATE TABLE seats (id int PRIMARY KEY, room int REFERENCES rooms ON DELETE CASCADE);
        CREATE TABLE notes (id int PRIMARY KEY, room int REFERENCES rooms);

        """

    private func keys(_ test: String, _ schema: String) async throws -> Set<String> {
        let proven = try await ProvenClaims.of(test, over: Self.tables + schema)
        return Set(
            ["rooms", "seats", "notes"].filter {
                proven.contains("primary_key \($0)_pkey existence")
            })
    }

    @Test(
        arguments: [
            ("CREATE PUBLICATION p FOR TABLE notes", "UPDATE notes SET room = 1;", ["notes"]),
            ("CREATE PUBLICATION p FOR TABLE notes", "INSERT INTO notes (id) VALUES (1);", []),
            (
                "CREATE PUBLICATION p FOR TABLE notes",
                "SELECT throws_ok('DELETE FROM notes', '23503');", ["notes"]
            ),
            (
                "CREATE PUBLICATION p FOR TABLE notes",
                "SELECT throws_ok('DELETE FROM notes', '42501');", []
            ),
            ("CREATE PUBLICATION p FOR TABLE notes", "SELECT throws_ok('DELETE FROM notes');", []),
            (
                """
                CREATE PUBLICATION p;
                DO $$ BEGIN
                    IF NOT EXISTS (SELECT FROM pg_publication_tables
                        WHERE pubname = 'p' AND tablename = 'notes') THEN
                        ALTER PUBLICATION p ADD TABLE notes;
                    END IF;
                END $$
                """, "DELETE FROM notes;", ["notes"]
            ),
            ("CREATE PUBLICATION p FOR ALL TABLES", "UPDATE rooms SET name = 'a';", ["rooms"]),
            (
                "CREATE PUBLICATION p FOR TABLES IN SCHEMA public", "UPDATE rooms SET name = 'a';",
                ["rooms"]
            ),
            ("CREATE PUBLICATION p FOR ALL TABLES", "DELETE FROM rooms;", ["rooms", "seats"]),
            (
                "CREATE PUBLICATION p; ALTER PUBLICATION p ADD TABLE notes", "DELETE FROM notes;",
                ["notes"]
            ),
            (
                "CREATE PUBLICATION p FOR TABLE notes; ALTER PUBLICATION p DROP TABLE notes",
                "DELETE FROM notes;", []
            ),
            (
                "CREATE PUBLICATION p FOR TABLE notes; ALTER PUBLICATION p SET TABLE rooms",
                "DELETE FROM notes;", []
            ),
            (
                "CREATE PUBLICATION p FOR TABLE notes WITH (publish = 'insert')",
                "DELETE FROM notes;", []
            ),
            (
                "CREATE PUBLICATION p FOR TABLE notes; ALTER PUBLICATION p SET (publish = 'insert')",
                "DELETE FROM notes;", []
            ),
            (
                "CREATE PUBLICATION p FOR TABLE notes; ALTER TABLE notes REPLICA IDENTITY FULL",
                "DELETE FROM notes;", []
            ),
            ("CREATE PUBLICATION p FOR TABLE notes; DROP PUBLICATION p", "DELETE FROM notes;", []),
        ] as [(String, String, [String])])
    func changesNeedTheKey(_ publication: String, _ test: String, _ expected: [String]) async throws
    {
        #expect(try await keys(test, publication + ";") == Set(expected))
    }

    /// What a call gives is not null, whatever type it is of.
    @Test func constantsOfAnyTypeAreThere() async throws {
        let function = """
            CREATE FUNCTION note(who int, details jsonb DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
                IF details IS NOT NULL THEN INSERT INTO notes (id) VALUES ((details ->> 'id')::int); END IF;
            END $$;
            """
        for (call, isReached) in [
            ("note(1, '{}'::jsonb)", true), ("note(1)", false), ("note(1, NULL::jsonb)", false),
            ("note(1, (SELECT '{}'::jsonb))", false),
        ] {
            let proven = try await ProvenClaims.of("SELECT \(call);", over: Self.tables + function)
            #expect(proven.contains("table notes existence") == isReached, "\(call)")
        }
    }
}
