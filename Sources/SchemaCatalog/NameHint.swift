/// `; did you mean "…"?`
public enum NameHint {
    /// The hint, with a semicolon before it; empty where nothing is near.
    public static func text(_ word: String, _ words: [String]) -> String {
        let ranked = words.map { ($0, EditDistance.between($0, word)) }.min { $0.1 < $1.1 }
        guard let (nearest, distance) = ranked, distance <= max(2, word.count / 3) else { return "" }
        return "; did you mean \"\(nearest)\"?"
    }
}
