import SQLText

/// Where tests live when no tool says so.
enum TestFolders {
    private static let names: [StaticString] = [
        "test", "tests", "t", "pgtap", "pg_tap", "__tests__", "spec", "specs",
    ]
    private static let extensions = [".sql", ".pg", ".pgtap", ".t"]

    /// The test files of a tree: those in folders named for tests, and those named as tests
    /// anywhere, that call pgTAP.
    static func tests(in tree: ProjectTree, leavingOut: Set<String>) -> [String] {
        tree.paths.filter { path in
            !leavingOut.contains(path) && isNamedAsTest(path) && tree.mentionsPgTAP(path)
                && !PgTAPCopies.contain(path, tree) && !isPerl(path, tree)
        }
    }

    /// Whether a `.t` is one of Perl's own tests, which have functions of the same names.
    private static func isPerl(_ path: String, _ tree: ProjectTree) -> Bool {
        guard path.hasSuffix(".t"), let text = tree.text(path) else { return false }
        return text.lines.contains { line in
            line.hasPrefix("#!") && line.contains("perl") || line.hasPrefix("use ")
        }
    }

    static func isNamedAsTest(_ path: String) -> Bool {
        hasTestExtension(path) && (looksLikeTest(path) || isNamedForTests(path))
    }

    /// `test.sql`, `schema_tests.sql`: names that other files have as well (a table of lab tests),
    /// so that only what calls pgTAP is a test.
    private static func isNamedForTests(_ path: String) -> Bool {
        let stem = PathText.stem(path).lowercased()
        return stem == "test" || stem == "tests"
            || ["_tests", "-tests", ".tests"].contains(where: stem.hasSuffix)
    }

    /// Files among tests whose endings no runner takes (`users.psql`, `users.sql.bak`), and that
    /// call pgTAP.
    static func misnamed(in tree: ProjectTree, leavingOut: Set<String>) -> [String] {
        tree.paths.filter { path in
            !hasTestExtension(path) && isMisnamed(path) && looksLikeTest(path)
                && !leavingOut.contains(path) && mentionsPgTAP(tree.bytes(path) ?? [])
        }
    }

    /// `.sql` with something behind it, or another ending of SQL; what templates are made into has
    /// an ending of its own.
    private static func isMisnamed(_ path: String) -> Bool {
        guard path.utf8.span.mayBeMisnamed else { return false }
        let name = PathText.name(path).lowercased()
        if [".psql", ".pgsql", ".plpgsql", ".tap", ".sql~"].contains(where: name.hasSuffix) {
            return true
        }
        let stem = PathText.stem(name)
        return stem != name && hasTestExtension(stem)
            && !templates.contains(String(name.utf8.dropFirst(stem.utf8.count + 1)) ?? "")
    }

    private static let templates: Set<String> = [
        "in", "inc", "tmpl", "tpl", "template", "j2", "jinja", "jinja2", "erb", "ejs", "mustache",
        "gotmpl", "tt", "m4", "snap", "md", "gz", "zip",
    ]

    static func hasTestExtension(_ path: String) -> Bool {
        extensions.contains { path.hasSuffix($0) }
    }

    static func looksLikeTest(_ path: String) -> Bool {
        // Asked of each file, several times: bytes are compared where they stand.
        let bytes = path.utf8.span
        var start = 0
        for index in bytes.indices where bytes[index] == UInt8(ascii: "/") {
            if isName(start..<index, bytes) { return true }
            start = index + 1
        }
        guard bytes.extracting(start...).mayNameTest else { return false }
        let name = bytes.text(of: start..<bytes.count).lowercased()
        return name.hasPrefix("test_")
            || name.hasPrefix("test-") || name.holds("_test.")
            || name.holds(".test.") || name.holds("-test.") || name.hasSuffix(".pg")
            || name.hasSuffix(".pgtap")
    }

    /// Whether a folder is called as those of tests are.
    static func isName(_ folder: String) -> Bool {
        let bytes = folder.utf8.span
        return isName(0..<bytes.count, bytes)
    }

    private static func isName(_ folder: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        names.contains { bytes.isKeyword($0, folder) }
    }

    /// Whether the text calls something that only pgTAP's tests call.
    static func mentionsPgTAP(_ bytes: [UInt8]) -> Bool {
        mentionsPgTAP(bytes.span, depth: 0)
    }

