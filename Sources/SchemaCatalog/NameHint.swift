/// `; did you mean "…"?`
public enum NameHint {
    /// The hint, with a semicolon before it; empty where nothing is near.
    public static func text(_ word: String, _ words: [String]) -> String {
        nearest(word, words).map { "; did you mean \"\($0)\"?" } ?? ""
    }

    /// The word with the least edit distance; nil where none is near, or there are too many to ask.
    public static func nearest(_ word: String, _ words: [String]) -> String? {
        guard words.count <= maximumWords else { return nil }
        var limit = max(2, word.count / 3)
        let length = word.utf8.count
        var nearest: String?
        // Each difference in length is an edit.
        for other in words where abs(other.utf8.count - length) <= limit {
            let distance = EditDistance.between(other, word)
            guard distance <= limit else { continue }
            nearest = other
            if distance == 0 { return nearest }
            limit = distance - 1
        }
        return nearest
    }

    private static let maximumWords = 2_000
}
