/// A column of CREATE TABLE, of ALTER TABLE ADD COLUMN, of a composite type or of a function's
/// result.
public struct ColumnDefinition: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Nil in a typed table or partition, where only options are given.
    public var type: TypeName?
    /// `COLLATE name`.
    public var collation: QualifiedName?
    /// The constraints at the column, in order, DEFAULT and GENERATED among them.
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
    /// What it demands, and of what.
    public var kind: Kind
    /// `NOT VALID`: rows of before are not checked.
    public var isNotValid: Bool
    /// `NO INHERIT`: children do not get it.
    public var noInherit: Bool
    /// Whether it may be checked at the end of a transaction.
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
    /// The key's own columns, in order.
    public var columns: [String]
    /// `INCLUDE (…)`: columns that the index holds but that do not make rows distinct.
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
    /// What is compared.
    public var element: IndexElement
    /// The operator that must not hold between two rows.
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
    /// The table referred to.
    public var table: QualifiedName
    /// None where the primary key is meant.
    public var referenced: [String]
    /// What becomes of the row when the one it refers to goes.
    public var onDelete: ReferentialAction
    /// What becomes of it when the other's key changes.
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
    /// The table or composite type whose columns are copied.
    public var table: QualifiedName
    /// What is copied beside the columns; EXCLUDING has been taken out.
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
    /// Its name as written.
    public var name: QualifiedName
    /// Whether it is logged, and outlives the session.
    public var persistence: Persistence
    /// `ON COMMIT DROP`.
    public var dropsOnCommit = false
    /// Leaves a relation of that name as it is.
    public var ifNotExists: Bool
    /// Columns, constraints and LIKE clauses.
    public var elements: [Element]
    /// `INHERITS (…)`: parents, in order, as merged columns are.
    public var inherits: [QualifiedName]
    /// `PARTITION OF name`.
    public var partitionOf: QualifiedName?
    /// Of a partition: `FOR VALUES …` or `DEFAULT`.
    public var partitionBound: PartitionBound?
    /// `PARTITION BY strategy`.
    public var partitionBy: PartitionKey?
    /// `OF type`: the composite type whose columns it has.
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
    /// `range`, `list` or `hash`, in lower case.
    public var strategy: String
    /// The columns or expressions that decide, in order.
    public var elements: [IndexElement]

    /// Makes a key.
    public init(strategy: String, elements: [IndexElement]) {
        self.strategy = strategy
        self.elements = elements
    }
}

/// Which rows a partition takes. Of a range `MINVALUE` and `MAXVALUE` are columns of these names,
/// as the grammar reads them.
public enum PartitionBound: Sendable, Hashable {
    case `default`
    case list([Expression])
    case range(from: [Expression], to: [Expression])
    case hash(modulus: Int32, remainder: Int32)
}

/// A column or expression of an index.
public struct IndexElement: Sendable, Hashable {
    /// The column; nil for an expression.
    public var column: String?
    /// The expression; nil for a column.
    public var expression: Expression?
    /// The operator class, where one is named.
    public var operatorClass: QualifiedName?
    /// `COLLATE name`.
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
    /// The table or materialized view.
    public var table: QualifiedName
    /// UNIQUE.
    public var isUnique: Bool
    /// Leaves a relation of that name as it is; needs a name.
    public var ifNotExists: Bool
    /// `ON ONLY`: not on the table's partitions.
    public var only: Bool
    /// `USING method`; `btree` where it is not said.
    public var method: String
    /// The key columns or expressions, in order.
    public var elements: [IndexElement]
    /// `INCLUDE (…)`.
    public var including: [IndexElement]
    /// WHERE: a partial index.
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
    /// The relation that is made, or into which SELECT INTO goes.
    public var target: TableTarget
    /// Whether it keeps its query.
    public var isMaterializedView: Bool
    /// Leaves a relation of that name as it is.
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
    /// Its name as written.
    public var name: QualifiedName
    /// Names given to the columns; none, or fewer than the query gives, where it keeps its own.
    public var columns: [String]
    /// Whether it is logged, and outlives the session.
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
    /// Its name as written.
    public var name: QualifiedName
    /// OR REPLACE: columns of before must stay, in name, type and order.
    public var orReplace: Bool
    /// Temporary or not; a view of temporary tables is temporary anyway.
    public var persistence: Persistence
    /// Names given to the columns; none, or fewer than the query gives, where it keeps its own.
    public var columns: [String]
    /// The query behind it.
    public var query: Query
    /// `security_invoker`: what it reads is read as whoever asks, and not as its owner.
    public var isInvoker = false

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
