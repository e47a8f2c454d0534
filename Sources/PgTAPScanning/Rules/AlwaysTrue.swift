import SchemaCatalog
import SQLText

/// `always-true`: assertions over constants.
enum AlwaysTrue {
    static let page = RulePage(
        "always-true", "An assertion compares constants: it passes whatever the schema is.",
        why: "It raises the count of tests and proves nothing.",
        example: "SELECT ok(true);\nSELECT is(1, 1);\nSELECT pass();",
        remedy: "Assert something of the schema or its behavior, or remove it.")

    static func check(_ entry: TestSuite.Entry) -> [Diagnostic] {
        entry.running.filter(isConstant).map { assertion in
            Diagnostic(
                rule: page.rule, severity: .info,
                message: "\(assertion.function)() over constants always passes and proves nothing",
                location: TestRules.place(entry, assertion))
        }
    }

    private static func isConstant(_ assertion: Assertion) -> Bool {
        if case .resolved(let signature) = assertion.resolution, signature.isSchemaAssertion {
            return false
        }
        let arguments = assertion.arguments
        // A type of the schema's own may reject a constant, or say what equals it.
        guard arguments.allSatisfy({ $0.type != nil }) else { return false }
        switch assertion.function {
        case "pass": return true
        case "ok":
            guard case .text(let text)? = arguments.first?.value else { return false }
            return ["true", "t", "yes", "y", "on", "1"].contains(text.lowercased())
        case "is", "isnt":
            guard arguments.count > 1, arguments[0].value != .dynamic,
                arguments[1].value != .dynamic
            else { return false }
            // NULL is NULL to is() (`IS NOT DISTINCT FROM`).
            return (arguments[0].value == arguments[1].value) == (assertion.function == "is")
        default: return false
        }
    }
}
