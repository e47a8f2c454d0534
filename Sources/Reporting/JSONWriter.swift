/// Writes JSON in one pass: keys in the order given, two spaces for each level.
struct JSONWriter {
    private(set) var text = ""
    private var depth = 0
    private var isFirst = true

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
        text += ": "
    }

    /// Begins the next element of an array.
    mutating func element() {
        if !isFirst { text += "," }
        isFirst = false
        newline()
    }

    mutating func string(_ value: String?) {
        guard let value else {
            text += "null"
            return
        }
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    mutating func strings(_ values: [String]?) {
        guard let values else {
            text += "null"
            return
        }
        text += "["
        for (index, value) in values.enumerated() {
            if index > 0 { text += ", " }
            string(value)
        }
        text += "]"
    }

    mutating func number(_ value: Int) { text += String(value) }
    /// To four places.
    mutating func share(_ value: Double) { text += String((value * 10_000).rounded() / 10_000) }
    mutating func bool(_ value: Bool) { text += value ? "true" : "false" }
    mutating func null() { text += "null" }

    private mutating func nest(_ open: String, _ close: String, _ body: (inout JSONWriter) -> Void) {
        text += open
        depth += 1
        let before = isFirst
        isFirst = true
        body(&self)
        let isEmpty = isFirst
        isFirst = before
        depth -= 1
        if !isEmpty { newline() }
        text += close
    }

    private mutating func newline() {
        text += "\n"
        for _ in 0..<depth { text += "  " }
    }
}
