/// `pgcov doctor`.
public enum DoctorFormat {
    /// As text: each project as `inspect layout` shows it, then the checks.
    public static func text(_ report: DoctorReport, _ style: TerminalStyle) -> String {
        let layouts = report.projects.isEmpty ? "" : LayoutFormat.text(report.projects) + "\n"
        let checks = report.checks.map { check in
            let (mark, colour): (String, TerminalStyle.Colour) =
                switch check.state {
                case .ok: ("✓", .green)
                case .warning: ("!", .yellow)
                case .error: ("✗", .red)
                }
            let details = check.details.flatMap { $0.split(separator: "\n") }.map { "    \($0)" }
            return (["\(style.paint(mark, colour)) \(check.text)"] + details).joined(
                separator: "\n") + "\n"
        }
        return layouts + checks.joined()
    }

    /// As JSON.
    public static func json(_ report: DoctorReport) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("projects")
            LayoutFormat.write(report.projects, to: &writer)
            writer.key("checks")
            writer.array(report.checks) { writer, check in
                writer.object { writer in
                    writer.key("state")
                    writer.string(check.state.rawValue)
                    writer.key("text")
                    writer.string(check.text)
                    writer.key("details")
                    writer.strings(check.details)
                }
            }
        }
        return writer.text + "\n"
    }
}
