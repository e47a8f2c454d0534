/// Text as a terminal may be given it. Names of objects and files are whatever their makers like,
/// and a terminal obeys the escape sequences in them (CWE-150).
public enum TerminalText {
    /// The text with pictures for control characters, and the replacement character for those that
    /// turn the direction of writing. Lines, tabs and the codes of colours stay.
    public static func harmless(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHarmful) else { return text }
        var result = ""
        var rest = text.unicodeScalars[...]
        while let scalar = rest.first {
            let colour = colour(rest)
            if !colour.isEmpty {
                result.unicodeScalars += colour
                rest = rest[colour.endIndex...]
                continue
            }
            result.unicodeScalars.append(isHarmful(scalar) ? picture(scalar) : scalar)
            rest.removeFirst()
        }
        return result
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case ..<0x20, 0x7F..<0xA0: true
        // Embeddings, overrides and isolates (Unicode Standard Annex 9).
        case 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Of the block "Control Pictures", which has none for the controls beyond ASCII.
    private static func picture(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case ..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
        case 0x7F: "\u{2421}"
        default: "\u{FFFD}"
        }
    }

    /// A "select graphic rendition" that the text begins with (ECMA-48, 8.3.117): `ESC [ 1 ; 31 m`.
    private static func colour(
        _ text: Substring.UnicodeScalarView
    ) -> Substring.UnicodeScalarView {
        guard text.starts(with: "\u{1B}[".unicodeScalars) else { return text.prefix(0) }
        let codes = text.dropFirst(2).prefix { ("0"..."9").contains($0) || $0 == ";" }
        guard codes.endIndex < text.endIndex, text[codes.endIndex] == "m" else {
            return text.prefix(0)
        }
        return text[...codes.endIndex]
    }
}
