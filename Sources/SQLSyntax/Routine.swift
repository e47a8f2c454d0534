/// CREATE FUNCTION and CREATE PROCEDURE.
public struct CreateRoutine: Sendable, Hashable {
    /// Its name as written.
    public var name: QualifiedName
    /// CREATE PROCEDURE.
    public var isProcedure: Bool
    /// OR REPLACE: one of the same arguments keeps its identity.
    public var orReplace: Bool
    /// All parameters, in order, those of `RETURNS TABLE` at the end.
    public var parameters: [Parameter]
    /// RETURNS; nil where OUT parameters say it, and for procedures.
    public var returns: TypeName?
    /// Language, volatility and the like.
    public var options: RoutineOptions
    /// The text of AS, where it is one string.
    public var body: String?
    /// BEGIN ATOMIC or RETURN.
    public var hasSQLBody: Bool
    /// Relations that a body in language SQL names, each once: where the server checks bodies they
    /// must be there.
    public var relations: [QualifiedName] = []

    /// Makes a routine.
    public init(
        _ name: QualifiedName, isProcedure: Bool, orReplace: Bool, parameters: [Parameter],
        returns: TypeName?
    ) {
        self.name = name
        self.isProcedure = isProcedure
        self.orReplace = orReplace
        self.parameters = parameters
        self.returns = returns
        options = RoutineOptions()
        hasSQLBody = false
    }

    /// One parameter.
    public struct Parameter: Sendable, Hashable {
        /// Its name; nil for `$1` alone.
        public var name: String?
        /// Its type; of VARIADIC the array's.
        public var type: TypeName
        /// Which way values go.
        public var mode: Mode
        /// `DEFAULT` or `=`; the parameters after it must have one, too.
        public var `default`: Expression?

        /// Makes a parameter.
        public init(_ name: String?, _ type: TypeName, _ mode: Mode, default: Expression? = nil) {
            self.name = name
            self.type = type
            self.mode = mode
            self.default = `default`
        }

        /// `FunctionParameterMode`.
        public enum Mode: Sendable, Hashable {
            case `in`, out, `inout`, variadic, table
        }
    }
}

/// The options of CREATE and ALTER FUNCTION; nil where not given.
public struct RoutineOptions: Sendable, Hashable {
    /// LANGUAGE, in lower case.
    public var language: String?
    /// `immutable`, `stable` or `volatile`.
    public var volatility: String?
    /// STRICT or `RETURNS NULL ON NULL INPUT`; false for `CALLED ON NULL INPUT`.
    public var isStrict: Bool?
    /// SECURITY DEFINER; false for INVOKER.
    public var isSecurityDefiner: Bool?
    /// `safe`, `restricted` or `unsafe`.
    public var parallel: String?
    /// LEAKPROOF; false for NOT LEAKPROOF.
    public var isLeakproof: Bool?
    /// COST, in units of `cpu_operator_cost`.
    public var cost: String?
    /// ROWS.
    public var rows: String?
    /// Whether there are others: WINDOW, SUPPORT, TRANSFORM.
    public var hasOthers = false
    /// `SET name = value` items, `search_path` among them.
    public var settings: [DefinitionItem]

    /// No options.
    public init() { settings = [] }
}

/// ALTER FUNCTION and ALTER PROCEDURE with options.
public struct AlterRoutine: Sendable, Hashable {
    /// The routine, by name and, where they are given, arguments.
    public var routine: ObjectReference
    /// What changes.
    public var options: RoutineOptions

    /// Makes a statement.
    public init(_ routine: ObjectReference, _ options: RoutineOptions) {
        self.routine = routine
        self.options = options
    }
}

/// CREATE TRIGGER.
public struct CreateTrigger: Sendable, Hashable {
    /// Its name, unique on its table.
    public var name: String
    /// The table or view.
    public var table: QualifiedName
    /// The function that runs; triggers take no arguments by type.
    public var function: QualifiedName
    /// OR REPLACE.
    public var orReplace: Bool
    /// `FOR EACH ROW`; else it runs once for each statement.
    public var isRow: Bool
    /// The commands that set it off.
    public var events: TriggerEvents = []
    /// `UPDATE OF` columns.
    public var columns: [String]
    /// WHEN: the trigger runs only for rows where it holds.
    public var condition: Expression?

