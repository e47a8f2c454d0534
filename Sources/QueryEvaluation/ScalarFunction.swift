import SQLSyntax

/// Functions of the server whose result over constants is a constant
/// (`src/backend/utils/adt/varlena.c`, `oracle_compat.c`, `arrayfuncs.c`).
public enum ScalarFunction {
    /// The function's value; nil where it is none of these, or the arguments do not fit.
    public static func evaluate(_ name: String, _ arguments: [Value]) -> Value? {
        if let value = tolerant(name, arguments) { return value }
        if let value = ofNullArrays(name, arguments) { return value }
        // The rest is strict.
        if arguments.contains(.unknown) { return isKnown(name) ? .unknown : nil }
        if arguments.contains(.null) { return isKnown(name) ? .null : nil }
        return ofText(name, arguments) ?? ofArrays(name, arguments)
    }

    private static func isKnown(_ name: String) -> Bool {
        textFunctions.contains(name) || arrayFunctions.contains(name)
    }

    private static let textFunctions: Set<String> = [
        "lower", "upper", "initcap", "quote_ident", "quote_literal", "chr", "ascii", "length",
        "char_length", "character_length", "replace",
        "btrim", "ltrim", "rtrim", "left", "right", "substr", "substring", "repeat", "reverse",
        "split_part", "position", "strpos",
        "starts_with", "md5", "abs", "regexp_replace",
    ]
    private static let arrayFunctions: Set<String> = [
        "array_length", "array_upper", "array_lower", "cardinality", "array_to_string",
        "string_to_array", "array_append", "array_cat",
    ]

    // MARK: - Functions that take nulls

    private static func tolerant(_ name: String, _ arguments: [Value]) -> Value? {
        switch name {
        case "concat": return joined(arguments[...], separator: "")
        case "concat_ws":
            guard let separator = arguments.first?.text else { return .unknown }
            return joined(arguments.dropFirst(), separator: separator)
        case "num_nulls", "num_nonnulls":
            guard !arguments.contains(.unknown) else { return .unknown }
            let nulls = arguments.count { $0 == .null }
            return .integer(name == "num_nulls" ? nulls : arguments.count - nulls)
        case "format": return format(arguments)
        case "quote_nullable":
            return arguments.first == .null ? .text("NULL") : evaluate("quote_literal", arguments)
        default: return nil
        }
    }

    private static func joined(_ values: ArraySlice<Value>, separator: String) -> Value {
        var texts: [String] = []
        for value in values where value != .null {
            guard let text = value.text else { return .unknown }
            texts.append(text)
        }
        return .text(texts.joined(separator: separator))
    }

    /// `format()` with `%s`, `%I`, `%L`, `%%` and positions (`%1$I`); widths are not read.
    private static func format(_ arguments: [Value]) -> Value {
        guard let pattern = arguments.first, pattern != .null else { return .null }
        guard case .text(let pattern) = pattern else { return .unknown }
        guard let pieces = FormatPiece.read(pattern) else { return .unknown }
        var result = ""
        for piece in pieces {
            switch piece {
            case .text(let text): result += text
            case .value(let kind, let position):
                guard position < arguments.count,
                    let text = formatted(arguments[position], kind)
                else { return .unknown }
                result += text
            }
        }
        return .text(result)
    }

    /// Null has no identifier.
    private static func formatted(_ value: Value, _ kind: FormatPiece.Kind) -> String? {
        switch (kind, value) {
        case (.plain, .null): ""
        case (.literal, .null): "NULL"
        default: value.text.map(kind.text)
        }
    }

    // MARK: - Text

    private static func ofText(_ name: String, _ arguments: [Value]) -> Value? {
        guard let text = arguments.first?.text, textFunctions.contains(name) else { return nil }
        let second = arguments.count > 1 ? arguments[1] : nil
        switch (name, arguments.count) {
        case ("lower", 1): return text.isASCII ? .text(text.lowercased()) : .unknown
        case ("upper", 1): return text.isASCII ? .text(text.uppercased()) : .unknown
        case ("initcap", 1): return text.isASCII ? .text(capitalized(text)) : .unknown
        case ("quote_ident", 1): return .text(QuotedIdentifier.quote(text))
        case ("quote_literal", 1): return .text(QuotedLiteral.escape(text))
        case ("length", 1), ("char_length", 1), ("character_length", 1):
            return .integer(text.unicodeScalars.count)
        case ("reverse", 1): return .text(String(text.unicodeScalars.reversed()))
        case ("ascii", 1): return .integer(text.unicodeScalars.first.map { Int($0.value) } ?? 0)
        case ("chr", 1):
            return integer(arguments[0]).flatMap { $0 > 0 ? Unicode.Scalar(UInt32($0)) : nil }
                .map { .text(String(Character($0))) } ?? .unknown
        case ("btrim", _), ("ltrim", _), ("rtrim", _):
            return .text(trimmed(text, name, second?.text ?? " "))
        case ("replace", 3):
            guard let from = second?.text, let to = arguments[2].text else { return .unknown }
            return .text(
                from.isEmpty ? text : text.split(at: from).joined(separator: to))
        case ("regexp_replace", 3), ("regexp_replace", 4):
            guard let pattern = second?.text, let replacement = arguments[2].text,
                let flags = arguments.count > 3 ? arguments[3].text : ""
            else { return .unknown }
            return RegularExpression.replace(text, pattern, with: replacement, flags: flags).map(
                Value.text) ?? .unknown
        case ("starts_with", 2):
            return second?.text.map { .boolean(text.utf8.starts(with: $0.utf8)) }
        // `POSITION(b IN a)` has its operands in the function's order (`gram.y`).
        case ("strpos", 2), ("position", 2):
            guard let wanted = second?.text else { return .unknown }
            guard let place = text.unicodeScalars.firstRange(of: wanted.unicodeScalars) else {
                return .integer(0)
            }
            let before = text.unicodeScalars.distance(
                from: text.unicodeScalars.startIndex, to: place.lowerBound)
            return .integer(before + 1)
        case ("split_part", 3):
            guard let separator = second?.text, !separator.isEmpty,
                let position = integer(arguments[2]), position > 0
            else { return .unknown }
            let parts = text.split(at: separator)
            return .text(position <= parts.count ? parts[position - 1] : "")
        default: return counted(name, text, arguments)
        }
    }

