import SQLText

/// A `CASE … END` in a select list, whose branches assert by what is in the row:
/// `SELECT CASE WHEN want IS NULL THEN ok(…) ELSE is(…) END FROM …`.
struct RowCases {
    /// The tokens of what stands behind each THEN, and behind ELSE.
    private var results: [Range<Int>] = []
    /// The expression, with the numbers of its results in their places.
    private(set) var text = "CASE "
    /// Whether one of them is always taken.
    private(set) var hasElse = false

    /// The CASE that begins at `start`, of the select list that ends before `end`; nil where the
    /// list has another.
    ///
    /// - Parameter source: The text of some tokens.
    init?(
        _ tokens: [Token], from start: Int, until end: Int, _ bytes: Span<UInt8>,
        _ source: (Range<Int>) -> String
    ) {
        // Parentheses and other CASEs that are open.
        var (depth, open) = (0, 1)
        var (pieceStart, isResult, isClosed) = (start + 1, false, false)
        for index in (start + 1)..<end {
            switch tokens[index].kind {
            case .openParen, .openBracket: depth += 1
            case .closeParen, .closeBracket: depth -= 1
            case .word where depth == 0:
                if bytes.isKeyword("case", tokens[index]) {
                    guard !isClosed else { return nil }
                    open += 1
                    continue
                }
                let isEnd = bytes.isKeyword("end", tokens[index])
                if isEnd, open > 1 {
                    open -= 1
                } else if open == 1, !isClosed, isEnd || Self.parts(tokens[index], bytes) {
                    let piece = pieceStart..<index
                    if isResult {
                        text += "\(results.count) "
                        results.append(piece)
                    } else if !piece.isEmpty {
                        text += source(piece) + " "
                    }
                    text += bytes.text(of: tokens[index]) + " "
                    if bytes.isKeyword("else", tokens[index]) { hasElse = true }
                    isResult = hasElse || bytes.isKeyword("then", tokens[index])
                    (pieceStart, isClosed) = (index + 1, isEnd)
                }
            default: break
            }
        }
        guard isClosed else { return nil }
    }

    private static func parts(_ token: Token, _ bytes: Span<UInt8>) -> Bool {
        bytes.isKeyword("when", token) || bytes.isKeyword("then", token)
            || bytes.isKeyword("else", token)
    }

    /// How many results there are.
    var count: Int { results.count }

    /// The number of the result in which a token stands; nil outside of them.
    func result(of index: Int) -> Int? { results.firstIndex { $0.contains(index) } }
}
