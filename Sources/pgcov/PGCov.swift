import ArgumentParser
import Pipeline

/// The command line: one file per subcommand, no logic.
struct PGCov: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pgcov",
        abstract: "Names the facts of a PostgreSQL schema that no pgTAP test checks.",
        discussion: """
            Reads SQL migrations and pgTAP test files, runs neither, and names each gap with the place that \
            made the untested object and the assertion that would close it.

            Examples:
              pgcov gaps                          the project in this folder
              pgcov gaps --level essential        only what must exist
              pgcov gaps --min-coverage 80 --min-coverage policy=100
              pgcov gaps --migrations db/migrations --tests db/tests
              pgcov doctor                        what was found, in which order and why, and what is amiss
              pgcov drift --database service      migrations against a live database

            Exit status: 0 clean · 1 gaps or a failed gate · 2 usage or configuration · 3 input that \
            could not be read · 4 database not reachable · 70 internal error.
            """,
        version: Version.current,
        subcommands: [
            Gaps.self, Explain.self, Inspect.self, Drift.self, Init.self, Doctor.self, Cache.self,
        ],
        defaultSubcommand: Gaps.self)
}

/// The version of this program.
enum Version {
    static let current = ProgramBuild.version
}
