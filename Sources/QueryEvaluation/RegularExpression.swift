/// The server's regular expressions, as far as Swift's mean the same
/// (`src/backend/regex/re_syntax.n`).
enum RegularExpression {
    /// A pattern whose matches are the server's; nil where that cannot be told. How long a match is
    /// may differ: the server's is the longest.
    static func compiled(_ pattern: String) -> Regex<AnyRegexOutput>? {
        guard isCommon(pattern), let compiled = try? Regex(pattern) else { return nil }
        // A dot matches newlines, and `$` is the end alone.
        return compiled.dotMatchesNewlines().matchingSemantics(.unicodeScalar)
    }

    /// `regexp_replace()`; nil where the result cannot be told.
    static func replace(_ text: String, _ pattern: String, with replacement: String, flags: String)
        -> String?
    {
        // Of what matches so many characters there is but one length.
        guard ["", "g"].contains(flags), !pattern.isEmpty,
            !pattern.contains(where: { "|()?*+".contains($0) }), !replacement.contains("\\"),
            let regex = compiled(pattern)
        else { return nil }
        return text.replacing(regex, with: replacement, maxReplacements: flags == "g" ? .max : 1)
    }

    private static func isCommon(_ pattern: String) -> Bool {
        pattern.utf8.count < 200 && !pattern.contains("***") && !pattern.contains("(?")
            && !pattern.contains { "\\{}".contains($0) } && !pattern.contains("[:")
            && !["[.", "[=", "[]", "[^]", "&&", "--", "~~", "$"].contains {
                pattern.dropLast($0 == "$" ? 1 : 0).contains($0)
            }
    }
}
