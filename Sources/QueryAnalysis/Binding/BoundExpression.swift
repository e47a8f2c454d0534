public import SQLSyntax

/// An expression whose names are resolved and whose conversions are made explicit, as the server
/// stores it: columns are positions and types, functions and relations the scope's handles, so that
/// renaming any of them changes nothing here.
public indirect enum BoundExpression: Sendable, Hashable {
    case constant(Constant, SQLType)
    /// The column at a position.
    case column(Int, SQLType)
    /// `VALUE` of a domain's check.
    case domainValue(SQLType)
    case call(BoundCall)
    case operation(String, left: BoundExpression?, right: BoundExpression, SQLType)
    case cast(BoundExpression, SQLType, isImplicit: Bool)
    case and([BoundExpression])
    case or([BoundExpression])
    case not(BoundExpression)
    case isNull(BoundExpression, negated: Bool)
    case truth(BoundExpression, TruthTest)
    case distinct(BoundExpression, BoundExpression)
    case nullIf(BoundExpression, BoundExpression, SQLType)
    /// `x op ANY (array)`, or ALL.
    case quantified(String, left: BoundExpression, array: BoundExpression, isAll: Bool)
    case array([BoundExpression], SQLType)
    case caseWhen(
        operand: BoundExpression?, branches: [BoundBranch], otherwise: BoundExpression, SQLType)
    case coalesce([BoundExpression], SQLType)
    case extremum([BoundExpression], greatest: Bool, SQLType)
    case sqlValue(SQLValue, precision: Int32?, SQLType)
    case subscripted(BoundExpression, [BoundExpression], SQLType)
    case collate(BoundExpression, String)

    /// A constant's value, as its type's output function prints it.
    public enum Constant: Sendable, Hashable {
        case null
        case text(String)
        /// A `regclass`: the scope's relation.
        case relation(Int)
    }
}

/// A function call.
public struct BoundCall: Sendable, Hashable {
    /// The scope's function; nil for one of the server.
    public var handle: Int?
    /// Its name, where it is the server's.
    public var name: String
    /// The operands or arguments, in order, with the casts that the server puts in.
    public var arguments: [BoundExpression]
    /// The type of the result.
    public var result: SQLType
    /// Whether the grammar has syntax of its own for it (`EXTRACT(… FROM …)`).
    public var isSpecialSyntax: Bool

    /// Makes a call.
    public init(
        _ name: String, handle: Int? = nil, _ arguments: [BoundExpression], result: SQLType,
        isSpecialSyntax: Bool = false
    ) {
        self.handle = handle
        self.name = name
        self.arguments = arguments
        self.result = result
        self.isSpecialSyntax = isSpecialSyntax
    }
}

/// `WHEN … THEN …`; with an operand, the condition is what it is compared with.
public struct BoundBranch: Sendable, Hashable {
    /// WHEN.
    public var condition: BoundExpression
    /// THEN.
    public var result: BoundExpression

    init(_ condition: BoundExpression, _ result: BoundExpression) {
        self.condition = condition
        self.result = result
    }
}

extension BoundExpression {
    /// The default of a serial column.
    public static func nextValue(of sequence: Int) -> BoundExpression {
        .call(
            BoundCall(
                "nextval", [.constant(.relation(sequence), SQLType(.regclass))],
                result: SQLType(.int8)))
    }

    /// The expression's type.
    public var type: SQLType {
        switch self {
        case .constant(_, let type), .column(_, let type), .domainValue(let type),
            .operation(_, _, _, let type), .cast(_, let type, _),
            .nullIf(_, _, let type), .array(_, let type), .caseWhen(_, _, _, let type),
            .coalesce(_, let type), .extremum(_, _, let type),
            .sqlValue(_, _, let type), .subscripted(_, _, let type):
            type
        case .call(let call): call.result
        case .collate(let argument, _): argument.type
        case .and, .or, .not, .isNull, .truth, .distinct, .quantified: SQLType(.bool)
        }
    }

    /// The expressions directly below.
    public var children: [BoundExpression] {
        switch self {
        case .constant, .column, .domainValue, .sqlValue: []
        case .call(let call): call.arguments
        case .operation(_, let left, let right, _): [left, right].compactMap { $0 }
        case .cast(let argument, _, _), .not(let argument), .isNull(let argument, _),
            .truth(let argument, _), .collate(let argument, _):
            [argument]
        case .and(let items), .or(let items), .array(let items, _), .coalesce(let items, _),
            .extremum(let items, _, _):
            items
        case .distinct(let left, let right), .nullIf(let left, let right, _),
            .quantified(_, let left, let right, _):
            [left, right]
        case .caseWhen(let operand, let branches, let otherwise, _):
            [operand].compactMap { $0 } + branches.flatMap { [$0.condition, $0.result] } + [
                otherwise
            ]
        case .subscripted(let base, let subscripts, _): [base] + subscripts
        }
    }

    /// Visits the expression and all below it, in order of appearance.
    public func walk(_ visit: (BoundExpression) -> Void) {
        visit(self)
        for child in children { child.walk(visit) }
    }

