import SQLSyntax

/// A bound expression as `pg_get_expr()` prints it (`get_rule_expr`,
/// `src/backend/utils/adt/ruleutils.c`): every operator in parentheses, and implicit conversions
/// shown where they stand below an operator or function.
public struct ExpressionPrinter {
    /// A type as `format_type()` prints it.
    public var typeText: (SQLType) -> String
    /// A function of the scope, qualified where it must be.
    public var functionName: (Int) -> String
    /// A relation of the scope, likewise.
    public var relationName: (Int) -> String
    /// The column at a position, unquoted.
    public var columnName: (Int) -> String

    /// Makes a printer.
    public init(
        typeText: @escaping (SQLType) -> String, functionName: @escaping (Int) -> String,
        relationName: @escaping (Int) -> String,
        columnName: @escaping (Int) -> String
    ) {
        self.typeText = typeText
        self.functionName = functionName
        self.relationName = relationName
        self.columnName = columnName
    }

    /// The text of a default, check or predicate.
    public func text(_ expression: BoundExpression) -> String {
        let text = print(expression, showImplicit: false, indent: 0)
        // A CASE begins a line of its own, and takes the space before it away
        // (`removeStringInfoSpaces`).
        return Self.hasCase(text) ? text.replacing(" \n", with: "\n") : text
    }

    /// Whether CASE stands behind a space or at a line's beginning. By bytes: every default and
    /// check is asked.
    private static func hasCase(_ text: String) -> Bool {
        let bytes = text.utf8.span
        guard bytes.count > 4 else { return false }
        for index in 1..<bytes.count - 3 where bytes[index] == UInt8(ascii: "C") {
            let isWord =
                bytes[index + 1] == UInt8(ascii: "A") && bytes[index + 2] == UInt8(ascii: "S")
                && bytes[index + 3] == UInt8(ascii: "E")
            let before = bytes[index - 1]
            if isWord, before == UInt8(ascii: " ") || before == UInt8(ascii: "\n") { return true }
        }
        return false
    }

    /// The text of an index's element: in parentheses unless it looks like a function call
    /// (`looks_like_function`).
    public func indexText(_ expression: BoundExpression) -> String {
        let text = text(expression)
        switch expression {
        // Since the minor releases of 2026; before, it went without.
        case .call(let call) where call.isSpecialSyntax && Self.operatorLike.contains(call.name):
            return "(\(text))"
        case .call, .coalesce, .extremum, .nullIf, .sqlValue: return text
        default: return "(\(text))"
        }
    }

    /// A constant without its type, as in the bounds of a partition.
    public func bareText(_ expression: BoundExpression) -> String {
        guard case .constant(let constant, let type) = expression else { return text(expression) }
        return Self.bare(constant, type, relationName).text
    }

    /// Functions whose own syntax is no call's.
    private static let operatorLike: Set<String> = ["timezone", "overlaps", "is_normalized"]

    // MARK: - Forms

    private func shown(_ expression: BoundExpression, _ indent: Int) -> String {
        print(expression, showImplicit: true, indent: indent)
    }

    private func print(_ expression: BoundExpression, showImplicit: Bool, indent: Int) -> String {
        switch expression {
        case .constant(let constant, let type): return self.constant(constant, type)
        case .column(let position, _): return QuotedIdentifier.quote(columnName(position))
        case .domainValue: return "VALUE"
        case .call(let call): return self.call(call, indent)
        case .operation(let symbol, let left, let right, _):
            let operand = left.map { shown($0, indent) + " " } ?? ""
            return "(\(operand)\(symbol) \(shown(right, indent)))"
        case .cast(let argument, let type, let isImplicit):
            if isImplicit, !showImplicit {
                return print(argument, showImplicit: false, indent: indent)
            }
            return cast(argument, type, indent)
        case .and(let items):
            return "("
                + items.map { print($0, showImplicit: false, indent: indent) }.joined(
                    separator: " AND ") + ")"
        case .or(let items):
            return "("
                + items.map { print($0, showImplicit: false, indent: indent) }.joined(
                    separator: " OR ") + ")"
        case .not(let argument):
            return "(NOT \(print(argument, showImplicit: false, indent: indent)))"
        case .isNull(let argument, let negated):
            return "(\(shown(argument, indent)) IS \(negated ? "NOT " : "")NULL)"
        case .truth(let argument, let test):
            return "(\(print(argument, showImplicit: false, indent: indent)) \(Self.truth(test)))"
        case .distinct(let left, let right):
            return "(\(shown(left, indent)) IS DISTINCT FROM \(shown(right, indent)))"
        case .nullIf(let left, let right, _):
            return "NULLIF(\(shown(left, indent)), \(shown(right, indent)))"
        case .quantified(let symbol, let left, let array, let isAll):
            return
                "(\(shown(left, indent)) \(symbol) \(isAll ? "ALL" : "ANY") (\(shown(array, indent))))"
        default: return constructor(expression, showImplicit: showImplicit, indent: indent)
        }
    }

