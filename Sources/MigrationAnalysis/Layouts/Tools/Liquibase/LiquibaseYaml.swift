import Yams

/// Changelogs in YAML and JSON.
enum LiquibaseYaml {
    /// The changelog, as the element that it is in XML; nil for what is none.
    static func root(_ text: String) -> MarkupElement? {
        guard let root = try? Yams.compose(yaml: text), let log = root["databaseChangeLog"] else {
            return nil
        }
        return MarkupElement(
            name: "databaseChangeLog", children: (log.sequence.map(Array.init) ?? []).flatMap(pairs)
        )
    }

    /// Each key of a mapping as an element.
    private static func pairs(_ node: Node) -> [MarkupElement] {
        guard case .mapping(let mapping) = node else { return [] }
        return mapping.map { key, value in
            element(key.string ?? "", value, line: (key.mark ?? value.mark)?.line ?? 1)
        }
    }

    private static func element(_ name: String, _ node: Node, line: Int)
        -> MarkupElement
    {
        var element = MarkupElement(name: name, line: line, textLine: line)
        switch node {
        case .scalar(let scalar):
            let piece = EmbeddedScalar.piece(scalar)
            (element.text, element.textLine) = (piece.text, piece.line)
        case .mapping: element.children = pairs(node)
        case .sequence(let items): element.children = items.flatMap(pairs)
        case .alias: break
        }
        return element
    }
}
