/// The text form of a one-dimensional `text[]` without NULLs (`array_out`): `{a,"b c","d\"e"}`.
enum ArrayLiteral {
    static func items(_ text: String) -> [String] {
        guard text != "{}" else { return [] }
        var items: [String] = []
        var current = ""
        var isQuoted = false
        var isEscaped = false
        for character in text.dropFirst().dropLast() {
            if isEscaped {
                current.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                items.append(current)
                current = ""
            } else {
                current.append(character)
            }
        }
        return items + [current]
    }
}
