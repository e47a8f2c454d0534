import QueryAnalysis
import SQLText

/// Evaluates the arguments of a call as far as constants go, from their tokens.
struct ArgumentReader {
    /// Values of names that stand for constants here: columns of constant rows, PL/pgSQL constants.
    var bindings: [String: Argument] = [:]
    /// psql's variables.
    var variables: [String: String] = [:]

    /// The value of the tokens `range` of `tokens`, which are one expression.
    func evaluate(_ tokens: [Token], _ range: Range<Int>, _ bytes: Span<UInt8>) -> Argument {
        // What most arguments are.
        if range.count == 1, tokens[range.lowerBound].kind == .string {
            var index = range.lowerBound
            if let text = try? bytes.string(at: &index, of: tokens), index == range.upperBound {
                return Argument(.text(text), .unknown)
            }
        }
        var parser = Parser(
            reader: self, tokens: tokens, index: range.lowerBound, end: range.upperBound)
        let value = parser.concatenation(bytes)
        return parser.index == parser.end ? value : Argument(.dynamic, nil)
    }

    /// The parts of `range` between separators that stand in no parentheses or brackets.
    @inline(__always)
    static func split(
        _ tokens: [Token], _ range: Range<Int>,
        at isSeparator: (Token) -> Bool = { $0.kind == .comma }
    ) -> [Range<Int>] {
        guard !range.isEmpty else { return [] }
        var parts: [Range<Int>] = []
        parts.reserveCapacity(range.count / 2 + 1)
        var depth = 0
        var start = range.lowerBound
        for index in range {
            switch tokens[index].kind {
            case .openParen, .openBracket: depth += 1
            case .closeParen, .closeBracket: depth -= 1
            default:
                guard depth == 0, isSeparator(tokens[index]) else { continue }
                parts.append(start..<index)
                start = index + 1
            }
        }
        parts.append(start..<range.upperBound)
        return parts
    }

    /// The position of the parenthesis that closes the one at `open`; nil where none does.
    static func closing(_ tokens: [Token], _ open: Int) -> Int? { tokens.closing(open) }

    /// A recursive descent over the few operators that constants are built with.
    private struct Parser {
        let reader: ArgumentReader
        let tokens: [Token]
        var index: Int
        let end: Int

        mutating func concatenation(_ bytes: Span<UInt8>) -> Argument {
            var left = cast(bytes)
            while index < end, tokens[index].kind == .operator,
                bytes.text(of: tokens[index]) == "||"
            {
                index += 1
                left = concatenated(left, cast(bytes))
            }
            return left
        }

        private func concatenated(_ left: Argument, _ right: Argument) -> Argument {
            switch (left.value, right.value) {
            case (.text(let a), .text(let b)): return Argument(.text(a + b), SQLType(.text))
            case (.list(let a), .list(let b)): return Argument(.list(a + b), left.type)
            case (.null, _), (_, .null): return Argument(.null, SQLType(.text))
            default:
                return Argument(
                    .dynamic, left.type.map { $0.isArray } ?? false ? left.type : SQLType(.text))
            }
        }

        private mutating func cast(_ bytes: Span<UInt8>) -> Argument {
            var value = primary(bytes)
            while index < end, tokens[index].kind == .typecast {
                index += 1
                value = converted(value, to: type(bytes))
            }
            return value
        }

        private func converted(_ value: Argument, to type: SQLType?) -> Argument {
            guard let type else { return Argument(value.value, nil) }
            // What a type of the schema's own makes of a constant is the schema's to say.
            if value.type == nil, case .text = value.value { return Argument(.dynamic, type) }
            if type.isArray, case .text(let text) = value.value {
                return Argument(
                    ArrayLiteral.elements(text).map(ArgumentValue.list) ?? .dynamic, type)
            }
            if type.is(.name), case .text(let text) = value.value {
                return Argument(.text(Identifier.truncated(text)), type)
            }
            return Argument(value.value, type)
        }

