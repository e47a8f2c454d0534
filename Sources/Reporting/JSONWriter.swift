/// Writes JSON in one pass: keys in the order given, two spaces for each level.
///
/// Reports run to megabytes, so text is gathered as bytes, whole runs at a time, and handed on before
/// there is much of it; a string is looked through once for what must be escaped, which it hardly ever
/// holds.
struct JSONWriter {
    private var bytes: [UInt8] = []
    private var depth = 0
    private var isFirst = true
    private let sink: ((String) -> Void)?

    private static let bufferSize = 1 << 16

    /// Writes to `sink`, piece by piece; gathers everything in ``text`` where there is none.
    init(to sink: ((String) -> Void)? = nil) {
        self.sink = sink
        bytes.reserveCapacity(Self.bufferSize * 2)
    }

    /// What has been written since the last piece was handed on.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Hands on what there is, and a newline.
    mutating func finish() {
        append("\n")
        flush()
    }

    private mutating func flush() {
        guard let sink else { return }
        sink(text)
        bytes.removeAll(keepingCapacity: true)
    }

    mutating func object(_ body: (inout JSONWriter) -> Void) { nest("{", "}", body) }
    mutating func array(_ body: (inout JSONWriter) -> Void) { nest("[", "]", body) }

    mutating func array<Items: Sequence>(_ items: Items, _ body: (inout JSONWriter, Items.Element) -> Void) {
        array { writer in
            for item in items {
                writer.element()
                body(&writer, item)
            }
        }
    }

    mutating func key(_ name: String) {
        element()
        string(name)
        append(": ")
    }

    /// Begins the next element of an array.
    mutating func element() {
        if !isFirst { append(",") }
        isFirst = false
        if bytes.count >= Self.bufferSize { flush() }
        newline()
    }

    mutating func string(_ value: String?) {
        guard let value else {
            null()
            return
        }
        append("\"")
        if Self.needsEscapes(value) { appendEscaped(value) } else { bytes.append(contentsOf: value.utf8) }
        append("\"")
    }

    mutating func strings(_ values: [String]?) {
        guard let values else {
            null()
            return
        }
        append("[")
        for (index, value) in values.enumerated() {
            if index > 0 { append(", ") }
            string(value)
        }
        append("]")
    }

    mutating func number(_ value: Int) { bytes.append(contentsOf: String(value).utf8) }
    /// To four places.
    mutating func share(_ value: Double) { bytes.append(contentsOf: String((value * 10_000).rounded() / 10_000).utf8) }
    mutating func bool(_ value: Bool) { append(value ? "true" : "false") }
    mutating func null() { append("null") }

    private mutating func nest(_ open: StaticString, _ close: StaticString, _ body: (inout JSONWriter) -> Void) {
        append(open)
        depth += 1
        let before = isFirst
        isFirst = true
        body(&self)
        let isEmpty = isFirst
        isFirst = before
        depth -= 1
        if !isEmpty { newline() }
        append(close)
    }

    // MARK: - Bytes

    private static let newlineWithSpaces: StaticString = "\n                                "

    private mutating func newline() {
        let length = min(1 + depth * 2, Self.newlineWithSpaces.utf8CodeUnitCount)
        Self.newlineWithSpaces.withUTF8Buffer { unsafe bytes.append(contentsOf: $0.prefix(length)) }
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
    }

    private static func needsEscapes(_ value: String) -> Bool {
        let bytes = value.utf8.span
        for index in bytes.indices where mustBeEscaped(bytes[index]) { return true }
        return false
    }

    private static func mustBeEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func appendEscaped(_ value: String) {
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case UInt8(ascii: "\n"): append("\\n")
            case UInt8(ascii: "\r"): append("\\r")
            case UInt8(ascii: "\t"): append("\\t")
            case 0..<0x20:
                append(byte < 0x10 ? "\\u000" : "\\u001")
                bytes.append(contentsOf: String(byte & 0x0F, radix: 16).utf8)
            default: bytes.append(byte)
            }
        }
    }
}
