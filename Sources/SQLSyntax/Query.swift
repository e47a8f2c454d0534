/// A query: WITH, a body, ORDER BY and the rest.
public struct Query: Sendable, Hashable {
    /// Its common table expressions, in order; none without WITH.
    public var with: [CommonTable]
    /// What gives the rows.
    public var body: QueryBody
    /// ORDER BY of the whole; of a SELECT with UNION, too.
    public var orderBy: [SortItem]
    /// LIMIT or FETCH FIRST; nil also for `LIMIT ALL`.
    public var limit: Expression?
    /// OFFSET.
    public var offset: Expression?
    /// `FOR UPDATE` and its kin.
    public var isLocking: Bool
    /// `SELECT … INTO table`.
    public var into: TableTarget?

    /// Makes a query of a body alone.
    public init(_ body: QueryBody) {
        with = []
        self.body = body
        orderBy = []
        isLocking = false
    }

    /// `WITH RECURSIVE`.
    public var isRecursive: Bool { with.contains { $0.isRecursive } }
}

/// `name (columns) AS (…)` of a WITH clause.
public struct CommonTable: Sendable, Hashable {
    /// The name by which the rest of the statement reads it.
    public var name: String
    /// Names given to its columns; none, or fewer than it has, where it keeps its own.
    public var columns: [String]
    /// The statement in parentheses: a query, or one that changes rows and RETURNs.
    public var statement: DataStatement
    /// Of WITH RECURSIVE: the statement sees the table itself, and those behind it
    /// (`transformWithClause()`, `src/backend/parser/parse_cte.c`).
    public var isRecursive: Bool

    /// Makes a common table.
    public init(
        _ name: String, columns: [String], _ statement: DataStatement, isRecursive: Bool
    ) {
        self.name = name
        self.columns = columns
        self.statement = statement
        self.isRecursive = isRecursive
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
    /// DISTINCT, with or without ON.
    public var isDistinct: Bool
    /// LANGUAGE, in lower case.
    public var distinctOn: [Expression]
    /// The select list, in order; may be empty, as PostgreSQL allows.
    public var targets: [Target]
    /// The items of FROM, in order; those that commas part are joined by nothing but WHERE.
    public var from: [FromItem]
    /// WHERE.
    public var filter: Expression?
    /// GROUP BY; an integer constant is a position in the select list.
    public var groupBy: [Expression]
    /// HAVING.
    public var having: Expression?
    /// `WINDOW name AS (…)`, in order.
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
    /// The alias or the column that is set; nil where the expression gives the name.
    public var name: String?
    /// What is put out or assigned.
    public var expression: Expression

    /// Makes a target.
    public init(_ name: String?, _ expression: Expression) {
        self.name = name
        self.expression = expression
    }
}

/// `AS alias (columns)`.
public struct Alias: Sendable, Hashable {
    /// The name that hides the item's own.
    public var name: String
    /// Names for its first columns.
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
    /// COLUMNS, in order.
    public var columns: [Column]
    /// The name of its rows.
    public var alias: Alias?

    /// Makes a table.
    public init(_ expressions: [Expression], columns: [Column], alias: Alias?) {
        self.expressions = expressions
        self.columns = columns
        self.alias = alias
    }

    /// One of its columns.
    public struct Column: Sendable, Hashable {
        /// Its name.
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
    /// The calls, in order; more than one in ROWS FROM, whose rows stand side by side.
    public var calls: [Expression]
    /// The name of its rows, and of its column where it has one of a simple type.
    public var alias: Alias?
    /// `AS t (a int, b text)`.
    public var columns: [ColumnDefinition]
    /// `WITH ORDINALITY`: a last column `ordinality` of type bigint.
    public var withOrdinality: Bool
    /// `LATERAL`; a function sees the items before it without the word, too.
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
    /// Which rows without a partner stay.
    public var kind: Kind
    /// `NATURAL`: joined by all columns whose names both sides have.
    public var isNatural: Bool
    /// The item before JOIN.
    public var left: FromItem
    /// The item after it.
    public var right: FromItem
    /// `USING (…)`: columns of both sides, one in the result.
    public var using: [String]
    /// `ON …`; nil for CROSS JOIN, NATURAL and USING.
    public var condition: Expression?
    /// `(a JOIN b …) AS name`: hides the names of both sides.
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
    /// Its common table expressions.
    public var with: [CommonTable]
    /// The table or view that takes the rows.
    public var table: QualifiedName
    /// The name by which ON CONFLICT and RETURNING know the table.
    public var alias: String?
    /// The columns that are named; none where values go to the columns in their order.
    public var columns: [String]
    /// Nil for DEFAULT VALUES.
    public var source: Query?
    /// Whether it has ON CONFLICT.
    public var handlesConflicts = false
    /// ON CONFLICT's columns or expressions.
    public var conflictTargets: [Expression]
    /// Whether they have a WHERE, which lets partial indexes be meant.
    public var hasConflictFilter = false
    /// `ON CONFLICT ON CONSTRAINT name`.
    public var conflictConstraint: String?
    /// ON CONFLICT DO UPDATE SET.
    public var conflictUpdates: [Target]
    /// RETURNING; its rows are the statement's result.
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
    /// Its common table expressions.
    public var with: [CommonTable]
    /// The table or view whose rows change.
    public var table: QualifiedName
    /// The name that hides the table's.
    public var alias: String?
    /// SET: each target's name is a column; several columns of one row source share its expression.
    public var assignments: [Target]
    /// FROM: what else the rows are joined with.
    public var from: [FromItem]
    /// WHERE; nil changes all rows.
    public var filter: Expression?
    /// RETURNING; its rows are the statement's result.
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
    /// Its common table expressions.
    public var with: [CommonTable]
    /// The table or view whose rows go.
    public var table: QualifiedName
    /// The name that hides the table's.
    public var alias: String?
    /// USING: what else the rows are joined with.
    public var using: [FromItem]
    /// WHERE; nil takes away all rows.
    public var filter: Expression?
    /// RETURNING; its rows are the statement's result.
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
    /// Its common table expressions.
    public var with: [CommonTable]
    /// The table whose rows change.
    public var table: QualifiedName
    /// USING: what it is compared with.
    public var source: FromItem
    /// ON: when rows match.
    public var condition: Expression

    /// Makes a MERGE.
    public init(into table: QualifiedName, source: FromItem, condition: Expression) {
        with = []
        self.table = table
        self.source = source
        self.condition = condition
    }
}
