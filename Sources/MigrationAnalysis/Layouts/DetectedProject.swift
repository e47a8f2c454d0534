public import SchemaCatalog

/// A project that a layout found.
public struct DetectedProject: Sendable, Hashable {
    /// Folder, relative; "" for the tree's own.
    public var root: String
    /// The layout's name, as `--layout` takes it.
    public var layout: String
    /// The project's own name where its tool gives it one.
    public var name: String?
    /// What it was detected by, strongest first.
    public var evidence: [Evidence]
    /// In deploy order.
    public var migrations: [Script] = []
    /// Files that look like its own and are never deployed.
    public var leftOut: [Choice] = []
    /// Paths, sorted.
    public var tests: [String] = []
    /// Files that call pgTAP and that no runner picks up, unless a test includes them; why.
    public var unrunTests: [Choice] = []
    /// Faults of the layout itself: a plan that names a missing file.
    public var problems: [Diagnostic] = []
    /// What could also be read otherwise, a sentence each.
    public var ambiguities: [String] = []
    /// How text is put into the files before they run.
    public var placeholders = Placeholders()
    /// psql variables that the tool's configuration sets.
    public var variables: [String: String] = [:]
    /// The `search_path` that the tool sets up; nil for the server's own.
    public var searchPath: [String]?
    /// Whether the database is one of Supabase's, with the roles and grants that it starts with.
    public var isOnSupabase = false
    /// One state of a schema (a dump) rather than its history: it gives way to a history beside it.
    public var isSnapshot = false
    /// Names of what seeds create, which tests find in their database and no deploy makes.
    public var seededNames: Set<String> = []
    /// Other projects, by name, that the same database must have first.
    public var requires: Set<String> = []

    /// The folder in which nothing but the tool's own project stands: a list of scripts in it is of
    /// the same database, whoever runs it. "" for a tool that has none.
    var ownFolder: String

    /// Makes a project without files.
    public init(root: String, layout: String, name: String? = nil, evidence: [Evidence]) {
        self.root = root
        self.layout = layout
        self.name = name
        self.evidence = evidence
        ownFolder = root
    }

    /// Whether every migration can be read as far as the layout knows.
    public var isComplete: Bool {
        let gaps = [LayoutRule.opaqueMigration, .missingMigration, .brokenConfiguration].map(
            \.rawValue)
        return !problems.contains { gaps.contains($0.rule) }
    }

    /// Whether its scripts are run by psql alone, which goes on after an error; a tool stops.
    public var goesOnAfterErrors: Bool {
        [PlainLayout.name, IncludeTreeLayout.name, DumpLayout.name].contains(layout)
    }

    /// Whether CREATE EXTENSION runs its scripts, which checks no function's body
    /// (`execute_extension_script()`, `src/backend/commands/extension.c`).
    public var isExtension: Bool { layout == ExtensionLayout.name }

    /// How sure the detection is; higher wins where two layouts claim a file.
    public var score: Int { evidence.reduce(0) { $0 + $1.weight } }

    /// What it was detected by, as one line.
    public var reason: String { evidence.map(\.text).joined(separator: ", ") }

    /// A file, and why it is where it is.
    public struct Choice: Sendable, Hashable {
        /// Relative to the folder that was looked at.
        public var path: String
        /// For people to read: why it is deployed, here, or left out.
        public var reason: String

        /// Makes a choice.
        public init(_ path: String, _ reason: String) {
            self.path = path
            self.reason = reason
        }
    }

    /// Adds what another part of the same deployment has, behind its own.
    mutating func append(_ other: DetectedProject) {
        evidence += other.evidence
        let known = Set(other.migrations.map(\.path)).union(migrations.map(\.path))
        migrations += other.migrations.filter { script in
            !migrations.contains { $0.path == script.path }
        }
        leftOut = (leftOut + other.leftOut).filter { !known.contains($0.path) }
        problems += other.problems
        ambiguities += other.ambiguities
    }

    /// Leaves a file out.
    mutating func leaveOut(_ path: String, _ reason: String) { leftOut.append(.init(path, reason)) }
}

/// One thing that speaks for a layout.
public struct Evidence: Sendable, Hashable {
    /// What was seen: `sqitch.plan`.
    public var text: String
    /// How much it says; see the named weights.
    public var weight: Int

    /// Makes a piece of evidence.
    public init(_ text: String, _ weight: Int) {
        self.text = text
        self.weight = weight
    }

    /// The tool's own file, which nothing else writes.
    public static let ownFile = 100
    /// A mark within files that only this tool reads.
    static let mark = 80
    /// A dependency on the tool in the program's manifest.
    static let dependency = 40
    /// Names of files in the tool's form, which others may share.
    static let names = 30
    /// A file of a form that any tool could have.
    static let weak = 10
}

/// A file to deploy.
public struct Script: Sendable, Hashable {
    /// Relative to the folder that was looked at.
    public var path: String
    /// Why it stands where it stands.
    public var reason: String
    /// What of the file is deployed.
    public var reading: Reading
    /// Whether the next script runs in the same session, with the settings that this one made.
    public var goesOn = false

    /// A script named by hand: the marks within it say what of it is deployed.
    public static func named(_ path: String, _ tree: ProjectTree) -> Script {
        Script(path, "named by hand", MarkSurvey.reading(of: tree.bytes(path) ?? []))
    }

    /// Makes a script.
    public init(
        _ path: String, _ reason: String, _ reading: Reading = .whole, goesOn: Bool = false
    ) {
        self.path = path
        self.reason = reason
        self.reading = reading
        self.goesOn = goesOn
    }
}
