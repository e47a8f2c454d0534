extension Span<UInt8> {
    /// Whether `range` spells `keyword`, whatever the case of its ASCII letters. `keyword` is in
    /// lower case. Nothing is allocated.
    public func isKeyword(_ keyword: StaticString, _ range: Range<Int>) -> Bool {
        guard keyword.utf8CodeUnitCount == range.count else { return false }
        let expected = unsafe keyword.utf8Start
        for index in 0..<range.count {
            var byte = self[range.lowerBound &+ index]
            if byte &- 0x41 < 26 { byte |= 0x20 }
            if unsafe byte != expected[index] { return false }
        }
        return true
    }

    /// Whether `token` is an unquoted word that spells `keyword` (in lower case), whatever its
    /// own case. Inlined: most words are ruled out by their length.
    @inlinable @inline(__always)
    public func isKeyword(_ keyword: StaticString, _ token: Token) -> Bool {
        token.kind == .word && Int(token.end &- token.start) == keyword.utf8CodeUnitCount
            && isKeyword(keyword, Int(token.start)..<Int(token.end))
    }

    /// Whether `range` holds exactly the bytes of `text`.
    func equal(_ range: Range<Int>, _ text: StaticString) -> Bool {
        guard text.utf8CodeUnitCount == range.count else { return false }
        let expected = unsafe text.utf8Start
        for index in 0..<range.count {
            if unsafe self[range.lowerBound &+ index] != expected[index] { return false }
        }
        return true
    }
}
