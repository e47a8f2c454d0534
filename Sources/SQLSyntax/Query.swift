/// A query: WITH, a body, ORDER BY and the rest.
public struct Query: Sendable, Hashable {
    public var with: [CommonTable]
    public var isRecursive: Bool
    public var body: QueryBody
    public var orderBy: [SortItem]
    public var limit: Expression?
    public var offset: Expression?
    /// `FOR UPDATE` and its kin.
    public var isLocking: Bool
    /// `SELECT … INTO table`.
    public var into: TableTarget?

    /// Makes a query of a body alone.
    public init(_ body: QueryBody) {
        with = []
        isRecursive = false
        self.body = body
        orderBy = []
        isLocking = false
    }
}

/// `name (columns) AS (…)` of a WITH clause.
public struct CommonTable: Sendable, Hashable {
    public var name: String
    public var columns: [String]
    public var statement: DataStatement

    /// Makes a common table.
    public init(_ name: String, columns: [String], _ statement: DataStatement) {
        self.name = name
        self.columns = columns
        self.statement = statement
    }
}

/// What a query is made of.
public indirect enum QueryBody: Sendable, Hashable {
    case select(SelectCore)
    case values([[Expression]])
    case setOperation(SetOperation, all: Bool, Query, Query)
}

/// UNION, INTERSECT, EXCEPT.
public enum SetOperation: Sendable, Hashable {
    case union, intersect, except
}

/// `SELECT … FROM … WHERE … GROUP BY … HAVING …`.
public struct SelectCore: Sendable, Hashable {
    public var isDistinct: Bool
    public var distinctOn: [Expression]
    public var targets: [Target]
    public var from: [FromItem]
    public var filter: Expression?
    public var groupBy: [Expression]
    public var having: Expression?
    public var windows: [Window]

    /// Makes a select of nothing.
    public init() {
        isDistinct = false
        distinctOn = []
        targets = []
        from = []
        groupBy = []
        windows = []
    }
}

/// An output column, or `column = value` of an UPDATE.
public struct Target: Sendable, Hashable {
    public var name: String?
    public var expression: Expression

    /// Makes a target.
    public init(_ name: String?, _ expression: Expression) {
        self.name = name
        self.expression = expression
    }
}

/// `AS alias (columns)`.
public struct Alias: Sendable, Hashable {
    public var name: String
    public var columns: [String]

    /// Makes an alias.
    public init(_ name: String, columns: [String] = []) {
        self.name = name
        self.columns = columns
    }
}

/// What stands in FROM.
public indirect enum FromItem: Sendable, Hashable {
    case relation(QualifiedName, alias: Alias?, only: Bool)
    case subquery(Query, alias: Alias?, lateral: Bool)
    case function(FunctionItem)
    case join(Join)
    case xmlTable(XMLTable)
    /// What is not read; the node's name.
    case other(String, alias: Alias?)
}

/// `XMLTABLE(… PASSING … COLUMNS …)` (`RangeTableFunc`).
public struct XMLTable: Sendable, Hashable {
    /// The document, the path of its rows, the names of namespaces, and the paths and defaults of
    /// columns.
    public var expressions: [Expression]
    public var columns: [Column]
    public var alias: Alias?

    /// Makes a table.
    public init(_ expressions: [Expression], columns: [Column], alias: Alias?) {
        self.expressions = expressions
        self.columns = columns
        self.alias = alias
    }

    /// One of its columns.
    public struct Column: Sendable, Hashable {
        public var name: String
        /// Nil for `FOR ORDINALITY`.
        public var type: TypeName?

        /// Makes a column.
        public init(_ name: String, _ type: TypeName?) {
            self.name = name
            self.type = type
        }
    }
}

/// One or several (ROWS FROM) functions in FROM.
public struct FunctionItem: Sendable, Hashable {
    public var calls: [Expression]
    public var alias: Alias?
    /// `AS t (a int, b text)`.
    public var columns: [ColumnDefinition]
    public var withOrdinality: Bool
    public var lateral: Bool

    /// Makes an item.
    public init(
        calls: [Expression], alias: Alias?, columns: [ColumnDefinition] = [],
        withOrdinality: Bool = false,
        lateral: Bool = false
    ) {
        self.calls = calls
        self.alias = alias
        self.columns = columns
        self.withOrdinality = withOrdinality
        self.lateral = lateral
    }
}

/// A join.
public struct Join: Sendable, Hashable {
    public var kind: Kind
    public var isNatural: Bool
    public var left: FromItem
    public var right: FromItem
    public var using: [String]
    public var condition: Expression?
    public var alias: Alias?

    /// Makes a join.
    public init(
        _ kind: Kind, isNatural: Bool, _ left: FromItem, _ right: FromItem, using: [String],
        condition: Expression?, alias: Alias?
    ) {
        self.kind = kind
        self.isNatural = isNatural
        self.left = left
        self.right = right
        self.using = using
        self.condition = condition
        self.alias = alias
    }

    /// `JoinType`.
    public enum Kind: Sendable, Hashable {
        case inner, left, right, full
    }
}

/// A statement that reads or changes rows.
public indirect enum DataStatement: Sendable, Hashable {
    case query(Query)
    case insert(Insert)
    case update(Update)
    case delete(Delete)
    case merge(Merge)
}

/// INSERT.
public struct Insert: Sendable, Hashable {
    public var with: [CommonTable]
    public var table: QualifiedName
    public var alias: String?
    public var columns: [String]
    /// Nil for DEFAULT VALUES.
    public var source: Query?
    /// ON CONFLICT's columns or expressions.
    public var conflictTargets: [Expression]
    public var conflictConstraint: String?
    /// ON CONFLICT DO UPDATE SET.
    public var conflictUpdates: [Target]
    public var returning: [Target]

    /// Makes an INSERT.
    public init(into table: QualifiedName) {
        with = []
        self.table = table
        columns = []
        conflictTargets = []
        conflictUpdates = []
        returning = []
    }
}

/// UPDATE.
public struct Update: Sendable, Hashable {
    public var with: [CommonTable]
    public var table: QualifiedName
    public var alias: String?
    public var assignments: [Target]
    public var from: [FromItem]
    public var filter: Expression?
    public var returning: [Target]

    /// Makes an UPDATE.
    public init(_ table: QualifiedName) {
        with = []
        self.table = table
        assignments = []
        from = []
        returning = []
    }
}

/// DELETE.
public struct Delete: Sendable, Hashable {
    public var with: [CommonTable]
    public var table: QualifiedName
    public var alias: String?
    public var using: [FromItem]
    public var filter: Expression?
    public var returning: [Target]

    /// Makes a DELETE.
    public init(from table: QualifiedName) {
        with = []
        self.table = table
        using = []
        returning = []
    }
}

/// MERGE: what it changes and what it reads.
public struct Merge: Sendable, Hashable {
    public var with: [CommonTable]
    public var table: QualifiedName
    public var source: FromItem
    public var condition: Expression

    /// Makes a MERGE.
    public init(into table: QualifiedName, source: FromItem, condition: Expression) {
        with = []
        self.table = table
        self.source = source
        self.condition = condition
    }
}
