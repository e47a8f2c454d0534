import SQLSyntax

extension Evaluator {
    /// An operator over two values, or a prefix operator over the right one.
    func binary(_ symbol: String, _ left: Value?, _ right: Value) -> Value {
        guard let left else {
            if right == .null { return .null }
            if symbol == "-", case .number(let text) = right {
                return .number(text.hasPrefix("-") ? String(text.dropFirst()) : "-" + text)
            }
            guard case .integer(let value) = right else { return .unknown }
            if symbol == "-" { return arithmetic("-", .integer(0), right) }
            return symbol == "+" ? .integer(value) : .unknown
        }
        if left == .null || right == .null {
            return symbol == "||" ? concatenate(left, right) : .null
        }
        if left == .unknown || right == .unknown { return .unknown }
        if let value = times(symbol, left, right) ?? member(symbol, left, right) { return value }
        switch symbol {
        case "?":
            guard case .record(let fields) = left, case .text(let key) = right else {
                return .unknown
            }
            return .boolean(fields.contains { $0.name == key })
        case "=": return equal(left, right).map(Value.boolean) ?? .unknown
        case "<>", "!=": return equal(left, right).map { .boolean(!$0) } ?? .unknown
        case "<", ">", "<=", ">=": return order(symbol, left, right)
        case "||": return concatenate(left, right)
        case "+", "-", "*": return arithmetic(symbol, left, right)
        case "~~", "~~*", "!~~", "!~~*": return like(symbol, left, right)
        case "~", "~*", "!~", "!~*": return matches(symbol, left, right)
        case "@>", "<@", "&&": return sets(symbol, left, right)
        default: return .unknown
        }
    }

    /// Whether two values are one; nil where it cannot be told.
    func equal(_ left: Value, _ right: Value) -> Bool? {
        if let value = times("=", left, right) { return value.truth }
        switch (left, right) {
        case (.integer(let a), .integer(let b)): return a == b
        case (.object(let a), .object(let b)): return a == b
        case (.array(let a), .array(let b)):
            guard a.count == b.count else { return false }
            let equals = zip(a, b).map { sameElement($0, $1) }
            return equals.contains(false) ? false : equals.contains(nil) ? nil : true
        case (.integer(let a), .text(let b)), (.text(let b), .integer(let a)):
            // The text is a constant without a type, which takes the number's.
            return Int(b).map { $0 == a }
        case (.number, _), (_, .number): return numbersEqual(left, right)
        case (.object, _), (_, .object), (.record, _), (_, .record): return nil
        case (.boolean, _), (_, .boolean):
            return left.truth.flatMap { a in right.truth.map { a == $0 } }
        default: return left.text.flatMap { a in right.text.map { a == $0 } }
        }
    }

    /// Elements of arrays: nulls are one.
    private func sameElement(_ a: Value, _ b: Value) -> Bool? {
        if a == .unknown || b == .unknown { return nil }
        return a == .null || b == .null ? a == b : equal(a, b)
    }

    private func numbersEqual(_ left: Value, _ right: Value) -> Bool? {
        guard let a = left.text.flatMap(DecimalText.init),
            let b = right.text.flatMap(DecimalText.init)
        else { return nil }
        return a == b
    }

    private func order(_ symbol: String, _ left: Value, _ right: Value) -> Value {
        if let (a, b) = integers(left, right) { return .boolean(holds(symbol, a, b)) }
        if left.isText, right.isText {
            guard let order = ValueOrder.compare(left, right) else { return .unknown }
            return .boolean(holds(symbol, order, 0))
        }
        // The order of text hangs on the collation, unless a number beside it makes it one.
        guard left.isNumber || right.isNumber, let a = left.text.flatMap(DecimalText.init),
            let b = right.text.flatMap(DecimalText.init)
        else { return .unknown }
        return .boolean(holds(symbol, a, b))
    }

    private func holds<Number: Comparable>(_ symbol: String, _ a: Number, _ b: Number) -> Bool {
        switch symbol {
        case "<": a < b
        case ">": a > b
        case "<=": a <= b
        default: a >= b
        }
    }

    private func integers(_ left: Value, _ right: Value) -> (Int, Int)? {
        guard case .integer(let a) = left, case .integer(let b) = right else { return nil }
        return (a, b)
    }

    private func arithmetic(_ symbol: String, _ left: Value, _ right: Value) -> Value {
        guard let (a, b) = integers(left, right) else { return .unknown }
        let (value, overflow) =
            switch symbol {
            case "+": a.addingReportingOverflow(b)
            case "-": a.subtractingReportingOverflow(b)
            default: a.multipliedReportingOverflow(by: b)
            }
        // Beyond four bytes it hangs on the types whether there is a result.
        return overflow || !IntegerRange.int4.contains(value) ? .unknown : .integer(value)
    }

    func concatenate(_ left: Value, _ right: Value) -> Value {
        let (left, right) = (assumed(left), assumed(right))
        switch (left, right) {
        case (.unknown, _), (_, .unknown): return .unknown
        case (.array(let a), .array(let b)): return .array(a + b)
        case (.array(let a), .null), (.null, .array(let a)): return .array(a)
        case (.array(let a), _): return .array(a + [right])
        case (_, .array(let b)): return .array([left] + b)
        case (.null, _), (_, .null): return .null
        default: break
        }
        guard left.isText || right.isText, let a = printed(left), let b = printed(right) else {
            return .unknown
        }
        return .text(a + b)
    }

