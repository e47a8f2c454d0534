import SQLSyntax

/// A piece of the first argument of `format()`: `%s`, `%I`, `%L`, also with a position (`%2$s`).
public enum FormatPiece {
    case text(String)
    /// The argument at a position: 1 is the first behind the pattern.
    case value(Kind, Int)

    /// How a value stands in the result.
    public enum Kind: Sendable {
        case plain, identifier, literal

        init?(_ letter: Character) {
            switch letter {
            case "s": self = .plain
            case "I": self = .identifier
            case "L": self = .literal
            default: return nil
            }
        }

        /// A value as `format()` writes it.
        public func text(of value: String) -> String {
            switch self {
            case .plain: value
            case .identifier: QuotedIdentifier.quote(value)
            case .literal: QuotedLiteral.escape(value)
            }
        }
    }

    /// The pieces of a pattern; nil where it has widths, or is none.
    public static func read(_ pattern: String) -> [FormatPiece]? {
        var (pieces, text, next) = ([FormatPiece](), "", 1)
        var rest = pattern[...]
        while let character = rest.popFirst() {
            guard character == "%" else {
                text.append(character)
                continue
            }
            if rest.first == "%" {
                text.append("%")
                rest.removeFirst()
                continue
            }
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            if let position = Int(digits), rest.dropFirst(digits.count).first == "$" {
                next = position
                rest = rest.dropFirst(digits.count + 1)
            }
            // Arguments are numbered from 1.
            guard next > 0, let kind = rest.popFirst().flatMap(Kind.init) else { return nil }
            if !text.isEmpty { pieces.append(.text(text)) }
            text = ""
            pieces.append(.value(kind, next))
            next += 1
        }
        return text.isEmpty ? pieces : pieces + [.text(text)]
    }
}
