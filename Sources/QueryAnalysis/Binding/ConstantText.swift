/// Literals as their types print them: input function, then output function. Nil wherever that is
/// not certain, which leaves the expression unknown.
enum ConstantText {
    static func canonical(_ text: String, as type: BuiltinType) -> String? {
        switch type {
        case .text, .varchar, .bpchar, .json, .xml: return text
        case .name: return text.utf8.count < 64 ? text : nil
        case .bool: return boolean(text)
        case .int2, .int4, .int8: return integer(text)
        case .numeric: return numeric(text)
        case .float4, .float8: return float(text)
        case .date: return date(trimmed(text))
        case .time: return time(trimmed(text))
        case .timestamp: return timestamp(trimmed(text))
        case .interval: return IntervalText.canonical(text)
        case .jsonb: return JSONBText.canonical(text)
        case .bytea: return bytes(text)
        case .bit, .varbit: return text.utf8.allSatisfy { $0 == 0x30 || $0 == 0x31 } ? text : nil
        default: return byName(text, type.name)
        }
    }

    private static func byName(_ text: String, _ name: String) -> String? {
        switch name {
        case "uuid": uuid(text)
        case "inet": address(text)
        default: nil
        }
    }

    /// `{a,b}` of words and numbers, which print as they are.
    static func canonicalArray(_ text: String, of type: BuiltinType) -> String? {
        guard text.hasPrefix("{"), text.hasSuffix("}") else { return nil }
        let body = text.dropFirst().dropLast()
        if body.allSatisfy({ $0 == " " }) { return "{}" }
        var items: [String] = []
        for part in body.split(separator: ",", omittingEmptySubsequences: false) {
            let item = trimmed(String(part))
            let isPlain =
                !item.isEmpty
                && item.utf8.allSatisfy {
                    isLetter($0) || isDigit($0) || $0 == 0x5F || $0 == 0x2D || $0 == 0x2E
                }
            guard isPlain, item.lowercased() != "null", let value = canonical(item, as: type) else {
                return nil
            }
            items.append(type == .bool ? String(value.prefix(1)) : value)
        }
        return "{" + items.joined(separator: ",") + "}"
    }

    // MARK: - By type

    private static func boolean(_ text: String) -> String? {
        switch trimmed(text).lowercased() {
        case "t", "true", "y", "yes", "on", "1", "tr", "tru", "ye": "true"
        case "f", "false", "n", "no", "off", "0", "fa", "fal", "fals", "of": "false"
        default: nil
        }
    }

    private static func integer(_ text: String) -> String? {
        let body = trimmed(text)
        let digits = body.hasPrefix("-") || body.hasPrefix("+") ? body.dropFirst() : body[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy(isDigit), let value = Int64(body) else {
            return nil
        }
        return String(value)
    }

    /// Digits with an optional point; the scale stays as written.
    private static func numeric(_ text: String) -> String? {
        var body = Substring(trimmed(text))
        let isNegative = body.hasPrefix("-")
        if isNegative || body.hasPrefix("+") { body = body.dropFirst() }
        let parts = body.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard !body.isEmpty, body != ".", parts.allSatisfy({ $0.utf8.allSatisfy(isDigit) }) else {
            return nil
        }
        var whole = parts[0].drop { $0 == "0" }
        if whole.isEmpty { whole = "0" }
        let fraction = parts.count == 2 && !parts[1].isEmpty ? "." + parts[1] : ""
        let isZero = whole == "0" && fraction.utf8.allSatisfy { $0 == 0x30 || $0 == 0x2E }
        return (isNegative && !isZero ? "-" : "") + whole + fraction
    }

    private static func float(_ text: String) -> String? {
        guard let plain = numeric(text), plain.utf8.count < 12 else { return nil }
        guard plain.contains(".") else { return plain }
        var body = Substring(plain)
        while body.hasSuffix("0") { body = body.dropLast() }
        return String(body.hasSuffix(".") ? body.dropLast() : body)
    }

    private static func date(_ text: String) -> String? {
        if text == "infinity" || text == "-infinity" { return text }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4,
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }),
            parts[1].utf8.count <= 2, parts[2].utf8.count <= 2, let month = Int(parts[1]),
            let day = Int(parts[2]),
            (1...12).contains(month), (1...31).contains(day), day <= 28 || month != 2,
            day <= 30 || ![4, 6, 9, 11].contains(month)
        else { return nil }
        return "\(parts[0])-\(two(month))-\(two(day))"
    }

    private static func time(_ text: String) -> String? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3,
            parts.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 2 && $0.utf8.allSatisfy(isDigit) })
        else { return nil }
        let numbers = parts.compactMap { Int($0) } + (parts.count == 2 ? [0] : [])
        guard numbers[0] < 24, numbers[1] < 60, numbers[2] < 60 else { return nil }
        return numbers.map(two).joined(separator: ":")
    }

    private static func timestamp(_ text: String) -> String? {
        if text == "infinity" || text == "-infinity" { return text }
        let parts = text.split(maxSplits: 1) { $0 == " " || $0 == "T" }
        guard let day = date(String(parts.first ?? "")) else { return nil }
        guard parts.count == 2 else { return day + " 00:00:00" }
        return time(String(parts[1])).map { day + " " + $0 }
    }

    private static func uuid(_ text: String) -> String? {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12],
            groups.allSatisfy({ $0.allSatisfy(\.isHexDigit) })
        else { return nil }
        return text.lowercased()
    }

    /// IPv4 alone; a full mask is not printed.
    private static func address(_ text: String) -> String? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let bytes = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard bytes.count == 4,
            bytes.allSatisfy({ byte in
                Int(byte).map { (0...255).contains($0) && String($0) == byte } ?? false
            })
        else { return nil }
        if parts.count == 1 { return text }
        guard parts.count == 2, let mask = Int(parts[1]), (0...32).contains(mask) else {
            return nil
        }
        return mask == 32 ? String(parts[0]) : text
    }

    private static func bytes(_ text: String) -> String? {
        if text.isEmpty { return "\\x" }
        guard text.hasPrefix("\\x"), text.utf8.count % 2 == 0,
            text.dropFirst(2).allSatisfy(\.isHexDigit)
        else { return nil }
        return text.lowercased()
    }

    // MARK: - Characters

    static func trimmed(_ text: String) -> String {
        var body = Substring(text)
        while body.first?.isWhitespace ?? false { body = body.dropFirst() }
        while body.last?.isWhitespace ?? false { body = body.dropLast() }
        return String(body)
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
    }
    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
