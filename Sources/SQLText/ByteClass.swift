/// The character classes of `src/backend/parser/scan.l`, over single bytes.
extension UInt8 {
    /// `ident_start`: a letter, `_`, or any byte with the high bit (every byte of a non-ASCII
    /// UTF-8 character).
    @inline(__always)
    var isIdentifierStart: Bool {
        let folded = self | 0x20
        return self >= 0x80 || (folded >= 0x61 && folded <= 0x7A) || self == 0x5F
    }

    /// `ident_cont`: `ident_start`, a digit or `$`.
    @inlinable @inline(__always)
    public var isIdentifierContinuation: Bool {
        // One bit per ASCII character: a lookup without memory, in the lexer's hottest loop.
        let class0: UInt64 = 0x03FF_0010_0000_0000  // $ and digits
        let class1: UInt64 = 0x07FF_FFFE_87FF_FFFE  // letters and _
        let bits = self < 0x40 ? class0 : class1
        return self >= 0x80 || (bits &>> UInt64(self & 0x3F)) & 1 != 0
    }

    /// What a dollar-quote tag or the name of a psql variable is made of: `ident_cont` but `$`.
    @inline(__always)
    var isTagContinuation: Bool { isIdentifierStart || isDigit }

    /// `decdigit`
    @inline(__always)
    var isDigit: Bool { self &- 0x30 < 10 }

    /// `op_chars`: any of ``~!@#^&|`?+-*/%<>=``.
    @inline(__always)
    var isOperatorCharacter: Bool {
        switch self {
        case UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "@"), UInt8(ascii: "#"),
            UInt8(ascii: "^"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "`"),
            UInt8(ascii: "?"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"),
            UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: "<"), UInt8(ascii: ">"),
            UInt8(ascii: "="):
            true
        default:
            false
        }
    }

    /// Operator characters that no operator of the SQL standard has; with one of them an operator
    /// may end in `+` or `-`.
    @inline(__always)
    var isNonStandardOperatorCharacter: Bool {
        switch self {
        case UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "@"), UInt8(ascii: "#"),
            UInt8(ascii: "^"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "`"),
            UInt8(ascii: "?"), UInt8(ascii: "%"):
            true
        default:
            false
        }
    }

    /// A line's end: `\n` or `\r`.
    @inline(__always)
    var isNewline: Bool { self == 0x0A || self == 0x0D }

    /// `space` of PostgreSQL 15: blank, tab, newline, carriage return, form feed.
    @inlinable @inline(__always)
    public var isSpace: Bool {
        self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C
    }

    /// The value of a hexadecimal digit.
    @inline(__always)
    var hexDigitValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self &- 0x30
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self &- 0x57
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self &- 0x37
        default: nil
        }
    }
}
