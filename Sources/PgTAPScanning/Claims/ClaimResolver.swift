public import SchemaCatalog
import SQLText

/// From assertions to the claims that they prove, given the catalog; and what will become of them.
///
/// An assertion that would fail proves nothing: it is stale, and says so.
public struct ClaimResolver: Sendable {
    let catalog: Catalog
    private let namesakes: Namesakes
    /// The server's catalogs.
    let system: SystemCatalog
    /// The same without rows of what others brought, which are seldom what a test of this schema is
    /// about.
    let knownSystem: SystemCatalog
    /// Functions that assert for their callers, by name.
    let wrappers: [String: [Wrapper]]
    /// Functions that the tests themselves define.
    private let definedFunctions: Set<String>

    /// Claims proven, sorted by nothing: in the order of the assertions.
    public private(set) var proven: [ProvenClaim] = []
    /// `stale-assertion`, `misread-description`, `unchecked-argument` and `unknown-pgtap-function`.
    public private(set) var diagnostics: [Diagnostic] = []

    /// Assertions that came close to proving something, in their order.
    public internal(set) var nearMisses: [NearMiss] = []

    /// Assertions that stand in no file as they run: in wrappers, and over rows of the catalog.
    public internal(set) var evaluated = EvaluatedAssertions()

    /// Names of what is there, and is not the schema's.
    private let seeded: Set<String>

    /// Whether the catalog holds everything that the migrations make.
    private let isComplete: Bool

    /// Once something would fail.
    private var changers: SchemaChangers?
    /// What they say of the file at hand.
    private var lastChanged: (path: String, isChanged: Bool)?

    /// Makes a resolver over a catalog.
    ///
    /// - Parameters:
    ///   - isComplete: False where statements could not be read: what the catalog lacks may then
    ///     exist all the same.
    ///   - seeded: Names of what seeds create beside the schema.
    public init(
        _ catalog: Catalog, _ suite: TestSuite, isComplete: Bool = true, seeded: Set<String> = []
    ) {
        self.seeded = seeded
        wrappers = suite.wrappers
        definedFunctions = suite.definedFunctions
        self.catalog = catalog
        namesakes = Namesakes(catalog)
        system = SystemCatalog(catalog)
        knownSystem = SystemCatalog(catalog, hasOnlyKnownRows: true)
        self.isComplete = isComplete
    }

    /// What running an assertion would give.
    public enum Prediction: String, Sendable, Hashable {
        case pass, fail, unknown
    }

    /// Resolves the assertions of a file.
    public mutating func resolve(_ entry: TestSuite.Entry) {
        catalog.prefetch { entry.file.assertions.compactMap(nameAhead) }
        for assertion in entry.file.assertions {
            if assertion.state == .active {
                _ = resolve(assertion, entry)
            } else {
                noteUncounted(assertion, entry)
            }
        }
        resolveEvaluated(entry)
        diagnostics += UnknownFunction.check(entry, catalog, defined: definedFunctions)
    }

    /// What resolving an assertion begins with looking up.
    private func nameAhead(_ assertion: Assertion) -> NameAhead? {
        guard assertion.state == .active, case .resolved(let signature) = assertion.resolution,
            let positions = signature.namePositions
        else { return nil }
        func text(_ position: Int?) -> String? {
            guard let position, position < assertion.arguments.count,
                case .text(let text) = assertion.arguments[position].value
            else { return nil }
            return text
        }
        return text(positions.name).map {
            NameAhead(
                schema: positions.schema == nil
                    ? (assertion.searchPath ?? catalog.searchPath).first : text(positions.schema),
                name: $0, child: text(positions.child))
        }
    }

