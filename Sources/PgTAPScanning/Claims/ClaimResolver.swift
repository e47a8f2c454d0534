public import SchemaCatalog
import SQLText

/// From assertions to the claims that they prove, given the catalog; and what will become of them.
///
/// An assertion that would fail proves nothing: it is stale, and says so.
public struct ClaimResolver: Sendable {
    let catalog: Catalog
    private let dependencies: Dependencies
    /// Functions that assert for their callers, by name.
    let wrappers: [String: [Wrapper]]
    /// Functions that the tests themselves define.
    private let definedFunctions: Set<String>

    /// Claims proven, sorted by nothing: in the order of the assertions.
    public private(set) var proven: [ProvenClaim] = []
    /// `stale-assertion` and `misread-description`.
    public private(set) var diagnostics: [Diagnostic] = []

    /// Whether the catalog holds everything that the migrations make.
    private let isComplete: Bool

    /// Makes a resolver over a catalog.
    ///
    /// - Parameter isComplete: False where statements could not be read: what the catalog lacks may then
    ///   exist all the same.
    public init(_ catalog: Catalog, _ dependencies: Dependencies, _ suite: TestSuite, isComplete: Bool = true) {
        wrappers = suite.wrappers
        definedFunctions = suite.definedFunctions
        self.catalog = catalog
        self.dependencies = dependencies
        self.isComplete = isComplete
    }

    /// What running an assertion would give.
    public enum Prediction: String, Sendable, Hashable {
        case pass, fail, unknown
    }

    /// Resolves the assertions of a file.
    public mutating func resolve(_ entry: TestSuite.Entry) {
        for assertion in entry.file.assertions where assertion.state == .active {
            _ = resolve(assertion, entry)
        }
        resolveEvaluated(entry)
        diagnostics += UnknownFunction.check(entry, catalog, defined: definedFunctions)
    }

    /// Resolves one assertion, and predicts its outcome.
    public mutating func resolve(_ assertion: Assertion, _ entry: TestSuite.Entry) -> Prediction {
        guard case .resolved(let signature) = assertion.resolution, signature.isSchemaAssertion else { return .unknown }
        let context = ClaimContext(assertion: assertion, signature: signature, catalog: catalog)
        let location = SourceLocation(file: entry.path, line: assertion.line, column: assertion.column)
        let outcome = ClaimRules.outcome(context)
        switch outcome {
        case .unknown: return .unknown
        case .proves(let claims):
            for claim in claims { prove(claim, location, assertion.function) }
            return .pass
        case .provesPart(let claim, let part, let others):
            prove(claim, location, assertion.function, part: part)
            for other in others { prove(other, location, assertion.function) }
            return .pass
        case .missing(let reason, let name):
            // What could not be read may have made it.
            guard !entry.file.createdNames.contains(name) else { return .unknown }
            if let misread = misread(context, location) {
                diagnostics.append(misread)
            } else if isComplete {
                diagnostics.append(stale(reason, location))
            }
            return isComplete ? .fail : .unknown
        case .fails(let reason, let name):
            guard !entry.file.createdNames.contains(name) else { return .unknown }
            diagnostics.append(misread(context, location) ?? stale(reason, location))
            return .fail
        case .passesWithout(let name, let claims, _):
            for claim in claims { add(claim, .asserted, location, assertion.function) }
            // A negative assertion passes; perhaps for the wrong reason.
            if !entry.file.createdNames.contains(name), let misread = misread(context, location) { diagnostics.append(misread) }
            return .pass
        }
    }

    // MARK: - Claims

    /// Proves a claim, and what must exist for it.
    mutating func prove(_ claim: Claim, _ location: SourceLocation, _ function: String, part: String? = nil) {
        add(claim, .asserted, location, function, part)
        if claim.facet != .existence { add(Claim(claim.object, .existence), .implied, location, function) }
        for container in catalog.containers(of: claim.object) { add(Claim(container, .existence), .implied, location, function) }
        for needed in dependencies.of(claim.object) {
            add(Claim(needed, .existence), .implied, location, function)
            // No column of a primary key can be null.
            if claim.object.kind == .primaryKey, needed.kind == .column { add(Claim(needed, .nullability), .implied, location, function) }
        }
    }

    private mutating func add(_ claim: Claim, _ grade: Grade, _ location: SourceLocation, _ function: String, _ part: String? = nil) {
        proven.append(ProvenClaim(claim, Evidence(grade: grade, location: location, function: function, part: part)))
    }

    // MARK: - Diagnostics

    private func stale(_ reason: String, _ location: SourceLocation) -> Diagnostic {
        Diagnostic(rule: "stale-assertion", severity: .warning, message: reason + "; this assertion would fail", location: location)
    }

    /// `has_table('app', 'users')`: the schema read as the name, and the name as the description.
    private func misread(_ context: ClaimContext, _ location: SourceLocation) -> Diagnostic? {
        let (signature, assertion) = (context.signature, context.assertion)
        guard signature.roles.last == "description", !context.has("schema"), assertion.arguments.count == signature.roles.count,
            case .text(let first) = assertion.arguments[0].value, case .text(let last)? = assertion.arguments.last?.value,
            catalog.object([.schema], inSchema: nil, named: first) != nil, !last.contains(" ")
        else { return nil }
        // Few functions have a form with a schema and without a description.
        let hasSchemaForm = SignatureTable.shared[assertion.function].contains { other in
            other.roles.first == "schema" && other.roles.count == signature.roles.count && other.roles.last != "description"
        }
        let remedy =
            hasSchemaForm ? "cast the names to name ('\(first)'::name, …), or add a description" : "add a description as a further argument"
        return Diagnostic(
            rule: "misread-description", severity: .warning,
            message:
                "PostgreSQL reads this call as \(signature.text): '\(first)' is the \(signature.roles[0]), and '\(last)' its description; "
                + remedy,
            location: location)
    }
}
