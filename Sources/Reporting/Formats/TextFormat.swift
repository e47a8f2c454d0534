import CoverageAnalysis
import SQLText
import SchemaCatalog

/// The report as a person reads it: what is covered, what is not and how to close it, what is
/// wrong.
public struct TextFormat {
    private let report: Report
    private let style: TerminalStyle
    /// Objects shown at most; nil for all.
    private let limit: Int?
    private let sink: (String) -> Void
    /// Not handed over yet.
    private var lines: [String] = []

    /// The whole text.
    ///
    /// - Parameter limit: The most objects with gaps to show; nil for all of them.
    public static func render(_ report: Report, _ style: TerminalStyle, limit: Int? = nil) -> String
    {
        var text = ""
        write(report, style, limit: limit) { text += $0 }
        return text
    }

    /// Hands the text over to `sink`, piece by piece: with a fault for every object it is large.
    ///
    /// - Parameter limit: The most objects with gaps to show; nil for all of them.
    public static func write(
        _ report: Report, _ style: TerminalStyle, limit: Int?, to sink: @escaping (String) -> Void
    ) {
        var format = TextFormat(report, style, limit, sink)
        format.diagnostics()
        format.gaps()
        format.summary()
        format.verdict()
        format.handOver()
    }

    private init(
        _ report: Report, _ style: TerminalStyle, _ limit: Int?, _ sink: @escaping (String) -> Void
    ) {
        (self.report, self.style, self.limit, self.sink) = (report, style, limit, sink)
    }

    /// Lines that make a piece.
    private static let pieceLength = 500

    /// Hands over what there is, once it makes a piece.
    private mutating func handOverFullPiece() {
        if lines.count >= Self.pieceLength { handOver() }
    }

    private mutating func handOver() {
        sink(lines.joined(separator: "\n") + "\n")
        lines.removeAll(keepingCapacity: true)
    }

    // MARK: - Diagnostics

    private mutating func diagnostics() {
        guard !report.diagnostics.isEmpty else { return }
        DiagnosticText.lines(report.diagnostics, style) { more in
            lines += more
            handOverFullPiece()
        }
        lines.append("")
    }

    // MARK: - Gaps

    private mutating func gaps() {
        let (shown, hidden) = GapGroup.groups(report.results, limit: limit)
        for group in shown {
            lines.append(style.paint(group.title, .bold))
            if let place = group.place {
                let fits = group.title.count + 2 + place.count <= style.width
                if fits {
                    lines[lines.count - 1] += "  " + style.paint(place, .dim)
                } else {
                    lines.append("  " + style.paint(place, .dim))
                }
            }
            let width = min(40, group.items.map(\.label.count).max() ?? 0)
            for item in group.items { show(item, group, width) }
            lines.append("")
            handOverFullPiece()
        }
        if hidden > 0 {
            lines += ["… and \(hidden.counted("more object")) with gaps (--limit 0 shows all)", ""]
        }
    }

    private mutating func show(_ item: GapGroup.Item, _ group: GapGroup, _ width: Int) {
        let label = item.label.padded(width)
        let indent = 4 + label.count + 2
        // Beside a long name there is no room.
        let isBeside = style.width - indent >= min(item.facets.count, 30)
        var facets = wrapped(item.facets, indent: isBeside ? indent : 6)
        if isBeside {
            lines.append(
                "  " + style.paint("✗ ", .red) + label + "  "
                    + facets.removeFirst().dropFirst(indent))
        } else {
            lines.append("  " + style.paint("✗ ", .red) + item.label)
        }
        lines += facets
        // A gap's own place is said where it differs from the group's.
        if let place = item.place, place != group.place {
            let used =
                isBeside && facets.isEmpty
                ? indent + item.facets.count : lines[lines.count - 1].count
            let fits = used + 2 + place.count <= style.width
            if fits {
                lines[lines.count - 1] += "  " + style.paint(place, .dim)
            } else {
                lines.append("      " + style.paint(place, .dim))
            }
        }
        for miss in item.nearMisses {
            lines += wrapped("≈ \(miss)", indent: 6).map { style.paint($0, .yellow) }
        }
        for suggestion in item.suggestions {
            lines += StatementWrapping.lines(suggestion + ";", width: style.width, indent: 6).map {
                style.paint($0, .cyan)
            }
        }
    }

    // MARK: - Summary

    private mutating func summary() {
        let kinds = report.summary.byKind.sorted { $0.key.rank < $1.key.rank }
        let rows =
            kinds.map { ($0.key.rawValue.spaced, $0.value) } + [
                ("total", report.summary.total)
            ]
        let width = rows.map(\.0.count).max() ?? 0
        for (name, counts) in rows {
            if name == "total" {
                lines.append(style.paint(String(repeating: "─", count: width + 42), .dim))
            }
            let share = Int((counts.coverage * 100).rounded(.down))
            let colour: TerminalStyle.Colour =
                counts.gaps == 0 ? .green : share >= 50 ? .yellow : .red
            let waived = counts.waived > 0 ? "  \(counts.waived) waived" : ""
            lines.append(
                name.padded(width) + "  " + style.paint(Self.bar(counts.coverage), colour) + "  "
                    + "\(share) %".aligned(5) + "  "
                    + "\(counts.covered)/\(counts.required)".aligned(9) + waived)
        }
    }

    /// Twenty cells, filled by eighths; full only when nothing is missing.
    private static func bar(_ share: Double) -> String {
        let eighths = Int((share * 160).rounded(.down))
        let partial = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
        return (String(repeating: "█", count: eighths / 8) + partial).padded(20)
    }

    private mutating func verdict() {
        lines.append("")
        let counted =
            "\(report.migrations.count.counted("migration")), \(report.tests.count.counted("test file")), \(report.assertions.counted("assertion"))"
        lines.append(
            style.paint(
                "\(counted) · level \(report.level.name) · \(report.layouts.joined(separator: ", "))",
                .dim))
        if let scope = report.scope {
            let owes = report.results.isEmpty ? "; nothing in them owes a test" : ""
            lines.append(style.paint("Only \(scope)\(owes)", .dim))
        }
        if report.waivedDiagnostics > 0 {
            lines.append(
                style.paint("\(report.waivedDiagnostics.counted("diagnostic")) waived", .dim))
        }
        var unread: [String] = []
        if report.unparsedStatements > 0 {
            unread.append("\(report.unparsedStatements.counted("statement")) could not be parsed")
        }
        if report.opaqueStatements > 0 {
            unread.append("\(report.opaqueStatements) could not be followed")
        }
        if report.dynamicAssertions > 0 {
            let verb = report.dynamicAssertions == 1 ? "depends" : "depend"
            unread.append(
                "\(report.dynamicAssertions.counted("assertion")) \(verb) on the database")
        }
        if !unread.isEmpty {
            lines += wrapped("Not read in full: " + unread.joined(separator: ", ") + ".", indent: 0)
                .map { style.paint($0, .yellow) }
        }
        if report.failures.isEmpty {
            lines.append(style.paint("✓ passed", .green))
        } else {
            lines.append(style.paint("✗ failed: " + report.failures.joined(separator: ", "), .red))
            lines.append(
                "Next: add the assertions above to a test, or see `pgcov explain OBJECT` for one object."
            )
        }
    }

    /// A message in lines of the style's width.
    private func wrapped(_ message: String, indent: Int) -> [String] {
        TextWrapping.lines(message, width: style.width, indent: indent)
    }
}
