/// Drizzle: statements are sent one by one, cut at `--> statement-breakpoint`, with or without a
/// semicolon (drizzle-orm, `src/migrator.ts`).
enum DrizzleMarks {
    static func read(_ text: inout ScriptText) {
        let bytes = text.source
        for line in Lines(bytes) {
            text.keep(line)
            // The mark may follow a statement on its line, and is then a comment like any other.
            let content = String(decoding: bytes[line], as: UTF8.self)
            if content.contains("--> statement-breakpoint") {
                text.endStatement(for: line.lowerBound)
            }
        }
    }
}
