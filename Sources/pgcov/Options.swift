import ArgumentParser
import Pipeline

/// When to colour.
enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
}

/// How to print.
enum FormatChoice: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// What every subcommand that reads a project takes.
struct ProjectOptions: ParsableArguments {
    @Argument(help: "The project's folder.")
    var folder = "."

    @Option(help: ArgumentHelp("A migration file, folder or pattern; repeatable, in deploy order.", valueName: "path"))
    var migrations: [String] = []

    @Option(help: ArgumentHelp("A test file, folder or pattern; repeatable.", valueName: "path"))
    var tests: [String] = []

    @Option(help: ArgumentHelp("The layout to use, where several fit; docs/Layouts.md lists them.", valueName: "name"))
    var layout: String?

    @Option(name: .customLong("project"), help: ArgumentHelp("Of several projects the one with this root or name; repeatable.", valueName: "root|name"))
    var projects: [String] = []

    @Option(help: ArgumentHelp("The configuration file, instead of the nearest .pgcov.yml.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("Schemas that a session looks in, with commas between.", valueName: "schemas"))
    var searchPath: String?

    @Option(name: .customLong("set"), help: ArgumentHelp("A psql variable; repeatable.", valueName: "name=value"))
    var variables: [String] = []

    @Option(help: ArgumentHelp("Files read at once.", valueName: "number"))
    var jobs: Int?

    @OptionGroup var live: DatabaseOptions

    /// As the pipeline takes them.
    func flags() -> Flags {
        var flags = Flags()
        flags.folder = folder
        flags.migrations = migrations
        flags.tests = tests
        flags.layout = layout
        flags.projects = projects
        flags.configurationFile = config
        flags.searchPath = searchPath
        flags.variables = variables
        flags.jobs = jobs
        flags.database = live.database
        flags.deployRole = live.deployRole
        flags.connectTimeout = live.connectTimeout
        return flags
    }
}

/// A live database.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Read the schema from this database instead of the migrations; a URL, a connection string, or a service.",
            valueName: "url"))
    var database: String?

    @Option(help: ArgumentHelp("The role that runs the migrations, and owns what they make (postgres).", valueName: "role"))
    var deployRole: String?

    @Option(help: ArgumentHelp("Seconds until there must be a connection (10).", valueName: "seconds"))
    var connectTimeout: String?
}
