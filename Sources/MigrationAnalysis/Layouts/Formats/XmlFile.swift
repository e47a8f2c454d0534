import CExpat

/// Files in XML: changelogs, Maven's `pom.xml`.
enum XmlFile {
    /// The root; nil for what is no XML. What it refers to elsewhere is not read.
    static func root(_ text: String) -> MarkupElement? {
        // The text is UTF-8 by now, whatever its declaration says.
        guard let parser = unsafe XML_ParserCreate("UTF-8") else { return nil }
        defer { unsafe XML_ParserFree(parser) }
        let reader = unsafe Reader(parser)
        unsafe XML_SetUserData(parser, Unmanaged.passUnretained(reader).toOpaque())
        unsafe XML_SetElementHandler(
            parser,
            { reader, name, attributes in
                unsafe Reader.of(reader)?.start(name, attributes)
            }, { reader, _ in unsafe Reader.of(reader)?.end() })
        unsafe XML_SetCharacterDataHandler(parser) { reader, bytes, count in
            unsafe Reader.of(reader)?.append(
                UnsafeRawBufferPointer(start: bytes, count: Int(count)))
        }
        var text = text
        let isWhole = text.withUTF8 { bytes in
            guard let count = Int32(exactly: bytes.count) else { return false }
            return unsafe bytes.withMemoryRebound(to: CChar.self) {
                unsafe XML_Parse(parser, $0.baseAddress, count, 1) == XML_STATUS_OK
            }
        }
        return isWhole ? reader.root : nil
    }

    /// Builds the tree, as long as the parser is there. Names lose their prefix.
    @safe private final class Reader {
        private let parser: XML_Parser
        private var open: [MarkupElement] = []
        private(set) var root: MarkupElement?

        init(_ parser: XML_Parser) { unsafe self.parser = parser }

        static func of(_ pointer: UnsafeMutableRawPointer?) -> Reader? {
            unsafe pointer.map { unsafe Unmanaged.fromOpaque($0).takeUnretainedValue() }
        }

        /// Where what is told begins.
        private var line: Int { Int(unsafe XML_GetCurrentLineNumber(parser)) }

        /// Deeper than any file of a tool's: who reads the tree calls itself for each element.
        private static let deepest = 256

        /// - Parameter attributes: Names and values in turn, and nil behind them.
        func start(
            _ name: UnsafePointer<CChar>?,
            _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
        ) {
            if open.count == Self.deepest { unsafe XML_StopParser(parser, 0) }
            let name = unsafe name.map { unsafe String(cString: $0) } ?? ""
            var element = MarkupElement(
                name: name.split(separator: ":").last.map(String.init) ?? name, line: line,
                textLine: line)
            var index = 0
            while let name = unsafe attributes?[index], let value = unsafe attributes?[index + 1] {
                unsafe element.attributes[String(cString: name)] = unsafe String(cString: value)
                index += 2
            }
            open.append(element)
        }

        func append(_ bytes: UnsafeRawBufferPointer) {
            guard let last = open.indices.last else { return }
            if open[last].text.isEmpty { open[last].textLine = line }
            open[last].text += unsafe String(decoding: bytes, as: UTF8.self)
        }

        func end() {
            guard let element = open.popLast() else { return }
            if open.isEmpty {
                root = element
            } else {
                open[open.count - 1].children.append(element)
            }
        }
    }
}
