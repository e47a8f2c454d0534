/// An element: of XML as it stands, of YAML and JSON a key with its value.
struct MarkupElement {
    var name: String
    var attributes: [String: String] = [:]
    var children: [MarkupElement] = []
    var text = ""
    /// Line of the element, and of its text's first line.
    var line = 1
    var textLine = 1

    /// An attribute, or a child with only a text.
    func value(_ name: String) -> String? {
        attributes[name] ?? children.first { $0.name == name }?.text.trimmed
    }
}
