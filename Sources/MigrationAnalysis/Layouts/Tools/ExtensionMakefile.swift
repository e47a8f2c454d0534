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
        let lines = text.replacing("\\\n", with: " ").lines.map(String.init)
        let variables = variables(lines)
        for (index, line) in lines.enumerated() where !line.hasPrefix("\t") && !line.hasPrefix("#")
        {
            guard let colon = line.firstIndex(of: ":"), !line[colon...].hasPrefix(":=") else {
                continue
            }
            let target = line[..<colon].replacing("$(EXTENSION)", with: name).split(
                separator: " "
            ).joined()
            guard isInstallScript(target, of: name) else { continue }
            let prerequisites = String(line[line.index(after: colon)...])
            let recipe = lines[(index + 1)...].prefix { $0.hasPrefix("\t") }
            for text in recipe.compactMap(concatenated) + [prerequisites] {
                let found = files(expand(text, variables), folder, tree)
                if !found.isEmpty { return found }
            }
        }
        return nil
    }

    /// `name--1.0.sql`, or the source that it is a copy of.
    private static func isInstallScript(_ target: String, of name: String) -> Bool {
        guard target.hasSuffix(".sql") else { return false }
        return target.contains("\(name)--") || PathText.name(target) == "\(name).sql"
    }

    /// What `cat` is given by a line of a recipe: `@cat a.sql b.sql > $@`.
    private static func concatenated(_ line: String) -> String? {
        let words = line.split { $0 == " " || $0 == "\t" }
        guard let first = words.first, ["cat", "@cat", "-cat"].contains(first) else { return nil }
        return words.dropFirst().prefix { !$0.hasPrefix(">") && $0 != "|" }.joined(separator: " ")
    }

    /// The variables that are set whatever the machine is: none from within a condition.
    private static func variables(_ lines: [String]) -> [String: String] {
        var values: [String: String] = [:]
        var depth = 0
        for line in lines where !line.hasPrefix("\t") {
            let first = line.prefix { !$0.isWhitespace && $0 != "(" }
            if first.hasPrefix("if") { depth += 1 }
            if first == "endif" { depth -= 1 }
            guard depth == 0, let equals = line.firstIndex(of: "=") else { continue }
            var name = line[..<equals]
            let isAdded = name.hasSuffix("+")
            while let last = name.last, "+?:".contains(last) { name.removeLast() }
            let key = name.split(separator: " ").joined()
            let value = line[line.index(after: equals)...].split(separator: " ").joined(
                separator: " ")
            values[key] = isAdded ? "\(values[key] ?? "") \(value)" : value
        }
        return values
    }

    /// Variables are replaced once: those of paths seldom stand for others.
    private static func expand(_ text: String, _ variables: [String: String]) -> String {
        var text = text
        for (name, value) in variables.sorted(by: { $0.key < $1.key })
        where text.contains("$(\(name))") {
            text = text.replacing("$(\(name))", with: value)
        }
        return text
    }

    private static func files(_ text: String, _ folder: String, _ tree: ProjectTree) -> [String] {
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
