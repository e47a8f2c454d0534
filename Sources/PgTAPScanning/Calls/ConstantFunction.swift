import QueryEvaluation
import SQLSyntax
import QueryAnalysis
import SchemaCatalog

/// Functions of the server whose result over constants is a constant.
enum ConstantFunction {
    static func evaluate(_ name: String, _ arguments: [Argument]) -> Argument {
        let texts = arguments.map { argument -> String? in
            if case .text(let text) = argument.value { text } else { nil }
        }
        switch name {
        case "concat":
            guard arguments.allSatisfy({ $0.value != .dynamic }) else {
                return Argument(.dynamic, SQLType(.text))
            }
            return Argument(.text(texts.compactMap { $0 }.joined()), SQLType(.text))
        case "format":
            return Argument(format(texts).map(ArgumentValue.text) ?? .dynamic, SQLType(.text))
        case "lower", "upper":
            guard texts.count == 1, let text = texts[0] else {
                return Argument(.dynamic, SQLType(.text))
            }
            return Argument(
                .text(name == "lower" ? text.lowercased() : text.uppercased()), SQLType(.text))
        case "quote_ident", "quote_literal":
            guard texts.count == 1, let text = texts[0] else {
                return Argument(.dynamic, SQLType(.text))
            }
            return Argument(
                .text(name == "quote_ident" ? quoteIdentifier(text) : quoteLiteral(text)),
                SQLType(.text))
        case "chr":
            guard texts.count == 1, let code = texts[0].flatMap({ UInt32($0) }),
                let scalar = Unicode.Scalar(code)
            else {
                return Argument(.dynamic, SQLType(.text))
            }
            return Argument(.text(String(Character(scalar))), SQLType(.text))
        case "string_to_array":
            guard texts.count == 2, let text = texts[0], let separator = texts[1],
                !separator.isEmpty
            else { return Argument(.dynamic, SQLType(.text).array) }
            let parts =
                text.isEmpty
                ? [] : text.split(separator: separator, omittingEmptySubsequences: false)
            return Argument(.list(parts.map(String.init)), SQLType(.text).array)
        case "current_schema", "current_user": return Argument(.dynamic, SQLType(.name))
        default: return Argument(.dynamic, resultType(name))
        }
    }

    /// The type that every function of the server with this name returns; nil where they differ.
    private static func resultType(_ name: String) -> SQLType? { ServerFunctionResult.type(name) }

    /// `format()` of constants.
    private static func format(_ texts: [String?]) -> String? {
        guard let first = texts.first, let pattern = first, let pieces = FormatPiece.read(pattern)
        else { return nil }
        var result = ""
        for piece in pieces {
            guard case .value(let kind, let position) = piece else {
                if case .text(let text) = piece { result += text }
                continue
            }
            guard position < texts.count, let value = texts[position] else { return nil }
            result += kind.text(of: value)
        }
        return result
    }

    private static func quoteIdentifier(_ text: String) -> String {
        FormatPiece.Kind.identifier.text(of: text)
    }
    private static func quoteLiteral(_ text: String) -> String {
        FormatPiece.Kind.literal.text(of: text)
    }
}

/// `'{a,"b c",NULL}'` as the elements of a one-dimensional array (`array_in`).
enum ArrayLiteral {
    static func elements(_ text: String) -> [String?]? {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace {
            scalars = scalars.dropFirst()
        }
        while let last = scalars.last, last.properties.isWhitespace { scalars = scalars.dropLast() }
        guard scalars.first == "{", scalars.last == "}" else { return nil }
        scalars = scalars.dropFirst().dropLast()
        if scalars.allSatisfy(\.properties.isWhitespace) { return [] }
        var result: [String?] = []
        var current = ""
        var (wasQuoted, isInQuotes, isEscaped) = (false, false, false)
        func finish() {
            if wasQuoted {
                result.append(current)
            } else {
                let word = current.split(separator: " ", omittingEmptySubsequences: true).joined(
                    separator: " ")
                result.append(word.lowercased() == "null" ? nil : word)
            }
        }
        for scalar in scalars {
            if isEscaped {
                current.unicodeScalars.append(scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "\"" {
                isInQuotes.toggle()
                wasQuoted = true
            } else if scalar == ",", !isInQuotes {
                finish()
                (current, wasQuoted) = ("", false)
            } else if scalar == "{" || scalar == "}", !isInQuotes {
                return nil
            } else if isInQuotes || !wasQuoted {
                current.unicodeScalars.append(scalar)
            }
        }
        guard !isInQuotes, !isEscaped else { return nil }
        finish()
        return result
    }
}
