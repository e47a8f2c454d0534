import SQLText

/// Words of a statement that say how often its calls run. Most of a test's statements hold none of
/// them, which one look at their tokens tells.
struct RowWords: OptionSet {
    let rawValue: UInt8

    static let from = RowWords(rawValue: 1)
    /// WHERE or LIMIT.
    static let filter = RowWords(rawValue: 2)
    /// CASE or IF.
    static let branch = RowWords(rawValue: 4)
    /// UNION, INTERSECT or EXCEPT.
    static let setOperation = RowWords(rawValue: 8)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Those of a statement, wherever in it they stand.
    init(_ tokens: [Token], _ bytes: Span<UInt8>) {
        var found: RowWords = []
        for token in tokens where token.kind == .word { found.formUnion(Self.word(token, bytes)) }
        self = found
    }

    private static func word(_ token: Token, _ bytes: Span<UInt8>) -> RowWords {
        switch token.length {
        case 2: bytes.isKeyword("if", token) ? .branch : []
        case 4:
            bytes.isKeyword("from", token) ? .from : bytes.isKeyword("case", token) ? .branch : []
        case 5:
            bytes.isKeyword("where", token) || bytes.isKeyword("limit", token)
                ? .filter : bytes.isKeyword("union", token) ? .setOperation : []
        case 6: bytes.isKeyword("except", token) ? .setOperation : []
        case 9: bytes.isKeyword("intersect", token) ? .setOperation : []
        default: []
        }
    }
}