    /// Resolves one assertion, and predicts its outcome.
    public mutating func resolve(_ assertion: Assertion, _ entry: TestSuite.Entry) -> Prediction {
        guard case .resolved(let signature) = assertion.resolution, signature.isSchemaAssertion
        else { return .unknown }
        let context = ClaimContext(assertion: assertion, signature: signature, catalog: catalog)
        let location = SourceLocation(
            file: entry.path, line: assertion.line, column: assertion.column)
        let outcome = ClaimRules.outcome(context)
        let judgement = judge(outcome, context, location)
        // What the test itself makes is not the schema's, and so is what it has the schema make.
        // A migration tool makes its own tables, and no file says so.
        guard !judgement.names.contains(where: { Self.isChanged($0, by: entry.file) }),
            judgement.prediction != .fail
                || !callsChangers(entry) && !context.asksBookkeeping(judgement.names)
                    && seeded.isDisjoint(with: context.tableAnd(judgement.names))
        else { return .unknown }
        if !judgement.faults.isEmpty { diagnostics += judgement.faults }
        for finding in NearMissRules.find(context, outcome, namesakes) {
            note(finding, assertion, location)
        }
        return judgement.prediction
    }

    private mutating func callsChangers(_ entry: TestSuite.Entry) -> Bool {
        if let lastChanged, lastChanged.path == entry.path { return lastChanged.isChanged }
        var found = changers ?? SchemaChangers(catalog)
        let isChanged = found.areCalled(by: entry.file)
        changers = found
        lastChanged = (entry.path, isChanged)
        return isChanged
    }

    /// Whether a name, or the one that it is made from (`users` for `users_pkey`), is in the test's
    /// own DDL.
    private static func isChanged(_ name: String, by file: TestFile) -> Bool {
        guard !file.changedNames.isEmpty else { return false }
        if file.dropsExtensions || file.changedNames.contains(name) { return true }
        return name.indices.contains {
            name[$0] == "_" && file.changedNames.contains(String(name[..<$0]))
        }
    }

    /// What an outcome means for the test that asserts it.
    private struct Judgement {
        var prediction = Prediction.pass
        var faults: [Diagnostic] = []
        /// What it hangs on that something is not there, or is otherwise.
        var names: [String] = []
    }

    private mutating func judge(
        _ outcome: ClaimOutcome, _ context: ClaimContext, _ location: SourceLocation
    ) -> Judgement {
        let function = context.assertion.function
        var result = Judgement()
        if let unchecked = UncheckedArgument.diagnostic(
            context, outcome, isComplete: isComplete, at: location)
        {
            result.faults.append(unchecked)
        }
        switch outcome {
        case .proves(let claims):
            for claim in claims { prove(claim, location, function) }
            return result
        case .provesPart(let claim, let part, let others):
            prove(claim, location, function, part: part)
            for other in others { prove(other, location, function) }
            return result
        case .passesWithout(let name, let claims, let missing):
            for claim in claims { add(claim, location, function) }
            result.names = [name, missing].compactMap { $0 }
        case .undecided(let claims):
            for claim in claims { prove(claim, location, function) }
            result.prediction = .unknown
        case .missing(let reason, let name, _):
            // What could not be read may have made it.
            result.prediction = isComplete ? .fail : .unknown
            result.names = [name]
            if isComplete { result.faults.append(StaleAssertion.diagnostic(reason, at: location)) }
        case .fails(let reason, let name, _):
            result.prediction = .fail
            result.names = [name]
            result.faults.append(StaleAssertion.diagnostic(reason, at: location))
        }
        if let misread = MisreadDescription.diagnostic(context, at: location) {
            result.faults = [misread]
        }
        return result
    }

    // MARK: - Claims

    /// Proves a claim, and what must exist for it.
    mutating func prove(
        _ claim: Claim, _ location: SourceLocation, _ function: String, part: String? = nil
    ) {
        add(claim, location, function, part, implies: true)
    }

    /// Proves a fact that may hold for want of its object, too (`WHERE NOT relrowsecurity` gives no
    /// row), or that an object is there.
    mutating func proveFact(
        _ fact: CatalogAssertion.Fact, _ location: SourceLocation, _ function: String
    ) {
        guard fact.claim.facet != .existence || !fact.needsTable else {
            return prove(fact.claim, location, function)
        }
        add(fact.claim, location, function)
    }

    private mutating func add(
        _ claim: Claim, _ location: SourceLocation, _ function: String, _ part: String? = nil,
        implies: Bool = false
    ) {
        proven.append(
            ProvenClaim(
                claim,
                Evidence(grade: .asserted, location: location, function: function, part: part),
                implies: implies))
    }
}
