/// ALTER TABLE, INDEX, SEQUENCE, VIEW, MATERIALIZED VIEW, FOREIGN TABLE and TYPE with a list of
/// actions.
public struct AlterTable: Sendable, Hashable {
    /// The relation or type, as written.
    public var table: QualifiedName
    /// The kind that is written; TABLE is taken for indexes, sequences and views, too.
    public var objectKind: StatementObjectKind
    /// `IF EXISTS`: a missing relation is passed over.
    public var ifExists: Bool
    /// `ONLY`: children are left out.
    public var only: Bool
    /// What changes, in order.
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
        /// SET EXPRESSION AS: what a generated column is worked out from.
        case setExpression(String, Expression)
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
        /// SET or RESET of a view's `security_invoker`.
        case setInvoker(Bool)
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
    /// The kind that is written.
    public var kind: StatementObjectKind
    /// Its name; of a trigger, policy, rule or constraint without its table.
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
    /// What gets another name.
    public var object: ObjectReference
    /// The column or attribute renamed, where it is one.
    public var column: String?
    /// The name it gets, in the schema it is in.
    public var newName: String
    /// `IF EXISTS`: a missing object is passed over.
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
    /// What goes, in order; all of one kind.
    public var objects: [ObjectReference]
    /// `IF EXISTS`: missing objects are passed over.
    public var ifExists: Bool
    /// Whether what depends on them goes too, or forbids it.
    public var behavior: DropBehavior

    /// Makes a statement.
    public init(_ objects: [ObjectReference], ifExists: Bool, _ behavior: DropBehavior) {
        self.objects = objects
        self.ifExists = ifExists
        self.behavior = behavior
    }
}
