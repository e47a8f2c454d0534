/// Files of sections, keys and values: git's form (`[core]`, `[target "x"]`), and plain `key =
/// value` lines (Java's properties, `.control` files), which have no section.
struct IniFile {
    /// One value and where it stands.
    struct Entry {
        /// Parts of the section's name: `["target", "x"]`.
        var section: [String]
        var key: String
        var value: String
        /// From 1.
        var line: Int
    }

    private(set) var entries: [Entry] = []

    init(_ text: String) {
        var section: [String] = []
        var continued: Entry?
        for (index, raw) in text.lines.enumerated() {
            let line = raw.trimmed
            if var entry = continued {
                entry.value += Self.value(line)
                continued = line.hasSuffix("\\") ? entry : nil
                if continued == nil { entries.append(entry) }
                continue
            }
            guard let first = line.first, first != "#", first != ";", first != "!" else { continue }
            if first == "[" {
                section = Self.section(line)
            } else if let equals = line.firstIndex(of: "=") {
                let entry = Entry(
                    section: section, key: String(line[..<equals].trimmed),
                    value: Self.value(line[line.index(after: equals)...].trimmed), line: index + 1)
                if line.hasSuffix("\\") { continued = entry } else { entries.append(entry) }
            }
        }
        if let continued { entries.append(continued) }
    }

    /// The last value of a key; names of keys know no case.
    func value(_ section: String..., key: String) -> String? { entry(section, key)?.value }

    /// The last value of a key without a section.
    func value(_ key: String) -> String? { entry([], key)?.value }

    private func entry(_ section: [String], _ key: String) -> Entry? {
        entries.last { $0.section == section && $0.key.lowercased() == key.lowercased() }
    }

    /// The keys and values of a section.
    func values(_ section: String...) -> [String: String] {
        Dictionary(entries.filter { $0.section == section }.map { ($0.key, $0.value) }) { $1 }
    }

    /// The second parts of the names of sections that begin with `kind`, in order.
    func names(of kind: String) -> [String] {
        var seen: [String] = []
        for entry in entries where entry.section.count > 1 && entry.section[0] == kind {
            if !seen.contains(entry.section[1]) { seen.append(entry.section[1]) }
        }
        return seen
    }

    /// `[core]`, `[core "variables"]`, `[engine.pg]`: the last is the older spelling.
    private static func section(_ line: Substring) -> [String] {
        let inner = line.dropFirst().prefix { $0 != "]" }
        guard let quote = inner.firstIndex(of: "\"") else {
            return inner.trimmed.split(separator: ".").map(String.init)
        }
        return [String(inner[..<quote].trimmed), inner[quote...].filter { $0 != "\"" }]
    }

    /// Without quotes, a comment behind, and the backslash that continues a line.
    private static func value(_ text: Substring) -> String {
        if let quote = text.first, quote == "'" || quote == "\"",
            let end = text.dropFirst().firstIndex(of: quote)
        {
            return String(text[text.index(after: text.startIndex)..<end])
        }
        var value = text
        for mark in [" #", "\t#", " ;", "\t;"] {
            if let comment = value.firstRange(of: mark) { value = value[..<comment.lowerBound] }
        }
        if value.hasSuffix("\\") { value = value.dropLast() }
        return String(value.trimmed)
    }
}

extension Substring {
    /// Without blanks at both ends.
    var trimmed: Substring {
        let start = drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return start[...last]
    }
}