        private mutating func primary(_ bytes: Span<UInt8>) -> Argument {
            guard index < end else { return Argument(.dynamic, nil) }
            let token = tokens[index]
            switch token.kind {
            case .string, .escapeString, .unicodeString, .nationalString, .dollarString:
                guard let text = try? bytes.string(at: &index, of: tokens) else {
                    return Argument(.dynamic, .unknown)
                }
                return Argument(.text(text), .unknown)
            case .integer:
                index += 1
                return Argument(
                    .text(bytes.text(of: token)),
                    token.length < 10 ? SQLType(.int4) : SQLType(.int8))
            case .numeric:
                index += 1
                return Argument(.text(bytes.text(of: token)), SQLType(.numeric))
            case .operator where bytes.text(of: token) == "-":
                index += 1
                let operand = primary(bytes)
                if case .text(let digits) = operand.value {
                    return Argument(.text("-" + digits), operand.type)
                }
                return operand
            case .openParen: return parenthesized(bytes)
            case .variable, .variableLiteral: return variable(token, bytes)
            case .word, .quotedIdentifier: return named(token, bytes)
            default:
                index = end
                return Argument(.dynamic, nil)
            }
        }

        private mutating func parenthesized(_ bytes: Span<UInt8>) -> Argument {
            guard let close = ArgumentReader.closing(tokens, index), close < end else {
                index = end
                return Argument(.dynamic, nil)
            }
            let value = reader.evaluate(tokens, (index + 1)..<close, bytes)
            index = close + 1
            return value
        }

        private mutating func variable(_ token: Token, _ bytes: Span<UInt8>) -> Argument {
            index += 1
            if token.kind == .variableLiteral {
                let name = bytes.text(of: Int(token.start) + 2..<Int(token.end) - 1)
                return Argument(
                    reader.variables[name].map(ArgumentValue.text) ?? .dynamic, .unknown)
            }
            guard
                let value = reader.variables[bytes.text(of: Int(token.start) + 1..<Int(token.end))]
            else {
                return Argument(.dynamic, nil)
            }
            // `:x` puts the text in as it stands; a number stays one.
            if value.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), !value.isEmpty {
                return Argument(.text(value), SQLType(.int4))
            }
            if value.hasPrefix("'"), value.hasSuffix("'"), value.count > 1 {
                return Argument(
                    .text(String(value.dropFirst().dropLast()).replacing("''", with: "'")), .unknown
                )
            }
            return Argument(.dynamic, nil)
        }

        private mutating func named(_ token: Token, _ bytes: Span<UInt8>) -> Argument {
            if token.kind == .word, let constant = keyword(token, bytes) { return constant }
            let isCall = index + 1 < end && tokens[index + 1].kind == .openParen
            if isCall { return call(token, bytes) }
            // `name 'x'`: a typed constant.
            if index + 1 < end, tokens[index + 1].kind == .string,
                let name = try? bytes.identifier(token), let type = SQLType.named(name)
            {
                index += 1
                let value = primary(bytes)
                return converted(value, to: type)
            }
            guard let name = try? bytes.identifier(token),
                index + 1 == end || tokens[index + 1].kind != .dot,
                let bound = reader.bindings[name]
            else {
                return qualified(bytes)
            }
            index += 1
            return bound
        }

        /// `alias.column`, or a name that stands for no constant.
        private mutating func qualified(_ bytes: Span<UInt8>) -> Argument {
            var last: String?
            while index < end,
                tokens[index].kind == .word || tokens[index].kind == .quotedIdentifier
            {
                last = try? bytes.identifier(tokens[index])
                index += 1
                guard index < end, tokens[index].kind == .dot else { break }
                index += 1
            }
            return last.flatMap { reader.bindings[$0] } ?? Argument(.dynamic, nil)
        }

