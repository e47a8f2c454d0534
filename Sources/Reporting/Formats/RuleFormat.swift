public import SchemaCatalog

/// The pages of rules.
public enum RuleFormat {
    /// Columns that a page takes.
    private static let width = 100

    /// The page of one rule, or the list of all for "rules"; nil where no rule has that name.
    public static func render(_ pages: [RulePage], _ name: String) -> String? {
        if name == "rules" { return list(pages) }
        guard let page = pages.first(where: { $0.rule == name }) else { return nil }
        let example =
            page.example.isEmpty
            ? []
            : [
                (["Example:"] + page.example.split(separator: "\n").map { "    \($0)" }).joined(
                    separator: "\n")
            ]
        let parts =
            [page.rule, wrapped(page.summary), wrapped("Why: \(page.why)")] + example + [
                wrapped("What to do: \(page.remedy)")
            ]
        return parts.joined(separator: "\n\n") + "\n"
    }

    private static func list(_ pages: [RulePage]) -> String {
        let column = (pages.map(\.rule.count).max() ?? 0) + 2
        return pages.sorted { $0.rule < $1.rule }.map { page in
            let lines = TextWrapping.lines(page.summary, width: width, indent: column)
            return page.rule.padded(column) + lines.joined(separator: "\n").dropFirst(column) + "\n"
        }.joined()
    }

    private static func wrapped(_ text: String) -> String {
        TextWrapping.lines(text, width: width).joined(separator: "\n")
    }
}
