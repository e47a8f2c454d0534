import CoverageAnalysis
public import SchemaCatalog

/// An assertion as `pgcov inspect assertions` lists it.
public struct InspectedAssertion: Sendable {
    /// From 1.
    public var line: Int
    /// From 1, in characters.
    public var column: Int
    /// The name as called, without its schema.
    public var function: String
    /// `has_table(name, text)`; nil where no overload was chosen.
    public var signature: String?
    /// `resolved`, `ambiguous`, `undefined` or `indeterminate`.
    public var resolution: String
    /// Constants as text; nil for what is not constant.
    public var arguments: [String?]
    /// `active`, `todo`, `skip`, `unreached` or `dynamic`.
    public var state: String
    /// `pass`, `fail` or `unknown`.
    public var predicted: String
    /// What its pass proves.
    public var claims: [InspectedClaim]

    /// Makes an entry.
    public init(
        line: Int, column: Int, function: String, signature: String?, resolution: String,
        arguments: [String?], state: String, predicted: String,
        claims: [InspectedClaim]
    ) {
        self.line = line
        self.column = column
        self.function = function
        self.signature = signature
        self.resolution = resolution
        self.arguments = arguments
        self.state = state
        self.predicted = predicted
        self.claims = claims
    }
}

/// A claim, with whether the assertion proves that it holds.
public struct InspectedClaim: Sendable {
    /// What is proven.
    public var claim: Claim
    /// How strongly.
    public var grade: Grade

    /// Makes an entry.
    public init(_ claim: Claim, _ grade: Grade) {
        self.claim = claim
        self.grade = grade
    }
}

/// `pgcov inspect assertions`.
public enum AssertionsFormat {
    /// A test file's part.
    public struct File: Sendable {
        /// Relative to the project.
        public var path: String
        /// The number planned, where it is one.
        public var plan: Int?
        /// The file's assertions, in their order.
        public var assertions: [InspectedAssertion]

        /// Makes a part.
        public init(path: String, plan: Int?, assertions: [InspectedAssertion]) {
            self.path = path
            self.plan = plan
            self.assertions = assertions
        }
    }

    /// As JSON.
    public static func json(_ files: [File]) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("files")
            writer.array(files) { writer, file in
                writer.object { writer in
                    writer.key("path")
                    writer.string(file.path)
                    writer.key("plan")
                    if let plan = file.plan { writer.number(plan) } else { writer.null() }
                    writer.key("assertions")
                    writer.array(file.assertions) { assertion($1, &$0) }
                }
            }
        }
        return writer.text + "\n"
    }

    private static func assertion(_ assertion: InspectedAssertion, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("line")
            writer.number(assertion.line)
            writer.key("column")
            writer.number(assertion.column)
            for (name, value) in [
                ("function", assertion.function), ("signature", assertion.signature),
                ("resolution", assertion.resolution),
            ] {
                writer.key(name)
                writer.string(value)
            }
            writer.key("arguments")
            writer.array(assertion.arguments) { $0.string($1) }
            writer.key("state")
            writer.string(assertion.state)
            writer.key("predicted")
            writer.string(assertion.predicted)
            writer.key("claims")
            writer.array(assertion.claims) { writer, item in
                writer.object { writer in
                    writer.identity(item.claim.object)
                    writer.key("facet")
                    let isAbsence = item.claim.facet == .absence
                    writer.string((isAbsence ? Facet.existence : item.claim.facet).rawValue)
                    writer.key("polarity")
                    writer.string(isAbsence ? "absent" : "present")
                    writer.key("grade")
                    writer.string(item.grade.name)
                }
            }
        }
    }

    /// As text: one line an assertion.
    public static func text(_ files: [File]) -> String {
        files.map { file in
            let plan = file.plan.map { "plan \($0), " } ?? ""
            let head = "\(file.path)  (\(plan)\(file.assertions.count.counted("assertion")))\n"
            return head
                + file.assertions.map { assertion in
                    "  \("\(assertion.line):\(assertion.column)".padded(8)) \(assertion.state.padded(9)) \(assertion.predicted.padded(7)) "
                        + "\(assertion.signature ?? assertion.function + "(?) " + assertion.resolution)\n"
                }.joined()
        }.joined(separator: "\n")
    }
}
