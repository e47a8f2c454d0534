/// A value expression, close to PostgreSQL's raw parse tree (`src/include/nodes/parsenodes.h`).
public indirect enum Expression: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int32)
    /// A number that is no 32-bit integer, as written.
    case number(String)
    case string(String)
    /// `B'…'` or `X'…'`, with its first letter.
    case bitString(String)
    /// `a`, `t.a`, `s.t.a`.
    case column([String])
    /// `*`, `t.*`.
    case star([String])
    case parameter(Int)
    case cast(Expression, TypeName)
    case call(FunctionCall)
    case `operator`(OperatorName, left: Expression?, right: Expression)
    case comparison(Comparison, left: Expression, right: Expression)
    /// `x IN (a, b)`, `NOT IN`.
    case inList(Expression, [Expression], negated: Bool)
    case between(Expression, low: Expression, high: Expression, negated: Bool, symmetric: Bool)
    case and([Expression])
    case or([Expression])
    case not(Expression)
    case isNull(Expression, negated: Bool)
    /// `IS TRUE` and its kin.
    case truth(Expression, TruthTest)
    case caseWhen(operand: Expression?, branches: [CaseBranch], otherwise: Expression?)
    case coalesce([Expression])
    /// `GREATEST` or `LEAST`.
    case extremum([Expression], greatest: Bool)
    case array([Expression])
    case row([Expression], explicit: Bool)
    case subquery(Subquery)
    case subscripted(Expression, [Subscript])
    case field(Expression, String)
    case allFields(Expression)
    case collate(Expression, QualifiedName)
    case sqlValue(SQLValue, precision: Int32?)
    case setToDefault
    case grouping([Expression])
    case xml(kind: String, arguments: [Expression])
    /// Something that no migration's meaning hangs on; the node's name.
    case other(String)

    /// Whether it is a constant as written, without a cast.
    public var isLiteral: Bool {
        switch self {
        case .null, .boolean, .integer, .number, .string, .bitString: true
        default: false
        }
    }
}

/// A function call.
public struct FunctionCall: Sendable, Hashable {
    /// The function, as written.
    public var name: QualifiedName
    /// The arguments, in the order written.
    public var arguments: [Expression]
    /// Names of arguments given by name, by position; nil for those given by place.
    public var argumentNames: [String?]
    /// `f(*)`.
    public var isStar: Bool
    /// `DISTINCT` of an aggregate.
    public var isDistinct: Bool
    /// `VARIADIC` before the last argument.
    public var isVariadic: Bool
    /// ORDER BY of an aggregate, within its parentheses or after WITHIN GROUP.
    public var orderBy: [SortItem]
    /// `WITHIN GROUP`: an ordered-set aggregate.
    public var withinGroup: Bool
    /// `FILTER (WHERE …)`.
    public var filter: Expression?
    /// The window of a window function.
    public var over: Window?
    /// Whether the grammar made the call of special syntax (`EXTRACT(… FROM …)`, `SUBSTRING(… FROM
    /// …)`).
    public var isSpecialSyntax: Bool

    /// Makes a call.
    public init(_ name: QualifiedName, _ arguments: [Expression] = []) {
        self.name = name
        self.arguments = arguments
        argumentNames = []
        isStar = false
        isDistinct = false
        isVariadic = false
        orderBy = []
        withinGroup = false
        isSpecialSyntax = false
    }
}

/// An operator, perhaps as `OPERATOR(schema.+)`.
public struct OperatorName: Sendable, Hashable {
    /// The schema of `OPERATOR(schema.symbol)`.
    public var schema: String?
    /// The operator's characters.
    public var symbol: String

    /// Makes a name.
    public init(_ schema: String? = nil, _ symbol: String) {
        self.schema = schema
        self.symbol = symbol
    }
}

/// Comparisons that have syntax of their own.
public enum Comparison: Sendable, Hashable {
    case anyOf(OperatorName)
    case allOf(OperatorName)
    case distinct
    case notDistinct
    case nullIf
    case like(negated: Bool)
    case ilike(negated: Bool)
    case similar(negated: Bool)
}

/// `IS [NOT] TRUE | FALSE | UNKNOWN`.
public enum TruthTest: Sendable, Hashable {
    case isTrue, isNotTrue, isFalse, isNotFalse, isUnknown, isNotUnknown
}

/// `WHEN … THEN …`.
public struct CaseBranch: Sendable, Hashable {
    /// WHEN; of `CASE x WHEN y` the value that x is compared with.
    public var condition: Expression
    /// THEN.
    public var result: Expression

    /// Makes a branch.
    public init(_ condition: Expression, _ result: Expression) {
        self.condition = condition
        self.result = result
    }
}

/// A query within an expression.
public struct Subquery: Sendable, Hashable {
    /// What is asked of the rows.
    public var kind: Kind
    /// The left side of `x IN (SELECT …)` and `x = ANY (SELECT …)`.
    public var test: Expression?
    /// The operator of ANY and ALL; nil for IN.
    public var `operator`: OperatorName?
    /// The query in parentheses.
    public var query: Query

    /// Makes a subquery.
    public init(
        _ kind: Kind, test: Expression? = nil, operator: OperatorName? = nil, _ query: Query
    ) {
        self.kind = kind
        self.test = test
        self.operator = `operator`
        self.query = query
    }

    /// `SubLinkType`.
    public enum Kind: Sendable, Hashable {
        case exists, scalar, any, all, array
    }
}

/// `[i]` or `[low:high]`.
public struct Subscript: Sendable, Hashable {
    /// Whether it is a slice: `[low:high]`.
    public var isSlice: Bool
    /// The slice's first position; nil where it is left out, and for one element.
    public var lower: Expression?
    /// The slice's last position, or the one element's.
    public var upper: Expression?

    /// Makes a subscript.
    public init(isSlice: Bool, lower: Expression?, upper: Expression?) {
        self.isSlice = isSlice
        self.lower = lower
        self.upper = upper
    }
}

/// `CURRENT_DATE` and its kin.
public enum SQLValue: String, Sendable, Hashable {
    case currentDate = "CURRENT_DATE"
    case currentTime = "CURRENT_TIME"
    case currentTimestamp = "CURRENT_TIMESTAMP"
    case localTime = "LOCALTIME"
    case localTimestamp = "LOCALTIMESTAMP"
    case currentRole = "CURRENT_ROLE"
    case currentUser = "CURRENT_USER"
    case user = "USER"
    case sessionUser = "SESSION_USER"
    case currentCatalog = "CURRENT_CATALOG"
    case currentSchema = "CURRENT_SCHEMA"
}

/// One item of ORDER BY, with its direction as written.
public struct SortItem: Sendable, Hashable {
    /// What rows are ordered by; an integer constant is a position in the select list.
    public var expression: Expression
    /// `DESC`.
    public var isDescending = false
    /// `NULLS FIRST`, `NULLS LAST`; nil where it is not said: last, of `DESC` first.
    public var nullsFirst: Bool?
    /// `USING operator`.
    public var hasOperator = false

    /// Makes an item.
    public init(_ expression: Expression) { self.expression = expression }
}

/// `OVER (…)` or `OVER name`.
public struct Window: Sendable, Hashable {
    /// The window of the WINDOW clause that is meant or extended.
    public var name: String?
    /// PARTITION BY.
    public var partitionBy: [Expression]
    /// ORDER BY.
    public var orderBy: [SortItem]

    /// Makes a window.
    public init(name: String? = nil, partitionBy: [Expression] = [], orderBy: [SortItem] = []) {
        self.name = name
        self.partitionBy = partitionBy
        self.orderBy = orderBy
    }
}
