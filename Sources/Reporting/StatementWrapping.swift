import SQLText

/// Breaks a statement into lines that are still the same statement.
enum StatementWrapping {
    private static let space = UInt8(ascii: " ")

    /// Lines of at most `width` columns where that is possible: broken behind commas and before
    /// WHERE and AND, never within a string; each part of a UNION begins a line.
    static func lines(_ statement: String, width: Int, indent: Int) -> [String] {
        let bytes = statement.utf8.span
        let pieces = pieces(bytes)
        var result: [String] = []
        var (margin, start) = (indent, 0)
        var columns = indent
        for (number, piece) in pieces.enumerated() {
            let length = self.columns(bytes, piece)
            let isUnion = bytes.holds("UNION ALL ", at: piece.lowerBound)
            if number > 0, isUnion || columns + length > width {
                result.append(line(margin, bytes, start..<piece.lowerBound))
                start = piece.lowerBound
                margin = indent + (isUnion ? 0 : 4)
                columns = margin
            }
            columns += length
        }
        return result + [line(margin, bytes, start..<bytes.count)]
    }

    private static func line(_ margin: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
        var end = range.upperBound
        if end < bytes.count { while end > range.lowerBound, bytes[end - 1] == space { end -= 1 } }
        return String(repeating: " ", count: margin) + bytes.text(of: range.lowerBound..<end)
    }

    /// The parts between which a line may break, each with the space that follows it.
    private static func pieces(_ bytes: Span<UInt8>) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var (start, isInString) = (0, false)
        var word = 0
        for index in 0...bytes.count where index == bytes.count || bytes[index] == space {
            let isBehindComma = word > 1 && bytes[word - 2] == UInt8(ascii: ",")
            if !isInString, word > start, isBehindComma || isBeginning(bytes, word..<index) {
                result.append(start..<word)
                start = word
            }
            for position in word..<index where bytes[position] == UInt8(ascii: "'") {
                isInString.toggle()
            }
            word = index + 1
        }
        return result + [start..<bytes.count]
    }

    /// Words that a line may begin with.
    private static func isBeginning(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Bool {
        switch word.count {
        case 3: bytes.holds("AND", at: word.lowerBound)
        case 5:
            bytes.holds("WHERE", at: word.lowerBound) || bytes.holds("UNION", at: word.lowerBound)
        default: false
        }
    }

    /// A length in characters; of ASCII a byte is one.
    private static func columns(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        range.allSatisfy { bytes[$0] < 0x80 } ? range.count : bytes.text(of: range).count
    }
}
