import SQLText

/// Puts pieces of SQL that stand in another language's file together, each mapped to its lines.
enum EmbeddedText {
    static func read(_ text: inout ScriptText, _ pieces: [EmbeddedSQL], _ lines: LineTable) {
        for piece in pieces {
            let parts = piece.text.split(separator: "\n", omittingEmptySubsequences: false)
            for (index, part) in parts.enumerated() {
                put(Array(part.utf8), line: piece.line + index, lines, &text)
            }
            text.endStatement(for: lines.start(ofLine: piece.line + parts.count - 1))
        }
    }

    private static func put(
        _ part: [UInt8], line: Int, _ lines: LineTable, _ text: inout ScriptText
    ) {
        let start = lines.start(ofLine: line)
        let end = line < lines.lineCount ? lines.start(ofLine: line + 1) : text.source.count
        // Literal blocks stand in the file as they are, behind their indentation; the rest is
        // escaped, folded or made from something else and can only be placed by its line.
        if !part.isEmpty, let offset = text.source[start..<end].firstRange(of: part)?.lowerBound {
            text.keep(offset..<offset + part.count)
        } else {
            let blanks = text.source[start..<end].prefix { $0 == UInt8(ascii: " ") || $0 == 9 }
            text.put(String(decoding: part, as: UTF8.self), for: blanks.endIndex)
        }
        text.put("\n", for: max(start, end - 1))
    }
}
