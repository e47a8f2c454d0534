import CoverageAnalysis
import Foundation
import MigrationAnalysis
import SQLText
import SchemaCatalog

/// What the command line says, before the environment and the configuration file have had their
/// say.
public struct Flags: Sendable {
    /// The project's folder.
    public var folder = "."
    /// Files, folders and patterns, in the order given.
    public var migrations: [String] = []
    /// Files, folders and patterns.
    public var tests: [String] = []
    /// One of the names that docs/Layouts.md lists.
    public var layout: String?
    /// A revision of git.
    public var since: String?
    /// A migration: its path, name or version.
    public var after: String?
    /// Roots or names.
    public var projects: [String] = []
    /// Instead of the nearest `.pgcov.yml`.
    public var configurationFile: String?
    /// Schemas with commas between.
    public var searchPath: String?
    /// psql variables, each `name=value`.
    public var variables: [String] = []
    /// Files read at once.
    public var jobs: Int?
    /// Seconds, as written.
    public var fileTimeout: String?
    /// Seconds, as written.
    public var phaseTimeout: String?
    /// Seconds of the whole run, as written.
    public var timeout: String?
    /// `--no-cache`.
    public var isWithoutCache = false
    /// `--cache-dir`, as written.
    public var cacheFolder: String?
    /// `--cache-size`, megabytes.
    public var cacheMegabytes: Int?
    /// `--timings`.
    public var showsTimings = false
    /// A path.
    public var metricsFile: String?
    /// `text` or `json`.
    public var logFormat: String?
    /// `--verbose`.
    public var isVerbose = false
    /// `essential`, `standard` or `strict`.
    public var level: String?
    /// `80`, or `policy=100`.
    public var minimumCoverage: [String] = []
    /// A severity, or `never`.
    public var failOn: String?
    /// A URL, a connection string or a service.
    public var database: String?
    /// Seconds, as written.
    public var connectTimeout: String?
    /// The role that runs the migrations.
    public var deployRole: String?

    /// Nothing said.
    public init() {}

    /// Flags over `PGCOV_*` over `.pgcov.yml` over defaults.
    public func configuration() throws(PipelineError) -> Configuration {
        try configuration(environment: ProcessInfo.processInfo.environment)
    }

    /// The configuration file that counts; nil where there is none.
    func configurationPath(_ environment: [String: String] = ProcessInfo.processInfo.environment)
        -> String?
    {
        configurationFile ?? environment["PGCOV_CONFIG"] ?? ConfigurationFile.find(from: folder)
    }

    /// The same with an environment given.
    func configuration(environment: [String: String]) throws(PipelineError) -> Configuration {
        var result = Configuration()
        if let path = configurationPath(environment) {
            try ConfigurationFile(path: path).apply(to: &result)
        }
        if !migrations.isEmpty { result.migrations = migrations }
        if !tests.isEmpty { (result.tests, result.namesAllTests) = (tests, false) }
        if let layout = layout ?? environment["PGCOV_LAYOUT"] {
            result.layout = try Self.layout(layout)
        }
        if !projects.isEmpty { result.projects = projects }
        result.since = since ?? environment["PGCOV_SINCE"]
        result.after = after ?? environment["PGCOV_AFTER"]
        if result.since != nil, result.after != nil {
            throw PipelineError(
                .configuration,
                "--since and --after both say which migrations owe tests; give one of them")
        }
        if let path = searchPath ?? environment["PGCOV_SEARCH_PATH"] {
            result.searchPath = NameList.names(in: path)
        }
        if let level = level ?? environment["PGCOV_LEVEL"] {
            result.coverage.level = try Self.level(level)
        }
        let thresholds =
            minimumCoverage.isEmpty
            ? environment["PGCOV_MIN_COVERAGE"].map { $0.split(separator: ",").map(String.init) }
                ?? [] : minimumCoverage
        for threshold in thresholds { try Self.apply(threshold, &result.gate) }
        if let failOn = failOn ?? environment["PGCOV_FAIL_ON"] {
            result.gate.failOn = try Self.severity(failOn)
        }
        for variable in variables { try Self.set(variable, &result) }
        if let role = deployRole ?? environment["PGCOV_DEPLOY_ROLE"] { result.deployRole = role }
        if let database = database ?? environment["PGCOV_DATABASE"] { result.database = database }
        if let timeout = connectTimeout ?? environment["PGCOV_CONNECT_TIMEOUT"] {
            result.connectTimeout = try Self.seconds(timeout)
        }
        if let text = fileTimeout ?? environment["PGCOV_FILE_TIMEOUT"] {
            result.deadlines.file = try Self.limit(text, "--file-timeout")
        }
        if let text = phaseTimeout ?? environment["PGCOV_PHASE_TIMEOUT"] {
            result.deadlines.phase = try Self.limit(text, "--phase-timeout")
        }
        if let text = timeout ?? environment["PGCOV_TIMEOUT"] {
            result.deadlines.run = try Self.limit(text, "--timeout")
        }
        try result.deadlines.validate()
        result.cache = try cacheOptions(environment: environment)
        result.showsTimings = showsTimings
        result.metricsFile = metricsFile ?? environment["PGCOV_METRICS"]
        result.logFormat = try Self.logFormat(logFormat ?? environment["PGCOV_LOG_FORMAT"])
        result.isVerbose = isVerbose
        var jobs = jobs
        if jobs == nil, let text = environment["PGCOV_JOBS"] { jobs = try Self.number(text) }
        if let jobs {
            guard jobs > 0 else {
                throw PipelineError(.configuration, "--jobs \(jobs): expected a number above 0")
            }
            result.jobs = jobs
        }
        return result
    }

