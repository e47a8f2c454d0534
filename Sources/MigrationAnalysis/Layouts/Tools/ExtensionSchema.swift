import SQLText

/// The schema that the tests of an extension look for it in. A control file without `schema` leaves
/// it to whoever runs CREATE EXTENSION, and tests are written for one.
enum ExtensionSchema {
    /// The schema that tests install the extension in, or by which they call what it makes; nil
    /// where they tell none.
    ///
    /// - Parameter makes: The scripts of the extension.
    static func named(
        _ extensionName: String, makes scripts: [String], under folder: String, _ tree: ProjectTree
    ) -> String? {
        let tests = tree.files(under: folder).filter {
            $0.hasSuffix(".sql") && TestFolders.looksLikeTest($0)
        }
        guard !tests.isEmpty, !scripts.isEmpty else { return nil }
        let made = CreationOrder.created(by: scripts, in: tree)
        var counts: [String: Int] = [:]
        for test in tests {
            let bytes = tree.bytes(test) ?? []
            if let schema = installed(extensionName, bytes.span) { return schema }
            count(made, bytes.span, &counts)
        }
        // The extension's own schema is no matter of whoever installs it, and one qualified name
        // may be a coincidence.
        let others = counts.filter { !made.contains($0.key) && $0.value > 1 }
        return others.max { ($0.value, $1.key) < ($1.value, $0.key) }.map(\.key).flatMap {
            $0 == "public" ? nil : $0
        }
    }

    /// The schema in `CREATE EXTENSION … SCHEMA s`.
    private static func installed(_ extensionName: String, _ bytes: Span<UInt8>) -> String? {
        var words: [String] = []
        var lexer = Lexer(.psql)
        while true {
            let token = lexer.next(in: bytes)
            if token.kind == .endOfFile { return nil }
            if token.kind.isTrivia { continue }
            guard token.kind.isName, let word = try? bytes.identifier(token) else {
                words = []
                continue
            }
            words.append(word)
            if words.count > 2, words[words.count - 2] == "schema", words.contains(extensionName),
                words.first == "create"
            {
                return word
            }
        }
    }

    /// Counts the schemas by which something is called that the extension makes.
    private static func count(
        _ made: Set<String>, _ bytes: Span<UInt8>, _ counts: inout [String: Int]
    ) {
        var qualifier: String?
        var isBehindDot = false
        var lexer = Lexer(.psql)
        while true {
            let token = lexer.next(in: bytes)
            switch token.kind {
            case .endOfFile: return
            case .dot: isBehindDot = qualifier != nil
            case _ where token.kind.isName:
                let name = (try? bytes.identifier(token)) ?? ""
                if isBehindDot, let schema = qualifier, made.contains(name) {
                    counts[schema, default: 0] += 1
                }
                (qualifier, isBehindDot) = (name, false)
            default: (qualifier, isBehindDot) = (nil, false)
            }
        }
    }
}