    /// A test may stand in a function that a block makes; deeper than this nobody looks for one,
    /// and each level is read once more.
    private static let deepestBody = 4

    private static func mentionsPgTAP(_ bytes: Span<UInt8>, depth: Int) -> Bool {
        guard depth <= deepestBody else { return false }
        var lexer = Lexer(.psql)
        var word: Token?
        // Whether the word stands behind NEXT: `RETURN NEXT ok(…)`.
        var isReturned = false
        while true {
            let token = lexer.next(in: bytes)
            switch token.kind {
            case .endOfFile: return false
            case .openParen:
                if let called = word, isMark(called, isReturned, bytes) { return true }
                word = nil
            case .whitespace: break
            case .word:
                isReturned = word.map { bytes.isKeyword("next", $0) } ?? false
                word = token
            case .dollarString:
                // Tests may stand in functions.
                let body = bytes.extracting(bytes.dollarBody(of: token))
                if mentionsPgTAP(body, depth: depth + 1) { return true }
                word = nil
            default: word = nil
            }
        }
    }

    private static func isMark(_ word: Token, _ isReturned: Bool, _ bytes: Span<UInt8>) -> Bool {
        guard let name = try? bytes.identifier(word) else { return false }
        return marks.contains(name) || isReturned && commonNames.contains(name)
    }

    /// Functions of pgTAP whose names others have, too: their results are a test's lines where a
    /// function returns them one by one.
    private static let commonNames: Set<String> = [
        "ok", "is", "isnt", "pass", "fail", "matches", "alike",
    ]

    /// Functions of pgTAP whose names nothing else is likely to have; `ok`, `is` and `pass` are not
    /// among them.
    private static let marks: Set<String> = [
        "plan", "no_plan", "finish", "runtests", "do_tap", "check_test", "collect_tap", "lives_ok",
        "throws_ok", "throws_like", "throws_ilike", "throws_matching", "performs_ok", "results_eq",
        "results_ne", "set_eq", "set_ne", "bag_eq", "bag_ne", "set_has", "bag_has", "is_empty",
        "isnt_empty", "row_eq", "cmp_ok", "isa_ok", "fk_ok", "has_table", "hasnt_table",
        "has_column",
        "hasnt_column", "has_schema", "hasnt_schema", "has_view", "has_materialized_view",
        "has_index",
        "hasnt_index", "has_pk", "has_fk", "has_unique", "has_check", "has_trigger", "has_function",
        "hasnt_function", "has_type", "has_enum", "has_domain", "has_sequence", "has_extension",
        "has_role", "col_type_is", "col_not_null", "col_is_null", "col_is_pk", "col_is_fk",
        "col_is_unique", "col_has_default", "col_hasnt_default", "col_default_is", "col_has_check",
        "columns_are", "tables_are", "views_are", "materialized_views_are", "functions_are",
        "indexes_are", "triggers_are", "policies_are", "enums_are", "schemas_are",
        "index_is_unique",
        "index_is_primary", "function_returns", "function_lang_is", "function_privs_are",
        "table_privs_are", "is_definer", "volatility_is", "trigger_is", "policy_cmd_is",
        "policy_roles_are", "enum_has_labels", "domain_type_is", "table_owner_is",
    ]
}

extension Span<UInt8> {
    /// Whether a path's last ending begins as one of those that are misspelled does, or stands
    /// behind another: what is looked at before a copy in lower case is made of it.
    fileprivate var mayBeMisnamed: Bool {
        var dots = 0
        for index in indices.reversed() {
            if self[index] == UInt8(ascii: "/") { return false }
            guard self[index] == UInt8(ascii: ".") else { continue }
            dots += 1
            if dots > 1 { return true }
            let first = index + 1 < count ? self[index + 1] | 0x20 : 0
            if [UInt8(ascii: "p"), UInt8(ascii: "s"), UInt8(ascii: "t")].contains(first) {
                return true
            }
        }
        return false
    }

    /// Whether a file's name has, in whatever case, `test` or ends as pgTAP's own files do: what is
    /// looked at before a copy in lower case is made of it.
    fileprivate var mayNameTest: Bool {
        if count > 3, self[count - 1] | 0x20 == UInt8(ascii: "g") { return true }
        if count > 6, self[count - 1] | 0x20 == UInt8(ascii: "p") { return true }
        return count > 4 && (0..<count - 3).contains { isKeyword("test", $0..<$0 + 4) }
    }
}
