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

    @Option(
        help: ArgumentHelp(
            "A migration file, folder or pattern; repeatable, in deploy order.", valueName: "path"))
    var migrations: [String] = []

    @Option(help: ArgumentHelp("A test file, folder or pattern; repeatable.", valueName: "path"))
    var tests: [String] = []

    @Option(
        help: ArgumentHelp(
            "The layout to use, where several fit; docs/Layouts.md lists them.", valueName: "name"))
    var layout: String?

    @Option(
        name: .customLong("project"),
        help: ArgumentHelp(
            "Of several projects the one with this root or name; repeatable.",
            valueName: "root|name"))
    var projects: [String] = []

    @Option(
        help: ArgumentHelp(
            "The configuration file, instead of the nearest .pgcov.yml.", valueName: "file"))
    var config: String?

    @Option(
        help: ArgumentHelp(
            "Schemas that a session looks in, with commas between.", valueName: "schemas"))
    var searchPath: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("A psql variable; repeatable.", valueName: "name=value"))
    var variables: [String] = []

    @OptionGroup(title: "Running") var running: RunOptions
    @OptionGroup var live: DatabaseOptions

    /// A run as these say.
    func run() throws(PipelineError) -> ReportRun {
        ReportRun(folder, try flags().configuration(), version: Version.current)
    }

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
        running.apply(to: &flags)
        flags.database = live.database
        flags.deployRole = live.deployRole
        flags.connectTimeout = live.connectTimeout
        return flags
    }
}

/// How the work is done, within which limits, and what is said about it.
struct RunOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Files read at once; by default what cores and memory allow.", valueName: "number"))
    var jobs: Int?

    @Option(
        help: ArgumentHelp(
            "Seconds for one file; the rest of it is then left out, and said to be.",
            valueName: "seconds"))
    var fileTimeout: String?

    @Option(
        help: ArgumentHelp(
            "Seconds for all migrations, or all tests; then the run fails.", valueName: "seconds"))
    var phaseTimeout: String?

    @Option(help: ArgumentHelp("Seconds for the run; then it fails.", valueName: "seconds"))
    var timeout: String?

    @Flag(help: "Neither use nor fill the cache.")
    var noCache = false

    @OptionGroup var cache: CacheFlags

    @Flag(help: "Say what each phase took, and which files took longest.")
    var timings = false

    @Option(
        help: ArgumentHelp(
            "Write what the run took to a file, as Prometheus reads it.", valueName: "file"))
    var metrics: String?

    @Option(
        help: ArgumentHelp(
            "How messages about the run are printed: text or json.", valueName: "format"))
    var logFormat: String?

    @Flag(help: "Print what is done, file by file, to standard error.")
    var verbose = false

    func apply(to flags: inout Flags) {
        flags.jobs = jobs
        flags.isWithoutCache = noCache
        cache.apply(to: &flags)
        (flags.fileTimeout, flags.phaseTimeout, flags.timeout) = (
            fileTimeout, phaseTimeout, timeout
        )
        (flags.showsTimings, flags.metricsFile) = (timings, metrics)
        (flags.logFormat, flags.isVerbose) = (logFormat, verbose)
    }
}

/// A live database.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Read the schema from this database instead of the migrations; a URL, a connection string, or a service.",
            valueName: "url"))
    var database: String?

    @Option(
        help: ArgumentHelp(
            "The role that runs the migrations, and owns what they make (postgres).",
            valueName: "role"))
    var deployRole: String?

    @Option(
        help: ArgumentHelp("Seconds until there must be a connection (10).", valueName: "seconds"))
    var connectTimeout: String?
}
