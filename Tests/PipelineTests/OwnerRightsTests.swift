import Testing

/// What a function sees only as its owner, told by the rows that a test has made: each pair was
/// shown by ALTER FUNCTION … SECURITY INVOKER on a real server.
struct OwnerRightsTests {
    private static let schema = """
        CREATE SCHEMA IF NOT EXISTS auth;
        CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS
            $$ SELECT (current_setting('request.jwt.claims', true)::json ->> 'sub')::uuid $$;
        CREATE TABLE friends (one uuid, other uuid, is_close boolean NOT NULL DEFAULT false);
        CREATE TABLE levels (owner uuid, level text);
        CREATE TABLE plans (id int PRIMARY KEY, owner uuid, title text);
        CREATE TABLE invites (id int PRIMARY KEY, plan int, sender uuid);
        ALTER TABLE friends ENABLE ROW LEVEL SECURITY;
        ALTER TABLE levels ENABLE ROW LEVEL SECURITY;
        ALTER TABLE plans ENABLE ROW LEVEL SECURITY;
        CREATE POLICY mine ON friends FOR SELECT USING (one = auth.uid() OR other = auth.uid());
        CREATE POLICY own ON levels FOR SELECT USING (owner = auth.uid());
        CREATE FUNCTION may_see(whose uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS $$
            SELECT EXISTS (SELECT 1 FROM levels l WHERE l.owner = whose AND l.level = 'open') $$;
        CREATE FUNCTION is_friend(whose uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS $$
            SELECT EXISTS (SELECT 1 FROM friends f WHERE f.one = whose AND f.other = auth.uid()) $$;
        CREATE POLICY shown ON plans FOR SELECT USING (owner = auth.uid() OR may_see(owner));
        CREATE FUNCTION own_plan() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
            IF NOT EXISTS (SELECT 1 FROM levels l WHERE l.owner = NEW.sender) THEN
                RAISE EXCEPTION 'no level'; END IF;
            RETURN NEW; END $$;
        CREATE TRIGGER a_own_plan BEFORE INSERT ON invites FOR EACH ROW EXECUTE FUNCTION own_plan();
        GRANT ALL ON ALL TABLES IN SCHEMA public TO PUBLIC;
        """
    private static let anna = "a0000000-0000-0000-0000-000000000000"
    private static let bert = "b0000000-0000-0000-0000-000000000000"
    private static let rows = """
        INSERT INTO friends VALUES ('\(bert)', '\(anna)');
        INSERT INTO levels VALUES ('\(bert)', 'open'), ('\(anna)', 'shut');
        INSERT INTO plans VALUES (1, '\(bert)', 'b');
        SET ROLE pg_monitor;
        SET request.jwt.claims = '{"sub": "\(anna)"}';

        """

    @Test(arguments: [
        // What the policy of the plans asks is hidden from her.
        ("SELECT is((SELECT count(*) FROM plans), 1::bigint);", "may_see", true),
        ("SELECT is(may_see('\(bert)'), true);", "may_see", true),
        // Of her own she sees the same.
        ("SELECT is(may_see('\(anna)'), false);", "may_see", false),
        ("SELECT is(is_friend('\(bert)'), true);", "is_friend", false),
        ("INSERT INTO invites VALUES (1, 1, '\(bert)');", "own_plan", true),
        ("INSERT INTO invites VALUES (1, 1, '\(anna)');", "own_plan", false),
    ])
    func functionsThatSeeMoreThanTheirCallerAreTold(
        _ test: String, _ function: String, _ isProof: Bool
    ) async throws {
        let found = try await ProvenClaims.of(Self.rows + test, over: Self.schema)
        #expect(found.contains("function \(function) security") == isProof, "\(test)")
    }

    /// A role that nothing lets change a row's column meets the trigger that guards it.
    @Test(arguments: [
        ("UPDATE plans SET title = 'x' WHERE id = 1", false),
        ("UPDATE plans SET owner = '\(anna)' WHERE id = 1", true),
    ])
    func guardsAreTheirTriggers(_ update: String, _ isAmbiguous: Bool) async throws {
        let schema =
            Self.schema + """

                CREATE POLICY changed ON plans FOR UPDATE USING (owner = auth.uid());
                CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF NEW IS DISTINCT FROM OLD THEN
                        RAISE EXCEPTION 'kept' USING ERRCODE = '42501'; END IF;
                    RETURN NEW; END $$;
                CREATE TRIGGER kept BEFORE UPDATE ON plans FOR EACH ROW EXECUTE FUNCTION keep();
                """
        let test = Self.rows + "SELECT throws_ok($$ \(update) $$, '42501');"
        let found = try await ProvenClaims.of(test, over: schema)
        #expect(found.contains("trigger kept existence") != isAmbiguous)
    }
}
