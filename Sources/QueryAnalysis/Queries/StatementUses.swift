public import SQLSyntax

/// The names that a statement uses, as it writes them: what must exist for it to run. Which objects
/// they are hangs on the search path and the catalog, and is for the caller to find.
public struct StatementUses: Sendable, Hashable {
    /// Relations that are read.
    public internal(set) var reads: [QualifiedName] = []
    /// Relations that are changed.
    public internal(set) var writes: [Write] = []
    /// Columns that are read or set, each with the relations that could have it.
    public internal(set) var columns: [ColumnUse] = []
    /// Functions and procedures that are called.
    public internal(set) var calls: [Call] = []
    /// Types of casts and column definitions.
    public internal(set) var types: [TypeName] = []
    /// Objects that are named as such: `'app.users'::regclass`, `DISABLE TRIGGER stamp`.
    public internal(set) var named: [Named] = []
    /// Which rows are asked for, of each relation that a query reads alone.
    public internal(set) var filters: [Filter] = []
    /// Whether the statement defines something: what it calls is looked up and not run.
    public internal(set) var definesOnly = false

    /// A relation that rows are put in, changed in or taken from.
    public struct Write: Sendable, Hashable {
        /// The relation, as written.
        public var relation: QualifiedName
        /// What is done to its rows.
        public var command: Command
        /// Columns set. Of an INSERT without a list: empty, with ``valueCount`` saying how many
        /// come first.
        public var columns: [String]
        /// Values in each row of an INSERT; nil where it cannot be told.
        public var valueCount: Int?
        /// Columns that are set to NULL in so many words.
        public var nullColumns: [String] = []
        /// Positions of values that are DEFAULT in some row of an INSERT.
        public var defaultPositions: [Int] = []
        /// What the columns are set to, where one row is written; else empty.
        public var values: [Expression] = []
        /// The rows of an INSERT of several, as long as they are few.
        public var rows: [[Expression]] = []
        /// The values of each row, as far as they are known.
        public var valuesOfRows: [[Expression]] { rows.isEmpty ? [values] : rows }
        /// Which rows an UPDATE or DELETE is about.
        public var filter: Filter?
        /// ON CONFLICT ON CONSTRAINT.
        public var conflictConstraint: String?
    }

    /// Conditions on the rows of one relation.
    public struct Filter: Sendable, Hashable {
        /// The relation, as written.
        public var relation: QualifiedName
        /// Columns that must equal what does not hang on rows.
        public var equals: [Equality]
        /// Columns that must equal the one value that another query gives.
        public var looksUp: [String] = []
        /// Whether that is all that is asked of a row.
        public var isWhole: Bool
    }

    /// `column = value`.
    public struct Equality: Sendable, Hashable {
        /// The column's name.
        public var column: String
        /// What it must equal; it names no column of the relation.
        public var value: Expression
    }

    /// What a write does.
    public enum Command: Sendable, Hashable {
        case insert, update, delete
    }

    /// A column, and the relations that could have it: those in scope, innermost first.
    public struct ColumnUse: Sendable, Hashable {
        /// The column's name; empty for `*`.
        public var name: String
        /// The relations that could have it, innermost first.
        public var candidates: [QualifiedName]
        /// `*`: every column of the candidates.
        public var isStar: Bool
        /// Whether it is the name of a FROM item as well: the whole row, where none of the
        /// candidates has such a column (`transformColumnRef`, `src/backend/parser/parse_expr.c`).
        public var mayBeRow: Bool

        init(
            name: String, candidates: [QualifiedName], isStar: Bool, mayBeRow: Bool = false
        ) {
            (self.name, self.candidates) = (name, candidates)
            (self.isStar, self.mayBeRow) = (isStar, mayBeRow)
        }

        /// A column of one relation.
        public init(_ name: String, of relation: QualifiedName) {
            self.init(name: name, candidates: [relation], isStar: false)
        }
    }

