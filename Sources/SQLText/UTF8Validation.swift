extension Span<UInt8> {
    /// Whether the bytes begin with U+FEFF, which tells UTF-8 from other encodings.
    var startsWithByteOrderMark: Bool {
        count >= 3 && self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF
    }

    /// Whether `range` is well-formed UTF-8 by itself (no surrogates, nothing overlong).
    func isValidUTF8(_ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            let length = scalarLength(at: index, before: range.upperBound)
            guard length > 0 else { return false }
            index &+= length
        }
        return true
    }

    /// Bytes in the UTF-8 character at `index`; 0 when none is well-formed there.
    func scalarLength(at index: Int, before end: Int) -> Int {
        let lead = self[index]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return 0
        }
        guard end &- index >= length, second.contains(self[index &+ 1]) else { return 0 }
        for next in 2..<Swift.max(length, 2) where self[index &+ next] & 0xC0 != 0x80 { return 0 }
        return length
    }
}
