import SQLText

/// An error that a RAISE statement raises.
struct RaisedError: Sendable {
    /// Its SQLSTATE; nil where it is no literal.
    private var state: String? = "P0001"
    /// The format of its message; nil where it is no literal.
    private var format: String?

    /// - Parameter tokens: What stands behind RAISE.
    init(_ tokens: ArraySlice<Token>, _ bytes: Span<UInt8>) {
        guard let first = tokens.first else {
            // RAISE alone raises again what is handled.
            state = nil
            return
        }
        let start = bytes.isKeyword("exception", first) ? tokens.startIndex + 1 : tokens.startIndex
        if start < tokens.endIndex {
            if Self.isText(tokens[start]) {
                format = try? bytes.string(tokens[start])
            } else if bytes.isKeyword("sqlstate", tokens[start]), start + 1 < tokens.endIndex {
                state = try? bytes.string(tokens[start + 1])
            } else if tokens[start].kind == .word, !bytes.isKeyword("using", tokens[start]) {
                state = Self.state(named: (try? bytes.identifier(tokens[start])) ?? "")
            }
        }
        for index in tokens.indices.dropLast(2) where tokens[index].kind == .word {
            let value = Self.isText(tokens[index + 2]) ? try? bytes.string(tokens[index + 2]) : nil
            if bytes.isKeyword("errcode", tokens[index]) {
                state = value.flatMap {
                    $0.utf8.count == 5 ? $0.uppercased() : Self.state(named: $0)
                }
            } else if bytes.isKeyword("message", tokens[index]) {
                format = value
            }
        }
    }

    private static func isText(_ token: Token) -> Bool {
        token.kind == .string || token.kind == .escapeString
    }

    /// Condition names of class 23 and those that functions raise most (manual, appendix A).
    static func state(named name: String) -> String? {
        switch name.lowercased() {
        case "raise_exception": "P0001"
        case "no_data_found": "P0002"
        case "insufficient_privilege": "42501"
        case "integrity_constraint_violation": "23000"
        case "restrict_violation": "23001"
        case "not_null_violation": "23502"
        case "foreign_key_violation": "23503"
        case "unique_violation": "23505"
        case "check_violation": "23514"
        case "exclusion_violation": "23P01"
        case "invalid_parameter_value": "22023"
        case "data_exception": "22000"
        case "feature_not_supported": "0A000"
        case "object_not_in_prerequisite_state": "55000"
        default: nil
        }
    }

    /// Whether it may be the error that a test wants: of this SQLSTATE, and with this as a part of
    /// its message, as far as they are said.
    func mayBe(_ state: String?, _ message: String?) -> Bool {
        if let state, let own = self.state, own != state { return false }
        guard let message, let format else { return true }
        return Self.mayBe(format, message)
    }

    /// Whether a format's text, with something for each `%`, may have `wanted` as a part.
    private static func mayBe(_ format: String, _ wanted: String) -> Bool {
        let pieces = format.split(separator: "%").map { String(trimmed($0)) }.filter { !$0.isEmpty }
        if pieces.isEmpty || pieces.contains(where: { $0.holds(wanted) }) { return true }
        // The longest piece is least likely to stand anywhere else.
        guard let longest = pieces.max(by: { $0.count < $1.count }) else { return true }
        return wanted.holds(longest) || format.holds(wanted)
            || longest.hasSuffix(wanted.prefix(12)) || longest.hasPrefix(wanted.suffix(12))
    }

    private static func trimmed(_ piece: Substring) -> Substring {
        let start = piece.drop { $0 == " " }
        return start.lastIndex { $0 != " " }.map { start[...$0] } ?? ""
    }
}
