import SQLText

/// The queries that UNION puts together, each of which has rows of its own.
enum SetOperationArms {
    /// Where the sides of a statement's own UNIONs lie; all of it where it has none, or where what
    /// stands around them holds for every side.
    ///
    /// No two lines of TAP are equal, so UNION drops none that UNION ALL keeps.
    static func of(_ tokens: [Token], _ bytes: Span<UInt8>) -> [Range<Int>] {
        let whole = [tokens.indices]
        guard let first = tokens.first, first.kind == .word, bytes.isKeyword("select", first) else {
            return whole
        }
        var arms: [Range<Int>] = []
        var (depth, start) = (0, 0)
        for index in tokens.indices {
            switch tokens[index].kind {
            case .openParen, .openBracket: depth += 1
            case .closeParen, .closeBracket: depth -= 1
            case .word where depth == 0:
                let token = tokens[index]
                if bytes.isKeyword("intersect", token) || bytes.isKeyword("except", token) {
                    return whole
                }
                guard bytes.isKeyword("union", token) else { continue }
                arms.append(start..<index)
                let next = index + 1
                let isAll =
                    next < tokens.count && tokens[next].kind == .word
                    && bytes.isKeyword("all", tokens[next])
                start = isAll ? next + 1 : next
            default: break
            }
        }
        return arms.isEmpty ? whole : arms + [start..<tokens.count]
    }
}
