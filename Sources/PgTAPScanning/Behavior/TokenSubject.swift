import QueryEvaluation
import SQLSyntax

/// Whom a setting signs in.
enum TokenSubject {
    /// What a setting changes.
    enum Change {
        case subject(SignedIn)
        /// One of the application's own.
        case setting(String, Expression)
    }

    /// By `set_config('request.jwt.claims', …)`; nil where it is a setting of the server.
    static func set(by call: FunctionCall) -> Change? {
        guard call.name.name == "set_config", call.arguments.count > 1,
            case .string(let name) = bare(call.arguments[0])
        else { return nil }
        return set(name, call.arguments[1])
    }

    /// By `SET request.jwt.claims = '…'`; nil where it is a setting of the server.
    static func set(by change: SettingChange) -> Change? {
        guard let name = change.name else { return nil }
        let value = change.values?.first.map(Expression.string)
        return set(name, value ?? .null, isKnown: value != nil)
    }

    private static func set(_ name: String, _ value: Expression, isKnown: Bool = true) -> Change? {
        if let signedIn = subject(name, value) { return .subject(signedIn) }
        // A setting that the server does not know has two names (`valid_custom_variable_name()`).
        guard name.contains(".") else { return nil }
        let value = bare(value)
        guard isKnown else { return .setting(name, .other("setting")) }
        return .setting(name, value == .null ? .string("") : value)
    }

    private static func subject(_ name: String, _ value: Expression) -> SignedIn? {
        let value = chosen(value)
        switch name {
        case "request.jwt.claim.sub":
            return isEmpty(value)
                ? .nobody : .token(SignedIn.Token(subject: bare(value), claims: nil))
        case "request.jwt.claims":
            if isEmpty(value) { return .nobody }
            let subject = ofClaims(value)
            guard subject != nil || saysNoSubject(value) else { return .unknown }
            return .token(SignedIn.Token(subject: subject, claims: bare(value)))
        default: return nil
        }
    }

    /// `CASE WHEN somebody IS NULL THEN '' ELSE … END`: of nobody there is no token anyhow.
    private static func chosen(_ value: Expression) -> Expression {
        guard case .caseWhen(nil, let branches, let otherwise) = bare(value) else { return value }
        let tokens = (branches.map(\.result) + [otherwise ?? .null]).filter { !isEmpty($0) }
        return tokens.count == 1 ? tokens[0] : value
    }

    private static func isEmpty(_ value: Expression) -> Bool {
        let value = bare(value)
        return value == .null || value == .string("")
    }

    private static func bare(_ expression: Expression) -> Expression {
        if case .cast(let inner, _) = expression { bare(inner) } else { expression }
    }

    // MARK: - Claims

    /// A piece of text, or a value that becomes one.
    private enum Piece {
        case text(String)
        case value(Expression)
    }

    /// The value of `sub` in an object in JSON.
    private static func ofClaims(_ value: Expression) -> Expression? {
        if case .call(let call) = bare(value), call.name.name.hasSuffix("build_object") {
            for index in stride(from: 0, to: call.arguments.count - 1, by: 2)
            where bare(call.arguments[index]) == .string("sub") {
                return bare(call.arguments[index + 1])
            }
            return nil
        }
        guard let pieces = pieces(bare(value)) else { return nil }
        for (index, piece) in pieces.enumerated() {
            guard case .text(let text) = piece, let rest = behindSubject(text) else { continue }
            if rest.isEmpty, index + 1 < pieces.count, case .value(let value) = pieces[index + 1] {
                return bare(value)
            }
            return rest.firstIndex(of: "\"").map { .string(String(rest[..<$0])) }
        }
        return nil
    }

    /// Whether the claims are known, and name nobody: those of an anonymous token.
    private static func saysNoSubject(_ value: Expression) -> Bool {
        switch bare(value) {
        case .string(let text): !text.contains("\"sub\"")
        case .call(let call) where call.name.name.hasSuffix("build_object"):
            stride(from: 0, to: call.arguments.count, by: 2).allSatisfy {
                if case .string(let key) = bare(call.arguments[$0]) { key != "sub" } else { false }
            }
        default: false
        }
    }

    /// What stands behind `"sub": "`.
    private static func behindSubject(_ text: String) -> Substring? {
        guard let key = text.firstRange(of: "\"sub\"") else { return nil }
        var rest = text[key.upperBound...].drop { $0.isWhitespace }
        guard rest.first == ":" else { return nil }
        rest = rest.dropFirst().drop { $0.isWhitespace }
        return rest.first == "\"" ? rest.dropFirst() : nil
    }

    /// A text put together by `||` and `format()`.
    private static func pieces(_ expression: Expression) -> [Piece]? {
        switch expression {
        case .string(let text): return [.text(text)]
        case .cast(let inner, _): return pieces(inner)
        case .operator(let name, let left?, let right) where name.symbol == "||":
            guard let left = pieces(left), let right = pieces(right) else { return nil }
            // Two texts are one.
            if case .text(let end)? = left.last, case .text(let start)? = right.first {
                return left.dropLast() + [.text(end + start)] + right.dropFirst()
            }
            return left + right
        case .call(let call) where call.name.name == "format":
            guard case .string(let pattern)? = call.arguments.first.map(bare) else { return nil }
            return pieces(of: pattern, Array(call.arguments.dropFirst()))
        default: return [.value(expression)]
        }
    }

    private static func pieces(of pattern: String, _ values: [Expression]) -> [Piece]? {
        guard let read = FormatPiece.read(pattern) else { return nil }
        var pieces: [Piece] = []
        for piece in read {
            switch piece {
            case .text(let text): pieces.append(.text(text))
            case .value(_, let position):
                guard values.indices.contains(position - 1) else { return nil }
                pieces.append(.value(values[position - 1]))
            }
        }
        return pieces
    }
}
