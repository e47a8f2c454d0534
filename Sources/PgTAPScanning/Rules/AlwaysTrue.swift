import SchemaCatalog
import SQLText

/// `always-true`: assertions over constants.
enum AlwaysTrue {
    static let page = RulePage(
        "always-true", "An assertion compares constants: it passes whatever the schema is.",
        why: "It raises the count of tests and proves nothing.", example: "SELECT ok(true);\nSELECT is(1, 1);\nSELECT pass();",
        remedy: "Assert something of the schema or its behavior, or remove it.")

    static func check(_ entry: TestSuite.Entry) -> [Diagnostic] {
        entry.running.filter(isConstant).map { assertion in
            Diagnostic(
                rule: page.rule, severity: .info, message: "\(assertion.function)() over constants always passes and proves nothing",
                location: TestRules.place(entry, assertion))
        }
    }

    private static func isConstant(_ assertion: Assertion) -> Bool {
        let values = assertion.arguments.map(\.value)
        switch assertion.function {
        case "pass": return true
        case "ok": return values.first == .text("true")
        case "is":
            guard values.count > 1, values[0] != .dynamic else { return false }
            return values[0] == values[1]
        default: return false
        }
    }
}
