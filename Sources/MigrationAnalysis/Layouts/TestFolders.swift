/// Where tests live when no tool says so.
enum TestFolders {
    static let names: Set<String> = ["test", "tests", "t", "pgtap", "pg_tap", "__tests__", "spec", "specs"]

    /// The test files below a root: those in folders named for tests, and those named as tests anywhere,
    /// that call pgTAP.
    static func tests(in tree: ProjectTree, root: String, leavingOut: Set<String>) -> [String] {
        tree.files(under: root).filter { path in
            guard path.hasSuffix(".sql") || path.hasSuffix(".pg") || path.hasSuffix(".pgtap") || path.hasSuffix(".t"), !leavingOut.contains(path)
            else { return false }
            return looksLikeTest(path) && mentionsPgTAP(tree.text(path) ?? "")
        }
    }

    static func looksLikeTest(_ path: String) -> Bool {
        let parts = PathText.parts(path).map { $0.lowercased() }
        let name = parts.last ?? ""
        return parts.dropLast().contains(where: names.contains) || name.hasPrefix("test_") || name.hasPrefix("test-") || name.contains("_test.")
            || name.contains(".test.") || name.contains("-test.") || name.hasSuffix(".pg") || name.hasSuffix(".pgtap")
    }

    /// Whether the text calls something that only pgTAP's tests call.
    static func mentionsPgTAP(_ text: String) -> Bool {
        let lower = text.lowercased()
        return ["plan(", "plan (", "no_plan(", "finish(", "runtests(", "has_table(", "has_column(", "has_function(", "col_type_is(", "lives_ok(", "throws_ok(", "results_eq(", "return next "]
            .contains { lower.contains($0) }
    }
}
