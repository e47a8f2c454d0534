// The words of signatures.tsv, as measured of pgTAP (Scripts/update-pgtap-signatures).

/// The kind of object that a schema assertion is about.
public enum AssertionSubject: String, Sendable {
    case cast
    case check
    case column
    case compositeType = "composite_type"
    case database
    case domain
    case `enum`
    case `extension`
    case foreignDataWrapper = "foreign_data_wrapper"
    case foreignKey = "foreign_key"
    case foreignServer = "foreign_server"
    case foreignTable = "foreign_table"
    case function
    case index
    case inheritance
    case language
    case materializedView = "materialized_view"
    case `operator`
    case operatorClass = "operator_class"
    case partition
    case policy
    case primaryKey = "primary_key"
    case relation
    case role
    case rule
    case schema
    case sequence
    case table
    case tablespace
    case trigger
    case type
    case unique
    case view
}

/// Which fact of its subject a schema assertion checks.
public enum AssertionAspect: String, Sendable {
    case accessMethod = "access_method"
    case ancestor
    case baseType = "base_type"
    case clustered
    case columns
    case columnsAndTarget = "columns+target"
    case command
    case context
    case defaultExists = "default_exists"
    case defaultValue = "default_value"
    case event
    case existence
    case postfixExistence = "existence(postfix)"
    case prefixExistence = "existence(prefix)"
    case existenceAndFunction = "existence+function"
    case existenceAndLocation = "existence+location"
    case existenceAndLogin = "existence+login"
    case existenceAndNoLogin = "existence+nologin"
    case existenceOrColumns = "existence|columns"
    case function
    case hasChildren = "has_children"
    case instead
    case isAggregate = "kind=aggregate"
    case isNormalFunction = "kind=normal_function"
    case isProcedure = "kind=procedure"
    case isWindow = "kind=window"
    case labels
    case language
    case membership
    case notNull = "not_null"
    case nullable
    case owner
    case parent
    case partial
    case partitioned
    case primary
    case privileges
    case anyPrivileges = "privileges(any)"
    case returnType = "return_type"
    case roles
    case securityDefiner = "security_definer"
    case set
    case loginSet = "set(login)"
    case noLoginSet = "set(nologin)"
    case strict
    case superuser
    case trusted
    case type
    case unique
    case volatility

    /// Whether it asks for privileges.
    var isPrivileges: Bool { self == .privileges || self == .anyPrivileges }
    /// Whether it compares a list with all that there is.
    var isSet: Bool { self == .set || self == .loginSet || self == .noLoginSet }
}

/// What a schema assertion says of the fact.
public enum AssertionPolarity: String, Sendable {
    /// It is there.
    case exists
    /// It is not there.
    case absent
    /// It has the value given.
    case value
    /// It does not have the value given.
    case valueNot = "value_not"
    /// There are these and no others.
    case exactSet = "exact_set"
    /// There are these.
    case subset
}

/// Where a schema assertion looks for its subject.
public enum AssertionLookup: String, Sendable {
    case searchPath = "search_path"
    case schemaQualified = "schema-qualified"
    case anySchema = "any schema"
    /// What stands in no schema.
    case global
    /// In the schema that the first argument names where there is one of that name, and else in
    /// the search path.
    case runtime = "RUNTIME: depends on arg1 being a schema"
}

/// What an argument of an assertion is.
public enum ArgumentRole: String, Sendable {
    case args
    case casts
    case childSchema = "child_schema"
    case childTable = "child_table"
    case column
    case columns
    case command
    case context
    case database
    case `default`
    case depth
    case description
    case domain
    case domains
    case `enum`
    case enums
    case event
    case `extension`
    case extensions
    case fdw
    case fkColumn = "fk_column"
    case fkColumns = "fk_columns"
    case fkSchema = "fk_schema"
    case fkTable = "fk_table"
    case foreignTables = "foreign_tables"
    case funcschema
    case function
    case functions
    case groups
    case index
    case indexes
    case labels
    case language
    case languages
    case leftType = "left_type"
    case location
    case materializedView = "materialized_view"
    case materializedViews = "materialized_views"
    case member
    case members
    case name
    case opclass
    case opclasses
    case operators
    case owner
    case parentSchema = "parent_schema"
    case parentTable = "parent_table"
    case partitions
    case pkColumn = "pk_column"
    case pkColumns = "pk_columns"
    case pkSchema = "pk_schema"
    case pkTable = "pk_table"
    case policies
    case policy
    case privs
    case relation
    case returnType = "return_type"
    case rightType = "right_type"
    case role
    case roles
    case rule
    case rules
    case schema
    case schemas
    case sequence
    case sequences
    case server
    case sourceType = "source_type"
    case table
    case tables
    case tablespace
    case tablespaces
    case targetType = "target_type"
    case trigger
    case triggers
    case type
    case types
    case typeschema
    case users
    case view
    case views
    case volatility

    /// Whether it names a schema.
    var isSchema: Bool {
        switch self {
        case .schema, .childSchema, .parentSchema, .fkSchema, .pkSchema, .funcschema, .typeschema:
            true
        default: false
        }
    }
}
