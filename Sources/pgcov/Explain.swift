import ArgumentParser
import Pipeline
import Reporting

/// `pgcov explain`: one object.
struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Where an object comes from, what it owes, and what tests it.",
        discussion: "OBJECT is a name as schema.table, schema.table.column or schema.function; * and ? match any characters.")

    @Argument(help: "The object.")
    var object: String

    @OptionGroup var project: ProjectOptions

    func run() async throws {
        let report = try await Analysis(project.folder, project.flags().configuration()).report(version: Version.current)
        guard let text = ExplainFormat.render(report, object) else {
            throw PipelineError(.configuration, "no object that owes a test matches \"\(object)\"; pgcov inspect catalog lists all")
        }
        Output.write(text)
    }
}
