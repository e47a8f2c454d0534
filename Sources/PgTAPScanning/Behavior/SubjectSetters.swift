import SQLSyntax

/// The functions of a suite that sign somebody in.
struct SubjectSetters: Sendable {
    private(set) var setters: [String: SubjectSetter]

    /// - Parameter files: Those of each file, by name.
    init(_ files: some Sequence<[String: SubjectSetter]>) {
        setters = Self.helpers
        for file in files { setters.merge(file) { _, own in own } }
    }

    /// Who is signed in after the calls that led to it.
    func resolved(_ signedIn: SignedIn) -> SignedIn {
        var (signedIn, calls) = (signedIn, [FunctionCall]())
        while case .setBy(let call, let otherwise) = signedIn {
            calls.append(call)
            signedIn = otherwise
        }
        for call in calls.reversed() {
            if let setter = setters[call.name.name] {
                signedIn = setter.after(call, signedIn)
            } else if case .setting(let name, let value)? = TokenSubject.set(by: call) {
                signedIn = signedIn.with([name: value])
            }
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
