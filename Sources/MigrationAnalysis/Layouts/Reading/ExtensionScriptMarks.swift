/// Scripts of extensions: lines that begin with `\echo` are there for people who run the file in
/// psql, which they end; the server takes them out (PostgreSQL, `commands/extension.c`,
/// `read_extension_script_file`).
enum ExtensionScriptMarks {
    static func read(_ text: inout ScriptText) {
        let bytes = text.source
        let echo = Array("\\echo".utf8)
        for line in Lines(bytes) where !bytes[line].starts(with: echo) { text.keep(line) }
    }
}
