/// A statement put together from what stands on several lines of another language's file: each part
/// stands on the line of what it is made from.
struct PlacedSQL {
    private var text = ""
    private let first: Int
    private var line: Int

    /// - Parameter line: Of what the statement is made from.
    init(_ start: String, line: Int) {
        (first, self.line) = (line, line)
        add(start)
    }

    /// Adds text on the line at hand, or on a later one.
    mutating func add(_ part: String, line wanted: Int = 0) {
        while line < wanted {
            text += "\n"
            line += 1
        }
        text += part
        line += part.utf8.count { $0 == UInt8(ascii: "\n") }
    }

    var piece: EmbeddedSQL { EmbeddedSQL(text, line: first) }
}
