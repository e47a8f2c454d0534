import ArgumentParser
import Pipeline
import Reporting

/// `pgcov explain`: one object, or one rule.
struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Where an object comes from, what it owes, and what tests it; or the page of a rule.",
        discussion: """
            OBJECT is a name as schema.table, schema.table.column or schema.function; * and ? match any characters. \
            The name of a rule, as diagnostics have it in brackets, prints the rule's page; "rules" lists them all.
            """)

    @Argument(help: "The object, or the rule.")
    var object: String

    @OptionGroup var project: ProjectOptions

    func run() async throws {
        if let page = RuleFormat.render(Rules.pages, object) {
            Output.write(page)
            return
        }
        try await project.run().analysis { analysis throws(PipelineError) in
            let report = analysis.report(version: Version.current)
            guard let text = ExplainFormat.render(report, object) else {
                throw PipelineError(
                    .configuration,
                    "no object that owes a test matches \"\(object)\"; pgcov inspect catalog lists all"
                )
            }
            Output.write(text)
        }
    }
}
