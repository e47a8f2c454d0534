/// JSON as a value: objects and arrays as records, which have no text here; JSON's null as what
/// cannot be told.
struct JSONValue {
    private let bytes: [UInt8]
    private var index = 0

    private static let maximumDepth = 32

    /// Stands before the members, so that an empty one is not taken for a row of nulls.
    static let objectMark = Value.Field("\u{1}object", .text(""))
    static let arrayMark = Value.Field("\u{1}array", .text(""))

    /// An array of values, as `to_jsonb()` makes each; NULL becomes JSON's.
    static func array(of values: [Value]) -> Value {
        var items = [arrayMark]
        for value in values {
            switch value {
            case .null: items.append(Value.Field(String(items.count - 1), .unknown))
            case .boolean, .integer, .text:
                items.append(Value.Field(String(items.count - 1), value))
            default: return .unknown
            }
        }
        return .record(items)
    }

    /// Nil for what is no JSON, and for escapes and exponents.
    static func read(_ text: String) -> Value? {
        guard !text.contains("\\") else { return nil }
        var reader = JSONValue(bytes: Array(text.utf8))
        guard let value = reader.value(depth: 0) else { return nil }
        reader.skipSpace()
        return reader.index == reader.bytes.count ? value : nil
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func value(depth: Int) -> Value? {
        skipSpace()
        guard index < bytes.count, depth < Self.maximumDepth else { return nil }
        switch bytes[index] {
        case UInt8(ascii: "{"): return object(depth)
        case UInt8(ascii: "["): return array(depth)
        case UInt8(ascii: "\""): return string().map(Value.text)
        default: return scalar()
        }
    }

    private mutating func object(_ depth: Int) -> Value? {
        index += 1
        var fields = [Self.objectMark]
        var keys: Set<String> = []
        if take("}") { return .record(fields) }
        repeat {
            skipSpace()
            guard let key = string(), take(":"), let member = value(depth: depth + 1) else {
                return nil
            }
            // The last of equal keys is the one.
            if !keys.insert(key).inserted { fields.removeAll { $0.name == key } }
            fields.append(Value.Field(key, member))
        } while take(",")
        return take("}") ? .record(fields) : nil
    }

    private mutating func array(_ depth: Int) -> Value? {
        index += 1
        var items = [Self.arrayMark]
        if take("]") { return .record(items) }
        repeat {
            guard let item = value(depth: depth + 1) else { return nil }
            items.append(Value.Field(String(items.count - 1), item))
        } while take(",")
        return take("]") ? .record(items) : nil
    }

    private mutating func string() -> String? {
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\""),
            let end = bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "\""))
        else { return nil }
        defer { index = end + 1 }
        return String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
    }

    private mutating func scalar() -> Value? {
        let end =
            bytes[index...].firstIndex { ",]} \n\t\r".utf8.contains($0) } ?? bytes.endIndex
        let word = String(decoding: bytes[index..<end], as: UTF8.self)
        index = end
        switch word {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "null": return .unknown
        default:
            if let number = Int(word) { return .integer(number) }
            return DecimalText(word) == nil ? nil : .number(word)
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func skipSpace() {
        while index < bytes.count, " \n\t\r".utf8.contains(bytes[index]) { index += 1 }
    }
}
