public import SQLSyntax

/// The body of a routine in PL/pgSQL or SQL: what a call of it executes in turn.
public struct RoutineBody: Sendable, Hashable {
    /// The text between the quotes.
    public var text: String
    /// In lower case.
    public var language: String
    /// `SET search_path`; nil where the caller's holds.
    public var searchPath: [String]?
    /// What `proconfig` holds; nil where that is not known.
    public var settings: [String]?
    /// Names of the input parameters; empty for one without.
    public var parameters: [String]
    /// Defaults of the last of them, in order.
    public var defaults: [Expression]
    /// All parameters, in order, those of `RETURNS TABLE` aside, where not all of them go in; empty
    /// where all do.
    public var declared: [Parameter] = []
    /// What the planner is told of it; nil where that is not known.
    public var planning: RoutinePlanning?

    /// A parameter as it is declared.
    public struct Parameter: Sendable, Hashable {
        /// `IN`, `OUT`, `INOUT` or `VARIADIC`.
        public var mode: String
        /// Empty for one without.
        public var name: String
        /// As `format_type()` prints it.
        public var type: String
    }

    /// Makes a body.
    public init(
        _ text: String, language: String, searchPath: [String]?, settings: [String]? = nil,
        parameters: [String] = [], defaults: [Expression] = []
    ) {
        self.text = text
        self.language = language
        self.searchPath = searchPath
        self.settings = settings
        self.parameters = parameters
        self.defaults = defaults
    }
}

/// What CREATE FUNCTION tells the planner (`compute_common_attribute()`,
/// `src/backend/commands/functioncmds.c`).
public struct RoutinePlanning: Sendable, Hashable {
    /// `safe`, `restricted` or `unsafe`.
    public var parallel = "unsafe"
    /// LEAKPROOF.
    public var isLeakproof = false
    /// COST where it is given.
    public var cost: String?
    /// ROWS where it is given.
    public var rows: String?
    /// Whether it is a window function, or has a support function or transforms.
    public var hasOthers = false

    /// Nothing but defaults.
    public init() {}

    mutating func apply(_ options: RoutineOptions) {
        if let parallel = options.parallel { self.parallel = parallel }
        if let isLeakproof = options.isLeakproof { self.isLeakproof = isLeakproof }
        if let cost = options.cost { self.cost = cost }
        if let rows = options.rows { self.rows = rows }
        hasOthers = hasOthers || options.hasOthers
    }
}
