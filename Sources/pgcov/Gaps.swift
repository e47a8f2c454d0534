import ArgumentParser
import Foundation
import Pipeline
import Reporting

/// `pgcov gaps`: the main job.
struct Gaps: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        // Parsed by itself (`Main`) it is not asked for scripts of completions, which takes as
        // long as its own options.
        _superCommandName: "pgcov",
        abstract: "Lists what the schema requires and no test proves.",
        discussion:
            "Exits with 1 when there are gaps, or when a threshold given with --min-coverage is missed."
    )

    @OptionGroup var project: ProjectOptions

    @Option(
        help: ArgumentHelp(
            "How much must be tested: essential, standard or strict.", valueName: "level"))
    var level: String?

    @Option(
        help: ArgumentHelp(
            "Least coverage in percent, of all (80) or of a kind (policy=100); repeatable.",
            valueName: "percent"))
    var minCoverage: [String] = []

    @Option(
        help: ArgumentHelp(
            "Least severity that fails the run: info, warning, error or never.",
            valueName: "severity"))
    var failOn: String?

    @Option(
        help: ArgumentHelp(
            "Only what migrations added or changed since this git revision make or alter.",
            valueName: "ref"))
    var since: String?

    @Option(
        help: ArgumentHelp(
            "Only what migrations after this one (path, name or version) make or alter.",
            valueName: "migration"))
    var after: String?

    @Option(help: ArgumentHelp("text or json.", valueName: "format"))
    var format = FormatChoice.text

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("A file to write to, instead of standard output.", valueName: "file"))
    var output: String?

    @Option(
        help: ArgumentHelp("Objects with gaps to show as text; 0 shows all.", valueName: "number"))
    var limit = 50

    @Option(
        name: .customLong("color"), help: ArgumentHelp("auto, always or never.", valueName: "when"))
    var colour = ColourChoice.auto

    func run() async throws {
        var flags = project.flags()
        flags.level = level
        flags.minimumCoverage = minCoverage
        flags.failOn = failOn
        flags.since = since
        flags.after = after
        let style = Output.style(colour, toFile: output != nil)
        let (format, limit, output) = (format, limit > 0 ? limit : nil, output)
        try await ReportRun(project.folder, flags.configuration(), version: Version.current).print(
            presentation: ["gaps", format.rawValue, String(limit ?? 0)] + style.parts,
            write: { body throws(PipelineError) in try Output.write(to: output, body) },
            render: { report, sink in
                switch format {
                case .json: JSONFormat.write(report, to: sink)
                case .text: TextFormat.write(report, style, limit: limit, to: sink)
                }
            },
            end: { status, timings in
                if let timings, format == .text { Output.error("\n" + timings) }
                Foundation.exit(status)
            })
    }
}
