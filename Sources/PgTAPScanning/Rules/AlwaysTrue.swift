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
        let arguments = assertion.arguments
        switch assertion.function {
        case "pass": return true
        case "ok": return arguments.first?.value == .text("true")
        case "is":
            guard arguments.count > 1, arguments[0].value != .dynamic else { return false }
            return arguments[0].value == arguments[1].value
        default: return false
        }
    }
}
