import ArgumentParser
import Pipeline
import Reporting

/// `pgcov doctor`: what was found, and what is amiss.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says what was detected, in which order and why, and what stands in the way.",
        discussion:
            "Exits with 1 when something is wrong, with 3 when there is nothing to analyze. Gaps are no fault here."
    )

    @OptionGroup var project: ProjectOptions

    @Option(help: ArgumentHelp("text or json.", valueName: "format"))
    var format = FormatChoice.text

    @Option(
        name: .customLong("color"), help: ArgumentHelp("auto, always or never.", valueName: "when"))
    var colour = ColourChoice.auto

    func run() async throws {
        let report = try await Pipeline.Doctor.examine(
            project.flags(), version: Version.current)
        Output.write(
            format == .json
                ? DoctorFormat.json(report)
                : DoctorFormat.text(report, Output.style(colour, toFile: false)))
        if !report.hasMigrations { throw ExitCode(3) }
        if report.hasErrors { throw ExitCode(1) }
    }
}
