import TestSupport

/// Random texts that look enough like SQL to reach every rule of the lexer.
enum Generated {
    /// Pieces that begin, end or confuse tokens.
    static let pieces: [String] = [
        "select", "Create", "E", "e", "U&", "u&", "N", "x", "B", "é", "日本", "_a$1", "a", "begin",
        "atomic", "end", "case", "or", "replace", "function", "from", "stdin", "copy", "uescape",
        "'", "''", "\"", "\"\"", "$", "$$", "$a$", "$é1$", "$1", "$12x", "\\", "\\\\", "\\'",
        "0", "1", "12", "1.", ".5", "1.5e", "1e10", "1e+", "0x1F", "0b2", "0o7", "1_000", "1__0",
        "..", ".", ",", ";", "(", ")", "[", "]", ":", "::", ":=", "=>", "=", "<", ">", "<=", "<>",
        "!=", "+", "-", "--", "/*", "*/", "/", "*", "~", "!", "@", "#", "^", "&", "|", "`", "%",
        " ", "  ", "\n", "\r", "\r\n", "\t", "\u{0C}", "\u{0B}", "{", "}", "'a'\n'b'",
        "'a' -- c\n'b'",
        "/* a /* b */ c */", "'it''s'", "\"Q\"\"q\"", "e'\\''", "U&'\\0061'", "E'\\u00e9'",
        "E'\\u00'",
        "E'\\uD83D'\n'\\uDE00'", "\\uDE00'", "E'\\xC3'", "x'1F'", "$a$ $ $a$",
    ]

    /// Pieces that only psql reads.
    static let psqlPieces: [String] = [
        "\\if", "\\set a 'b'", "\\echo `x`", "\\;", "\\:", ":a", ":'a'", ":\"a\"", ":{?a}", ":{?",
        "\n\\.\n", "copy t from stdin;", "\\g", "\\gset\n", "\\copy t from stdin\n", "\\r", "\\! x",
        "\\o | a", "copy t from stdout \\g\n",
    ]

    /// `count` pieces in a row.
    static func soup(
        _ count: Int, psql: Bool, using random: inout SeededGenerator
    ) -> [UInt8] {
        let choice = psql ? pieces + psqlPieces : pieces
        var bytes: [UInt8] = []
        for _ in 0..<count {
            bytes += Array((choice.randomElement(using: &random) ?? "").utf8)
        }
        return bytes
    }

    /// `count` bytes of any value.
    static func noise(_ count: Int, using random: inout SeededGenerator) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
}
