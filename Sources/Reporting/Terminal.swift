/// How text may look where it goes.
public struct TerminalStyle: Sendable {
    /// Whether escape sequences are understood and wanted.
    public var isColoured: Bool
    /// Columns that a line may take.
    public var width: Int

    /// Makes a style.
    public init(isColoured: Bool, width: Int = 100) {
        self.isColoured = isColoured
        self.width = width
    }

    /// What tells it from others, spelled out: reflection looks through all of the program's
    /// conformances.
    public var parts: [String] { [isColoured ? "coloured" : "plain", String(width)] }

    /// SGR codes.
    enum Colour: String {
        case bold = "1", dim = "2", red = "31", green = "32", yellow = "33", cyan = "36"
    }

    func paint(_ text: String, _ colour: Colour) -> String {
        isColoured ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
    }
}

extension String {
    /// Spaces on the right up to a width.
    func padded(_ width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }
    /// Spaces on the left up to a width.
    func aligned(_ width: Int) -> String {
        String(repeating: " ", count: Swift.max(0, width - count)) + self
    }
}
