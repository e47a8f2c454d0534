/// A column of CREATE TABLE, of ALTER TABLE ADD COLUMN, of a composite type or of a function's
/// result.
public struct ColumnDefinition: Sendable, Hashable {
    public var name: String
    /// Nil in a typed table or partition, where only options are given.
    public var type: TypeName?
    public var collation: QualifiedName?
    public var constraints: [Constraint]

    /// Makes a column.
    public init(_ name: String, _ type: TypeName?, constraints: [Constraint] = []) {
        self.name = name
        self.type = type
        self.constraints = constraints
    }
}

/// A constraint, inline or of the table.
public struct Constraint: Sendable, Hashable {
    /// Nil where PostgreSQL makes one up.
    public var name: String?
    public var kind: Kind
    public var isNotValid: Bool
    public var noInherit: Bool
    public var deferral: Deferral
    /// Offset in the statement, bytes.
    public var offset: Int32

    /// Makes a constraint.
    public init(_ name: String?, _ kind: Kind) {
        self.name = name
        self.kind = kind
        isNotValid = false
        noInherit = false
        deferral = .notDeferrable
        offset = 0
    }

    /// When a constraint is checked; the raw value is what a catalog says.
    public enum Deferral: String, Sendable, Hashable, CaseIterable {
        case notDeferrable = "not deferrable"
        case initiallyImmediate = "deferrable"
        case initiallyDeferred = "deferrable initially deferred"
    }

    /// What is constrained.
    public indirect enum Kind: Sendable, Hashable {
        case notNull
        case null
        case `default`(Expression)
        case identity(always: Bool, options: [DefinitionItem])
        case generated(Expression)
        case check(Expression)
        case primaryKey(KeyColumns)
        case unique(KeyColumns, nullsNotDistinct: Bool)
        case exclusion([ExclusionElement], method: String, predicate: Expression?)
        case foreignKey(ForeignKey)
    }
}

/// The columns of a key; none where it stands on its column or uses an index.
public struct KeyColumns: Sendable, Hashable {
    public var columns: [String]
    public var including: [String]
    /// `USING INDEX name`.
    public var index: String?

    /// Makes a list.
    public init(_ columns: [String], including: [String] = [], index: String? = nil) {
        self.columns = columns
        self.including = including
        self.index = index
    }
}

/// `element WITH operator`.
public struct ExclusionElement: Sendable, Hashable {
    public var element: IndexElement
    public var `operator`: OperatorName

    /// Makes an element.
    public init(_ element: IndexElement, _ operator: OperatorName) {
        self.element = element
        self.operator = `operator`
    }
}

/// REFERENCES.
public struct ForeignKey: Sendable, Hashable {
    /// None where it stands on its column.
    public var columns: [String]
    public var table: QualifiedName
    /// None where the primary key is meant.
    public var referenced: [String]
    public var onDelete: ReferentialAction
    public var onUpdate: ReferentialAction

    /// Makes a reference.
    public init(
        _ columns: [String], _ table: QualifiedName, _ referenced: [String],
        onDelete: ReferentialAction, onUpdate: ReferentialAction
    ) {
        self.columns = columns
        self.table = table
        self.referenced = referenced
        self.onDelete = onDelete
        self.onUpdate = onUpdate
    }
}

/// `pg_constraint.confdeltype`.
public enum ReferentialAction: String, Sendable, Hashable {
    case noAction = "NO ACTION"
    case restrict = "RESTRICT"
    case cascade = "CASCADE"
    case setNull = "SET NULL"
    case setDefault = "SET DEFAULT"
}

/// `LIKE table INCLUDING …`.
public struct LikeClause: Sendable, Hashable {
    public var table: QualifiedName
    public var including: Set<Inclusion>

    /// Makes a clause.
    public init(_ table: QualifiedName, including: Set<Inclusion>) {
        self.table = table
        self.including = including
    }

    /// `TableLikeOption`.
    public enum Inclusion: Sendable, Hashable, CaseIterable {
        case comments, compression, constraints, defaults, generated, identity, indexes, statistics,
            storage
    }
}

