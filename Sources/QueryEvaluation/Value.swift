/// A value of a query that is evaluated without a server, as far as constants and the catalog tell.
public enum Value: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int)
    /// A number that is no integer, as written.
    case number(String)
    case text(String)
    case array([Value])
    /// A row: its columns in order.
    case record([Field])
    /// An object identifier: the position of the object in what the ``Environment`` is made over.
    case object(Int)
    indirect case instant(Instant)
    indirect case span(TimeSpan)
    /// It cannot be told without a server.
    case unknown

    /// A column of a record.
    public struct Field: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// What it holds.
        public var value: Value

        /// Makes a field.
        public init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// As text, where the server's output of it is known; nil for null, records and what is
    /// unknown.
    public var text: String? {
        switch self {
        case .boolean(let value): value ? "t" : "f"
        case .integer(let value): String(value)
        case .number(let text), .text(let text): text
        case .array(let elements): Self.arrayText(elements)
        case .null, .record, .object, .instant, .span, .unknown: nil
        }
    }

    /// Whether it may become a part of a text.
    var isPrintable: Bool {
        switch self {
        case .unknown, .instant, .span: false
        default: true
        }
    }

    var isText: Bool { if case .text = self { true } else { false } }

    /// As a condition; nil for what is neither true nor false.
    public var truth: Bool? {
        switch self {
        case .boolean(let value): value
        case .text("t"), .text("true"): true
        case .text("f"), .text("false"): false
        default: nil
        }
    }

    /// `{a,"b c",NULL}` (`array_out()`); nil where an element has no text.
    private static func arrayText(_ elements: [Value]) -> String? {
        var parts: [String] = []
        for element in elements {
            if element == .null {
                parts.append("NULL")
            } else if case .array(let inner) = element {
                guard let text = arrayText(inner) else { return nil }
                parts.append(text)
            } else {
                guard let text = element.text else { return nil }
                parts.append(quotedElement(text))
            }
        }
        return "{" + parts.joined(separator: ",") + "}"
    }

    private static func quotedElement(_ text: String) -> String {
        let isPlain =
            !text.isEmpty && text.lowercased() != "null"
            && !text.contains { "{},\"\\ \t\n".contains($0) }
        if isPlain { return text }
        return "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }
}
