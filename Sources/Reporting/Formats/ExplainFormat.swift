import CoverageAnalysis
import SQLText
import SchemaCatalog

/// `pgcov explain OBJECT`.
public enum ExplainFormat {
    /// Nil when nothing that owes a test matches.
    public static func render(_ report: Report, _ pattern: String) -> String? {
        let wanted = ObjectPattern(pattern)
        let matching = report.results.filter { wanted.matches($0.requirement.claim.object) }
        guard !matching.isEmpty else { return nil }
        var lines: [String] = []
        var last: ObjectID?
        for result in matching {
            let id = result.requirement.claim.object
            if id != last {
                if last != nil { lines.append("") }
                lines.append(title(id))
                lines += result.requirement.definedAt.map {
                    "  \($0.action.rawValue) at \(place($0.location))"
                }
                last = id
            }
            lines += facet(result)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func title(_ id: ObjectID) -> String {
        let name = [id.schema, id.relation, id.name].compactMap { $0 }.joined(separator: ".")
        return "\(id.kind.rawValue.spaced) \(name)"
            + (id.arguments.map { "(\($0.joined(separator: ", ")))" } ?? "")
    }

    private static func facet(_ result: RequirementResult) -> [String] {
        let mark = result.state == .covered ? "✓" : result.state == .waived ? "–" : "✗"
        var lines = ["  \(mark) \(result.requirement.claim.facet.rawValue)"]
        let all = Array(result.evidence)
        for evidence in all.prefix(5) {
            lines.append(
                "      \(evidence.grade.name) by \(evidence.function.map { $0 + "()" } ?? "a statement") at \(place(evidence.location))"
            )
        }
        if all.count > 5 { lines.append("      and \(all.count - 5) more") }
        lines += result.nearMisses.map {
            "      ≈ \($0.function)() at \(place($0.location)) \($0.reason)"
        }
        if let waiver = result.waivers.first {
            lines.append("      waived at \(place(waiver.location)): \(waiver.reason)")
        }
        if let suggestion = result.suggestion, result.state == .gap {
            lines += StatementWrapping.lines(suggestion + ";", width: 100, indent: 6)
        }
        return lines
    }

    private static func place(_ location: SourceLocation) -> String {
        "\(location.file):\(location.line):\(location.column)"
    }
}
