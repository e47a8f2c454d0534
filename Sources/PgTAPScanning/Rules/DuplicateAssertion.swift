import SchemaCatalog
import SQLText

/// `duplicate-assertion`: the same schema assertion twice in a file.
enum DuplicateAssertion {
    static let page = RulePage(
        "duplicate-assertion", "A file asserts the same of the schema twice.",
        why: "Often the copy was meant to name another object.",
        example: "SELECT col_not_null('users', 'name');\nSELECT col_not_null('users', 'name');",
        remedy: "Remove one, or let it name what was meant.")

    /// An assertion of a schema. Of those that are equal the description makes no difference.
    private struct Key: Hashable {
        let assertion: Assertion
        let roles: [String]

        static func == (a: Key, b: Key) -> Bool {
            a.assertion.function == b.assertion.function && a.named.elementsEqual(b.named)
                && a.assertion.searchPath == b.assertion.searchPath
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(assertion.function)
            for value in named { hasher.combine(value) }
        }

        private var named: some Sequence<ArgumentValue> {
            zip(roles, assertion.arguments).lazy.filter { $0.0 != "description" }.map(\.1.value)
        }
    }

    static func check(_ entry: TestSuite.Entry) -> [Diagnostic] {
        var first: Set<Key> = []
        first.reserveCapacity(entry.file.assertions.count)
        var found: [Diagnostic] = []
        for assertion in entry.file.assertions where assertion.state == .active {
            guard case .resolved(let signature) = assertion.resolution, signature.isSchemaAssertion
            else { continue }
            let (isFirst, earlier) = first.insert(Key(assertion: assertion, roles: signature.roles))
            if isFirst { continue }
            found.append(
                Diagnostic(
                    rule: page.rule, severity: .info,
                    message:
                        "\(assertion.function)() asserts what line \(earlier.assertion.line) asserts already",
                    location: TestRules.place(entry, assertion)))
        }
        return found
    }
}
