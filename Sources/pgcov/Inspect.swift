import ArgumentParser
import Pipeline
import Reporting

/// `pgcov inspect`: what was read.
struct Inspect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows what was read: the catalog, the assertions, or the layout.",
        subcommands: [InspectCatalog.self, InspectAssertions.self, InspectLayout.self])
}

/// `pgcov inspect catalog`.
struct InspectCatalog: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog", abstract: "The schema that the migrations make.")

    @OptionGroup var project: ProjectOptions
    @Option(help: ArgumentHelp("text or json.", valueName: "format"))
    var format = FormatChoice.text

    func run() async throws {
        try await project.run().analysis { analysis in
            Output.write(
                format == .json
                    ? CatalogFormat.json(analysis.catalog) : CatalogFormat.text(analysis.catalog))
            if let timings = analysis.timings { Output.error("\n" + timings) }
        }
    }
}

/// `pgcov inspect assertions`.
struct InspectAssertions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assertions",
        abstract: "Every pgTAP call found, the overload it runs, and what its pass proves.")

    @OptionGroup var project: ProjectOptions
    @Option(help: ArgumentHelp("text or json.", valueName: "format"))
    var format = FormatChoice.text

    func run() async throws {
        try await project.run().analysis { analysis in
            let files = analysis.inspectedAssertions
            Output.write(
                format == .json ? AssertionsFormat.json(files) : AssertionsFormat.text(files))
            if let timings = analysis.timings { Output.error("\n" + timings) }
        }
    }
}

/// `pgcov inspect layout`.
struct InspectLayout: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "layout", abstract: "The files found, in their order, and why.")

    @OptionGroup var project: ProjectOptions
    @Option(help: ArgumentHelp("text or json.", valueName: "format"))
    var format = FormatChoice.text

    func run() async throws {
        let projects = try Project(project.folder, project.flags().configuration()).inspected()
        Output.write(format == .json ? LayoutFormat.json(projects) : LayoutFormat.text(projects))
    }
}
