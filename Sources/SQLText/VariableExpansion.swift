/// psql's variables: what the script sets, over what the caller gives.
public struct Variables: Sendable {
    private var values: [String: String]

    /// Begins with what the caller gives.
    public init(_ given: [String: String]) { values = given }

    /// The value of a variable; nil where it has none.
    public subscript(name: String) -> String? { values[name] }

    /// `\set` and `\unset`.
    public mutating func apply(_ directive: PsqlDirective) {
        if directive.name == .unset, let name = directive.arguments.first?.constant {
            values[name] = nil
        } else if let (name, value) = directive.assignment({ values[$0] }) {
            values[name] = value
        }
    }

    /// A statement's text with its variables put in, and the names of those without a value, which
    /// stay as they are written.
    ///
    /// - Parameter substitute: What stands for a variable without a value; nil for what is written.
    public func expand(
        _ tokens: [Token], range: Range<Int>, in bytes: Span<UInt8>,
        substitute: (_ name: String, TokenKind) -> String? = { _, _ in nil }
    ) -> (text: String, missing: [String]) {
        var text = ""
        var missing: [String] = []
        var position = range.lowerBound
        for token in tokens where token.kind.isVariable {
            text += bytes.text(of: position..<Int(token.start))
            position = Int(token.end)
            let name = Self.name(of: token, in: bytes)
            if let value = value(name, as: token.kind) {
                text += value
            } else {
                text += substitute(name, token.kind) ?? bytes.text(of: token)
                missing.append(name)
            }
        }
        return (text + bytes.text(of: position..<range.upperBound), missing)
    }

    private func value(_ name: String, as kind: TokenKind) -> String? {
        if kind == .variableTest { return values[name] == nil ? "FALSE" : "TRUE" }
        guard let value = values[name] else { return nil }
        return switch kind {
        case .variableLiteral: PsqlArgument.literal(value)
        case .variableIdentifier: PsqlArgument.identifier(value)
        default: value
        }
    }

    /// The name in a token that stands for a variable.
    public static func name(of token: Token, in bytes: Span<UInt8>) -> String {
        let (before, after) =
            switch token.kind {
            case .variable: (1, 0)
            case .variableTest: (3, 1)
            default: (2, 1)
            }
        return bytes.text(of: Int(token.start) + before..<Int(token.end) - after)
    }
}