    /// What a constant comes to as another type, by way of casts that keep its digits or letters;
    /// nil where that is not certain.
    public func constantValue(as target: SQLType) -> BoundExpression? {
        switch self {
        case .constant(.text(let text), let type):
            guard target.modifier < 0 || target.is(.varchar) else { return nil }
            if type.withoutModifier == target.withoutModifier { return self }
            guard case .builtin(let builtin) = target.base, !target.isArray, !type.isArray,
                let value = ConstantText.canonical(text, as: builtin)
            else { return nil }
            return .constant(.text(value), target.withoutModifier)
        case .constant(.null, _): return .constant(.null, target.withoutModifier)
        case .cast(let argument, let type, _):
            return argument.constantValue(as: type)?.constantValue(as: target)
        default: return nil
        }
    }

    /// The same expression over other positions, as a copy in another table needs it; nil where a
    /// column has no counterpart.
    public func mappingColumns(_ map: (Int) -> Int?) -> BoundExpression? {
        mappingLeaves { leaf in
            guard case .column(let position, let type) = leaf else { return leaf }
            return map(position).map { .column($0, type) }
        }
    }

    /// The same with a label of an enum under another name.
    public func renamingLabel(of type: Int, _ old: String, to new: String) -> BoundExpression {
        let renamed = mappingLeaves { leaf in
            guard case .constant(.text(let text), let own) = leaf, own.base == .user(type) else {
                return leaf
            }
            guard own.isArray else { return text == old ? .constant(.text(new), own) : leaf }
            let items = text.dropFirst().dropLast().split(
                separator: ",", omittingEmptySubsequences: false)
            return .constant(
                .text(
                    "{" + items.map { $0 == old ? new : String($0) }.joined(separator: ",") + "}"),
                own)
        }
        return renamed ?? self
    }

    /// The same with other leaves (constants, columns); nil where one has no counterpart.
    private func mappingLeaves(_ map: (BoundExpression) -> BoundExpression?) -> BoundExpression? {
        func all(_ items: [BoundExpression]) -> [BoundExpression]? {
            let mapped = items.compactMap { $0.mappingLeaves(map) }
            return mapped.count == items.count ? mapped : nil
        }
        func one(_ item: BoundExpression, _ body: (BoundExpression) -> BoundExpression)
            -> BoundExpression?
        {
            item.mappingLeaves(map).map(body)
        }
        func two(
            _ a: BoundExpression, _ b: BoundExpression,
            _ body: (BoundExpression, BoundExpression) -> BoundExpression
        ) -> BoundExpression? {
            guard let a = a.mappingLeaves(map), let b = b.mappingLeaves(map) else { return nil }
            return body(a, b)
        }
        switch self {
        case .constant, .column, .domainValue, .sqlValue: return map(self)
        case .call(var call):
            guard let arguments = all(call.arguments) else { return nil }
            call.arguments = arguments
            return .call(call)
        case .operation(let symbol, nil, let right, let type):
            return one(right) { .operation(symbol, left: nil, right: $0, type) }
        case .operation(let symbol, let left?, let right, let type):
            return two(left, right) { .operation(symbol, left: $0, right: $1, type) }
        case .cast(let argument, let type, let isImplicit):
            return one(argument) { .cast($0, type, isImplicit: isImplicit) }
        case .and(let items): return all(items).map(BoundExpression.and)
        case .or(let items): return all(items).map(BoundExpression.or)
        case .not(let argument): return one(argument) { .not($0) }
        case .isNull(let argument, let negated):
            return one(argument) { .isNull($0, negated: negated) }
        case .truth(let argument, let test): return one(argument) { .truth($0, test) }
        case .distinct(let left, let right): return two(left, right) { .distinct($0, $1) }
        case .nullIf(let left, let right, let type):
            return two(left, right) { .nullIf($0, $1, type) }
        case .quantified(let symbol, let left, let array, let isAll):
            return two(left, array) { .quantified(symbol, left: $0, array: $1, isAll: isAll) }
        case .array(let items, let type): return all(items).map { .array($0, type) }
        case .coalesce(let items, let type): return all(items).map { .coalesce($0, type) }
        case .extremum(let items, let greatest, let type):
            return all(items).map { .extremum($0, greatest: greatest, type) }
        case .subscripted(let base, let subscripts, let type):
            guard let base = base.mappingLeaves(map), let subscripts = all(subscripts) else {
                return nil
            }
            return .subscripted(base, subscripts, type)
        case .collate(let argument, let collation): return one(argument) { .collate($0, collation) }
        case .caseWhen(let operand, let branches, let otherwise, let type):
            let mapped = branches.compactMap { branch in
                two(branch.condition, branch.result) { .and([$0, $1]) }
            }
            guard mapped.count == branches.count, let otherwise = otherwise.mappingLeaves(map)
            else { return nil }
            let newBranches = mapped.map { pair in BoundBranch(pair.children[0], pair.children[1]) }
            if let operand {
                return one(operand) {
                    .caseWhen(operand: $0, branches: newBranches, otherwise: otherwise, type)
                }
            }
            return .caseWhen(operand: nil, branches: newBranches, otherwise: otherwise, type)
        }
    }
}
