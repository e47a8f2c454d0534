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
            if !isFirst, isUnion || line.count + piece.count > width {
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
    private static let beginnings: Set<Substring> = ["WHERE", "AND", "UNION"]

    /// The parts between which a line may break, each with the space that follows it.
    private static func pieces(_ statement: String) -> [String] {
        var result: [String] = []
        var current = ""
        var isInString = false
        for word in statement.split(separator: " ", omittingEmptySubsequences: false) {
            if !isInString, !current.isEmpty, current.hasSuffix(", ") || beginnings.contains(word) {
                result.append(current)
                current = ""
            }
            current += word + " "
            for character in word where character == "'" { isInString.toggle() }
        }
        current.removeLast()
        return result + [current]
    }
}
