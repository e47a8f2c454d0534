/// The rule of an extension's Makefile that puts its install script together from parts:
/// `sql/$(EXTENSION)--$(EXTVERSION).sql: $(sort $(wildcard sql/tables/*.sql)) …`.
enum ExtensionMakefile {
    /// The parts in the order in which they are put together; nil where no rule says so.
    static func parts(_ name: String, in folder: String, _ tree: ProjectTree) -> [String]? {
        guard
            let text = ["Makefile", "makefile", "GNUmakefile"].compactMap({
                tree.text(PathText.join(folder, $0))
            }).first
        else { return nil }
        for line in text.replacing("\\\n", with: " ").split(whereSeparator: \.isNewline)
        where !line.hasPrefix("\t") && !line.hasPrefix("#") {
            guard let colon = line.firstIndex(of: ":"), !line[colon...].hasPrefix(":=") else {
                continue
            }
            let target = line[..<colon].replacing("$(EXTENSION)", with: name)
            guard target.contains("\(name)--"),
                target.hasSuffix(".sql") || target.hasSuffix(".sql ")
            else { continue }
            let found = prerequisites(String(line[line.index(after: colon)...]), folder, tree)
            if !found.isEmpty { return found }
        }
        return nil
    }

    private static func prerequisites(_ text: String, _ folder: String, _ tree: ProjectTree)
        -> [String]
    {
        let words = text.replacing("$(sort", with: " ").replacing("$(wildcard", with: " ").split {
            " \t()".contains($0)
        }
        var found: [String] = []
        for word in words {
            guard let path = PathText.resolve(String(word), from: folder) else { continue }
            let matches =
                Glob.isPattern(path)
                ? tree.paths.filter { Glob.matches(path, $0) } : tree.contains(path) ? [path] : []
            for match in matches
            where (match.hasSuffix(".sql") || match.hasSuffix(".sql.in")) && !found.contains(match)
            { found.append(match) }
        }
        return found
    }
}