    /// The text that a value becomes where text is wanted.
    func printed(_ value: Value) -> String? {
        if case .object(let object) = value { return environment.objectName(object) }
        if case .boolean(let truth) = value { return truth ? "true" : "false" }
        return value.text
    }

    private func sets(_ symbol: String, _ left: Value, _ right: Value) -> Value {
        guard case .array(let a) = Self.arrayValue(left),
            case .array(let b) = Self.arrayValue(right), !a.contains(.unknown),
            !b.contains(.unknown)
        else { return .unknown }
        return switch symbol {
        case "@>": .boolean(holds(a, all: b))
        case "<@": .boolean(holds(b, all: a))
        default: .boolean(!Set(present(a)).isDisjoint(with: present(b)))
        }
    }

    /// Nulls are no one's element.
    private func holds(_ array: [Value], all elements: [Value]) -> Bool {
        !elements.contains(.null) && Set(present(array)).isSuperset(of: present(elements))
    }

    /// Elements that are not null, as texts, so that `'{1}'` and `ARRAY[1]` compare.
    private func present(_ elements: [Value]) -> [String?] {
        elements.filter { $0 != .null }.map(\.text)
    }

    // MARK: - Patterns

    private func like(_ symbol: String, _ left: Value, _ right: Value) -> Value {
        guard let text = printed(left), let pattern = right.text else { return .unknown }
        let isInsensitive = symbol.hasSuffix("*")
        if isInsensitive, !(text.isASCII && pattern.isASCII) { return .unknown }
        guard let like = LikePattern(isInsensitive ? pattern.lowercased() : pattern) else {
            return .unknown
        }
        let holds = like.matches(isInsensitive ? text.lowercased() : text)
        return .boolean(holds != symbol.hasPrefix("!"))
    }

    private func matches(_ symbol: String, _ left: Value, _ right: Value) -> Value {
        guard let text = printed(left), let pattern = right.text,
            let isMatch = RegularExpression.matches(
                text, pattern, isInsensitive: symbol.hasSuffix("*"))
        else { return .unknown }
        return .boolean(isMatch != symbol.hasPrefix("!"))
    }

    // MARK: - Comparisons with syntax of their own

    func compare(_ comparison: Comparison, _ left: Value, _ right: Value) -> Value {
        switch comparison {
        case .anyOf(let name):
            guard case .array(let elements) = Self.arrayValue(right) else {
                return right == .null ? .null : .unknown
            }
            return Logic.or(elements.map { binary(name.symbol, left, $0) })
        case .allOf(let name):
            guard case .array(let elements) = Self.arrayValue(right) else {
                return right == .null ? .null : .unknown
            }
            return Logic.and(elements.map { binary(name.symbol, left, $0) })
        case .distinct, .notDistinct:
            if left == .unknown || right == .unknown { return .unknown }
            let same = left == .null || right == .null ? left == right : equal(left, right)
            return same.map { .boolean($0 != (comparison == .distinct)) } ?? .unknown
        case .nullIf:
            let same = binary("=", left, right)
            return same == .unknown ? .unknown : same.truth == true ? .null : left
        case .like(let negated): return binary(negated ? "!~~" : "~~", left, right)
        case .ilike(let negated): return binary(negated ? "!~~*" : "~~*", left, right)
        case .similar: return .unknown
        }
    }

    /// An array, also from its text (`'{a,b}'`); any other value as it is.
    public static func arrayValue(_ value: Value) -> Value {
        guard case .text(let text) = value, let elements = ArrayText.elements(text) else {
            return value
        }
        return .array(elements)
    }
}

/// A LIKE pattern: `%`, `_` and `\`.
struct LikePattern {
    private enum Part: Equatable {
        case literal(Unicode.Scalar)
        case one
        case any
    }
    private var parts: [Part] = []

    /// Nil where the server reports an error: the escape character ends the pattern.
    init?(_ pattern: String) {
        var characters = pattern.unicodeScalars.makeIterator()
        while let character = characters.next() {
            switch character {
            case "%": if parts.last != .any { parts.append(.any) }
            case "_": parts.append(.one)
            case "\\":
                guard let escaped = characters.next() else { return nil }
                parts.append(.literal(escaped))
            default: parts.append(.literal(character))
            }
        }
    }

    /// Greedy, with a step back to the last `%`: time is the product of the lengths at worst.
    func matches(_ text: String) -> Bool {
        let text = Array(text.unicodeScalars)
        var (position, part) = (0, 0)
        var retry: (part: Int, position: Int)?
        while position < text.count {
            if part < parts.count, parts[part] == .any {
                retry = (part, position)
                part += 1
            } else if part < parts.count,
                parts[part] == .one || parts[part] == .literal(text[position])
            {
                (position, part) = (position + 1, part + 1)
            } else if let back = retry {
                retry = (back.part, back.position + 1)
                (part, position) = (back.part + 1, back.position + 1)
            } else {
                return false
            }
        }
        return parts[part...].allSatisfy { $0 == .any }
    }
}

extension Value {
    fileprivate var isNumber: Bool {
        switch self {
        case .number, .integer: true
        default: false
        }
    }
}
