/// A block of PL/pgSQL with its SQL parsed; an SQL function's body is one without declarations.
public struct ProceduralBlock: Sendable, Hashable {
    /// `<<label>>`, which EXIT names.
    public var label: String?
    /// The variables of DECLARE, in order.
    public var variables: [Variable] = []
    /// The statements, in order.
    public var steps: [ProceduralStep] = []
    /// EXCEPTION: the first whose conditions fit runs, after what the block did is undone.
    public var handlers: [Handler] = []

    /// Makes an empty block.
    public init() {}

    /// A variable of DECLARE, with its initial value.
    public struct Variable: Sendable, Hashable {
        /// Its name, which hides that of an outer block.
        public var name: String
        /// What it starts with; nil is NULL.
        public var value: Expression?
        /// Another name of a variable or parameter (`ALIAS FOR`).
        public var aliasOf: String?
        /// `record` or `table%ROWTYPE`.
        public var isRecord: Bool

        /// Makes a variable.
        public init(
            _ name: String, value: Expression? = nil, aliasOf: String? = nil, isRecord: Bool = false
        ) {
            self.name = name
            self.value = value
            self.aliasOf = aliasOf
            self.isRecord = isRecord
        }
    }

    /// `WHEN condition OR … THEN …` of EXCEPTION.
    public struct Handler: Sendable, Hashable {
        /// Condition names in lower case, SQLSTATEs in upper case.
        public var conditions: [String]
        /// The statements after THEN.
        public var steps: [ProceduralStep]

        /// Makes a handler.
        public init(_ conditions: [String], _ steps: [ProceduralStep]) {
            self.conditions = conditions
            self.steps = steps
        }
    }
}

/// One statement of a block, with its place in the file.
public struct ProceduralStep: Sendable, Hashable {
    /// What it does.
    public var kind: Kind
    /// Line from 1; nil where the body's bytes do not stand in the file as they are (escaped
    /// quotes).
    public var line: Int?
    /// Column from 1, in characters.
    public var column: Int?

    /// Makes a step.
    public init(_ kind: Kind, line: Int? = nil, column: Int? = nil) {
        self.kind = kind
        self.line = line
        self.column = column
    }

    /// What it does.
    public indirect enum Kind: Sendable, Hashable {
        case block(ProceduralBlock)
        /// Static SQL; `into` are the variables that its row sets.
        case statement(Statement, into: [String])
        /// EXECUTE: a statement's text as an expression.
        case execute(Expression, using: [Expression], into: [String])
        /// PERFORM.
        case perform(Query)
        /// A variable, or a field of one that holds a row.
        case assign(String, field: String?, Expression)
        /// IF and CASE.
        case branch([Branch], otherwise: [ProceduralStep])
        case loop(Loop, label: String?, [ProceduralStep])
        case exit(label: String?, isContinue: Bool, condition: Expression?)
        case `return`
        /// RAISE that ends the block.
        case raise
        /// Statements whose only effect here is on variables, which become unknown.
        case forget([String])
        /// What could not be read, and why.
        case unreadable(String)
    }

    /// A condition and what runs where it holds.
    public struct Branch: Sendable, Hashable {
        /// What must hold; of `CASE x WHEN y` the comparison.
        public var condition: Expression
        /// The statements after THEN.
        public var steps: [ProceduralStep]

        /// Makes a branch.
        public init(_ condition: Expression, _ steps: [ProceduralStep]) {
            self.condition = condition
            self.steps = steps
        }
    }

    /// What a loop runs over.
    public indirect enum Loop: Sendable, Hashable {
        case forever
        case `while`(Expression)
        case integers(
            String, lower: Expression, upper: Expression, step: Expression?, isReverse: Bool)
        case query([String], Query)
        case execution([String], Expression)
        case array([String], Expression)
        /// A cursor, or slices of an array: rows that cannot be told.
        case rows([String])
    }
}
