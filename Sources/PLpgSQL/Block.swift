/// A PL/pgSQL block, as ranges of the bytes it was read from (`src/pl/plpgsql/src/pl_gram.y`). What
/// the ranges hold is SQL: expressions, queries and statements.
public struct Block: Sendable, Hashable {
    /// `<<label>>`, in lower case unless quoted.
    public var label: String?
    /// DECLARE's lines, in order.
    public var declarations: [Declaration] = []
    /// The statements between BEGIN and EXCEPTION or END.
    public var statements: [Statement] = []
    /// EXCEPTION's branches, in order; empty where the block has none.
    public var handlers: [Handler] = []

    /// Makes an empty block.
    public init() {}
}

/// A line of DECLARE.
public struct Declaration: Sendable, Hashable {
    /// The name, in lower case unless quoted.
    public var name: String
    /// What it stands for.
    public var kind: Kind

    /// What is declared.
    public enum Kind: Sendable, Hashable {
        /// With its type as written, and DEFAULT's expression.
        case variable(type: Range<Int>, default: Range<Int>?, isConstant: Bool)
        /// `ALIAS FOR name`.
        case alias(of: String)
        /// `CURSOR … FOR query`.
        case cursor(query: Range<Int>)
    }
}

/// `WHEN condition OR … THEN …`.
public struct Handler: Sendable, Hashable {
    /// Condition names in lower case (`duplicate_object`, `others`), and SQLSTATEs in upper case.
    public var conditions: [String]
    /// The statements behind THEN.
    public var statements: [Statement]
}

/// A statement with its place.
public struct Statement: Sendable, Hashable {
    /// Offset of its first byte.
    public var start: Int
    /// What it is.
    public var kind: Kind

    /// What it is. Ranges exclude the keywords around them and the semicolon.
    public indirect enum Kind: Sendable, Hashable {
        case block(Block)
        /// `target := value`.
        case assign(target: Range<Int>, value: Range<Int>)
        /// IF, with ELSIF's branches.
        case branch([Branch], otherwise: [Statement])
        /// CASE; `WHEN a, b` keeps its list as one range. Without ELSE `otherwise` is nil, and no
        /// match an error.
        case choice(operand: Range<Int>?, [Branch], otherwise: [Statement]?)
        case loop(Loop, label: String?, [Statement])
        case exit(label: String?, isContinue: Bool, condition: Range<Int>?)
        /// RETURN, with its expression.
        case `return`(Range<Int>?)
        case returnNext(Range<Int>?)
        case returnQuery(Range<Int>)
        case returnExecute(Execution)
        /// RAISE; whether it ends the block (EXCEPTION, which is also the default, or no level at
        /// all).
        case raise(isError: Bool, Range<Int>)
        case assert(Range<Int>)
        /// What follows PERFORM.
        case perform(Range<Int>)
        case execute(Execution)
        /// Static SQL, with INTO and its targets, which are no SQL.
        case sql(Range<Int>, into: Range<Int>?)
        /// NULL, cursors, GET DIAGNOSTICS, COMMIT, ROLLBACK.
        case other(Range<Int>)
    }
}

/// A condition, or CASE's list of values, and what runs where it holds.
public struct Branch: Sendable, Hashable {
    /// The expression, or the list behind `WHEN`.
    public var condition: Range<Int>
    /// The statements behind THEN.
    public var statements: [Statement]
}

/// EXECUTE: the expression that gives the statement's text, and USING's expressions.
public struct Execution: Sendable, Hashable {
    /// The expression that gives the statement's text.
    public var command: Range<Int>
    /// INTO's targets.
    public var into: Range<Int>?
    /// USING's expressions, in order.
    public var using: [Range<Int>] = []
}

/// What a loop runs over.
public enum Loop: Sendable, Hashable {
    /// LOOP.
    case forever
    case `while`(Range<Int>)
    /// `FOR i IN [REVERSE] lower..upper [BY step]`.
    case integers(
        variable: String, lower: Range<Int>, upper: Range<Int>, step: Range<Int>?, isReverse: Bool)
    /// `FOR target IN query`, or a cursor's name.
    case query(targets: [String], Range<Int>)
    /// `FOR target IN EXECUTE …`.
    case execution(targets: [String], Execution)
    /// `FOREACH variable IN ARRAY expression`, perhaps by slices.
    case array(targets: [String], Range<Int>, isSliced: Bool)
}

/// Why a body is no PL/pgSQL.
public struct SyntaxFault: Error, Sendable, Hashable {
    /// What was expected or found.
    public var message: String
    /// Offset of the token at which reading stopped.
    public var offset: Int
}
