extension Span<UInt8> {
    /// Whether `text`, which is ASCII and not empty, stands anywhere among the bytes.
    ///
    /// Looks for the last byte of `text`, eight at a time: take one that is rare.
    public func contains(_ text: StaticString) -> Bool {
        let wanted = text.description.utf8.map { $0 }
        guard let last = wanted.last else { return true }
        var index = wanted.count - 1
        while index < count {
            if index &+ 8 <= count {
                let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
                if !word.hasByte(last) {
                    index &+= 8
                    continue
                }
            }
            if self[index] == last, matches(wanted, endingAt: index) { return true }
            index &+= 1
        }
        return false
    }

    private func matches(_ wanted: [UInt8], endingAt end: Int) -> Bool {
        let start = end + 1 - wanted.count
        return wanted.indices.allSatisfy { self[start + $0] == wanted[$0] }
    }
}

extension UInt64 {
    /// Whether one of its eight bytes is `byte` ("Determine if a word has a byte equal to n", Bit
    /// Twiddling Hacks).
    func hasByte(_ byte: UInt8) -> Bool {
        let rest = self ^ (0x0101_0101_0101_0101 &* UInt64(byte))
        return (rest &- 0x0101_0101_0101_0101) & ~rest & 0x8080_8080_8080_8080 != 0
    }
}

extension String {
    /// Whether the bytes of `text` stand somewhere within. `contains` compares characters, and takes
    /// some ten thousand instructions to begin with.
    public func holds(_ text: String) -> Bool {
        let (own, wanted) = (utf8.span, text.utf8.span)
        guard let last = wanted.indices.last else { return true }
        guard own.count > last else { return false }
        for start in 0..<own.count - last where own[start] == wanted[0] {
            var offset = 1
            while offset <= last, own[start + offset] == wanted[offset] { offset += 1 }
            if offset > last { return true }
        }
        return false
    }
}
