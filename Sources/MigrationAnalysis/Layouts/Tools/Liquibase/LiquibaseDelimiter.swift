import SQLText

/// Another end of statements than `;` (`endDelimiter`): a regular expression that mostly is a plain
/// word with line ends around.
struct LiquibaseDelimiter {
    /// In lower case.
    let text: String

    /// Nil where it is `;` after all.
    init?(_ attribute: String) {
        var mark = attribute.filter { $0 != "\"" }
        for blank in ["\\n", "\\r", "\\s*", "\\s+", "\\"] {
            mark = mark.replacing(blank, with: "")
        }
        text = mark.trimmed.lowercased()
        if text == ";" || text.isEmpty { return nil }
    }

    /// With `;` where a line is the delimiter alone, or ends with it.
    static func replaced(_ delimiter: String?, in sql: String) -> String {
        guard let delimiter else { return sql }
        return sql.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let bare = String(line).trimmed
            guard bare.lowercased().hasSuffix(delimiter) else { return String(line) }
            let end = line.lastIndex { !$0.isWhitespace }.map(line.index(after:)) ?? line.endIndex
            let start = line.index(end, offsetBy: -delimiter.count)
            let before = line[..<start]
            return before.last { !$0.isWhitespace } == ";" ? String(before) : before + ";"
        }.joined(separator: "\n")
    }
}
