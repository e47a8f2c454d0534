import ArgumentParser

/// The command line: one file per subcommand, no logic.
@main
struct PGCov: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pgcov",
        abstract: "Names the facts of a PostgreSQL schema that no pgTAP test checks.")
}
