/// Atlas: `-- atlas:delimiter X` among a file's first comments sets what ends a statement
/// (atlas, `sql/migrate/dir.go`, `lex.go`).
enum AtlasMarks {
    static func read(_ text: inout ScriptText) {
        let bytes = text.source
        guard let delimiter = directives(bytes).first(where: { $0.name == "delimiter" })?.value,
            case let mark = Array(unescaped(delimiter).utf8), !mark.isEmpty, delimiter != ";"
        else {
            text.keep(0..<bytes.count)
            return
        }
        var start = 0
        var index = 0
        while index < bytes.count {
            if bytes[index] == mark[0], bytes[index...].starts(with: mark) {
                text.keep(start..<index)
                text.endStatement(for: index)
                index += mark.count
                start = index
            } else {
                index += 1
            }
        }
        text.keep(start..<bytes.count)
    }

    /// The directives among the comments that a blank line parts from the first statement.
    static func directives(_ bytes: [UInt8]) -> [(name: String, value: String)] {
        var found: [(String, String)] = []
        for line in Lines(bytes) {
            guard let comment = bytes.commentText(line) else {
                return bytes.trimmedText(line).isEmpty ? found : []
            }
            guard comment.hasPrefix("atlas:") else { continue }
            let parts = comment.dropFirst("atlas:".count).split(separator: " ", maxSplits: 1).map(
                String.init)
            found.append((parts.first ?? "", parts.count > 1 ? parts[1] : ""))
        }
        return found
    }

    private static func unescaped(_ text: String) -> String {
        text.replacing("\\n", with: "\n").replacing("\\t", with: "\t").replacing("\\r", with: "\r")
    }
}