    /// An argument of four bytes, which is all that these functions take.
    private static func integer(_ value: Value) -> Int? {
        guard case .integer(let number) = value, IntegerRange.int4.contains(number) else {
            return nil
        }
        return number
    }

    /// Functions with a count or a position.
    private static func counted(_ name: String, _ text: String, _ arguments: [Value]) -> Value? {
        guard arguments.count > 1, let count = integer(arguments[1]) else { return .unknown }
        let characters = Array(text.unicodeScalars)
        switch (name, arguments.count) {
        case ("left", 2):
            return .text(
                String(count >= 0 ? characters.prefix(count) : characters.dropLast(-count)))
        case ("right", 2):
            return .text(
                String(count >= 0 ? characters.suffix(count) : characters.dropFirst(-count)))
        case ("repeat", 2):
            return count * text.utf8.count < 10_000
                ? .text(String(repeating: text, count: max(0, count))) : .unknown
        case ("substr", 2), ("substring", 2):
            return .text(String(characters.dropFirst(max(0, count - 1))))
        case ("substr", 3), ("substring", 3):
            guard let length = integer(arguments[2]), length >= 0 else { return .unknown }
            let end = max(0, count - 1 + length)
            return .text(String(characters.prefix(end).dropFirst(max(0, count - 1))))
        default: return .unknown
        }
    }

    private static func capitalized(_ text: String) -> String {
        var isStart = true
        return text.map { character in
            defer { isStart = !(character.isLetter || character.isNumber) }
            return isStart ? character.uppercased() : character.lowercased()
        }.joined()
    }

    private static func trimmed(_ text: String, _ name: String, _ characters: String) -> String {
        let set = Set(characters.unicodeScalars)
        var result = Array(text.unicodeScalars)[...]
        if name != "rtrim" { result = result.drop { set.contains($0) } }
        if name != "ltrim" {
            while let last = result.last, set.contains(last) { result.removeLast() }
        }
        return String(result)
    }

    // MARK: - Arrays

    /// Of arrays that are NULL, where that does not make the result NULL (`array_append()`,
    /// `array_cat()`, `text_to_array()`).
    private static func ofNullArrays(_ name: String, _ arguments: [Value]) -> Value? {
        guard arguments.contains(.null), arguments.count == 2, !arguments.contains(.unknown) else {
            return nil
        }
        switch name {
        case "array_append":
            // The other may be a NULL element, or of a type that has no array.
            guard case .array(let elements) = Evaluator.arrayValue(arguments[0]) else {
                return .unknown
            }
            return .array(elements + [.null])
        case "array_cat":
            let arrays = arguments.map(Evaluator.arrayValue).filter { $0 != .null }
            guard case .array? = arrays.first else { return arrays.isEmpty ? .null : .unknown }
            return arrays[0]
        case "string_to_array": return arguments[0] == .null ? .null : .unknown
        default: return nil
        }
    }

    private static func ofArrays(_ name: String, _ arguments: [Value]) -> Value? {
        if name == "string_to_array", arguments.count == 2 {
            guard let text = arguments[0].text, let separator = arguments[1].text,
                !separator.isEmpty
            else { return .unknown }
            if text.isEmpty { return .array([]) }
            return .array(text.split(at: separator).map(Value.text))
        }
        guard arrayFunctions.contains(name), let first = arguments.first,
            case .array(let elements) = Evaluator.arrayValue(first)
        else { return nil }
        switch name {
        case "cardinality": return .integer(elements.count)
        case "array_length", "array_upper", "array_lower":
            guard arguments.count == 2, case .integer(let dimension) = arguments[1],
                !elements.contains(where: { if case .array = $0 { true } else { false } })
            else { return .unknown }
            if elements.isEmpty || dimension != 1 { return .null }
            return .integer(name == "array_lower" ? 1 : elements.count)
        case "array_append": return arguments.count == 2 ? .array(elements + [arguments[1]]) : nil
        case "array_cat":
            guard arguments.count == 2, case .array(let more) = Evaluator.arrayValue(arguments[1])
            else { return nil }
            return .array(elements + more)
        case "array_to_string":
            guard arguments.count == 2, let separator = arguments[1].text else { return .unknown }
            return joined(elements[...], separator: separator)
        default: return nil
        }
    }
}
