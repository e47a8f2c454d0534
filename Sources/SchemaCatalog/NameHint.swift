/// `; did you mean "…"?`
public enum NameHint {
    /// The hint, with a semicolon before it; empty where nothing is near.
    public static func text(_ word: String, _ words: [String]) -> String {
        nearest(word, words).map { "; did you mean \"\($0)\"?" } ?? ""
    }

    /// The word with the least edit distance; nil where none is near, or there are too many to ask.
    public static func nearest(_ word: String, _ words: [String]) -> String? {
        guard words.count <= maximumWords,
            let (nearest, distance) = words.map({ ($0, EditDistance.between($0, word)) }).min(by: {
                $0.1 < $1.1
            }),
            distance <= max(2, word.count / 3)
        else { return nil }
        return nearest
    }

    private static let maximumWords = 2_000
}
