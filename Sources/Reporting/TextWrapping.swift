/// Breaks prose into lines.
enum TextWrapping {
    /// Lines of at most `width` columns, as far as words allow, each indented.
    static func lines(_ text: String, width: Int, indent: Int = 0) -> [String] {
        let margin = String(repeating: " ", count: indent)
        var result: [String] = []
        var (line, columns) = ("", 0)
        for word in text.utf8.split(separator: UInt8(ascii: " ")).map({ Substring($0) }) {
            // Of ASCII a byte is a character.
            let wordWidth = word.utf8.allSatisfy { $0 < 0x80 } ? word.utf8.count : word.count
            if columns > 0, indent + columns + 1 + wordWidth > width {
                result.append(margin + line)
                (line, columns) = ("", 0)
            }
            if columns > 0 { line += " " }
            line += word
            columns += (columns > 0 ? 1 : 0) + wordWidth
        }
        return result + [margin + line]
    }
}
