/// The bytes of a constant while its quotes and escapes are taken out.
struct LiteralValue {
    private(set) var bytes: [UInt8] = []

    /// The value as text.
    func string() throws(LiteralFault) -> String {
        let span = bytes.span
        guard span.isValidUTF8(0..<span.count), !bytes.contains(0) else { throw .invalidEncoding }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends `range` with each doubled `quote` once.
    mutating func appendUndoubled(_ source: Span<UInt8>, _ range: Range<Int>, quote: UInt8) {
        bytes.reserveCapacity(bytes.count + range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            bytes.append(source[index])
            index &+= source[index] == quote ? 2 : 1
        }
    }

    /// Appends `range` as it stands.
    mutating func append(_ source: Span<UInt8>, _ range: Range<Int>) {
        bytes.reserveCapacity(bytes.count + range.count)
        for index in range { bytes.append(source[index]) }
    }

    /// Appends the inside of an `E'…'` (`xe` in `scan.l`).
    mutating func appendEscaped(
        _ source: Span<UInt8>, _ range: Range<Int>
    ) throws(LiteralFault) {
        var index = range.lowerBound
        var high: UInt32?
        while index < range.upperBound {
            let byte = source[index]
            index &+= 1
            if byte == UInt8(ascii: "\\"), index < range.upperBound {
                let kind = source[index]
                if kind == UInt8(ascii: "u") || kind == UInt8(ascii: "U") {
                    let length = kind == UInt8(ascii: "u") ? 4 : 8
                    index &+= 1
                    let code = try Self.hex(source, at: index, length, before: range.upperBound)
                    index &+= length
                    try append(code, after: &high)
                    continue
                }
                if high != nil { throw .invalidUnicodeEscape }
                index = appendEscape(source, at: index, before: range.upperBound)
            } else {
                if high != nil { throw .invalidUnicodeEscape }
                bytes.append(byte)
                if byte == UInt8(ascii: "'") { index &+= 1 }
            }
        }
        if high != nil { throw .invalidUnicodeEscape }
    }

    /// Appends what the escape whose letter stands at `index` means; the index after it.
    private mutating func appendEscape(
        _ source: Span<UInt8>, at index: Int, before end: Int
    ) -> Int {
        let letter = source[index]
        switch letter {
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            return appendCode(source, at: index, digits: 3, base: 8, before: end)
        case UInt8(ascii: "x") where index &+ 1 < end && source[index &+ 1].hexDigitValue != nil:
            return appendCode(source, at: index &+ 1, digits: 2, base: 16, before: end)
        case UInt8(ascii: "b"): bytes.append(0x08)
        case UInt8(ascii: "f"): bytes.append(0x0C)
        case UInt8(ascii: "n"): bytes.append(0x0A)
        case UInt8(ascii: "r"): bytes.append(0x0D)
        case UInt8(ascii: "t"): bytes.append(0x09)
        case UInt8(ascii: "v"): bytes.append(0x0B)
        default: bytes.append(letter)
        }
        return index &+ 1
    }

    private mutating func appendCode(
        _ source: Span<UInt8>, at start: Int, digits: Int, base: UInt8, before end: Int
    ) -> Int {
        var index = start
        var code: UInt8 = 0
        while index < end, index &- start < digits, let digit = source[index].hexDigitValue,
            digit < base
        {
            code = code &* base &+ digit
            index &+= 1
        }
        bytes.append(code)
        return index
    }

    /// Replaces `\0061` and `\+000061` (with `escape` for `\`) as `str_udeescape()` does.
    mutating func decodeUnicodeEscapes(_ escape: UInt8) throws(LiteralFault) {
        let source = bytes
        bytes.removeAll(keepingCapacity: true)
        var index = 0
        var high: UInt32?
        while index < source.count {
            let byte = source[index]
            index += 1
            if byte != escape {
                if high != nil { throw .invalidUnicodeEscape }
                bytes.append(byte)
            } else if index < source.count, source[index] == escape {
                if high != nil { throw .invalidUnicodeEscape }
                bytes.append(byte)
                index += 1
            } else {
                let isLong = index < source.count && source[index] == UInt8(ascii: "+")
                let length = isLong ? 6 : 4
                if isLong { index += 1 }
                let code = try Self.hex(source.span, at: index, length, before: source.count)
                index += length
                try append(code, after: &high)
            }
        }
        if high != nil { throw .invalidUnicodeEscape }
    }

    /// Appends a code point, or keeps the first half of a surrogate pair in `high`.
    private mutating func append(
        _ code: UInt32, after high: inout UInt32?
    ) throws(LiteralFault) {
        switch (high, code) {
        case (nil, 0xD800...0xDBFF):
            high = code
        case (let first?, 0xDC00...0xDFFF):
            high = nil
            try append(scalar: 0x10000 + ((first - 0xD800) << 10) + (code - 0xDC00))
        case (nil, _):
            try append(scalar: code)
        default:
            throw .invalidUnicodeEscape
        }
    }

    private mutating func append(scalar code: UInt32) throws(LiteralFault) {
        guard code != 0, let scalar = Unicode.Scalar(code) else { throw .invalidUnicodeEscape }
        bytes.append(contentsOf: String(scalar).utf8)
    }

    private static func hex(
        _ source: Span<UInt8>, at start: Int, _ length: Int, before end: Int
    ) throws(LiteralFault) -> UInt32 {
        guard end - start >= length else { throw .invalidUnicodeEscape }
        var code: UInt32 = 0
        for index in start..<start + length {
            guard let digit = source[index].hexDigitValue else { throw .invalidUnicodeEscape }
            code = code << 4 | UInt32(digit)
        }
        return code
    }
}
