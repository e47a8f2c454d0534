import SchemaCatalog
import SQLText

/// `duplicate-assertion`: the same schema assertion twice in a file.
enum DuplicateAssertion {
    static let page = RulePage(
        "duplicate-assertion", "A file asserts the same of the schema twice.", why: "Often the copy was meant to name another object.",
        example: "SELECT col_not_null('users', 'name');\nSELECT col_not_null('users', 'name');", remedy: "Remove one, or let it name what was meant.")

    private struct Key: Hashable {
        var function: String
        var arguments: [ArgumentValue]
        var path: [String]?
    }

    static func check(_ entry: TestSuite.Entry) -> [Diagnostic] {
        var first: [Key: Assertion] = [:]
        return entry.file.assertions.compactMap { assertion in
            guard assertion.state == .active, case .resolved(let signature) = assertion.resolution, signature.isSchemaAssertion else { return nil }
            // A description makes no difference.
            let named = zip(signature.roles, assertion.arguments).filter { $0.0 != "description" }.map(\.1.value)
            let key = Key(function: assertion.function, arguments: named, path: assertion.searchPath)
            guard let earlier = first[key] else {
                first[key] = assertion
                return nil
            }
            return Diagnostic(
                rule: page.rule, severity: .info, message: "\(assertion.function)() asserts what line \(earlier.line) asserts already",
                location: TestRules.place(entry, assertion))
        }
    }
}
