import Foundation
#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Files in XML: changelogs, Maven's `pom.xml`.
enum XmlFile {
    /// The root; nil for what is no XML.
    static func root(_ text: String) -> MarkupElement? {
        let reader = Reader()
        let parser = XMLParser(data: Data(text.utf8))
        parser.shouldResolveExternalEntities = false
        parser.delegate = reader
        return parser.parse() ? reader.root : nil
    }

    /// Builds the tree. Names lose their prefix.
    private final class Reader: NSObject, XMLParserDelegate {
        private var open: [MarkupElement] = []
        private(set) var root: MarkupElement?

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
            qualifiedName: String?,
            attributes: [String: String] = [:]
        ) {
            let local = name.split(separator: ":").last.map(String.init) ?? name
            open.append(
                MarkupElement(
                    name: local, attributes: attributes, line: parser.lineNumber,
                    textLine: parser.lineNumber))
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { append(string, parser) }

        func parser(_ parser: XMLParser, foundCDATA block: Data) {
            append(String(decoding: block, as: UTF8.self), parser)
        }

        /// The parser stands at the end of what it found.
        private func append(_ string: String, _ parser: XMLParser) {
            guard let last = open.indices.last else { return }
            if open[last].text.isEmpty {
                open[last].textLine = parser.lineNumber - string.count { $0 == "\n" }
            }
            open[last].text += string
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
            qualifiedName: String?
        ) {
            guard let element = open.popLast() else { return }
            if open.isEmpty {
                root = element
            } else {
                open[open.count - 1].children.append(element)
            }
        }
    }
}
