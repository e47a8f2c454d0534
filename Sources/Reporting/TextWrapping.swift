import SQLText

/// Breaks prose into lines.
enum TextWrapping {
    /// Lines of at most `width` columns, as far as words allow, each indented.
    static func lines(_ text: String, width: Int, indent: Int = 0) -> [String] {
        var paragraph = Paragraph(width: width, indent: indent)
        let bytes = text.utf8.span
        var start = 0
        while start < bytes.count {
            var end = start
            var isASCII = true
            while end < bytes.count, bytes[end] != UInt8(ascii: " ") {
                isASCII = isASCII && bytes[end] < 0x80
                end += 1
            }
            if end > start {
                // Of ASCII a byte is a character.
                let columns = isASCII ? end - start : bytes.text(of: start..<end).count
                paragraph.add(bytes, start..<end, columns)
            }
            start = end + 1
        }
        return paragraph.finish()
    }

    private struct Paragraph {
        private let width: Int
        private let indent: Int
        private var lines: [String] = []
        private var line: [UInt8]
        private var columns = 0

        init(width: Int, indent: Int) {
            (self.width, self.indent) = (width, indent)
            line = Array(repeating: UInt8(ascii: " "), count: indent)
        }

        mutating func add(_ bytes: Span<UInt8>, _ word: Range<Int>, _ wordWidth: Int) {
            if columns > 0, indent + columns + 1 + wordWidth > width { endLine() }
            if columns > 0 {
                line.append(UInt8(ascii: " "))
                columns += 1
            }
            for index in word { line.append(bytes[index]) }
            columns += wordWidth
        }

        private mutating func endLine() {
            lines.append(String(decoding: line, as: UTF8.self))
            line.removeSubrange(indent...)
            columns = 0
        }

        mutating func finish() -> [String] {
            endLine()
            return lines
        }
    }
}