        private mutating func keyword(_ token: Token, _ bytes: Span<UInt8>) -> Argument? {
            switch bytes[Int(token.start)] | 0x20 {
            case UInt8(ascii: "n") where bytes.isKeyword("null", token):
                index += 1
                return Argument(.null, .unknown)
            case UInt8(ascii: "t") where bytes.isKeyword("true", token),
                UInt8(ascii: "f") where bytes.isKeyword("false", token):
                index += 1
                return Argument(.text(bytes.text(of: token).lowercased()), SQLType(.bool))
            case UInt8(ascii: "a") where bytes.isKeyword("array", token): return array(bytes)
            case UInt8(ascii: "c") where bytes.isKeyword("cast", token): return castCall(bytes)
            case UInt8(ascii: "c")
            where bytes.isKeyword("current_user", token) || bytes.isKeyword("current_role", token)
                || bytes.isKeyword("current_schema", token):
                index += 1
                if index + 1 < end, tokens[index].kind == .openParen { index += 2 }
                // The search path that the test has set says the schema.
                return bytes.isKeyword("current_schema", token)
                    ? reader.bindings["current_schema"] ?? Argument(.dynamic, SQLType(.name))
                    : Argument(.dynamic, SQLType(.name))
            default: return nil
            }
        }

        private mutating func array(_ bytes: Span<UInt8>) -> Argument {
            guard index + 1 < end, tokens[index + 1].kind == .openBracket,
                let close = ArgumentReader.closing(tokens, index + 1), close < end
            else {
                index = end
                return Argument(.dynamic, nil)
            }
            let parts = ArgumentReader.split(tokens, (index + 2)..<close).map {
                reader.evaluate(tokens, $0, bytes)
            }
            index = close + 1
            let type = parts.compactMap(\.type).first { !$0.is(.unknown) } ?? SQLType(.text)
            var elements: [String?] = []
            for part in parts {
                switch part.value {
                case .text(let text): elements.append(text)
                case .null: elements.append(nil)
                default: return Argument(.dynamic, type.array)
                }
            }
            // `ARRAY[]` needs a cast to be valid; the cast says its type.
            return Argument(.list(elements), parts.isEmpty ? nil : type.array)
        }

        private mutating func castCall(_ bytes: Span<UInt8>) -> Argument {
            guard index + 1 < end, let close = ArgumentReader.closing(tokens, index + 1),
                close < end,
                let split = ((index + 2)..<close).last(where: { bytes.isKeyword("as", tokens[$0]) })
            else {
                index = end
                return Argument(.dynamic, nil)
            }
            let value = reader.evaluate(tokens, (index + 2)..<split, bytes)
            var inner = Parser(reader: reader, tokens: tokens, index: split + 1, end: close)
            let type = inner.type(bytes)
            index = close + 1
            return converted(value, to: type)
        }

        private mutating func call(_ token: Token, _ bytes: Span<UInt8>) -> Argument {
            let name = (try? bytes.identifier(token)) ?? ""
            guard let close = ArgumentReader.closing(tokens, index + 1), close < end else {
                index = end
                return Argument(.dynamic, nil)
            }
            let arguments = ArgumentReader.split(tokens, (index + 2)..<close).map {
                reader.evaluate(tokens, $0, bytes)
            }
            index = close + 1
            return ConstantFunction.evaluate(name, arguments)
        }

        /// A type name after `::` or AS.
        private mutating func type(_ bytes: Span<UInt8>) -> SQLType? {
            var name: String?
            while index < end,
                tokens[index].kind == .word || tokens[index].kind == .quotedIdentifier
            {
                let part = (try? bytes.identifier(tokens[index])) ?? ""
                // `character varying`, `double precision`, `timestamp with time zone`.
                name = name.map { $0 + " " + part } ?? part
                index += 1
                if index < end, tokens[index].kind == .dot {
                    name = nil
                    index += 1
                }
            }
            if index < end, tokens[index].kind == .openParen,
                let close = ArgumentReader.closing(tokens, index), close < end
            {
                index = close + 1
            }
            var isArray = false
            while index < end, tokens[index].kind == .openBracket,
                let close = ArgumentReader.closing(tokens, index), close < end
            {
                isArray = true
                index = close + 1
            }
            guard let type = name.flatMap(SQLType.named) else { return nil }
            return isArray ? type.array : type
        }
    }
}