    private func constructor(_ expression: BoundExpression, showImplicit: Bool, indent: Int)
        -> String
    {
        func list(_ items: [BoundExpression]) -> String {
            items.map { shown($0, indent) }.joined(separator: ", ")
        }
        switch expression {
        case .array(let items, let type):
            return "ARRAY[\(list(items))]" + (items.isEmpty ? "::" + typeText(type) : "")
        case .coalesce(let items, _): return "COALESCE(\(list(items)))"
        case .extremum(let items, let greatest, _):
            return "\(greatest ? "GREATEST" : "LEAST")(\(list(items)))"
        case .sqlValue(let value, let precision, _):
            return value.rawValue + (precision.map { "(\($0))" } ?? "")
        case .subscripted(let base, let subscripts, _):
            let isColumn = if case .column = base { true } else { false }
            let text = print(base, showImplicit: showImplicit, indent: indent)
            let indexes = subscripts.map { "[\(print($0, showImplicit: false, indent: indent))]" }
                .joined()
            return (isColumn ? text : "(\(text))") + indexes
        case .collate(let argument, let collation):
            return
                "(\(print(argument, showImplicit: showImplicit, indent: indent)) COLLATE \(QuotedIdentifier.quote(collation)))"
        case .caseWhen(let operand, let branches, let otherwise, _):
            return caseWhen(operand, branches, otherwise, indent)
        default: return ""
        }
    }

    /// On lines of its own, as `pg_get_expr()` indents it.
    private func caseWhen(
        _ operand: BoundExpression?, _ branches: [BoundBranch], _ otherwise: BoundExpression,
        _ indent: Int
    ) -> String {
        let margin = "\n" + String(repeating: " ", count: indent)
        var text = margin + "CASE" + (operand.map { " " + shown($0, indent) } ?? "")
        for branch in branches {
            let condition =
                operand == nil
                ? print(branch.condition, showImplicit: false, indent: indent + 4)
                : print(branch.condition, showImplicit: false, indent: indent + 4)
            text += margin + "    WHEN \(condition) THEN \(shown(branch.result, indent + 4))"
        }
        return text + margin + "    ELSE \(shown(otherwise, indent + 4))" + margin + "END"
    }

    private func cast(_ argument: BoundExpression, _ type: SQLType, _ indent: Int) -> String {
        // A constant of the same type is not labelled twice.
        if case .constant(let constant, let own) = argument, own == type.withoutModifier,
            own.modifier < 0
        {
            return Self.bare(constant, own, relationName).text + "::" + typeText(type)
        }
        return "(\(print(argument, showImplicit: false, indent: indent)))::" + typeText(type)
    }

    // MARK: - Constants

    /// `get_const_expr`.
    private func constant(_ constant: BoundExpression.Constant, _ type: SQLType) -> String {
        if constant == .null { return "NULL::" + typeText(type) }
        let (text, needsLabel) = Self.bare(constant, type, relationName)
        return needsLabel ? text + "::" + typeText(type) : text
    }

