import ContentCache
import CoverageAnalysis
import MigrationAnalysis
import SchemaCatalog

/// The migrations of one database, folded into its schema.
struct FoldedSchema: Sendable {
    /// Of the live database, where one is asked.
    let catalog: Catalog
    /// What each of its objects needs to be there.
    let dependencies: Dependencies
    /// What the statements would do wrong.
    let diagnostics: [Diagnostic]
    /// Faults of the migration files themselves.
    let readingDiagnostics: [Diagnostic]
    let statements: StatementCounts
    /// Of the migrations and of what they include.
    let migrationPaths: Set<String>
    /// Waivers of the migrations.
    let waivers: [Waiver]
    /// Whether every statement was read, and all migrations are there; or the database itself was
    /// asked.
    let isWhole: Bool
    /// Names that the projects' seeds make.
    let seededNames: Set<String>
    /// A hash of all that it was made of, but for the options of the run; nil where results are not
    /// kept, or some of it could not be read.
    let identity: ContentHash?

    init(
        _ projects: [DetectedProject], _ live: LiveSchema?, _ configuration: Configuration,
        _ reading: ProjectReading
    ) async throws(PipelineError) {
        var fold = Self.fold(projects, configuration)
        var paths: Set<String> = []
        var identity = SchemaIdentity(projects, live, reading.results)
        let migrations = try await reading.migrations(of: projects) { migration in
            paths.formUnion(migration.parts.map(\.path))
            identity.add(migration)
            let file = migration.file
            if file.unparsedStatements + file.opaqueStatements > 0 { fold.isIncomplete = true }
            reading.monitor.measure(.fold) {
                fold.apply(migration.parts, keepsSession: migration.goesOn)
            }
        }
        let folded = reading.monitor.measure(.fold) { fold.finish() }
        var catalog = live?.catalog(beside: folded.catalog) ?? folded.catalog
        if live == nil { catalog.assumptions = Self.assumptions(projects, configuration) }
        self.catalog = catalog
        dependencies = reading.monitor.measure(.link) { Dependencies(catalog) }
        diagnostics = folded.diagnostics
        readingDiagnostics = migrations.diagnostics
        migrationPaths = paths.union(projects.flatMap { $0.migrations.map(\.path) })
        var statements = migrations.statements
        statements.opaque += fold.opaqueStatements
        self.statements = statements
        waivers = migrations.waivers
        isWhole =
            live != nil
            || statements.opaque == 0 && statements.unparsed == 0
                && projects.allSatisfy(\.isComplete)
        seededNames = projects.reduce(into: []) { $0.formUnion($1.seededNames) }
        self.identity = identity.hash
    }

    /// Roles that a Supabase project grants everything in `public` to by default; a project may be
    /// set up without.
    private static let platformRoles = ["anon", "authenticated", "service_role"]

    private static func isOfPlatform(_ projects: [DetectedProject]) -> Bool {
        projects.contains(where: \.isOnSupabase)
    }

    private static func assumptions(_ projects: [DetectedProject], _ configuration: Configuration)
        -> DeployAssumptions
    {
        isOfPlatform(projects)
            ? DeployAssumptions(grantees: Set(platformRoles))
            : DeployAssumptions(owner: configuration.deployRole == nil ? assumedRole : nil)
    }

    /// Who deploys where nothing tells.
    private static let assumedRole = "postgres"

    /// A fold that has seen nothing but what the projects' platform provides.
    private static func fold(
        _ projects: [DetectedProject], _ configuration: Configuration
    ) -> CatalogFold {
        var fold = CatalogFold(
            searchPath: configuration.searchPath ?? projects.compactMap(\.searchPath).first ?? [
                "public"
            ],
            externalSchemas: configuration.externalSchemas,
            deployRole: configuration.deployRole ?? assumedRole,
            errorHandling: projects.allSatisfy(\.goesOnAfterErrors) ? .goesOn : .stops,
            dynamic: .grammar)
        fold.checksBodies = !projects.contains(where: \.isExtension)
        guard isOfPlatform(projects) else {
            // A dump may be of all that a platform's database holds.
            fold.ownsAssumedSchemas =
                configuration.externalSchemas == Configuration.platformSchemas
                && !projects.contains(where: \.isSnapshot)
            return fold
        }
        fold.provideRoles(platformRoles, grantedAllIn: "public")
        for name in ["uuid-ossp", "pgcrypto"] {
            fold.provideExtension(name, inSchema: "extensions")
        }
        fold.providePublication("supabase_realtime")
        return fold
    }
}
