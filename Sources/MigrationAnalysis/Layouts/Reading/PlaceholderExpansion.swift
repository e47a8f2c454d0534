import SQLText

/// Replaces placeholders in a script's text.
struct PlaceholderExpansion {
    let rules: Placeholders
    /// Values that win over the tool's own.
    let given: [String: String]

    /// One placeholder found in the text.
    private struct Match {
        var range: Range<Int>
        var name: String
        var fallback: String?
    }

    /// The text with values put in, and what has none.
    func expand(_ text: ScriptText) -> (
        bytes: [UInt8], origin: OffsetMap, missing: [(name: String, offset: Int)]
    ) {
        var (bytes, origin) = ([UInt8](), OffsetMap())
        var missing: [(String, Int)] = []
        var position = 0
        for match in matches(text.bytes) where counts(match.range, text.placeholderRanges) {
            guard let value = value(match.name) ?? match.fallback else {
                missing.append((match.name, text.origin.source(of: match.range.lowerBound)))
                continue
            }
            origin.copy(position..<match.range.lowerBound, of: text.origin, at: bytes.count)
            bytes += text.bytes[position..<match.range.lowerBound]
            origin.insertion(for: text.origin.source(of: match.range.lowerBound), at: bytes.count)
            bytes += Array(value.utf8)
            position = match.range.upperBound
        }
        origin.copy(position..<text.bytes.count, of: text.origin, at: bytes.count)
        return (bytes + text.bytes[position...], origin, rules.mustHaveValues ? missing : [])
    }

    private func counts(_ range: Range<Int>, _ within: [Range<Int>]?) -> Bool {
        within?.contains { $0.contains(range.lowerBound) } ?? true
    }

    private func value(_ name: String) -> String? { given[name] ?? rules.values[name] }

    // MARK: - Finding

    private func matches(_ bytes: [UInt8]) -> [Match] {
        switch rules.syntax {
        case .none: []
        case .delimited(let prefix, let suffix): delimited(bytes, prefix, suffix) { ($0, nil) }
        case .shell: delimited(bytes, "${", "}", Self.shellName)
        case .goTemplate: delimited(bytes, "{{", "}}", Self.templateName)
        case .colon: colonNames(bytes)
        }
    }

    private static func shellName(_ text: String) -> (String, String?) {
        guard let colon = text.firstRange(of: ":-") else { return (text, nil) }
        return (String(text[..<colon.lowerBound]), String(text[colon.upperBound...]))
    }

    private static func templateName(_ text: String) -> (String, String?) {
        let inner = text.filter { $0 != " " && $0 != "-" }
        return (inner.hasPrefix(".") ? String(inner.dropFirst()) : inner, nil)
    }

    private func delimited(
        _ bytes: [UInt8], _ prefix: String, _ suffix: String, _ parse: (String) -> (String, String?)
    ) -> [Match] {
        let (open, close) = (Array(prefix.utf8), Array(suffix.utf8))
        guard let first = open.first, !close.isEmpty else { return [] }
        var found: [Match] = []
        var index = 0
        while let start = bytes[index...].firstIndex(of: first) {
            index = start + 1
            guard bytes[start...].starts(with: open) else { continue }
            let inner = start + open.count
            guard let end = Self.end(bytes, inner, close) else { continue }
            let (name, fallback) = parse(String(decoding: bytes[inner..<end], as: UTF8.self))
            guard Self.isName(name) else { continue }
            found.append(Match(range: start..<end + close.count, name: name, fallback: fallback))
            index = end + close.count
        }
        return found
    }

    /// Where the closing mark stands, on the same line and not far.
    private static func end(_ bytes: [UInt8], _ start: Int, _ close: [UInt8]) -> Int? {
        for index in start..<min(bytes.count, start + 256) {
            if bytes[index] == 0x0A { return nil }
            if bytes[index...].starts(with: close) { return index }
        }
        return nil
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber || "_.:-".contains($0) }
    }

    private func colonNames(_ bytes: [UInt8]) -> [Match] {
        let names = Set(rules.values.keys).union(rules.names).union(given.keys).sorted()
        let marks = names.map { (name: $0, bytes: Array($0.utf8)) }
        var found: [Match] = []
        for start in bytes.indices where bytes[start] == UInt8(ascii: ":") {
            let isCast = start > 0 && bytes[start - 1] == UInt8(ascii: ":")
            for mark in marks where !isCast && bytes[(start + 1)...].starts(with: mark.bytes) {
                let end = start + 1 + mark.bytes.count
                let isWhole = end == bytes.count || !Self.isWordByte(bytes[end])
                if isWhole {
                    found.append(Match(range: start..<end, name: mark.name, fallback: nil))
                }
            }
        }
        return found
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte == 0x5F || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }
}
