import SQLSyntax

/// The functions of a suite that sign somebody in.
struct SubjectSetters: Sendable {
    private var setters: [String: SubjectSetter]

    /// - Parameter files: Those of each file, by name.
    init(_ files: some Sequence<[String: SubjectSetter]>) {
        setters = Self.helpers
        for file in files { setters.merge(file) { _, own in own } }
    }

    /// Who is signed in after the calls that led to it.
    func resolved(_ signedIn: SignedIn) -> SignedIn {
        var signedIn = signedIn
        while case .setBy(let call, let otherwise) = signedIn {
            signedIn = setters[call.name.name].map { $0.after(call) } ?? otherwise
        }
        return signedIn
    }

    /// Supabase's test helpers (basejump-supabase_test_helpers), as its manual describes them.
    private static let helpers: [String: SubjectSetter] = [
        "authenticate_as": SubjectSetter(
            parameters: ["identifier"],
            result: .token(
                SignedIn.Token(
                    subject: .call(
                        FunctionCall(
                            QualifiedName("tests", "get_supabase_uid"), [.column(["identifier"])])),
                    claims: nil))),
        "clear_authentication": SubjectSetter(parameters: [], result: .nobody),
        "authenticate_as_service_role": SubjectSetter(parameters: [], result: .nobody),
    ]
}