    /// Makes a trigger.
    public init(_ name: String, on table: QualifiedName, executing function: QualifiedName) {
        self.name = name
        self.table = table
        self.function = function
        orReplace = false
        isRow = false
        columns = []
    }
}

/// CREATE RULE.
public struct CreateRule: Sendable, Hashable {
    /// Its name, unique on its table.
    public var name: String
    /// The table or view.
    public var table: QualifiedName
    /// `select`, `insert`, `update` or `delete`.
    public var event: String
    /// OR REPLACE.
    public var orReplace: Bool
    /// WHERE: the rule holds only then.
    public var condition: Expression?
    /// What it does, NOTIFY aside.
    public var actions: [DataStatement]

    /// Makes a rule that does nothing.
    public init(_ name: String, on event: String, to table: QualifiedName, orReplace: Bool) {
        self.name = name
        self.table = table
        self.event = event
        self.orReplace = orReplace
        actions = []
    }
}

/// CREATE POLICY and ALTER POLICY; nil where ALTER leaves a part alone.
public struct PolicyDefinition: Sendable, Hashable {
    /// Its name, unique on its table.
    public var name: String
    /// The table.
    public var table: QualifiedName
    /// `all`, `select`, …; ALTER cannot change it.
    public var command: String?
    /// AS RESTRICTIVE: it lets nothing through, but keeps back what others let through; ALTER
    /// cannot change it.
    public var isRestrictive = false
    /// TO: whom it concerns; PUBLIC where CREATE does not say.
    public var roles: [RoleName]?
    /// USING: which rows are seen, changed and deleted.
    public var using: Expression?
    /// WITH CHECK: which rows may be written; USING stands in where it is missing.
    public var check: Expression?

    /// Makes a policy.
    public init(_ name: String, on table: QualifiedName) {
        self.name = name
        self.table = table
    }
}

/// CREATE ROLE, USER and GROUP.
public struct CreateRole: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// False for NOINHERIT: it has its roles' privileges only after SET ROLE.
    public var inherits = true
    /// IN ROLE.
    public var memberOf: [String] = []
    /// ROLE and ADMIN.
    public var members: [String] = []

    /// Makes a role.
    public init(_ name: String) { self.name = name }
}

/// GRANT and REVOKE on objects, and within ALTER DEFAULT PRIVILEGES.
public struct Grant: Sendable, Hashable {
    /// False for REVOKE.
    public var isGrant: Bool
    /// On what.
    public var target: Target
    /// The kind that is written; TABLE takes in views and sequences.
    public var objectKind: StatementObjectKind
    /// None for ALL PRIVILEGES.
    public var privileges: [Privilege]
    /// To or from whom.
    public var grantees: [RoleName]
    /// WITH GRANT OPTION; of REVOKE, GRANT OPTION FOR.
    public var grantOption: Bool
    /// CASCADE or RESTRICT of REVOKE.
    public var behavior: DropBehavior

    /// Makes a statement.
    public init(
        isGrant: Bool, _ target: Target, _ objectKind: StatementObjectKind, privileges: [Privilege],
        grantees: [RoleName], grantOption: Bool, behavior: DropBehavior
    ) {
        self.isGrant = isGrant
        self.target = target
        self.objectKind = objectKind
        self.privileges = privileges
        self.grantees = grantees
        self.grantOption = grantOption
        self.behavior = behavior
    }

    /// A privilege, perhaps on columns.
    public struct Privilege: Sendable, Hashable {
        /// In lower case; nil for ALL on columns.
        public var name: String?
        /// The columns it is given on; none for the whole object.
        public var columns: [String]

        /// Makes a privilege.
        public init(_ name: String?, columns: [String]) {
            self.name = name
            self.columns = columns
        }
    }

    /// On what.
    public enum Target: Sendable, Hashable {
        case objects([ObjectReference])
        case allInSchemas([String])
        case defaults
    }
}
