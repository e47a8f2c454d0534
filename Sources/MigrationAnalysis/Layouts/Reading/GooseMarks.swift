/// goose and sql-migrate: `-- +goose Up`, `-- +goose Down`, `StatementBegin`, `StatementEnd`; the
/// same with `+migrate`. A mark stands at the beginning of its line (goose,
/// `internal/sqlparser/parser.go`; sql-migrate, `sqlparse/sqlparse.go`).
enum GooseMarks {
    /// - Parameter word: `+goose` or `+migrate`.
    static func read(_ text: inout ScriptText, word: String) {
        let bytes = text.source
        var (isUp, hasUp, begins) = (false, false, 0)
        var substitutes = false
        var substituted: [Range<Int>] = []
        for line in Lines(bytes) {
            guard let mark = command(bytes.commentText(line), word) else {
                let start = text.bytes.count
                if isUp { text.keep(line) }
                if substitutes, isUp { append(start..<text.bytes.count, to: &substituted) }
                continue
            }
            switch mark.first?.lowercased() {
            case "up": (isUp, hasUp) = (true, true)
            case "down":
                if isUp { text.endStatement(for: line.lowerBound) }
                isUp = false
            case "statementbegin": begins += 1
            case "statementend":
                begins -= 1
                if isUp { text.endStatement(for: line.lowerBound) }
            // Older releases spell it ENVSUBST.
            case "envsub", "envsubst": substitutes = mark.last?.lowercased() == "on"
            default: break
            }
        }
        text.placeholderRanges = substituted
        if !hasUp {
            text.fault("no line \"-- \(word) Up\", without which nothing is deployed", at: 0)
        }
        if begins != 0 {
            text.fault("\(word) StatementBegin and StatementEnd do not pair up", at: 0)
        }
    }

    private static func append(_ range: Range<Int>, to ranges: inout [Range<Int>]) {
        guard let last = ranges.last, last.upperBound == range.lowerBound else {
            ranges.append(range)
            return
        }
        ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
    }

    private static func command(_ comment: String?, _ word: String) -> [Substring]? {
        guard let comment, comment.hasPrefix(word) else { return nil }
        return comment.dropFirst(word.count).split(separator: " ")
    }
}