    private static func layout(_ name: String) throws(PipelineError) -> String {
        let known = Layouts.names
        guard known.contains(name) else {
            throw PipelineError(
                .configuration,
                "--layout \(name): no such layout; expected \(known.joined(separator: ", "))\(NameHint.text(name, known))"
            )
        }
        return name
    }

    private static func level(_ name: String) throws(PipelineError) -> Level {
        let known = Level.allCases.map(\.name)
        guard let level = Level.allCases.first(where: { $0.name == name }) else {
            throw PipelineError(
                .configuration,
                "--level \(name): no such level; expected \(known.joined(separator: ", "))\(NameHint.text(name, known))"
            )
        }
        return level
    }

    /// Where results are kept, and how much of them.
    public func cacheOptions() throws(PipelineError) -> CacheOptions {
        try cacheOptions(environment: ProcessInfo.processInfo.environment)
    }

    private func cacheOptions(environment: [String: String]) throws(PipelineError) -> CacheOptions {
        var result = CacheOptions(environment: environment)
        if let folder = cacheFolder ?? environment["PGCOV_CACHE_DIR"], !folder.isEmpty {
            result.folder = folder
        }
        var megabytes = cacheMegabytes
        if megabytes == nil, let text = environment["PGCOV_CACHE_SIZE"] {
            megabytes = try Self.number(text)
        }
        if let megabytes {
            guard (1...1_000_000).contains(megabytes) else {
                throw PipelineError(
                    .configuration, "--cache-size \(megabytes): expected megabytes, above 0")
            }
            result.maximumBytes = megabytes << 20
        }
        result.isOn =
            !isWithoutCache && environment["PGCOV_NO_CACHE"].map { $0.isEmpty || $0 == "0" } ?? true
        return result
    }

    private static func limit(_ text: String, _ flag: String) throws(PipelineError) -> Double {
        guard let seconds = Double(text), seconds > 0, seconds.isFinite else {
            throw PipelineError(.configuration, "\(flag) \(text): expected seconds, above 0")
        }
        return seconds
    }

    private static func logFormat(_ name: String?) throws(PipelineError) -> LogFormat {
        guard let name else { return .text }
        guard let format = LogFormat(rawValue: name) else {
            throw PipelineError(.configuration, "--log-format \(name): expected text or json")
        }
        return format
    }

    private static func severity(_ name: String) throws(PipelineError) -> Severity? {
        if name == "never" { return nil }
        guard let severity = Severity.allCases.first(where: { $0.name == name }) else {
            throw PipelineError(
                .configuration, "--fail-on \(name): expected info, warning, error or never")
        }
        return severity
    }

    private static func apply(_ threshold: String, _ gate: inout Gate) throws(PipelineError) {
        let parts = threshold.split(separator: "=", maxSplits: 1).map(String.init)
        guard let last = parts.last, let percent = Double(last), (0...100).contains(percent) else {
            throw PipelineError(
                .configuration,
                "--min-coverage \(threshold): expected a percentage from 0 to 100, or kind=percentage"
            )
        }
        guard parts.count == 2 else {
            gate.minimumCoverage = percent / 100
            return
        }
        guard let kind = ObjectKind(rawValue: parts[0]) else {
            throw PipelineError(
                .configuration,
                "--min-coverage \(threshold): unknown kind \"\(parts[0])\"\(NameHint.text(parts[0], ObjectKind.allCases.map(\.rawValue)))"
            )
        }
        gate.minimumByKind[kind] = percent / 100
    }

    private static func set(_ variable: String, _ configuration: inout Configuration)
        throws(PipelineError)
    {
        guard let equals = variable.firstIndex(of: "="), equals > variable.startIndex else {
            throw PipelineError(.configuration, "--set \(variable): expected name=value")
        }
        configuration.variables[String(variable[..<equals])] = String(
            variable[variable.index(after: equals)...])
    }

    private static func seconds(_ text: String) throws(PipelineError) -> Double {
        guard let seconds = Double(text), seconds >= 0, seconds <= 3_600 else {
            throw PipelineError(
                .configuration, "--connect-timeout \(text): expected seconds, from 0 to 3600")
        }
        return seconds
    }

    private static func number(_ text: String) throws(PipelineError) -> Int {
        guard let number = Int(text) else {
            throw PipelineError(.configuration, "PGCOV_JOBS=\(text): expected a whole number")
        }
        return number
    }
}
