import SchemaCatalog
import Testing

/// Texts of `reg…` constants, as `parse_ident()` and `regprocedurein()` take them apart.
struct RegisteredNameTests {
    /// A text, and what it names.
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var schema: String?
        var name: String
        var arguments: [String]?
        var testDescription: String { text }

        init(_ text: String, _ schema: String?, _ name: String, _ arguments: [String]? = nil) {
            (self.text, self.schema, self.name, self.arguments) = (text, schema, name, arguments)
        }
    }

    static let cases = [
        Case("users", nil, "users"),
        Case("App.Users", "app", "users"),
        Case("db.app.users", "app", "users"),
        Case(#""App"."Users""#, "App", "Users"),
        Case(#""a.b"."c(d)""#, "a.b", "c(d)"),
        Case(#""say ""hi"""."x""#, #"say "hi""#, "x"),
        Case(#""Größe".Länge"#, "Größe", "länge"),
        Case("app.f(int4, TEXT)", "app", "f", ["integer", "text"]),
        Case("f()", nil, "f", []),
        Case(#""f(x)"(uuid)"#, nil, "f(x)", ["uuid"]),
        Case("", nil, ""),
        Case(#""open"#, nil, "open"),
    ]

    @Test(arguments: cases)
    func isTakenApart(_ example: Case) {
        let found = RegisteredName(example.text)
        #expect(found.schema == example.schema)
        #expect(found.name == example.name)
        #expect(found.arguments == example.arguments)
    }
}
