/// The settings of a block in a Gradle build file, Groovy or Kotlin: `name = value`, `name value`,
/// lists of texts and maps. What a program would have to work out is passed over.
struct GradleBlock {
    /// Lists joined by commas, maps as `name.key`.
    private(set) var values: [String: String] = [:]

    /// Nil where the file has no such block.
    init?(_ name: String, in text: String) {
        let lines = text.lines.map { Self.withoutComment($0.trimmed) }
        guard
            let start = lines.firstIndex(where: {
                $0.hasPrefix(name) && $0.dropFirst(name.count).trimmed == "{"
            })
        else { return nil }
        var depth = 0
        var pending = ""
        for line in lines[(start + 1)...] {
            if depth == 0, line == "}" { break }
            if line.hasSuffix("{") { depth += 1 }
            if line.hasPrefix("}") { depth -= 1 }
            guard depth == 0 else { continue }
            pending += line
            // A list that goes on in the next line.
            if pending.count(where: { "[(".contains($0) })
                > pending.count(where: { "])".contains($0) })
            {
                continue
            }
            add(pending)
            pending = ""
        }
    }

    private static func withoutComment(_ line: Substring) -> String {
        var quote: Character?
        var previous: Character = " "
        for index in line.indices {
            let character = line[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == "/", previous == "/" {
                return String(line[..<line.index(before: index)].trimmed)
            }
            previous = character
        }
        return String(line)
    }

    private mutating func add(_ line: String) {
        let name = String(line.prefix { $0.isLetter || $0.isNumber })
        guard !name.isEmpty else { return }
        let rest = line.dropFirst(name.count)
        let texts = Self.texts(rest)
        guard !texts.isEmpty else {
            let word = rest.drop { $0 == " " || $0 == "=" }.trimmed
            if word == "true" || word == "false" { values[name] = String(word) }
            return
        }
        let pairs = Self.pairs(rest)
        if pairs.isEmpty {
            values[name] = texts.joined(separator: ",")
        } else {
            for (key, value) in pairs { values["\(name).\(key)"] = value }
        }
    }

    /// The texts in quotes, without those that a program puts together.
    private static func texts(_ line: Substring) -> [String] {
        var found: [String] = []
        var rest = line
        while let open = rest.firstIndex(where: { $0 == "'" || $0 == "\"" }) {
            let begin = rest.index(after: open)
            guard let end = rest[begin...].firstIndex(of: rest[open]) else { break }
            let text = String(rest[begin..<end])
            if !text.contains("$") { found.append(text) }
            rest = rest[rest.index(after: end)...]
        }
        return found
    }

    /// Entries of a map: `[a: 'b']`, `['a': 'b']`, `mapOf("a" to "b")`.
    private static func pairs(_ line: Substring) -> [(String, String)] {
        guard let open = line.firstIndex(where: { $0 == "[" || $0 == "(" }),
            let close = line.lastIndex(where: { $0 == "]" || $0 == ")" }), open < close
        else { return [] }
        return line[line.index(after: open)..<close].split(separator: ",").compactMap { entry in
            let separator = entry.firstRange(of: " to ") ?? entry.firstRange(of: ":")
            guard let separator else { return nil }
            let key = entry[..<separator.lowerBound].trimmed
            guard !key.contains("//"), let value = texts(entry[separator.upperBound...]).first,
                key.first?.isLetter == true || texts(key[...]).first != nil
            else { return nil }
            return (texts(key[...]).first ?? String(key), value)
        }
    }
}
