import Foundation
import MigrationAnalysis
import Pipeline
import Reporting
import SchemaCatalog
import Synchronization
import TestSupport
import Testing

@testable import LiveIntrospection

/// The fingerprint of a live database differs where what is read differs, and nowhere else; what
/// was kept under it is what the server would have said.
@Suite(.serialized)
struct FingerprintTests {
    private static func statements(_ name: String) throws -> [String] {
        let sql = try #require(SnippetFile.cases("servers/facts.sql").first { $0.name == name }).sql
        return sql.split(separator: "\n").map(String.init)
    }

    /// Statement by statement; what changes in the catalog changes the fingerprint, for every facet
    /// of every kind.
    @Test func everyTrackedFactAndNoOther() throws {
        let watch = try FingerprintWatch("fingerprints")
        var touched: Set<KindFacet> = []
        for statement in try Self.statements("tracked") {
            let (before, after) = try watch.run(statement + ";")
            #expect(before.content != after.content, "\(statement)")
            touched.formUnion(Self.touched(before.catalog, after.catalog))
        }
        for statement in try Self.statements("untracked") {
            let (before, after) = try watch.run(statement + ";")
            #expect(before.content == after.content, "\(statement)")
            #expect(before.catalog.objects == after.catalog.objects, "\(statement)")
        }
        let all = Set(
            watch.state.catalog.objects.flatMap { object in
                object.facets.keys.map { KindFacet(kind: object.id.kind, facet: $0) }
            })
        #expect(all.subtracting(touched).map { "\($0.kind) \($0.facet)" }.sorted() == Self.constant)
    }

    /// What no statement can change: an aggregate is no code of its own, a procedure gives nothing
    /// back.
    private static let constant = [
        "aggregate language", "aggregate security", "aggregate strictness", "aggregate volatility",
        "procedure returns", "procedure strictness",
        "procedure volatility",
    ]

    private struct KindFacet: Hashable {
        var kind: ObjectKind
        var facet: Facet
    }

    /// Facets of objects that both catalogs have, with other values.
    private static func touched(_ before: Catalog, _ after: Catalog) -> [KindFacet] {
        after.objects.flatMap { object -> [KindFacet] in
            guard let old = before[object.id] else { return [] }
            return object.facets.filter { old.facets[$0.key] != $0.value }.map {
                KindFacet(kind: object.id.kind, facet: $0.key)
            }
        }
    }

    @Test(arguments: [71])
    func historiesChangeBoth(_ seed: UInt64) throws {
        let watch = try FingerprintWatch("fingerprint_history_\(seed)", isRandom: true)
        var changes = 0
        for statement in RandomHistory.make(seed: seed, count: 30) {
            let (before, after) = try watch.run(statement + ";")
            let isChanged = before.catalog.objects != after.catalog.objects
            #expect((before.content != after.content) == isChanged, "\(statement)")
            changes += isChanged ? 1 : 0
        }
        #expect(changes > 15)
        // Another database, other numbers of objects and transactions: the same objects.
        let twin = try FingerprintWatch("fingerprint_twin_\(seed)", isRandom: true)
        _ = try twin.run("CREATE TABLE other (id serial PRIMARY KEY); DROP TABLE other;")
        for statement in RandomHistory.make(seed: seed, count: 30) {
            _ = try twin.run(statement + ";")
        }
        #expect(twin.state.catalog.objects == watch.state.catalog.objects)
        #expect(twin.state.stamp != watch.state.stamp)
    }

    /// Of all that a query can name, so that no change goes by.
    @Test func theStampCoversEveryCatalogRead() throws {
        let texts = (CatalogQuery.objects + [CatalogQuery.session]).map(\.text)
        let read = Set(
            texts.flatMap {
                $0.matches(of: /(?:FROM|JOIN)\s+(pg_[a-z_]+)/).map { String($0.output.1) }
            })
        #expect(read.count > 20)
        #expect(read.subtracting(SchemaStamp.catalogs) == ["pg_roles", "pg_database"])
    }

    @Test func anotherRoleIsAnotherReader() throws {
        let watch = try FingerprintWatch("fingerprint_roles")
        _ = try watch.run("CREATE TABLE t (id integer);")
        let other = try LiveDatabase.stamp(
            try PostgresCluster.alone.get().connection(to: "fingerprint_roles", as: "live_super"))
        #expect(other != nil)
        #expect(other != watch.state.stamp)
    }

    // MARK: - Reports

