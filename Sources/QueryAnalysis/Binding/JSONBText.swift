/// JSON text as `jsonb` keeps it (`src/backend/utils/adt/jsonb.c`): keys by length, then by bytes,
/// the last of equal ones; one space after colons and commas.
struct JSONBText {
    private let bytes: [UInt8]
    private var index = 0

    /// Nil for what is no JSON, and for escapes and exponents, whose form changes.
    static func canonical(_ text: String) -> String? {
        guard !text.contains("\\") else { return nil }
        var reader = JSONBText(bytes: Array(text.utf8))
        let value = reader.value(depth: 0)
        reader.skipSpace()
        return reader.index == reader.bytes.count ? value : nil
    }

    private mutating func value(depth: Int) -> String? {
        skipSpace()
        guard index < bytes.count, depth < 64 else { return nil }
        switch bytes[index] {
        case UInt8(ascii: "{"): return object(depth)
        case UInt8(ascii: "["): return array(depth)
        case UInt8(ascii: "\""): return string().map { "\"\($0)\"" }
        default: return scalar()
        }
    }

    private mutating func object(_ depth: Int) -> String? {
        index += 1
        var members: [String: String] = [:]
        if take("}") { return "{}" }
        while true {
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\""), let key = string(),
                take(":"), let member = value(depth: depth + 1)
            else { return nil }
            members[key] = member
            if take("}") { break }
            guard take(",") else { return nil }
        }
        let sorted = members.sorted { a, b in
            a.key.utf8.count != b.key.utf8.count
                ? a.key.utf8.count < b.key.utf8.count
                : a.key.utf8.lexicographicallyPrecedes(b.key.utf8)
        }
        return "{" + sorted.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ") + "}"
    }

    private mutating func array(_ depth: Int) -> String? {
        index += 1
        var items: [String] = []
        if take("]") { return "[]" }
        while true {
            guard let item = value(depth: depth + 1) else { return nil }
            items.append(item)
            if take("]") { return "[" + items.joined(separator: ", ") + "]" }
            guard take(",") else { return nil }
        }
    }

    private mutating func string() -> String? {
        index += 1
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            guard bytes[index] >= 0x20 else { return nil }
            index += 1
        }
        guard index < bytes.count else { return nil }
        index += 1
        return String(decoding: bytes[start..<index - 1], as: UTF8.self)
    }

    private mutating func scalar() -> String? {
        let start = index
        while index < bytes.count, bytes[index] > 0x20,
            ![UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(bytes[index])
        { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if ["true", "false", "null"].contains(text) { return text }
        guard text.utf8.first.map({ ConstantText.isDigit($0) || $0 == UInt8(ascii: "-") }) ?? false
        else { return nil }
        return ConstantText.canonical(text, as: .numeric)
    }

    private mutating func take(_ character: Character) -> Bool {
        skipSpace()
        guard index < bytes.count, bytes[index] == character.asciiValue else { return false }
        index += 1
        return true
    }

    private mutating func skipSpace() {
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    }
}
