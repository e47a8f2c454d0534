import TestSupport
import Testing

@testable import MigrationAnalysis

/// The lines that settings and lists of files are taken apart into.
struct TextLinesTests {
    @Test(arguments: [
        ("", [""]), ("a", ["a"]), ("a\n", ["a", ""]), ("\n\n", ["", "", ""]),
        ("a\r\nb\r\n", ["a", "b", ""]), ("a\rb\n", ["a\rb", ""]), ("é\r\nü", ["é", "ü"]),
    ])
    func ends(_ text: String, _ lines: [String]) {
        #expect(text.lines.map(String.init) == lines)
    }

    /// Put together again they are the text.
    @Test(arguments: UInt64(0)..<100) func nothingIsLost(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = ["a", "\n", "é", "\u{0301}", "\r", "\r\n", "\u{2028}", "🂡", " "]
        let text = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
            pieces[Int.random(in: pieces.indices, using: &random)]
        }.joined()
        let joined = text.lines.joined(separator: "\n")
        #expect(Array(joined.utf8) == Array(text.utf8).withoutReturns)
    }
}

extension [UInt8] {
    /// CR LF as LF.
    fileprivate var withoutReturns: [UInt8] {
        indices.filter { self[$0] != 0x0D || $0 + 1 == count || self[$0 + 1] != 0x0A }.map {
            self[$0]
        }
    }
}
