import MigrationAnalysis
import SQLText
import SchemaCatalog

/// Files named by hand: a file, a folder, or a pattern with `*`, `?` and `**`.
enum PathPattern {
    /// The files that an argument means, relative to `root`; a folder's in natural order, a
    /// pattern's too.
    ///
    /// - Parameter faults: What below a folder cannot be looked at.
    static func files(
        _ argument: String, root: String, _ faults: inout [Diagnostic]
    ) throws(PipelineError) -> [String] {
        let full = argument.hasPrefix("/") ? argument : root + "/" + argument
        switch FileReader.fileKind(full) {
        case .directory?:
            let found = TreeWalker(full)
            faults += found.faults.map { fault in
                var fault = fault
                fault.location = fault.location.map {
                    SourceLocation(
                        file: $0.file == "." ? argument : prefix(argument) + $0.file,
                        line: $0.line, column: $0.column)
                }
                return fault
            }
            return found.files.sorted(by: NaturalOrder.isBefore).map { prefix(argument) + $0 }
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

    private static func prefix(_ folder: String) -> String {
        folder == "." ? "" : folder.hasSuffix("/") ? folder : folder + "/"
    }
}
