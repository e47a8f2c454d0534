public import QueryAnalysis
public import SchemaCatalog

/// A constant that an argument comes to, or the fact that it is none.
public enum ArgumentValue: Sendable, Hashable {
    case text(String)
    /// An array; nil for a NULL element.
    case list([String?])
    case null
    /// Depends on the database or on the run.
    case dynamic
}

/// One argument of a call: its value, and its type as far as overload resolution needs it.
public struct Argument: Sendable, Hashable {
    /// What it comes to.
    public var value: ArgumentValue
    /// `unknown` for a literal without a cast; nil where it cannot be told.
    public var type: SQLType?

    /// Whether it is no constant. Without a copy of the value.
    var isDynamic: Bool { if case .dynamic = value { true } else { false } }

    /// Makes an argument.
    public init(_ value: ArgumentValue, _ type: SQLType?) {
        self.value = value
        self.type = type
    }
}

/// One call of a pgTAP function that a test runs.
///
/// Never changes: every rule looks at all of them, and handing one over costs one count.
public final class Assertion: Sendable {
    /// Line of the function's name, from 1.
    public let line: Int
    /// Its column, from 1.
    public let column: Int
    /// As called, without its schema.
    public let function: String
    /// As the server would see them: defaults and VARIADIC are not filled in.
    public let arguments: [Argument]
    /// Which of pgTAP's functions the server takes it for.
    public let resolution: SignatureResolution
    /// Whether it runs, and counts.
    public let state: State
    /// The `search_path` in force, where the test has set one.
    public let searchPath: [String]?
    /// The function of the test file that the call stands in; nil at top level.
    public let enclosingFunction: String?
    /// Whether it stands within `check_test()`, which takes its line and prints others.
    public let isChecked: Bool

    init(
        line: Int, column: Int, function: String, arguments: [Argument],
        resolution: SignatureResolution, state: State, searchPath: [String]?,
        enclosingFunction: String?, isChecked: Bool = false
    ) {
        (self.line, self.column, self.function) = (line, column, function)
        (self.arguments, self.resolution, self.state) = (arguments, resolution, state)
        (self.searchPath, self.enclosingFunction) = (searchPath, enclosingFunction)
        self.isChecked = isChecked
    }

    /// The same call with other arguments, in another state, or elsewhere.
    func with(
        arguments: [Argument]? = nil, state: State? = nil,
        place: (line: Int, column: Int)? = nil
    ) -> Assertion {
        Assertion(
            line: place?.line ?? line, column: place?.column ?? column, function: function,
            arguments: arguments ?? self.arguments, resolution: resolution,
            state: state ?? self.state, searchPath: searchPath,
            enclosingFunction: enclosingFunction, isChecked: isChecked)
    }

    /// Whether the call proves anything.
    public enum State: String, Sendable, Hashable {
        case active
        /// Within a `todo` range, or expected to fail (`check_test(…, false)`): a failure would not
        /// fail the test.
        case todo
        /// Within a `skip` range.
        case skip
        /// Never runs, or runs without its line being printed.
        case unreached
        /// An argument is no constant, or a condition decides whether it runs.
        case dynamic

        /// Case by case: the default of an enum with text behind its cases compares that.
        public static func != (a: State, b: State) -> Bool { !(a == b) }
    }
}

/// How many assertions a test says it runs.
public enum Plan: Sendable, Hashable {
    case count(Int)
    /// `no_plan()`.
    case none
    /// `plan()` of something that is no constant, or of `runtests()`.
    case dynamic
}

