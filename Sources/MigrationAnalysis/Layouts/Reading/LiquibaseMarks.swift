/// Liquibase's formatted SQL: changesets in the order of the file. Rollbacks are comments and need
/// no care; a changeset for another DBMS, lines to ignore and another delimiter do (Liquibase,
/// `FormattedSqlChangeLogParser`).
enum LiquibaseMarks {
    static func read(_ text: inout ScriptText) {
        let bytes = text.source
        var changeset = Changeset()
        var ignoring = 0
        for line in Lines(bytes) {
            if let comment = bytes.commentText(line, indented: true) {
                if comment.lowercased().hasPrefix("changeset ") {
                    text.endStatement(for: line.lowerBound)
                    changeset = Changeset(comment)
                } else if let count = ignored(comment) {
                    ignoring = count
                    continue
                }
            }
            if ignoring > 0 {
                ignoring -= 1
                continue
            }
            guard changeset.isForPostgres else { continue }
            if let delimiter = changeset.delimiter,
                bytes.trimmedText(line).lowercased() == delimiter
            {
                text.endStatement(for: line.lowerBound)
            } else {
                text.keep(line)
            }
        }
    }

    /// How many lines `--ignoreLines:…` passes over: a number, or all up to `--ignoreLines:end`.
    private static func ignored(_ comment: String) -> Int? {
        let text = comment.lowercased()
        guard text.hasPrefix("ignorelines:") else { return nil }
        switch text.dropFirst("ignorelines:".count) {
        case "start": return .max
        case "end": return 0
        case let count: return Int(count) ?? 0
        }
    }

    /// What `changeset author:id key:value …` says.
    struct Changeset {
        var isForPostgres = true
        /// Another mark than `;`, in lower case; counts where it stands alone on a line.
        var delimiter: String?

        init() {}

        init(_ comment: String) {
            for word in comment.split(whereSeparator: \.isWhitespace) {
                let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
                guard parts.count == 2 else { continue }
                let value = parts[1].filter { $0 != "\"" }
                switch parts[0].lowercased() {
                case "dbms": isForPostgres = LiquibaseDatabases.includePostgres(value)
                case "enddelimiter": delimiter = LiquibaseDelimiter(value)?.text
                case "ignore": if value.lowercased() == "true" { isForPostgres = false }
                default: break
                }
            }
        }
    }
}

/// Lists of databases as Liquibase writes them: `postgresql,h2`, `!oracle`, `all`, `none`.
enum LiquibaseDatabases {
    static func includePostgres(_ list: String) -> Bool {
        let names = list.lowercased().split(separator: ",").map { $0.filter { $0 != " " } }
        if names.isEmpty || names.contains("all") || names.contains("postgresql") { return true }
        if names.contains("!postgresql") || names.contains("none") { return false }
        return names.allSatisfy { $0.hasPrefix("!") }
    }
}
