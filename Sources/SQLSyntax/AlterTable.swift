/// ALTER TABLE, INDEX, SEQUENCE, VIEW, MATERIALIZED VIEW, FOREIGN TABLE and TYPE with a list of
/// actions.
public struct AlterTable: Sendable, Hashable {
    public var table: QualifiedName
    public var objectKind: StatementObjectKind
    public var ifExists: Bool
    public var only: Bool
    public var actions: [Action]

    /// Makes a statement.
    public init(
        _ table: QualifiedName, _ objectKind: StatementObjectKind, ifExists: Bool, only: Bool,
        actions: [Action]
    ) {
        self.table = table
        self.objectKind = objectKind
        self.ifExists = ifExists
        self.only = only
        self.actions = actions
    }

    /// One action (`AlterTableType`).
    public enum Action: Sendable, Hashable {
        case addColumn(ColumnDefinition, ifNotExists: Bool)
        case dropColumn(String, ifExists: Bool, DropBehavior)
        /// SET DEFAULT, or DROP DEFAULT where there is none.
        case setDefault(String, Expression?)
        case setNotNull(String)
        case dropNotNull(String)
        case dropExpression(String, ifExists: Bool)
        case alterType(String, TypeName, using: Expression?)
        case addIdentity(String, always: Bool, options: [DefinitionItem])
        case setIdentity(String, options: [DefinitionItem])
        case dropIdentity(String, ifExists: Bool)
        case addConstraint(Constraint)
        case dropConstraint(String, ifExists: Bool, DropBehavior)
        case validateConstraint(String)
        case alterConstraint(String, Constraint.Deferral)
        case setOwner(RoleName)
        case setSchema(String)
        case setLogged(Bool)
        /// REPLICA IDENTITY; whether it is the primary key.
        case setReplicaIdentity(isDefault: Bool)
        case enableRowSecurity
        case disableRowSecurity
        case forceRowSecurity
        case noForceRowSecurity
        case addInherit(QualifiedName)
        case dropInherit(QualifiedName)
        /// Of an index without a bound.
        case attachPartition(QualifiedName, PartitionBound?)
        case detachPartition(QualifiedName)
        case addOf(TypeName)
        case dropOf
        case enableTrigger(String?)
        case disableTrigger(String?)
        /// An action on storage, statistics, clustering and the like: nothing that pgcov tracks.
        /// Its name.
        case untracked(String)
    }
}

/// The kinds of objects that ALTER, DROP, RENAME, COMMENT and GRANT name (`ObjectType`).
public enum StatementObjectKind: String, Sendable, Hashable, CaseIterable {
    case accessMethod, aggregate, attribute, cast, column, collation, conversion, database,
        defaultACL
    case domain, domainConstraint, eventTrigger, `extension`, foreignDataWrapper, foreignServer
    case foreignTable, function, index, language, largeObject, materializedView, `operator`
    case operatorClass, operatorFamily, policy, procedure, publication, role, routine, rule, schema
    case sequence, statistics, subscription, table, tableConstraint, tablespace,
        textSearchConfiguration
    case textSearchDictionary, textSearchParser, textSearchTemplate, transform, trigger, type
    case userMapping, view, parameter, other
}

/// The object that RENAME, SET SCHEMA, OWNER TO and DROP name.
public struct ObjectReference: Sendable, Hashable {
    public var kind: StatementObjectKind
    public var name: QualifiedName
    /// The table of a trigger, policy, rule or constraint; the type of a domain's constraint.
    public var relation: QualifiedName?
    /// Input types of a function, aggregate or operator, where written. Of a cast: source and
    /// target.
    public var arguments: [TypeName?]?

    /// Makes a reference.
    public init(
        _ kind: StatementObjectKind, _ name: QualifiedName, relation: QualifiedName? = nil,
        arguments: [TypeName?]? = nil
    ) {
        self.kind = kind
        self.name = name
        self.relation = relation
        self.arguments = arguments
    }
}

/// ALTER … RENAME.
public struct Rename: Sendable, Hashable {
    public var object: ObjectReference
    /// The column or attribute renamed, where it is one.
    public var column: String?
    public var newName: String
    public var ifExists: Bool
    /// Whether the children of a table are left out.
    public var only: Bool

    /// Makes a statement.
    public init(
        _ object: ObjectReference, column: String?, to newName: String, ifExists: Bool,
        only: Bool = false
    ) {
        self.object = object
        self.column = column
        self.newName = newName
        self.ifExists = ifExists
        self.only = only
    }
}

/// DROP.
public struct Drop: Sendable, Hashable {
    public var objects: [ObjectReference]
    public var ifExists: Bool
    public var behavior: DropBehavior

    /// Makes a statement.
    public init(_ objects: [ObjectReference], ifExists: Bool, _ behavior: DropBehavior) {
        self.objects = objects
        self.ifExists = ifExists
        self.behavior = behavior
    }
}
