/// graphile-migrate: `--!include name` puts in `fixtures/name`; other `--!` lines are headers.
enum GraphileMarks {
    static func read(_ text: inout ScriptText, fixtures: String) {
        let bytes = text.source
        for line in Lines(bytes) {
            guard let comment = bytes.commentText(line), comment.hasPrefix("!include") else {
                text.keep(line)
                continue
            }
            let name = comment.dropFirst("!include".count).drop { $0 == " " }
            text.put("\\ir '\(fixtures)/\(name)'\n", for: line.lowerBound)
        }
    }
}
