import SQLSyntax
import TestSupport
import Testing

@testable import PgTAPScanning

/// Who is signed in after many calls that may have signed somebody in.
struct SignedInChainTests {
    private static let setters: [String: SubjectSetter] = [
        "sign_in": SubjectSetter(
            parameters: ["who"],
            result: .token(SignedIn.Token(subject: .column(["who"]), claims: nil))),
        "sign_out": SubjectSetter(parameters: [], result: .nobody),
        "lose": SubjectSetter(parameters: [], result: .unknown),
        "choose": SubjectSetter(
            parameters: ["tenant"], settings: ["app.tenant": .column(["tenant"])]),
    ]

    private static let names = ["sign_in", "sign_out", "lose", "choose", "other", "set_config"]

    private static func call(_ random: inout SeededGenerator) -> FunctionCall {
        let name = names[Int.random(in: names.indices, using: &random)]
        let value = Expression.string(String(Int.random(in: 0..<3, using: &random)))
        let setting = Expression.string(Bool.random(using: &random) ? "app.a" : "app.b")
        return FunctionCall(
            QualifiedName(name), name == "set_config" ? [setting, value] : [value])
    }

    /// Of several calls of one function the last is remembered: nothing else can be told by it.
    @Test(arguments: UInt64(0)..<200) func onlyTheLastCallOfEachMatters(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let start: SignedIn = Bool.random(using: &random) ? .nobody : .unknown
        let calls = (0..<12).map { _ in Self.call(&random) }
        let setters = SubjectSetters([Self.setters])
        let short = calls.reduce(start) { $0.after($1) }
        let long = calls.reduce(start) { .setBy(call: $1, otherwise: $0) }
        #expect(setters.resolved(short) == setters.resolved(long), "\(start) \(calls)")
    }

    /// A file of many calls is as long as it is, and no longer by its square.
    @Test func chainsStayShort() {
        var (signedIn, role) = (SignedIn.nobody, RoleInForce.session)
        for number in 0..<1_000 {
            let name = "f\(number % 3)"
            signedIn = signedIn.after(FunctionCall(QualifiedName(name), [.integer(Int32(number))]))
            role = role.after(name)
        }
        var count = 0
        while case .setBy(_, let otherwise) = signedIn {
            (count, signedIn) = (count + 1, otherwise)
        }
        #expect(count == 3)
        count = 0
        while case .setBy(_, let otherwise) = role {
            (count, role) = (count + 1, otherwise)
        }
        #expect(count == 3)
    }
}