    private static func bare(
        _ constant: BoundExpression.Constant, _ type: SQLType, _ relationName: (Int) -> String
    ) -> (text: String, needsLabel: Bool) {
        switch constant {
        case .null: return ("NULL", true)
        case .relation(let handle): return (QuotedLiteral.quote(relationName(handle)), true)
        case .text(let value):
            let isSigned = value.utf8.first.map { $0 < 0x30 || $0 > 0x39 } ?? true
            if type.is(.bool) { return (value, false) }
            if type.is(.unknown) { return (QuotedLiteral.quote(value), false) }
            if type.is(.int4), !isSigned { return (value, false) }
            if type.is(.numeric), !isSigned, value.contains(".") || value.contains("e") {
                return (value, false)
            }
            return (QuotedLiteral.quote(value), true)
        }
    }

    private static func truth(_ test: TruthTest) -> String {
        switch test {
        case .isTrue: "IS TRUE"
        case .isNotTrue: "IS NOT TRUE"
        case .isFalse: "IS FALSE"
        case .isNotFalse: "IS NOT FALSE"
        case .isUnknown: "IS UNKNOWN"
        case .isNotUnknown: "IS NOT UNKNOWN"
        }
    }

    // MARK: - Calls

    private func call(_ call: BoundCall, _ indent: Int) -> String {
        if call.isSpecialSyntax, call.handle == nil, let text = special(call, indent) {
            return text
        }
        let name = call.handle.map(functionName) ?? QuotedIdentifier.quote(call.name)
        return "\(name)(\(call.arguments.map { shown($0, indent) }.joined(separator: ", ")))"
    }

    /// `get_func_sql_syntax`.
    private func special(_ call: BoundCall, _ indent: Int) -> String? {
        func argument(_ index: Int) -> String {
            print(call.arguments[index], showImplicit: false, indent: indent)
        }
        func keyword(_ index: Int) -> String? {
            guard case .constant(.text(let word), _) = call.arguments[index] else { return nil }
            return word
        }
        switch (call.name, call.arguments.count) {
        case ("timezone", 2): return "(\(argument(1)) AT TIME ZONE \(argument(0)))"
        case ("overlaps", 4):
            return
                "((\(argument(0)), \(argument(1))) OVERLAPS (\(argument(2)), \(argument(3))))"
        case ("extract", 2): return keyword(0).map { "EXTRACT(\($0) FROM \(argument(1)))" }
        case ("is_normalized", 1): return "(\(argument(0)) IS NORMALIZED)"
        case ("is_normalized", 2): return keyword(1).map { "(\(argument(0)) IS \($0) NORMALIZED)" }
        case ("pg_collation_for", 1): return "COLLATION FOR (\(argument(0)))"
        case ("normalize", 1): return "NORMALIZE(\(argument(0)))"
        case ("normalize", 2): return keyword(1).map { "NORMALIZE(\(argument(0)), \($0))" }
        case ("overlay", 3):
            return "OVERLAY(\(argument(0)) PLACING \(argument(1)) FROM \(argument(2)))"
        case ("overlay", 4):
            return
                "OVERLAY(\(argument(0)) PLACING \(argument(1)) FROM \(argument(2)) FOR \(argument(3)))"
        case ("position", 2): return "POSITION((\(argument(1))) IN (\(argument(0))))"
        // By a pattern it is called like any function.
        case ("substring", 2):
            return call.arguments[1].type == SQLType(.int4)
                ? "SUBSTRING(\(argument(0)) FROM \(argument(1)))" : nil
        case ("substring", 3):
            return call.arguments[1].type == SQLType(.int4)
                ? "SUBSTRING(\(argument(0)) FROM \(argument(1)) FOR \(argument(2)))"
                : "SUBSTRING(\(argument(0)) SIMILAR \(argument(1)) ESCAPE \(argument(2)))"
        case ("xmlexists", 2): return "XMLEXISTS((\(argument(0))) PASSING (\(argument(1))))"
        case ("btrim", 1): return "TRIM(BOTH FROM \(argument(0)))"
        case ("btrim", 2): return "TRIM(BOTH \(argument(1)) FROM \(argument(0)))"
        case ("ltrim", 1): return "TRIM(LEADING FROM \(argument(0)))"
        case ("ltrim", 2): return "TRIM(LEADING \(argument(1)) FROM \(argument(0)))"
        case ("rtrim", 1): return "TRIM(TRAILING FROM \(argument(0)))"
        case ("rtrim", 2): return "TRIM(TRAILING \(argument(1)) FROM \(argument(0)))"
        default: return nil
        }
    }
}
