import Reporting
import Testing

/// What names may hold and a terminal must not obey.
struct TerminalTextTests {
    @Test(arguments: [
        ("plain é 表\tx\n", "plain é 表\tx\n"),
        ("\u{1B}[1;31mred\u{1B}[0m", "\u{1B}[1;31mred\u{1B}[0m"),
        ("a\u{1B}]0;title\u{7}b", "a␛]0;title␇b"), ("\u{1B}[2J", "␛[2J"), ("\u{1B}[31", "␛[31"),
        ("\u{1B}[\u{1B}[1m", "␛[\u{1B}[1m"), ("a\r\u{8}b\u{7F}", "a␍␈b␡"),
        ("\u{9B}31m", "\u{FFFD}31m"), ("ab\u{202E}ba", "ab\u{FFFD}ba"), ("", ""),
    ])
    func controlCharactersAreShown(_ text: String, _ shown: String) {
        #expect(TerminalText.harmless(text) == shown)
    }
}
