public import QueryAnalysis
public import SQLSyntax

/// SQL that a test executes: a fixture statement, the query of `results_eq`, the statement of
/// `throws_ok`, a SELECT whose values are compared. It depends on the file alone; which objects its
/// names mean is found with a catalog.
public struct Exercise: Sendable, Hashable {
    /// Line of the statement, or of the assertion that runs it, from 1.
    public var line: Int
    /// Its column, from 1.
    public var column: Int
    /// The assertion that judges it; nil for a statement that must only run.
    public var function: String?
    /// The names that it uses.
    public var uses: StatementUses
    /// What the test says of its result.
    public var expectation: Expectation
    /// Assertions over the server's catalogs, kept whole: each is evaluated against the folded
    /// catalog.
    public var catalogAssertions: [FunctionCall] = []
    /// The test's own functions that these assertions ask.
    public var helpers: [CatalogHelper] = []
    /// Calls of functions that neither the server nor pgTAP has: what asserts for its caller is
    /// evaluated with their arguments.
    public var ownCalls: [FunctionCall] = []
    /// FROM and WHERE around them.
    public var source: SelectCore?
    /// Whether an assertion wants nothing of it: no row, false, null, an error. Routines that it
    /// calls may have left early.
    public var wantsNothing = false
    /// Whether it is enough that there is some row, whichever: more of them would do as well.
    public var wantsSomeRow = false
    /// Texts of the constants that its values are compared with, as far as the assertion says them;
    /// of an error that a pattern describes, the pattern's pieces.
    public var wanted: [String] = []
    /// Names of the columns whose values stand by themselves in what is compared, in order; empty
    /// for one that is made of something.
    public var comparedColumns: [String] = []
    /// Whether it runs, and counts.
    public var state: Assertion.State
    /// Who runs it.
    public var role: RoleInForce
    /// For whom the platform's helpers take the request to be.
    public var signedIn: SignedIn = .nobody
    /// The `search_path` in force, where the test has set one.
    public var searchPath: [String]?
    /// The function of the test file that it stands in; nil at top level.
    public var enclosingFunction: String?

    /// What the test says of it.
    public enum Expectation: Sendable, Hashable {
        /// It runs without an error.
        case runs
        /// Its rows are compared.
        case result
        /// It gives no rows, or counts none.
        case empty
        /// It fails, with this SQLSTATE and a message that holds this text, as far as they are
        /// said.
        case fails(state: String?, message: String?)
        /// It fails, with whatever error: that of a missing object would do as well.
        case failsAnyhow
    }
}

/// A test's own function that is a query over the server's catalogs: `ok(is_hardened('total'))`.
public struct CatalogHelper: Sendable, Hashable {
    /// Its name, without its schema.
    public var name: String
    /// Names of its parameters; an unnamed one is empty.
    public var parameters: [String]
    /// Its body.
    public var query: Query
}

/// Who executes a statement.
public indirect enum RoleInForce: Sendable, Hashable {
    /// Whoever runs the tests: mostly a superuser, to whom row security does not apply.
    case session
    /// After SET ROLE; empty where its name is not constant.
    case named(String)
    /// After a call of a function that may have set the role. Whether it did is found when the
    /// suite is linked; if not, the role is what it was.
    case setBy(function: String, otherwise: RoleInForce)
}

extension RoleInForce {
    /// After one more call of a function that may have set the role. Only the last call of each
    /// matters.
    func after(_ function: String) -> RoleInForce {
        if case .setBy(function, _) = self { return self }
        return .setBy(function: function, otherwise: without(function))
    }

    private func without(_ function: String) -> RoleInForce {
        guard case .setBy(let other, let otherwise) = self else { return self }
        let before = otherwise.without(function)
        return other == function ? before : .setBy(function: other, otherwise: before)
    }
}
