/// Which names Liquibase puts into quotes (`objectQuotingStrategy`; `AbstractPostgresDatabase` and
/// `AbstractJdbcDatabase.escapeObjectName`). What it does not quote the server folds to lower case.
enum LiquibaseQuoting {
    /// Reserved words, what is no word, and what has small and capital letters.
    case legacy
    /// All names.
    case all
    /// Reserved words, and what is no word.
    case onlyReserved

    /// Of the attribute's value; nil for none, or one that Liquibase does not know.
    init?(_ text: String?) {
        switch text?.uppercased() {
        case "LEGACY": self = .legacy
        case "QUOTE_ALL_OBJECTS": self = .all
        case "QUOTE_ONLY_RESERVED_WORDS": self = .onlyReserved
        default: return nil
        }
    }

    /// A name as the statement has it.
    func escape(_ name: String) -> String {
        let name = name.trimmed
        return mustQuote(name) ? Self.quoted(name) : name
    }

    /// A name as the server's catalogs have it.
    func folded(_ name: String) -> String {
        let name = name.trimmed
        return mustQuote(name) ? name : name.lowercased()
    }

    /// Names separated by commas, each perhaps with its order (`escapeColumnNameList`).
    func list(_ names: String) -> String {
        names.split(separator: ",").map { item in
            let words = item.split(whereSeparator: \.isWhitespace)
            guard let last = words.last, words.count > 1,
                ["asc", "desc"].contains(last.lowercased())
            else { return escape(String(item)) }
            let name = escape(words.dropLast().joined(separator: " "))
            return last.lowercased() == "desc" ? name + " DESC" : name
        }.joined(separator: ", ")
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }

    private func mustQuote(_ name: String) -> Bool {
        if self == .all { return true }
        if self == .legacy, name.utf8.contains(where: Self.isSmall),
            name.utf8.contains(where: Self.isCapital)
        {
            return true
        }
        let isWord = name.utf8.allSatisfy {
            Self.isSmall($0) || Self.isCapital($0) || Self.isDigit($0) || $0 == UInt8(ascii: "_")
        }
        return !isWord || name.utf8.first.map(Self.isDigit) ?? false
            || Self.reserved.contains(name.uppercased())
    }

    private static func isSmall(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func isCapital(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// The words that PostgreSQL reserves, as Liquibase knows them.
    private static let reserved: Set<String> = [
        "ALL", "ANALYSE", "ANALYZE", "AND", "ANY", "ARRAY", "AS", "ASC", "ASYMMETRIC",
        "AUTHORIZATION", "BINARY", "BOTH", "CASE", "CAST", "CHECK", "COLLATE", "COLLATION",
        "COLUMN", "CONCURRENTLY", "CONSTRAINT", "CREATE", "CROSS", "CURRENT_CATALOG",
        "CURRENT_DATE", "CURRENT_ROLE", "CURRENT_SCHEMA", "CURRENT_TIME", "CURRENT_TIMESTAMP",
        "CURRENT_USER", "DEFAULT", "DEFERRABLE", "DESC", "DISTINCT", "DO", "ELSE", "END", "EXCEPT",
        "FALSE", "FETCH", "FOR", "FOREIGN", "FREEZE", "FROM", "FULL", "GRANT", "GROUP", "HAVING",
        "ILIKE", "IN", "INITIALLY", "INNER", "INTERSECT", "INTO", "IS", "ISNULL", "JOIN",
        "LATERAL", "LEADING", "LEFT", "LIKE", "LIMIT", "LOCALTIME", "LOCALTIMESTAMP", "NATURAL",
        "NOT", "NOTNULL", "NULL", "OFFSET", "ON", "ONLY", "OR", "ORDER", "OUTER", "OVERLAPS",
        "PLACING", "PRIMARY", "REFERENCES", "RETURNING", "RIGHT", "SELECT", "SESSION_USER",
        "SIMILAR", "SOME", "SYMMETRIC", "TABLE", "TABLESAMPLE", "THEN", "TO", "TRAILING", "TRUE",
        "UNION", "UNIQUE", "USER", "USING", "VARIADIC", "VERBOSE", "WHEN", "WHERE", "WINDOW",
        "WITH",
    ]
}