    @Test func reportsOfADatabaseAreKept() async throws {
        let cluster = try PostgresCluster.alone.get()
        let project = try #require(FixtureProject.samples.first)
        let temporary = try TemporaryFolder()
        defer { withExtendedLifetime(temporary) {} }
        let (database, cache) = ("fingerprint_report", temporary.path + "/cache")
        try project.deploy(cluster, as: database)
        func run(isCached: Bool = true) async throws -> (text: String, timings: String) {
            var flags = Flags()
            (flags.folder, flags.cacheFolder, flags.isWithoutCache, flags.showsTimings) = (
                project.root, cache, !isCached, true
            )
            flags.database = cluster.connection(to: database) + " password=s3cret"
            var (text, timings) = ("", "")
            try await ReportRun(project.root, flags.configuration(), version: "0").print(
                presentation: ["text"], write: { body in body { text += $0 } },
                render: { report, sink in
                    sink(TextFormat.render(report, TerminalStyle(isColoured: false)))
                }, end: { timings = $1 ?? "" })
            return (text, timings)
        }
        let found = try Project(project.root, Flags().configuration()).projects
        let tests = found.reduce(0) { $0 + $1.tests.count }
        let files = found.reduce(tests) { $0 + $1.migrations.count }
        let first = try await run()
        // The database, each file, and what each test proves.
        #expect(
            first.timings.contains("cache: 0 hits, \(files + tests + 1) misses"),
            "\(first.timings)")
        let second = try await run()
        #expect(second.timings.contains("cache: 1 hits, 0 misses"), "\(second.timings)")
        #expect(second.text == first.text)
        _ = try cluster.psql(database, "CREATE TABLE public.came_later (id integer PRIMARY KEY)")
        let third = try await run()
        // The report's fingerprint is known by now; no file has changed. What the tests prove is
        // another matter.
        #expect(
            third.timings.contains("cache: \(files + 1) hits, \(tests + 1) misses"),
            "\(third.timings)")
        #expect(third.text.contains("came_later"))
        let uncached = try await run(isCached: false)
        #expect(uncached.text == third.text)
        #expect(!uncached.timings.contains("cache:"))
        for file in try FileManager.default.contentsOfDirectory(atPath: cache) {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: cache + "/" + file))
            #expect(bytes.range(of: Data("s3cret".utf8)) == nil, "\(file)")
        }
    }
}

/// A database whose fingerprint and catalog are looked at after each statement.
private final class FingerprintWatch {
    struct State {
        var stamp: String?
        var content: [UInt8] = []
        var catalog = Catalog()
    }

    let connection: String
    private let store = MemoryStore()
    private let session: PsqlSession
    private let isRandom: Bool
    private(set) var state = State()

    /// - Parameter isRandom: Whether some statements may well be rejected.
    init(_ database: String, isRandom: Bool = false) throws {
        self.isRandom = isRandom
        let cluster = try PostgresCluster.alone.get()
        _ = try CaseServer(cluster, database: database)
        _ = try cluster.psql(
            "postgres",
            "SELECT 'CREATE ROLE live_super SUPERUSER LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'live_super') \\gexec"
        )
        connection = cluster.connection(to: database)
        session = try cluster.session(database)
        state = try look()
    }

    func run(_ sql: String) throws -> (before: State, after: State) {
        let before = state
        let errors = session.run(sql).filter { $0.contains("ERROR:") }
        #expect(errors == [] || isRandom, "\(sql)")
        state = try look()
        return (before, state)
    }

    /// With the store, filling it and asking it, and without: the same must come of it.
    private func look() throws -> State {
        let plain = try LiveDatabase.read(connection)
        for _ in 0..<2 {
            let kept = try LiveDatabase.read(connection, store: store.store)
            #expect(kept.content == plain.content)
            #expect(kept.catalog.objects == plain.catalog.objects)
            #expect(kept.catalog.searchPath == plain.catalog.searchPath)
        }
        return State(
            stamp: try LiveDatabase.stamp(connection), content: plain.content,
            catalog: plain.catalog)
    }
}

/// Contents in memory.
private final class MemoryStore: Sendable {
    private let kept = Mutex<[String: [UInt8]]>([:])

    var store: LiveDatabase.Store {
        LiveDatabase.Store { [self] stamp in
            kept.withLock { $0[stamp] }
        } keep: { [self] stamp, content in
            kept.withLock { $0[stamp] = content }
        }
    }
}
