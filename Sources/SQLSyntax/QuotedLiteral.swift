/// String constants as the server prints them.
public enum QuotedLiteral {
    /// With its quotes doubled: right wherever `standard_conforming_strings` is on
    /// (`simple_quote_literal()`, `src/backend/utils/adt/ruleutils.c`).
    public static func quote(_ text: String) -> String { quote(text, escapes: false) }

    /// As `quote_literal()` gives it, whatever `standard_conforming_strings` is: with an `E` and
    /// its backslashes doubled where it has some (`src/backend/utils/adt/quote.c`).
    public static func escape(_ text: String) -> String {
        quote(text, escapes: text.utf8.contains(UInt8(ascii: "\\")))
    }

    private static func quote(_ text: String, escapes: Bool) -> String {
        let (quote, backslash) = (UInt8(ascii: "'"), UInt8(ascii: "\\"))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 3)
        if escapes { bytes.append(UInt8(ascii: "E")) }
        bytes.append(quote)
        for byte in text.utf8 {
            if byte == quote || (escapes && byte == backslash) { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(quote)
        return String(decoding: bytes, as: UTF8.self)
    }
}
