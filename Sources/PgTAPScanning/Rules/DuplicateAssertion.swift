import Packing
import SQLText
import SchemaCatalog

/// `duplicate-assertion`: the same schema assertion twice in a file.
enum DuplicateAssertion {
    static let page = RulePage(
        "duplicate-assertion", "A file asserts the same of the schema twice.",
        why: "Often the copy was meant to name another object.",
        example: "SELECT col_not_null('users', 'name');\nSELECT col_not_null('users', 'name');",
        remedy: "Remove one, or let it name what was meant.")

    static func check(_ entry: TestSuite.Entry) -> [Diagnostic] {
        let assertions = entry.file.assertions
        // By the lower bits of a hash the last one seen, and by position the one before.
        var size = 16
        while size < assertions.count * 2 { size *= 2 }
        var last = [Int](repeating: -1, count: size)
        var before = [(hash: Int, index: Int)](repeating: (0, -1), count: assertions.count)
        var found: [Diagnostic] = []
        for index in assertions.indices where assertions[index].state == .active {
            guard case .resolved(let signature) = assertions[index].resolution,
                signature.isSchemaAssertion
            else { continue }
            // Before and after the test's own change it may well ask the same twice.
            guard !isOfChanged(assertions[index], signature, entry.file) else { continue }
            let hash = hash(assertions[index], signature)
            let slot = hash & (size - 1)
            var earlier = last[slot]
            while earlier >= 0,
                before[earlier].hash != hash || !isSame(assertions[earlier], assertions[index])
            {
                earlier = before[earlier].index
            }
            if earlier < 0 {
                before[index] = (hash, last[slot])
                last[slot] = index
                continue
            }
            found.append(
                Diagnostic(
                    rule: page.rule, severity: .info,
                    message:
                        "\(assertions[index].function)() asserts what line \(assertions[earlier].line) asserts already",
                    location: TestRules.place(entry, assertions[index])))
        }
        return found
    }

    /// Whether the test makes, alters or drops what the assertion names.
    private static func isOfChanged(
        _ assertion: Assertion, _ signature: Signature, _ file: TestFile
    ) -> Bool {
        guard !file.changedNames.isEmpty else { return false }
        return file.dropsExtensions
            || named(assertion, signature.roles).contains { value in
                guard case .text(let text) = value else { return false }
                return file.changedNames.contains(text)
            }
    }

    /// Of the texts: where there are lists or nothing known, few assertions are alike in the rest.
    private static func hash(_ assertion: Assertion, _ signature: Signature) -> Int {
        var hash = signature.number
        for index in 0..<min(signature.roles.count, assertion.arguments.count)
        where signature.roles[index] != .description {
            guard case .text(let text) = assertion.arguments[index].value else { continue }
            hash = (hash ^ TextHash.of(text.utf8.span)) &* 0x1F35_A7BD
        }
        return hash
    }

    /// Whether two assertions are equal but for their descriptions; the one may have none. Each
    /// function that tests starts afresh, so what another one asserts is no copy.
    private static func isSame(_ a: Assertion, _ b: Assertion) -> Bool {
        guard case .resolved(let first) = a.resolution, case .resolved(let second) = b.resolution,
            a.function == b.function, a.searchPath == b.searchPath,
            a.enclosingFunction == b.enclosingFunction
        else { return false }
        return named(a, first.roles).elementsEqual(named(b, second.roles))
    }

    private static func named(_ assertion: Assertion, _ roles: [ArgumentRole])
        -> some Sequence<ArgumentValue>
    {
        zip(roles, assertion.arguments).lazy.filter { $0.0 != .description }.map(\.1.value)
    }
}
