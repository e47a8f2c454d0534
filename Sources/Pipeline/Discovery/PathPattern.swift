import MigrationAnalysis

/// Files named by hand: a file, a folder, or a pattern with `*`, `?` and `**`.
enum PathPattern {
    /// The files that an argument means, relative to `root`; a folder's in natural order, a
    /// pattern's too.
    static func files(_ argument: String, root: String) throws(PipelineError) -> [String] {
        let full = argument.hasPrefix("/") ? argument : root + "/" + argument
        switch FileReader.fileKind(full) {
        case .directory?:
            let found = TreeWalker(full).files
            let prefix = argument == "." ? "" : argument.hasSuffix("/") ? argument : argument + "/"
            return found.sorted(by: NaturalOrder.isBefore).map { prefix + $0 }
        case .some: return [argument]
        case nil: break
        }
        guard Glob.isPattern(argument) else {
            throw PipelineError(.input, "\(argument): no such file or folder (looked in \(root))")
        }
        let found = TreeWalker(root).files.filter { Glob.matches(argument, $0) }
        guard !found.isEmpty else {
            throw PipelineError(
                .input, "\(argument): no file matches this pattern (looked in \(root))")
        }
        return found.sorted(by: NaturalOrder.isBefore)
    }
}
