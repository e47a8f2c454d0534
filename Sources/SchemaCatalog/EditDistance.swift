/// Levenshtein's distance, for "did you mean".
public enum EditDistance {
    /// How many bytes to insert, delete or change.
    public static func between(_ a: String, _ b: String) -> Int {
        let (a, b) = (a.utf8.span, b.utf8.span)
        var row = Array(0...b.count)
        for i in a.indices {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let next = min(row[j + 1] + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0 : 1))
                (diagonal, row[j + 1]) = (row[j + 1], next)
            }
        }
        return row[b.count]
    }
}
