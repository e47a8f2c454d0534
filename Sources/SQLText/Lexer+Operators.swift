extension Lexer {
    /// The longest operator here. A comment start ends it, and `+` or `-` ends an operator of
    /// several characters only when one of them is outside the SQL standard's set, so that `a=-1`
    /// reads as `a = -1` (`operator` in `scan.l`).
    ///
    /// A run of signs alone is as many operators. Its end is kept, lest a run be read again from
    /// each of its characters.
    mutating func operatorToken(in bytes: Span<UInt8>, from start: Int) -> Token {
        if start < Int(signRunEnd) { return finish(.operator, start, start &+ 1) }
        var end = start
        var endOfOthers = start
        var mayEndInSign = false
        while end < bytes.count, bytes[end].isOperatorCharacter,
            !Self.commentStarts(in: bytes, at: end)
        {
            let byte = bytes[end]
            end &+= 1
            if byte != UInt8(ascii: "+"), byte != UInt8(ascii: "-") { endOfOthers = end }
            mayEndInSign = mayEndInSign || byte.isNonStandardOperatorCharacter
        }
        if endOfOthers < end, !mayEndInSign {
            signRunEnd = UInt32(truncatingIfNeeded: end)
            end = max(endOfOthers, start &+ 1)
        }
        let isArrow =
            end == start &+ 2 && bytes[start] == UInt8(ascii: "=")
            && bytes[start &+ 1] == UInt8(ascii: ">")
        return finish(isArrow ? .equalsGreater : .operator, start, end)
    }

    private static func commentStarts(in bytes: Span<UInt8>, at index: Int) -> Bool {
        switch bytes[index] {
        case UInt8(ascii: "-"): bytes.has(UInt8(ascii: "-"), at: index &+ 1)
        case UInt8(ascii: "/"): bytes.has(UInt8(ascii: "*"), at: index &+ 1)
        default: false
        }
    }
}
