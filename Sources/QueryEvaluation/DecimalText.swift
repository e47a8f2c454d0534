/// A number as it is written, without what does not count: `1.50` is `1.5`.
struct DecimalText: Comparable {
    private var isNegative: Bool
    private var whole: String
    private var fraction: String

    /// Nil for what is no plain decimal number.
    init?(_ text: String) {
        isNegative = text.hasPrefix("-")
        let digits = text.drop { $0 == "-" || $0 == "+" }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard text.count - digits.count < 2, parts.count < 3,
            digits.utf8.contains(where: { $0 != UInt8(ascii: ".") }),
            parts.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } })
        else { return nil }
        whole = String(parts[0].drop { $0 == "0" })
        var rest = parts.count > 1 ? parts[1] : ""
        while rest.last == "0" { rest.removeLast() }
        fraction = String(rest)
        if whole.isEmpty, fraction.isEmpty { isNegative = false }
    }

    static func < (a: DecimalText, b: DecimalText) -> Bool {
        if a.isNegative != b.isNegative { return a.isNegative }
        return a.isNegative ? b.isSmaller(than: a) : a.isSmaller(than: b)
    }

    /// Whether it is, signs aside.
    private func isSmaller(than other: DecimalText) -> Bool {
        if whole.count != other.whole.count { return whole.count < other.whole.count }
        return whole == other.whole ? fraction < other.fraction : whole < other.whole
    }
}
