/// Reads the arguments of a meta-command, one by one.
struct PsqlArgumentReader {
    private var index: Int
    private let end: Int
    private let takesPipe: Bool
    /// A quote was left open. psql drops that argument.
    private(set) var isUnterminated = false
    private var argument = PsqlArgument()
    private var text: [UInt8] = []

    /// Reads the bytes of `range`. With `takesPipe`, an argument that begins with `|` is all the
    /// rest, as it stands.
    init(_ range: Range<Int>, takesPipe: Bool) {
        index = range.lowerBound
        end = range.upperBound
        self.takesPipe = takesPipe
    }

    /// The next argument; nil at the end.
    mutating func next(in bytes: Span<UInt8>) -> PsqlArgument? {
        while index < end, bytes[index].isSpace { index += 1 }
        guard index < end else { return nil }
        argument = PsqlArgument()
        if takesPipe, bytes[index] == UInt8(ascii: "|") {
            argument.parts.append(.text(bytes.text(of: index..<end)))
            index = end
            return argument
        }
        while index < end, !bytes[index].isSpace, !isUnterminated {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "'"): singleQuoted(in: bytes)
            case UInt8(ascii: "\""): doubleQuoted(in: bytes)
            case UInt8(ascii: "`"): backquoted(in: bytes)
            case UInt8(ascii: ":"): colon(in: bytes)
            default:
                text.append(byte)
                argument.trailingSemicolons =
                    byte == UInt8(ascii: ";") ? argument.trailingSemicolons + 1 : 0
                index += 1
            }
        }
        endText()
        return isUnterminated ? nil : argument
    }

    private mutating func endText() {
        if !text.isEmpty || argument.parts.isEmpty {
            argument.parts.append(.text(String(decoding: text, as: UTF8.self)))
        }
        text.removeAll(keepingCapacity: true)
    }

    private mutating func append(_ part: PsqlArgument.Part) {
        if !text.isEmpty { endText() }
        argument.parts.append(part)
        argument.trailingSemicolons = 0
    }

    /// `'…'`: `''` is a quote, `\` escapes as in C.
    private mutating func singleQuoted(in bytes: Span<UInt8>) {
        argument.trailingSemicolons = 0
        index += 1
        while index < end {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "'") {
                guard index < end, bytes[index] == byte else { return }
                text.append(byte)
                index += 1
            } else if byte == UInt8(ascii: "\\"), index < end {
                escape(in: bytes)
            } else {
                text.append(byte)
            }
        }
        isUnterminated = true
    }

    private mutating func escape(in bytes: Span<UInt8>) {
        let letter = bytes[index]
        switch letter {
        case UInt8(ascii: "0")...UInt8(ascii: "7"): code(in: bytes, digits: 3, base: 8)
        case UInt8(ascii: "x") where index + 1 < end && bytes[index + 1].hexDigitValue != nil:
            index += 1
            code(in: bytes, digits: 2, base: 16)
        default:
            index += 1
            switch letter {
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "f"): text.append(0x0C)
            default: text.append(letter)
            }
        }
    }

    private mutating func code(in bytes: Span<UInt8>, digits: Int, base: UInt8) {
        let limit = min(end, index + digits)
        var code: UInt8 = 0
        while index < limit, let digit = bytes[index].hexDigitValue, digit < base {
            code = code &* base &+ digit
            index += 1
        }
        text.append(code)
    }

    /// `"…"`: as it stands, with the quotes.
    private mutating func doubleQuoted(in bytes: Span<UInt8>) {
        argument.trailingSemicolons = 0
        repeat {
            text.append(bytes[index])
            index += 1
        } while index < end && bytes[index] != UInt8(ascii: "\"")
        guard index < end else {
            isUnterminated = true
            return
        }
        text.append(bytes[index])
        index += 1
    }

    private mutating func backquoted(in bytes: Span<UInt8>) {
        let start = index + 1
        index = start
        while index < end, bytes[index] != UInt8(ascii: "`") { index += 1 }
        guard index < end else {
            isUnterminated = true
            return
        }
        append(.shell(bytes.text(of: start..<index)))
        index += 1
    }

    /// A variable, or a `:` as it stands.
    private mutating func colon(in bytes: Span<UInt8>) {
        if let name = name(in: bytes, from: index + 1, close: nil) {
            append(.variable(name))
        } else if let name = name(in: bytes, from: index + 2, open: "'", close: "'") {
            append(.literal(name))
        } else if let name = name(in: bytes, from: index + 2, open: "\"", close: "\"") {
            append(.identifier(name))
        } else if let name = name(in: bytes, from: index + 3, open: "{?", close: "}") {
            append(.test(name))
        } else {
            text.append(UInt8(ascii: ":"))
            argument.trailingSemicolons = 0
            index += 1
        }
    }

    /// The name between `open` and `close`; `index` moves past both.
    private mutating func name(
        in bytes: Span<UInt8>, from start: Int, open: StaticString = "", close: Unicode.Scalar?
    ) -> String? {
        guard start < end, bytes.equal(index + 1..<start, open) else { return nil }
        var stop = start
        while stop < end, bytes[stop].isTagContinuation { stop += 1 }
        guard stop > start else { return nil }
        if let close {
            guard stop < end, bytes[stop] == UInt8(ascii: close) else { return nil }
        }
        index = close == nil ? stop : stop + 1
        return bytes.text(of: start..<stop)
    }
}
