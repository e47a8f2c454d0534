import SchemaCatalog
import SQLText

/// `ambiguous-call`: a call that PostgreSQL cannot resolve.
enum AmbiguousCall {
    static let page = RulePage(
        "ambiguous-call",
        "PostgreSQL cannot choose between the overloads of a pgTAP function for these arguments, or there is none.",
        why: "The call is an error, and the test stops there.",
        example: "SELECT tables_are('app', '{users}');",
        remedy: "Cast the names to name, write lists as ARRAY[…], or add a description.")

    static func check(_ entry: TestSuite.Entry, _ catalog: Catalog) -> [Diagnostic] {
        var found: [Diagnostic] = []
        for assertion in entry.file.assertions
        where assertion.state == .active || assertion.state == .dynamic {
            // With an argument of unknown type another overload may be the one.
            guard let problem = problem(assertion),
                assertion.arguments.allSatisfy({ $0.type != nil }),
                !isOwn(assertion.function, entry, catalog)
            else { continue }
            found.append(
                Diagnostic(
                    rule: page.rule, severity: .error,
                    message: problem + "; the test stops here with an error",
                    location: TestRules.place(entry, assertion)))
        }
        return found
    }

    /// Whether the schema or the test has a function of that name as well (`fail(job, reason)`).
    private static func isOwn(_ name: String, _ entry: TestSuite.Entry, _ catalog: Catalog) -> Bool
    {
        entry.file.definedFunctions.contains(name) || UnknownFunction.isOfSchema(name, catalog)
    }

    private static func problem(_ assertion: Assertion) -> String? {
        switch assertion.resolution {
        case .resolved: nil
        case .ambiguous:
            "PostgreSQL cannot choose between the overloads of \(assertion.function)() for these arguments; cast the names ('…'::name) or add a description"
        case .undefined: "pgTAP has no \(assertion.function)() for these arguments"
        case .indeterminate:
            "\(assertion.function)() cannot tell the type of its arguments; cast one of them ('…'::text)"
        }
    }
}
