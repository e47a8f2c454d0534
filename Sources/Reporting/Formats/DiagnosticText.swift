import SchemaCatalog
import SQLText

/// Diagnostics as text: a place, a severity and a rule, and below it what is the matter.
enum DiagnosticText {
    /// Beyond so many, diagnostics that say the same stand together; JSON has each.
    private static let maximumRepeats = 3

    /// Hands over the lines of each diagnostic, in order.
    static func lines(
        _ diagnostics: [Diagnostic], _ style: TerminalStyle, each: ([String]) -> Void
    ) {
        let others = Dictionary(grouping: diagnostics.indices) { Repeated(diagnostics[$0]) }
        for (index, diagnostic) in diagnostics.enumerated() {
            let same = others[Repeated(diagnostic)] ?? []
            let isCollapsed = same.count > maximumRepeats
            if isCollapsed, same.first != index { continue }
            let place = diagnostic.location.map { "\($0.file):\($0.line):\($0.column): " } ?? ""
            let colour: TerminalStyle.Colour = diagnostic.severity == .error ? .red : .yellow
            var lines = [
                style.paint(place, .bold) + style.paint(diagnostic.severity.name, colour)
                    + " [\(diagnostic.rule)]"
            ]
            lines += TextWrapping.lines(diagnostic.message, width: style.width, indent: 2)
            if isCollapsed {
                let next = same.dropFirst().prefix(2).compactMap {
                    diagnostics[$0].location.map { "\($0.file):\($0.line)" }
                }
                lines += TextWrapping.lines(
                    "\(same.count - 1) more of the same: \(next.joined(separator: ", "))"
                        + (same.count > 3 ? ", …" : ""), width: style.width, indent: 2)
            }
            each(lines)
        }
    }

    private struct Repeated: Hashable {
        var rule: String
        var message: String

        init(_ diagnostic: Diagnostic) { (rule, message) = (diagnostic.rule, diagnostic.message) }
    }
}
