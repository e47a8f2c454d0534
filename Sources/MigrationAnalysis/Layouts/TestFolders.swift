import SQLText

/// Where tests live when no tool says so.
enum TestFolders {
    static let names: Set<String> = [
        "test", "tests", "t", "pgtap", "pg_tap", "__tests__", "spec", "specs",
    ]
    private static let extensions = [".sql", ".pg", ".pgtap", ".t"]

    /// The test files of a tree: those in folders named for tests, and those named as tests anywhere,
    /// that call pgTAP.
    static func tests(in tree: ProjectTree, leavingOut: Set<String>) -> [String] {
        tree.paths.filter { path in
            hasTestExtension(path) && !leavingOut.contains(path) && looksLikeTest(path)
                && mentionsPgTAP(tree.bytes(path) ?? [])
        }
    }

    static func hasTestExtension(_ path: String) -> Bool {
        extensions.contains { path.hasSuffix($0) }
    }

    static func looksLikeTest(_ path: String) -> Bool {
        let parts = PathText.parts(path.lowercased())
        let name = parts.last ?? ""
        return parts.dropLast().contains(where: names.contains) || name.hasPrefix("test_")
            || name.hasPrefix("test-") || name.contains("_test.")
            || name.contains(".test.") || name.contains("-test.") || name.hasSuffix(".pg")
            || name.hasSuffix(".pgtap")
    }

    /// Whether the text calls something that only pgTAP's tests call.
    static func mentionsPgTAP(_ bytes: [UInt8]) -> Bool {
        var lexer = Lexer(.psql)
        var isCalled = false
        while true {
            let token = lexer.next(in: bytes.span)
            switch token.kind {
            case .endOfFile: return false
            case .openParen where isCalled: return true
            case .whitespace: break
            case .word: isCalled = isMark(token, bytes.span)
            case .dollarString:
                // Tests may stand in functions.
                if mentionsPgTAP(Array(bytes[bytes.span.dollarBody(of: token)])) { return true }
                isCalled = false
            default: isCalled = false
            }
        }
    }

    private static func isMark(_ word: Token, _ bytes: Span<UInt8>) -> Bool {
        bytes.isKeyword("plan", word) || bytes.isKeyword("no_plan", word)
            || bytes.isKeyword("runtests", word) || bytes.isKeyword("has_table", word)
            || bytes.isKeyword("has_column", word) || bytes.isKeyword("has_function", word)
            || bytes.isKeyword("col_type_is", word)
            || bytes.isKeyword("lives_ok", word) || bytes.isKeyword("throws_ok", word)
            || bytes.isKeyword("results_eq", word)
    }
}
