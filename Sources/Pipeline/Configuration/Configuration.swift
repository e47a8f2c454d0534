public import CoverageAnalysis
public import SchemaCatalog

/// What a run is asked to do, from flags, environment, `.pgcov.yml` and defaults, in that order.
public struct Configuration: Sendable, Hashable {
    /// Files, folders or patterns; nil where the layout finds them.
    public var migrations: [String]?
    /// Files, folders or patterns; nil where the layout finds them.
    public var tests: [String]?
    /// Whether those are all tests there are: named by the configuration file, not for one run.
    public var namesAllTests = false
    /// The layout to use where several could fit.
    public var layout: String?
    /// Only what migrations added or changed since this revision of git make or alter owes tests.
    public var since: String?
    /// Only what migrations after this one make or alter owes tests.
    public var after: String?
    /// Roots or names of the projects to analyze; nil for all.
    public var projects: [String]?
    /// Schemas that a session looks in; nil for what the layout says.
    public var searchPath: [String]?
    /// Schemas that exist without any migration, with whatever is looked for in them.
    public var externalSchemas: Set<String> = Configuration.platformSchemas
    /// Files, folders and globs of functions that tests call and no test includes: helpers
    /// installed from elsewhere, as far as it matters what they assert.
    public var helpers: [String] = []
    /// What is asked of the tests.
    public var coverage = CoverageOptions()
    /// What fails the run.
    public var gate = Gate()
    /// Severities of diagnostics by rule; nil within turns a rule off.
    public var rules: [String: Severity?] = [:]
    /// Those of the configuration file; others stand in the SQL.
    public var waivers: [Waiver] = []
    /// psql variables.
    public var variables: [String: String] = [:]
    /// A live database to read the schema from: a URL, a connection string, a service, or the empty
    /// text for the `PG*` variables. May hold a password; never printed.
    public var database: String?
    /// Seconds until there must be a connection.
    public var connectTimeout = 10.0
    /// The role that runs the migrations, and owns what they make; nil for `postgres`, and for the
    /// database's owner where a database is compared.
    public var deployRole: String?
    /// Files read at once; nil for what the machine can do.
    public var jobs: Int?
    /// How long files, phases and the run may take.
    public var deadlines = Deadlines()
    /// Where results are kept, and how many.
    public var cache = CacheOptions()
    /// Whether the report says what the run took.
    public var showsTimings = false
    /// A file for Prometheus to read.
    public var metricsFile: String?
    /// How `--verbose` tells what happens.
    public var logFormat = LogFormat.text
    /// Whether what is done is logged, file by file.
    public var isVerbose = false

    /// The defaults.
    public init() {}

    /// Schemas that hosting platforms provide, and migrations refer to without making them.
    public static let platformSchemas: Set<String> = [
        "auth", "storage", "realtime", "vault", "extensions", "graphql", "graphql_public",
        "pgsodium", "supabase_functions", "supabase_migrations",
        "cron", "net", "pgbouncer", "hdb_catalog",
    ]
}
