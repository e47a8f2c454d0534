import Testing

/// Views over one table that the server could write through itself: each case was shown by dropping
/// the trigger on a real server.
struct PlainViewWriteTests {
    private static func schema(_ body: String, view: String = "SELECT id, w, h FROM gen") -> String
    {
        """
        CREATE TABLE gen (id int GENERATED ALWAYS AS IDENTITY, w int, h int);
        CREATE VIEW boxes AS \(view);
        CREATE FUNCTION add_box() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            \(body); RETURN NEW; END $$;
        CREATE TRIGGER adding INSTEAD OF INSERT ON boxes FOR EACH ROW EXECUTE FUNCTION add_box();
        """
    }

    private func isProven(_ schema: String) async throws -> Bool {
        try await ProvenClaims.of(
            "INSERT INTO boxes (w, h) VALUES (2, 3);\nSELECT is((SELECT max(w) FROM gen), 2);",
            over: schema
        ).contains("trigger adding existence")
    }

    @Test func whatTheServerDoesItself() async throws {
        let plain = "INSERT INTO gen (w, h) VALUES (NEW.w, NEW.h)"
        #expect(try await !isProven(Self.schema(plain)))
        #expect(try await isProven(Self.schema("INSERT INTO gen (w, h) VALUES (NEW.w * 1, NEW.h)")))
        #expect(
            try await isProven(
                Self.schema(plain, view: "SELECT a.w, a.h FROM gen a JOIN other b USING (id)")
                    .replacing("CREATE VIEW", with: "CREATE TABLE other (id int);\nCREATE VIEW")))
    }
}
