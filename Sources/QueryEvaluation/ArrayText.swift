/// Array constants as text (`array_in()`), of one dimension.
enum ArrayText {
    /// The elements of `{a,"b c",NULL}`; nil where the text is no such array.
    static func elements(_ text: String) -> [Value]? {
        guard text.first == "{", text.last == "}" else { return nil }
        var result: [Value] = []
        var characters = text.dropFirst().dropLast()[...]
        if characters.allSatisfy(\.isWhitespace) { return [] }
        while true {
            guard let element = element(&characters) else { return nil }
            result.append(element)
            guard let separator = characters.first else { return result }
            guard separator == "," else { return nil }
            characters = characters.dropFirst()
        }
    }

    private static func element(_ characters: inout Substring) -> Value? {
        characters = characters.drop { $0.isWhitespace }
        guard characters.first == "\"" else {
            let word = characters.prefix { $0 != "," && $0 != "{" && $0 != "}" && $0 != "\"" }
            characters = characters.dropFirst(word.count)
            var trimmed = word
            while trimmed.last?.isWhitespace == true { trimmed = trimmed.dropLast() }
            if trimmed.isEmpty { return nil }
            return trimmed.lowercased() == "null"
                ? .null : .text(String(trimmed).filter { $0 != "\\" })
        }
        characters = characters.dropFirst()
        var value = ""
        while let character = characters.first {
            characters = characters.dropFirst()
            if character == "\"" {
                characters = characters.drop { $0.isWhitespace }
                return .text(value)
            }
            if character == "\\" {
                guard let escaped = characters.first else { return nil }
                value.append(escaped)
                characters = characters.dropFirst()
            } else {
                value.append(character)
            }
        }
        return nil
    }
}
