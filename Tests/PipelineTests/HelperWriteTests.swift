import Testing

/// What the platform's helper for tests puts into `auth.users` fires the triggers there.
struct HelperWriteTests {
    private static let schema = """
        CREATE SCHEMA auth;
        CREATE TABLE auth.users (id uuid, email text, phone text, raw_user_meta_data jsonb);
        CREATE TABLE profiles (id uuid PRIMARY KEY, name text NOT NULL, is_told boolean);
        CREATE FUNCTION welcome() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO profiles (id, name) VALUES (NEW.id, split_part(NEW.email, '@', 1));
            RETURN NEW; END $$;
        CREATE FUNCTION call_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            UPDATE profiles SET is_told = true WHERE id = NEW.id; RETURN NEW; END $$;
        CREATE TRIGGER a_welcomed AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION welcome();
        CREATE TRIGGER b_called AFTER INSERT ON auth.users FOR EACH ROW WHEN (NEW.phone IS NOT NULL)
            EXECUTE FUNCTION call_up();
        """

    @Test(arguments: [
        (
            "SELECT is((SELECT count(*) FROM profiles), 1::bigint);", ["welcome"],
            "tests.create_supabase_user('anna')"
        ),
        (
            "SELECT is((SELECT is_told FROM profiles), true);", ["welcome", "call_up"],
            "tests.create_supabase_user('anna', 'a@x', '555')"
        ),
        (
            "SELECT is((SELECT is_told FROM profiles), true);", ["welcome", "call_up"],
            "tests.create_supabase_user('anna', phone => '555')"
        ),
        (
            "SELECT isnt((SELECT is_told FROM profiles), true);", ["welcome"],
            "tests.create_supabase_user('anna', email => 'a@x')"
        ),
        ("SELECT pass();", [], "tests.create_supabase_user('anna')"),
        (
            "SELECT is((SELECT count(*) FROM profiles), 0::bigint);", [],
            "other.create_supabase_user()"
        ),
    ])
    func usersFireTriggers(_ look: String, _ expected: [String], _ call: String) async throws {
        let found = try await ProvenClaims.of("SELECT \(call); \(look)", over: Self.schema)
        let fired = ["welcome", "call_up"].filter { found.contains("function \($0) behavior") }
        #expect(fired == expected, "\(call) \(look)")
    }
}
