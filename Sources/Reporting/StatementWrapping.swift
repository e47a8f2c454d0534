/// Breaks a statement into lines that are still the same statement.
enum StatementWrapping {
    /// Lines of at most `width` columns where that is possible: broken behind commas and before AND, never
    /// within a string.
    static func lines(_ statement: String, width: Int, indent: Int) -> [String] {
        var result: [String] = []
        var line = String(repeating: " ", count: indent)
        var isFirst = true
        for piece in pieces(statement) {
            if !isFirst, line.count + piece.count > width {
                while line.last == " " { line.removeLast() }
                result.append(line)
                line = String(repeating: " ", count: indent + 4)
            }
            line += piece
            isFirst = false
        }
        return result + [line]
    }

    /// The parts between which a line may break, each with the space that follows it.
    private static func pieces(_ statement: String) -> [String] {
        var result: [String] = []
        var current = ""
        var isInString = false
        for character in statement {
            current.append(character)
            if character == "'" { isInString.toggle() }
            guard !isInString, character == " " else { continue }
            if current.hasSuffix(", ") || current.hasSuffix(" WHERE ") || current.hasSuffix(" AND ") {
                result.append(current)
                current = ""
            }
        }
        return result + [current]
    }
}