/// What one test file comes to. It depends on the file's bytes and the given variables alone.
public struct TestFile: Sendable {
    /// Nil where the file has none.
    public var plan: Plan?
    /// Line and column of the plan.
    public var planPlace: (line: Int, column: Int)?
    /// In the order in which they run.
    public var assertions: [Assertion] = []
    /// SQL that the file executes.
    public var exercises: [Exercise] = []
    /// Functions that assert for their callers.
    public var wrappers: [Wrapper] = []
    /// Roles that the file's functions set, by function.
    public var functionRoles: [String: RoleInForce] = [:]
    /// The file's functions that sign somebody in, by name.
    public var subjectSetters: [String: SubjectSetter] = [:]
    /// Arguments that the file's functions run as SQL, by function.
    public var executedArguments: [String: [ExecutedArgument]] = [:]
    /// Faults; their locations have an empty file, which the caller fills in.
    public var diagnostics: [Diagnostic] = []
    /// Names of functions that the file calls at top level.
    public var calledFunctions: Set<String> = []
    /// Names of functions, neither the server's nor pgTAP's, that the bodies of the file's own
    /// functions call.
    public var functionCalls: [String: Set<String>] = [:]
    /// Functions that the file defines.
    public var definedFunctions: Set<String> = []
    /// Patterns of `runtests()`; nil for its default.
    public var runtests: [RunTests] = []
    /// What the file includes, in order.
    public var includes: [Include] = []
    /// What became of the session since the last of them.
    public var leavings: SessionChanges = SessionChanges()
    /// psql variables that the file uses, and has no value for where it does.
    public var wantedVariables: Set<String> = []
    /// Names in the file's own CREATE statements: what they make is the test's, not the schema's.
    public var createdNames: Set<String> = []
    /// Names in its CREATE, ALTER and DROP statements wherever they stand, in bodies and in text
    /// that is run, too: what becomes of assertions about them hangs on the test, not on the schema
    /// alone.
    public var changedNames: Set<String> = []
    /// Whether it drops an extension, which takes along whatever that made.
    public var dropsExtensions = false
    /// Tests that no assertion of the file stands for: those that `skip()` and `check_test()`
    /// print.
    public var otherTests = 0
    /// Whether the number of assertions depends on the database: rows, conditions, `runtests()`.
    public var hasUncertainCount = false
    /// Whether a SELECT calls functions that neither the server nor pgTAP has.
    public var callsUnknownFunctions = false
    /// Whether the file rolls back what it does.
    public var hasTransaction = false
    /// Whether deferred triggers never fire: it rolls back, never commits, and nowhere speaks of
    /// `SET CONSTRAINTS`.
    public var forgoesDeferred = false
    /// Whether `finish()` is called.
    public var hasFinish = false

    /// Offset of the first statement that was left unread for want of time; nil where all were
    /// read.
    public var unreadFrom: Int?

    /// Nothing found yet.
    public init() {}

    /// Whether an assertion stands in a function for others to call with what they assert of: the
    /// file itself never calls it.
    public func assertsForOthers(_ assertion: Assertion) -> Bool {
        guard let function = assertion.enclosingFunction,
            wrappers.contains(where: { $0.name == function })
        else { return false }
        return !calledFunctions.contains(function)
            && !functionCalls.values.contains { $0.contains(function) }
    }

    /// A call of `runtests` or `do_tap`.
    public struct RunTests: Sendable, Hashable {
        /// A regular expression over function names; nil where it is not constant.
        public var pattern: String?
    }

    /// `\i` or `\ir`.
    public struct Include: Sendable, Hashable {
        /// As written.
        public var path: String
        /// To the including file (`\ir`), not to where psql runs.
        public var isRelative: Bool
        /// Line from 1.
        public var line: Int
        /// Column from 1, in characters.
        public var column: Int
        /// What became of the session since the include before this one: it is one, so the included
        /// file finds it so.
        public var changes: SessionChanges
    }
}

/// What files do to the psql session that they run in.
public struct SessionChanges: Sendable, Hashable {
    /// Of psql's variables; nil for one that was unset.
    public var variables: [String: String?] = [:]
    /// The search path where it was set.
    public var searchPath: [String]?

    /// None.
    public init() {}

    /// These, and then others.
    public mutating func add(_ others: SessionChanges) {
        variables.merge(others.variables) { $1 }
        searchPath = others.searchPath ?? searchPath
    }
}