    /// An object that must be there, or the statement is rejected.
    public struct Named: Sendable, Hashable {
        /// What it is.
        public var kind: Kind
        /// Of relations, routines, types and schemas: as the text of a `reg…` constant. Of the
        /// others: the bare name.
        public var name: String
        /// The table of a trigger, policy, constraint or key.
        public var table: QualifiedName?
        /// Of a key that REFERENCES or ON CONFLICT means; none for the primary key.
        public var columns: [String] = []
        /// Whether a partial index will do for the key.
        public var mayBePartial = false

        /// What it is.
        public enum Kind: Sendable, Hashable {
            case relation, routine, type, schema, trigger, policy, constraint, key
        }
    }

    /// A function called with so many arguments, and their types where a constant or a cast says
    /// them.
    public struct Call: Sendable, Hashable {
        /// The function, as written.
        public var name: QualifiedName
        /// The type of each argument, in order; nil where the text alone does not say it.
        public var arguments: [TypeName?]
        /// Constant arguments; nil for any other.
        public var constants: [Expression?]
        /// Names of those given by name; empty where all are given by place.
        public var names: [String?]

        /// Constant text arguments, for `nextval('…')`.
        public var texts: [String?] { constants.map { $0.flatMap(Self.text) } }

        private static func text(_ expression: Expression) -> String? {
            switch expression {
            case .string(let text): text
            case .cast(.string(let text), _): text
            default: nil
            }
        }
    }

    /// The uses of a statement; `aliases` are names of rows that it sees from outside, as a rule's
    /// commands see NEW and OLD.
    public init(_ statement: DataStatement, seeing aliases: [String: QualifiedName] = [:]) {
        var walker = Walker()
        let outer = aliases.sorted { $0.key < $1.key }.map {
            Source(alias: $0.key, relation: $0.value)
        }
        walker.visit(statement, outer.isEmpty ? [] : [outer])
        self = walker.uses
    }

    /// The uses of CALL.
    public init(_ call: FunctionCall) {
        var walker = Walker()
        walker.visit(.call(call), [])
        self = walker.uses
    }

    init() {}

    /// Those of a statement that uses nothing.
    public static let none = StatementUses()

    /// Whether it uses nothing.
    public var isEmpty: Bool {
        reads.isEmpty && writes.isEmpty && calls.isEmpty && types.isEmpty && named.isEmpty
    }

    /// The same without the reading of a relation.
    public func withoutReading(_ relation: QualifiedName) -> StatementUses {
        var uses = self
        uses.reads.removeAll { $0 == relation }
        return uses
    }

    /// The same where what it calls is known to write this as well.
    public func writing(_ more: [Write]) -> StatementUses {
        guard !more.isEmpty else { return self }
        var uses = self
        uses.writes += more
        return uses
    }

    /// The same where other rows are asked for.
    public func asking(for filters: [Filter]) -> StatementUses {
        var uses = self
        uses.filters = filters
        return uses
    }

    /// The same with other expressions for the values that are asked for and written.
    public func mapValues(_ transform: (Expression) -> Expression) -> StatementUses {
        func map(_ filter: inout Filter) {
            for index in filter.equals.indices {
                filter.equals[index].value = transform(filter.equals[index].value)
            }
        }
        var uses = self
        for index in uses.filters.indices { map(&uses.filters[index]) }
        for index in uses.writes.indices {
            uses.writes[index].values = uses.writes[index].values.map(transform)
            uses.writes[index].rows = uses.writes[index].rows.map { $0.map(transform) }
            if var filter = uses.writes[index].filter {
                map(&filter)
                uses.writes[index].filter = filter
            }
        }
        return uses
    }

    /// Adds what another statement uses.
    public mutating func merge(_ other: StatementUses) {
        reads += other.reads
        writes += other.writes
        columns += other.columns
        calls += other.calls
        types += other.types
        named += other.named
        filters += other.filters
    }
}
