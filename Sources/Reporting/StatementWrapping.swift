/// Breaks a statement into lines that are still the same statement.
enum StatementWrapping {
    /// Lines of at most `width` columns where that is possible: broken behind commas and before
    /// WHERE and AND, never within a string; each part of a UNION begins a line.
    static func lines(_ statement: String, width: Int, indent: Int) -> [String] {
        var result: [String] = []
        var line = String(repeating: " ", count: indent)
        var isFirst = true
        for piece in pieces(statement) {
            let isUnion = piece.hasPrefix("UNION ALL ")
            if !isFirst, isUnion || line.columns + piece.columns > width {
                while line.last == " " { line.removeLast() }
                result.append(line)
                line = String(repeating: " ", count: indent + (isUnion ? 0 : 4))
            }
            line += piece
            isFirst = false
        }
        return result + [line]
    }

    /// Words that a line may begin with.
    private static func isBeginning(_ word: Substring) -> Bool {
        word == "WHERE" || word == "AND" || word == "UNION"
    }

    /// The parts between which a line may break, each with the space that follows it.
    private static func pieces(_ statement: String) -> [String] {
        var result: [String] = []
        var current = ""
        var isInString = false
        let space = UInt8(ascii: " ")
        for bytes in statement.utf8.split(separator: space, omittingEmptySubsequences: false) {
            let word = Substring(bytes)
            if !isInString, !current.isEmpty, current.hasSuffix(", ") || isBeginning(word) {
                result.append(current)
                current = ""
            }
            current += word
            current += " "
            for byte in bytes where byte == UInt8(ascii: "'") { isInString.toggle() }
        }
        current.removeLast()
        return result + [current]
    }
}

extension String {
    /// Its length in characters; of ASCII a byte is one.
    fileprivate var columns: Int { utf8.allSatisfy { $0 < 0x80 } ? utf8.count : count }
}
