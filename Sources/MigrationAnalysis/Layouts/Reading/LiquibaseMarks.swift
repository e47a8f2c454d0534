/// Liquibase's formatted SQL: changesets in the order of the file. Rollbacks are comments and need
/// no care; a changeset for another DBMS, lines to ignore and another delimiter do (Liquibase,
/// `FormattedSqlChangeLogParser`).
enum LiquibaseMarks {
    static func read(_ text: inout ScriptText) {
        let bytes = text.source
        var changeset = Changeset()
        var lines = LiquibaseLines()
        var ignoring = 0
        for line in Lines(bytes) {
            if let comment = bytes.commentText(line, indented: true) {
                let lower = comment.lowercased()
                if lower.hasPrefix("changeset ") {
                    lines.flush(where: changeset.condition, into: &text)
                    text.endStatement(for: line.lowerBound)
                    changeset = Changeset(comment)
                } else if lower.hasPrefix("precondition") {
                    changeset.add(demand: comment)
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
                lines.end(at: line.lowerBound)
            } else {
                lines.keep(line)
            }
        }
        lines.flush(where: changeset.condition, into: &text)
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
        private var demands = MarkupElement(name: "preConditions")

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

        /// When it runs.
        var condition: LiquibasePreconditions {
            LiquibasePreconditions(
                MarkupElement(name: "changeSet", children: [demands]), .legacy)
        }

        /// `preconditions onFail:MARK_RAN`, `precondition-sql-check expectedResult:0 SELECT …`,
        /// `precondition-table-exists table:…`, `precondition-view-exists view:…`.
        mutating func add(demand comment: String) {
            let words = comment.split(maxSplits: 1, whereSeparator: \.isWhitespace)
            let rest = words.count > 1 ? String(words[1]) : ""
            switch words[0].lowercased() {
            case "preconditions":
                for (key, value) in Self.values(rest) where key == "onfail" {
                    demands.attributes["onFail"] = value
                }
            case "precondition-sql-check":
                guard let (expected, query) = Self.check(rest) else { return }
                demands.children.append(
                    MarkupElement(
                        name: "sqlCheck", attributes: ["expectedResult": expected, "sql": query]))
            case "precondition-table-exists": add(existing: "table", rest)
            case "precondition-view-exists": add(existing: "view", rest)
            default: break
            }
        }

        private mutating func add(existing kind: String, _ text: String) {
            var element = MarkupElement(name: kind + "Exists")
            for (key, value) in Self.values(text) {
                if key == kind { element.attributes[kind + "Name"] = value }
                if key == "schema" { element.attributes["schemaName"] = value }
            }
            demands.children.append(element)
        }

        /// `key:value …`, keys in lower case.
        private static func values(_ text: String) -> [(key: String, value: String)] {
            text.split(whereSeparator: \.isWhitespace).compactMap { word in
                let parts = word.split(separator: ":", maxSplits: 1)
                guard parts.count == 2 else { return nil }
                let value = parts[1].drop { "\"'".contains($0) }
                return (
                    parts[0].lowercased(),
                    value.last.map { "\"'".contains($0) } ?? false
                        ? String(value.dropLast()) : String(value)
                )
            }
        }

        /// What is expected, perhaps in quotes, and the query behind it.
        private static func check(_ text: String) -> (expected: String, query: String)? {
            let mark = "expectedresult:"
            guard text.lowercased().hasPrefix(mark) else { return nil }
            let rest = text.dropFirst(mark.count)
            if let quote = rest.first, quote == "'" || quote == "\"" {
                let value = rest.dropFirst().prefix { $0 != quote }
                return (String(value), String(rest.dropFirst(value.count + 2)).trimmed)
            }
            let value = rest.prefix { !$0.isWhitespace }
            return (String(value), String(rest.dropFirst(value.count)).trimmed)
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
