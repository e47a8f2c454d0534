/// Writes JSON in one pass: keys in the order given, two spaces for each level.
///
/// Reports run to megabytes, so text is handed on before there is much of it; a string is looked
/// through once for what must be escaped, which it hardly ever holds.
struct JSONWriter: ~Copyable {
    private var bytes = ByteBuffer(capacity: JSONWriter.bufferSize * 2)
    private var depth = 0
    private var isFirst = true
    private let sink: ((String) -> Void)?

    private static let bufferSize = 1 << 16

    /// Writes to `sink`, piece by piece; gathers everything in ``text`` where there is none.
    init(to sink: ((String) -> Void)? = nil) { self.sink = sink }

    /// What has been written since the last piece was handed on.
    var text: String { bytes.text }

    /// Hands on what there is, and a newline.
    mutating func finish() {
        bytes.append("\n")
        flush()
    }

    private mutating func flush() {
        guard let sink else { return }
        sink(text)
        bytes.removeAll()
    }

    mutating func object(_ body: (inout JSONWriter) -> Void) { nest("{", "}", body) }
    mutating func array(_ body: (inout JSONWriter) -> Void) { nest("[", "]", body) }

    mutating func array<Items: Sequence>(
        _ items: Items, _ body: (inout JSONWriter, Items.Element) -> Void
    ) {
        array { writer in
            for item in items {
                writer.element()
                body(&writer, item)
            }
        }
    }

    mutating func key(_ name: String) {
        element()
        // A name of ours: nothing to escape.
        bytes.append("\"")
        bytes.append(name)
        bytes.append("\": ")
    }

    /// Begins the next element of an array.
    mutating func element() {
        if !isFirst { bytes.append(",") }
        isFirst = false
        if bytes.count >= Self.bufferSize { flush() }
        newline()
    }

    mutating func string(_ value: String?) {
        guard let value else {
            null()
            return
        }
        bytes.append("\"")
        if Self.needsEscapes(value) { appendEscaped(value) } else { bytes.append(value) }
        bytes.append("\"")
    }

    mutating func strings(_ values: [String]?) {
        guard let values else {
            null()
            return
        }
        bytes.append("[")
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(", ") }
            string(value)
        }
        bytes.append("]")
    }

    mutating func number(_ value: Int) { bytes.append(value) }
    /// To four places.
    mutating func share(_ value: Double) {
        bytes.append(String((value * 10_000).rounded() / 10_000))
    }
    /// To the microsecond.
    mutating func seconds(_ value: Double) { bytes.append(String((value * 1e6).rounded() / 1e6)) }
    mutating func bool(_ value: Bool) { bytes.append(value ? "true" : "false") }
    mutating func null() { bytes.append("null") }

    private mutating func nest(
        _ open: StaticString, _ close: StaticString, _ body: (inout JSONWriter) -> Void
    ) {
        bytes.append(open)
        depth += 1
        let before = isFirst
        isFirst = true
        body(&self)
        let isEmpty = isFirst
        isFirst = before
        depth -= 1
        if !isEmpty { newline() }
        bytes.append(close)
    }

    /// Indents as far as any report goes.
    private mutating func newline() {
        let indented: StaticString = "\n                                "
        bytes.append(indented, min(1 + depth * 2, indented.utf8CodeUnitCount))
    }

    // MARK: - Escapes

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
            case UInt8(ascii: "\""): bytes.append("\\\"")
            case UInt8(ascii: "\\"): bytes.append("\\\\")
            case UInt8(ascii: "\n"): bytes.append("\\n")
            case UInt8(ascii: "\r"): bytes.append("\\r")
            case UInt8(ascii: "\t"): bytes.append("\\t")
            case 0..<0x20:
                bytes.append(byte < 0x10 ? "\\u000" : "\\u001")
                bytes.append(String(byte & 0x0F, radix: 16))
            default: bytes.append(byte)
            }
        }
    }
}
