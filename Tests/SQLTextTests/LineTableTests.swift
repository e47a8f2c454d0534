import SQLText
import TestSupport
import Testing

struct LineTableTests {
    @Test func everyKindOfNewline() {
        let lines = LineTable(Array("a\nb\r\nc\rd\n\n\re".utf8).span)
        #expect(lines.lineCount == 7)
        #expect((1...7).map { lines.start(ofLine: $0) } == [0, 2, 5, 7, 9, 10, 11])
        #expect(lines.position(at: 4) == (2, 3))
        #expect(lines.position(at: 5) == (3, 1))
        #expect(lines.position(at: 100) == (7, 2))
        #expect(lines.position(at: -1) == (1, 1))
    }

    @Test func emptyFile() {
        let lines = LineTable([UInt8]().span)
        #expect(lines.lineCount == 1)
        #expect(lines.position(at: 0) == (1, 1))
        #expect(lines.start(ofLine: 0) == 0)
        #expect(lines.start(ofLine: 9) == 0)
    }

    @Test func columnsCountCharacters() {
        let bytes = Array("é日😀x\né".utf8)
        let lines = LineTable(bytes.span)
        #expect(lines.position(at: 9) == (1, 4))
        #expect(lines.position(at: 11) == (2, 1))
        #expect(lines.location(at: 9, in: "f") == SourceLocation(file: "f", line: 1, column: 4))
    }

    /// Editors and psql show none.
    @Test func aByteOrderMarkIsNoColumn() {
        let bytes = Array("\u{FEFF}é a\nb".utf8)
        let lines = LineTable(bytes.span)
        #expect(lines.position(at: 3) == (1, 1))
        #expect(lines.position(at: 6) == (1, 3))
        #expect(lines.position(at: 8) == (2, 1))
    }

    /// Against counting by hand, at every offset of random texts longer than a block.
    @Test func agreesWithCounting() {
        var random = SeededGenerator(seed: 8)
        let pieces = ["a", "é", "日", "😀", "\n", "\r\n", "\r"]
        for _ in 0..<50 {
            var text = ""
            for _ in 0..<200 {
                text.unicodeScalars += (pieces.randomElement(using: &random) ?? "").unicodeScalars
            }
            let lines = LineTable(Array(text.utf8).span)
            var line = 1
            var column = 1
            var offset = 0
            var before: Unicode.Scalar?
            for scalar in text.unicodeScalars {
                if before == "\n" || (before == "\r" && scalar != "\n") {
                    (line, column) = (line + 1, 1)
                }
                #expect(lines.position(at: offset) == (line, column))
                offset += UTF8.width(scalar)
                column += 1
                before = scalar
            }
        }
    }
}
