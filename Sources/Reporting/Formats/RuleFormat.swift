public import SchemaCatalog

/// The pages of rules.
public enum RuleFormat {
    /// The page of one rule, or the list of all for "rules"; nil where no rule has that name.
    public static func render(_ pages: [RulePage], _ name: String) -> String? {
        if name == "rules" {
            let width = pages.map(\.rule.count).max() ?? 0
            return pages.sorted { $0.rule < $1.rule }.map { $0.rule.padded(width) + "  " + $0.summary + "\n" }.joined()
        }
        guard let page = pages.first(where: { $0.rule == name }) else { return nil }
        let example = page.example.isEmpty ? "" : "\nExample:\n" + page.example.split(separator: "\n").map { "    \($0)\n" }.joined()
        return "\(page.rule)\n\n\(page.summary)\n\nWhy: \(page.why)\n\(example)\nWhat to do: \(page.remedy)\n"
    }
}
