import MigrationAnalysis

/// Files named by hand: a file, a folder, or a pattern with `*`, `?` and `**`.
enum PathPattern {
    /// The files that an argument means, relative to `root`; a folder's in natural order, a pattern's too.
    static func files(_ argument: String, root: String, extensions: [String]) throws(PipelineError) -> [String] {
        let full = argument.hasPrefix("/") ? argument : root + "/" + argument
        switch FileReader.fileKind(full) {
        case .directory?:
            let found = TreeWalker(full).files.filter { name in extensions.contains { name.hasSuffix($0) } }
            return found.sorted(by: NaturalOrder.isBefore).map { argument.hasSuffix("/") ? argument + $0 : argument + "/" + $0 }
        case .some: return [argument]
        case nil: break
        }
        guard argument.contains(where: { "*?[".contains($0) }) else {
            throw PipelineError(.input, "\(argument): no such file or folder (looked in \(root))")
        }
        let pattern = Array(argument)
        let found = TreeWalker(root).files.filter { matches(pattern[...], Array($0)[...]) }
        guard !found.isEmpty else { throw PipelineError(.input, "\(argument): no file matches this pattern (looked in \(root))") }
        return found.sorted(by: NaturalOrder.isBefore)
    }

    /// `*` and `?` stay within a folder; `**` does not.
    static func matches(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        let rest = pattern.dropFirst()
        if first == "*" {
            if rest.first == "*" {
                let after = rest.dropFirst().first == "/" ? rest.dropFirst(2) : rest.dropFirst()
                return matches(after, text) || (!text.isEmpty && matches(pattern, text.dropFirst()))
            }
            return matches(rest, text) || (text.first.map { $0 != "/" } ?? false && matches(pattern, text.dropFirst()))
        }
        guard let character = text.first, first == character || (first == "?" && character != "/") else { return false }
        return matches(rest, text.dropFirst())
    }
}
