/// CREATE FUNCTION and CREATE PROCEDURE.
public struct CreateRoutine: Sendable, Hashable {
    public var name: QualifiedName
    public var isProcedure: Bool
    public var orReplace: Bool
    public var parameters: [Parameter]
    /// RETURNS; nil where OUT parameters say it, and for procedures.
    public var returns: TypeName?
    public var options: RoutineOptions
    /// The text of AS, where it is one string.
    public var body: String?
    /// BEGIN ATOMIC or RETURN.
    public var hasSQLBody: Bool

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
        public var name: String?
        public var type: TypeName
        public var mode: Mode
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
    public var language: String?
    public var volatility: String?
    public var isStrict: Bool?
    public var isSecurityDefiner: Bool?
    /// `SET name = value` items, `search_path` among them.
    public var settings: [DefinitionItem]

    /// No options.
    public init() { settings = [] }
}

/// ALTER FUNCTION and ALTER PROCEDURE with options.
public struct AlterRoutine: Sendable, Hashable {
    public var routine: ObjectReference
    public var options: RoutineOptions

    /// Makes a statement.
    public init(_ routine: ObjectReference, _ options: RoutineOptions) {
        self.routine = routine
        self.options = options
    }
}

/// CREATE TRIGGER.
public struct CreateTrigger: Sendable, Hashable {
    public var name: String
    public var table: QualifiedName
    public var function: QualifiedName
    public var orReplace: Bool
    public var isRow: Bool
    public var events: TriggerEvents = []
    /// `UPDATE OF` columns.
    public var columns: [String]
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
    public var name: String
    public var table: QualifiedName
    /// `select`, `insert`, `update` or `delete`.
    public var event: String
    public var orReplace: Bool
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
    public var name: String
    public var table: QualifiedName
    /// `all`, `select`, …; ALTER cannot change it.
    public var command: String?
    public var roles: [RoleName]?
    public var using: Expression?
    public var check: Expression?

    /// Makes a policy.
    public init(_ name: String, on table: QualifiedName) {
        self.name = name
        self.table = table
    }
}

/// CREATE ROLE, USER and GROUP.
public struct CreateRole: Sendable, Hashable {
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
    public var isGrant: Bool
    public var target: Target
    public var objectKind: StatementObjectKind
    /// None for ALL PRIVILEGES.
    public var privileges: [Privilege]
    public var grantees: [RoleName]
    public var grantOption: Bool
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
        public var name: String?
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
