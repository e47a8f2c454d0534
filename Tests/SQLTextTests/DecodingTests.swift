import SQLText
import Testing

/// Values of names and constants. What is expected is what PostgreSQL 15 answers.
struct DecodingTests {
    private func string(_ text: String, _ dialect: Dialect = .sql) throws(LiteralFault) -> String {
        let bytes = Array(text.utf8)
        let tokens = Lexer.tokens(bytes, dialect).filter { !$0.kind.isTrivia }
        var index = 0
        let value = try bytes.span.string(at: &index, of: tokens)
        #expect(index == tokens.count, "\(text)")
        return value
    }

    private func name(_ text: String) throws(LiteralFault) -> String {
        let bytes = Array(text.utf8)
        let tokens = Lexer.tokens(bytes, .sql).filter { !$0.kind.isTrivia }
        var index = 1
        let escape = try bytes.span.unicodeEscape(at: &index, of: tokens)
        return try bytes.span.identifier(tokens[0], escape: escape)
    }

    @Test(arguments: [
        ("'a'", "a"), ("''", ""), ("'it''s'", "it's"), ("'a\\n'", "a\\n"), ("N'é'", "é"),
        ("'a'\n'b' -- c\n 'd'", "abd"), ("$$it's$$", "it's"), ("$a$ $$ $a$", " $$ "), ("$$$$", ""),
        ("E'a\\n\\t\\b\\f\\r\\v\\q'", "a\n\t\u{08}\u{0C}\r\u{0B}q"), ("E'\\'\\\\'''", "'\\'"),
        ("E'\\x41\\101\\1012\\x4'", "AAA2\u{04}"), ("E'\\xC3\\xA9\\303\\251'", "éé"),
        ("E'\\u00e9\\U0001F600\\uD83D\\uDE00'", "é😀😀"), ("E'a'\n'\\'b'", "a'b"), ("E'\\xg'", "xg"),
        ("U&'d\\0061t\\+000061\\\\'", "data\\"), ("U&'d!0061\\' UESCAPE '!'", "da\\"),
        ("U&'\\D83D\\DE00'", "😀"), ("U&'\\D83D\\+00DE00'", "😀"), ("U&'\\00'\n'61'", "a"),
        ("b'01'\n'1'", "011"), ("X'1F'", "1F"),
    ])
    func strings(_ text: String, _ value: String) throws {
        #expect(try string(text) == value)
    }

    @Test(arguments: [
        ("'a", LiteralFault.unterminated), ("$$a", .unterminated),
        ("E'\\u00e'", .invalidUnicodeEscape),
        ("E'\\uD83D'", .invalidUnicodeEscape), ("E'\\uD83Dx'", .invalidUnicodeEscape),
        ("E'\\uDE00'", .invalidUnicodeEscape), ("E'\\U00110000'", .invalidUnicodeEscape),
        ("E'\\u0000'", .invalidUnicodeEscape), ("E'\\xFF'", .invalidEncoding),
        ("E'\\0'", .invalidEncoding), ("U&'\\006'", .invalidUnicodeEscape),
        ("U&'\\D83D'", .invalidUnicodeEscape), ("U&'a' UESCAPE '+'", .invalidEscapeCharacter),
        ("U&'a' UESCAPE 'ab'", .invalidEscapeCharacter),
        ("U&'a' UESCAPE 'f'", .invalidEscapeCharacter),
        ("a", .wrongKind), ("1", .wrongKind),
    ])
    func faultyStrings(_ text: String, _ fault: LiteralFault) {
        #expect(throws: fault) { try string(text) }
    }

    @Test func backslashesWithoutStandardConformingStrings() throws {
        let off = Dialect(psql: false, standardConformingStrings: false)
        #expect(try string("'a\\'b'\n'\\n'", off) == "a'b\n")
    }

    @Test(arguments: [
        ("Users", "users"), ("ÀB", "Àb"), ("_a$1", "_a$1"), ("\"Users\"", "Users"),
        ("\"a\"\"b\"", "a\"b"), ("U&\"d\\0061t\\+000061\"", "data"),
        ("U&\"d!0061\" UESCAPE '!'", "da"),
        ("U&\"a\"\"b\\\\\"", "a\"b\\"), ("\"\\0061\"", "\\0061"),
    ])
    func names(_ text: String, _ value: String) throws {
        #expect(try name(text) == value)
    }

    @Test func namesAreCutBetweenCharacters() throws {
        let long = String(repeating: "a", count: 62)
        #expect(try name(long + "bc") == long + "b")
        #expect(try name("\"\(long)é\"") == long)
        #expect(try name(long + "b") == long + "b")
        #expect(
            Identifier.truncated(String(repeating: "日", count: 22))
                == String(repeating: "日", count: 21))
    }

    @Test(arguments: [
        ("\"\"", LiteralFault.empty), ("U&\"\"", .empty), ("\"a", .unterminated),
        ("'a'", .wrongKind),
        ("U&\"\\00\"", .invalidUnicodeEscape),
    ])
    func faultyNames(_ text: String, _ fault: LiteralFault) {
        #expect(throws: fault) { try name(text) }
    }

    @Test(
        arguments: [
            ("0", 0), ("42", 42), ("007", 7), ("9223372036854775807", Int64.max),
            ("9223372036854775808", nil), ("0x1F", 31), ("0Xff_ff", 65_535), ("0o17", 15),
            ("0b101", 5),
            ("1_000", 1_000), ("1.5", nil), ("1a", nil), ("0x", nil), ("a", nil), ("0b12", nil),
        ] as [(String, Int64?)])
    func integers(_ text: String, _ value: Int64?) {
        let bytes = Array(text.utf8)
        #expect(bytes.span.integer(Lexer.tokens(bytes, .sql)[0]) == value)
    }

    @Test func keywords() {
        let bytes = Array("Select \"select\" selects".utf8)
        let tokens = Lexer.tokens(bytes, .sql).filter { !$0.kind.isTrivia }
        #expect(tokens.map { bytes.span.isKeyword("select", $0) } == [true, false, false])
        // U+017F folds to s in Unicode, and is no s in SQL.
        let odd = Array("ſelect".utf8)
        let isSelect = odd.span.isKeyword("select", Lexer.tokens(odd, .sql)[0])
        #expect(!isSelect)
        // _ and DEL, @ and ` differ in the bit that tells the case of letters.
        let underscore = Array("a_".utf8)
        let isOther = underscore.span.isKeyword("a\u{7F}", 0..<2)
        #expect(!isOther)
    }

    @Test func oneTokenAlone() throws {
        let bytes = Array("'a'\n'b'".utf8)
        #expect(try bytes.span.string(Lexer.tokens(bytes, .sql)[0]) == "a")
    }
}
