import Synchronization

/// The server's regular expressions, as far as Swift's mean the same
/// (`src/backend/regex/re_syntax.n`).
enum RegularExpression {
    /// What was told before: what an assertion over the catalogs hangs on is found by evaluating it
    /// again and again, and to read a pattern takes longer than all else.
    private struct Memo {
        var outcomes: [Match: Bool?] = [:]
        /// Of the texts.
        var bytes = 0
        /// Patterns as they are matched; nil within for what cannot be told. Most are matched with
        /// many texts, such as the definition of each function.
        var patterns: [String: Regex<AnyRegexOutput>?] = [:]

        static let maximumBytes = 4 << 20
        static let maximumPatterns = 256

        mutating func compiled(_ pattern: String) -> Regex<AnyRegexOutput>? {
            if let known = patterns[pattern] { return known }
            if patterns.count >= Self.maximumPatterns { patterns = [:] }
            let made = RegularExpression.compiled(pattern)
            patterns[pattern] = .some(made)
            return made
        }
    }

    private struct Match: Hashable {
        var pattern: String
        var isInsensitive: Bool
        var text: String
    }

    private static let memo = Mutex(Memo())

    /// Whether a text matches a pattern; nil where that cannot be told.
    static func matches(_ text: String, _ pattern: String, isInsensitive: Bool) -> Bool? {
        let match = Match(pattern: pattern, isInsensitive: isInsensitive, text: text)
        // Matched under the lock as well: a compiled pattern is not to be shared.
        return memo.withLock { memo in
            if let known = memo.outcomes[match] { return known }
            let outcome = found(match, &memo)
            let bytes = text.utf8.count + pattern.utf8.count
            if memo.bytes + bytes > Memo.maximumBytes { (memo.outcomes, memo.bytes) = ([:], 0) }
            memo.outcomes[match] = .some(outcome)
            memo.bytes += bytes
            return outcome
        }
    }

    private static func found(_ match: Match, _ memo: inout Memo) -> Bool? {
        guard let regex = memo.compiled(match.pattern) else { return nil }
        if match.isInsensitive, !(match.text.isASCII && match.pattern.isASCII) { return nil }
        return match.text.contains(regex.ignoresCase(match.isInsensitive))
    }

    /// A pattern whose matches are the server's; nil where that cannot be told. How long a match is
    /// may differ: the server's is the longest.
    private static func compiled(_ pattern: String) -> Regex<AnyRegexOutput>? {
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
