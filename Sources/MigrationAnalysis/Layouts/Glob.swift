/// Patterns of paths: `*` and `?` stay within a folder, `**` does not, `[a-z]` is one of a set.
public enum Glob {
    /// Whether a text is a pattern rather than a path.
    public static func isPattern(_ text: String) -> Bool { text.contains { "*?[".contains($0) } }

    /// Whether the whole of `text` fits `pattern`.
    public static func matches(_ pattern: String, _ text: String) -> Bool {
        matches(Array(pattern)[...], Array(text)[...])
    }

    private static func matches(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>)
        -> Bool
    {
        guard let first = pattern.first else { return text.isEmpty }
        let rest = pattern.dropFirst()
        if first == "*" {
            if rest.first == "*" {
                let after = rest.dropFirst().first == "/" ? rest.dropFirst(2) : rest.dropFirst()
                return matches(after, text) || (!text.isEmpty && matches(pattern, text.dropFirst()))
            }
            let isInFolder = text.first.map { $0 != "/" } ?? false
            return matches(rest, text) || (isInFolder && matches(pattern, text.dropFirst()))
        }
        guard let character = text.first else { return false }
        if first == "[", let end = rest.firstIndex(of: "]") {
            return isIn(rest[..<end], character) && matches(pattern[(end + 1)...], text.dropFirst())
        }
        guard first == character || (first == "?" && character != "/") else { return false }
        return matches(rest, text.dropFirst())
    }

    private static func isIn(_ set: ArraySlice<Character>, _ character: Character) -> Bool {
        let isNegated = set.first == "^" || set.first == "!"
        var found = false
        var rest = isNegated ? set.dropFirst() : set
        while let low = rest.popFirst() {
            if rest.first == "-", let high = rest.dropFirst().first {
                found = found || (low...max(low, high)).contains(character)
                rest = rest.dropFirst(2)
            } else {
                found = found || low == character
            }
        }
        return found != isNegated
    }
}
