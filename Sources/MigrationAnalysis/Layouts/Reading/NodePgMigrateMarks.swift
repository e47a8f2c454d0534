/// node-pg-migrate: from `-- Up Migration` to `-- Down Migration`; a file without the first is
/// deployed whole, whatever else it says (node-pg-migrate, `src/sqlMigration.ts`).
enum NodePgMigrateMarks {
    static func read(_ text: inout ScriptText) {
        let bytes = text.source
        var (up, down) = (Int?.none, Int?.none)
        for line in Lines(bytes) {
            switch direction(bytes.commentText(line, indented: true)) {
            case true?: up = up ?? line.lowerBound
            case false?: down = down ?? line.lowerBound
            case nil: break
            }
        }
        guard let up else {
            text.keep(0..<bytes.count)
            return
        }
        text.keep(up..<(down.map { $0 > up ? $0 : bytes.count } ?? bytes.count))
    }

    static func direction(_ comment: String?) -> Bool? {
        let words = comment?.drop { $0 == "-" || $0.isWhitespace }.lowercased()
            .split(whereSeparator: \.isWhitespace)
        guard let words, words.count > 1, words[1].hasPrefix("migration") else { return nil }
        return words[0] == "up" ? true : words[0] == "down" ? false : nil
    }
}
