import ArgumentParser
import Pipeline
import Reporting

/// `pgcov drift`: migrations against a database.
struct Drift: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compares the schema that the migrations make with that of a live database.",
        discussion: """
            Lists objects that stand on one side only, and facets that differ. Facets that the files do not tell \
            are no drift. Exits with 1 when there is drift, with 4 when the database cannot be reached.
            """)

    @OptionGroup var project: ProjectOptions

    @Option(help: ArgumentHelp("text or json.", valueName: "format"))
    var format = FormatChoice.text

    @Option(
        name: .customLong("color"), help: ArgumentHelp("auto, always or never.", valueName: "when"))
    var colour = ColourChoice.auto

    func run() async throws {
        let (report, timings) = try await DriftAnalysis.run(
            project.folder, project.flags().configuration(), version: Version.current)
        switch format {
        case .json: Output.write(DriftFormat.json(report))
        case .text: Output.write(DriftFormat.text(report, Output.style(colour, toFile: false)))
        }
        if let timings { Output.error("\n" + timings) }
        if report.hasDrift { throw ExitCode(1) }
    }
}
