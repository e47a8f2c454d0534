import QueryAnalysis
import SQLSyntax
import SQLText
import SchemaCatalog

/// Routines of the schema that change it when they are called: what a test asserts behind such a
/// call hangs on what that has made.
struct SchemaChangers: Sendable {
    private let catalog: Catalog
    private var known: [String: Bool] = [:]

    init(_ catalog: Catalog) { self.catalog = catalog }

    /// Whether something that a file calls may change the schema.
    mutating func areCalled(by file: TestFile) -> Bool {
        var names = Set(file.exercises.flatMap { $0.uses.calls.map(\.name.name) })
        names.formUnion(file.calledFunctions)
        return names.sorted().contains { changes($0) }
    }

    private mutating func changes(_ routine: String) -> Bool {
        if let known = known[routine] { return known }
        let texts = catalog.schemaNames.flatMap { schema in
            catalog.objects(ObjectKind.routines, inSchema: schema, named: routine)
        }.compactMap { $0.definition.body?.text }
        guard !texts.isEmpty else { return false }
        // Until it is known: routines may call themselves.
        known[routine] = false
        let found = texts.contains { text in
            let words = Self.words(text)
            return words.definesObjects || words.called.contains { changes($0) }
        }
        known[routine] = found
        return found
    }

    /// Whether a body's text, that of its literals too, creates, alters or drops something that
    /// outlives the session, and the words before parentheses.
    private static func words(_ text: String) -> (definesObjects: Bool, called: [String]) {
        let bytes = Array(text.utf8)
        var (defines, called) = (false, [String]())
        var (splitter, tokens) = (StatementSplitter(.sql), [Token]())
        while splitter.next(in: bytes.span, tokens: &tokens) != nil {
            for (index, token) in tokens.enumerated() {
                if token.kind.isString {
                    defines = defines || isDefinition(bytes.span.text(of: token))
                } else if token.kind == .word {
                    let next = index + 1 < tokens.count ? tokens[index + 1] : token
                    if next.kind == .openParen, let name = try? bytes.span.identifier(token) {
                        called.append(name)
                    } else if ["create", "alter", "drop"].contains(
                        bytes.span.text(of: token).lowercased())
                    {
                        defines = defines || !isTemporary(bytes.span.text(of: next))
                    }
                }
            }
        }
        return (defines, called)
    }

    /// `'CREATE TABLE ' || name`.
    private static func isDefinition(_ literal: String) -> Bool {
        let words = literal.lowercased().split { !$0.isLetter }
        guard let first = words.first, ["create", "alter", "drop"].contains(first) else {
            return false
        }
        return words.count < 2 || !isTemporary(String(words[1]))
    }

    private static func isTemporary(_ word: String) -> Bool {
        word.lowercased().hasPrefix("temp")
    }
}
