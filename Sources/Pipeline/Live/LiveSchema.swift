import ContentCache
import LiveIntrospection
import SchemaCatalog

/// A live database as the rest of the program wants its schema.
struct LiveSchema {
    let database: LiveDatabase
    private let externalSchemas: Set<String>

    /// Reads the database of a configuration; nil where none is named.
    static func read(_ configuration: Configuration, _ monitor: PerformanceMonitor)
        throws(PipelineError) -> LiveSchema?
    {
        guard let target = configuration.database else { return nil }
        let start = ContinuousClock.now
        defer { monitor.record(.database, since: start) }
        let cache = LiveCache(configuration.cache, monitor)
        let database = try attempt { () throws(LiveError) in
            try LiveDatabase.read(target, limits(configuration), store: cache?.store)
        }
        if let recorder = InputRecorder.current {
            recorder.note(database: ContentHash(of: database.content))
        }
        return LiveSchema(database: database, externalSchemas: configuration.externalSchemas)
    }

    /// The hash of all that would be read of the database of a configuration: read only where it is
    /// not known what it holds now.
    static func fingerprint(_ configuration: Configuration, _ monitor: PerformanceMonitor)
        throws(PipelineError) -> ContentHash?
    {
        guard let target = configuration.database else { return nil }
        let start = ContinuousClock.now
        defer { monitor.record(.database, since: start) }
        let cache = LiveCache(configuration.cache, monitor)
        return try attempt { () throws(LiveError) in
            if let stamp = try LiveDatabase.stamp(target, limits(configuration)),
                let known = cache?.fingerprint(stamp)
            {
                return known
            }
            return ContentHash(
                of: try LiveDatabase.read(target, limits(configuration), store: cache?.store)
                    .content)
        }
    }

    private static func attempt<Value>(_ body: () throws(LiveError) -> Value) throws(PipelineError)
        -> Value
    {
        do throws(LiveError) {
            return try body()
        } catch {
            throw PipelineError(
                error.kind == .usage ? .configuration : .database,
                "--database: \(error.description)")
        }
    }

    private static func limits(_ configuration: Configuration) -> LiveDatabase.Limits {
        var limits = LiveDatabase.Limits()
        limits.connect = .seconds(configuration.connectTimeout)
        return limits
    }

    /// The catalog without what is nobody's schema: bookkeeping of migration tools and pgTAP's own
    /// objects, unless the migrations make them. Places come from the migrations.
    func catalog(beside migrations: Catalog) -> Catalog {
        let foreign = ForeignObjects(database.catalog)
        let objects = database.catalog.objects.compactMap { object -> CatalogObject? in
            var object = object
            if let known = migrations[object.id] {
                object.provenance = known.provenance
                if known.origin == .system { object.origin = .system }
                // A role that the migrations make is the project's own.
                if object.id.kind == .role { object.origin = known.origin }
            } else if foreign.contains(object.id) {
                return nil
            }
            if let schema = object.id.schema ?? (object.id.kind == .schema ? object.id.name : nil),
                externalSchemas.contains(schema)
            {
                object.origin = .system
            }
            return object
        }
        let dropped = migrations.dropped.filter { database.catalog[$0.id] == nil }
        return Catalog(
            objects: objects, searchPath: database.catalog.searchPath, dropped: dropped,
            memberships: migrations.memberships)
    }

    /// What the reading role could not see.
    var diagnostics: [Diagnostic] {
        database.notVisible.map {
            Diagnostic(
                rule: "not-visible", severity: .warning,
                message:
                    "\(database.role) may not read what the database says of a kind of object, which is left out: \($0)",
                location: nil)
        }
    }

    /// The server's version as 15.18.
    var serverVersion: String {
        "\(database.serverVersion / 10_000).\(database.serverVersion % 10_000)"
    }
}