/// CREATE TABLE and CREATE FOREIGN TABLE.
public struct CreateTable: Sendable, Hashable {
    public var name: QualifiedName
    public var persistence: Persistence
    /// `ON COMMIT DROP`.
    public var dropsOnCommit = false
    public var ifNotExists: Bool
    public var elements: [Element]
    public var inherits: [QualifiedName]
    public var partitionOf: QualifiedName?
    /// Of a partition: `FOR VALUES …` or `DEFAULT`.
    public var partitionBound: PartitionBound?
    /// `PARTITION BY strategy`.
    public var partitionBy: PartitionKey?
    public var ofType: TypeName?
    /// The server of a foreign table.
    public var foreignServer: String?

    /// Makes a table without elements.
    public init(_ name: QualifiedName) {
        self.name = name
        persistence = .permanent
        ifNotExists = false
        elements = []
        inherits = []
    }

    /// What stands between the parentheses, in order.
    public enum Element: Sendable, Hashable {
        case column(ColumnDefinition)
        case constraint(Constraint)
        case like(LikeClause)
    }
}

/// `relpersistence`.
public enum Persistence: Sendable, Hashable {
    case permanent, unlogged, temporary
}

/// `PARTITION BY RANGE (a, (b + 1))`.
public struct PartitionKey: Sendable, Hashable {
    public var strategy: String
    public var elements: [IndexElement]

    /// Makes a key.
    public init(strategy: String, elements: [IndexElement]) {
        self.strategy = strategy
        self.elements = elements
    }
}

/// Which rows a partition takes. Of a range `MINVALUE` and `MAXVALUE` are columns of these names, as
/// the grammar reads them.
public enum PartitionBound: Sendable, Hashable {
    case `default`
    case list([Expression])
    case range(from: [Expression], to: [Expression])
    case hash(modulus: Int32, remainder: Int32)
}

/// A column or expression of an index.
public struct IndexElement: Sendable, Hashable {
    public var column: String?
    public var expression: Expression?
    public var operatorClass: QualifiedName?
    public var collation: QualifiedName?

    /// Makes an element.
    public init(
        column: String?, expression: Expression?, operatorClass: QualifiedName? = nil,
        collation: QualifiedName? = nil
    ) {
        self.column = column
        self.expression = expression
        self.operatorClass = operatorClass
        self.collation = collation
    }
}

/// CREATE INDEX.
public struct CreateIndex: Sendable, Hashable {
    /// Nil where PostgreSQL makes one up.
    public var name: String?
    public var table: QualifiedName
    public var isUnique: Bool
    public var ifNotExists: Bool
    /// `ON ONLY`: not on the table's partitions.
    public var only: Bool
    public var method: String
    public var elements: [IndexElement]
    public var including: [IndexElement]
    public var predicate: Expression?

    /// Makes an index.
    public init(_ name: String?, on table: QualifiedName, method: String, elements: [IndexElement])
    {
        self.name = name
        self.table = table
        isUnique = false
        ifNotExists = false
        only = false
        self.method = method
        self.elements = elements
        including = []
    }
}

/// CREATE TABLE AS, SELECT INTO, CREATE MATERIALIZED VIEW.
public struct CreateTableAs: Sendable, Hashable {
    public var target: TableTarget
    public var isMaterializedView: Bool
    public var ifNotExists: Bool
    /// Nil for CREATE TABLE AS EXECUTE.
    public var query: Query?

    /// Makes a statement.
    public init(_ target: TableTarget, isMaterializedView: Bool, ifNotExists: Bool, query: Query?) {
        self.target = target
        self.isMaterializedView = isMaterializedView
        self.ifNotExists = ifNotExists
        self.query = query
    }
}

/// Where the rows of CREATE TABLE AS go.
public struct TableTarget: Sendable, Hashable {
    public var name: QualifiedName
    public var columns: [String]
    public var persistence: Persistence
    /// `ON COMMIT DROP`.
    public var dropsOnCommit: Bool

    /// Makes a target.
    public init(
        _ name: QualifiedName, columns: [String], persistence: Persistence,
        dropsOnCommit: Bool = false
    ) {
        self.name = name
        self.columns = columns
        self.persistence = persistence
        self.dropsOnCommit = dropsOnCommit
    }
}

/// CREATE VIEW.
public struct CreateView: Sendable, Hashable {
    public var name: QualifiedName
    public var orReplace: Bool
    public var persistence: Persistence
    public var columns: [String]
    public var query: Query

    /// Makes a view.
    public init(
        _ name: QualifiedName, orReplace: Bool, persistence: Persistence, columns: [String],
        query: Query
    ) {
        self.name = name
        self.orReplace = orReplace
        self.persistence = persistence
        self.columns = columns
        self.query = query
    }
}
