import ParseTree
import QueryAnalysis
import SQLSyntax

/// What helpers of tests write that are installed beside pgTAP: their bodies stand in no file, or
/// in another one than the test's.
enum HelperWrites {
    /// The rows of `auth.users` that a statement makes by Supabase's test helper
    /// `tests.create_supabase_user(identifier, email, phone, metadata)`, as its manual describes it
    /// (basejump-supabase_test_helpers). Triggers on that table make profiles, teams and the like.
    static func of(_ uses: StatementUses) -> [StatementUses.Write] {
        guard let template else { return [] }
        return uses.calls.filter {
            $0.name.name == "create_supabase_user" && $0.name.schema ?? "tests" == "tests"
        }.map { call in
            var write = template
            if let email = argument("email", at: 1, of: call) { write.values[1] = email }
            write.values[2] = argument("phone", at: 2, of: call) ?? .null
            return write
        }
    }

    private static let template: StatementUses.Write? = {
        let text = """
            INSERT INTO auth.users (id, email, phone, raw_user_meta_data)
            VALUES (gen_random_uuid(), concat(gen_random_uuid(), '@test.com'), NULL,
                jsonb_build_object('test_identifier', gen_random_uuid()))
            """
        guard case .data(let data)? = try? StatementReader.read(text) else { return nil }
        return StatementUses(data).writes.first
    }()

    /// A constant argument; something that is not known where another one is given.
    private static func argument(
        _ name: String, at position: Int, of call: StatementUses.Call
    ) -> Expression? {
        let place = call.names.firstIndex(of: name) ?? position
        guard call.constants.indices.contains(place),
            place != position || call.names.isEmpty || call.names[place] == nil
                || call.names[place] == name
        else { return nil }
        return call.constants[place] ?? .call(FunctionCall(QualifiedName("gen_random_uuid")))
    }
}
