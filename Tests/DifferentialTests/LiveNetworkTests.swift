import Foundation
import LiveIntrospection
import Pipeline
import Reporting
import SchemaCatalog
import Synchronization
import TestSupport
import Testing

/// What goes over the wire: how often, and how well kept.
@Suite(.serialized)
struct LiveNetworkTests {
    /// However large the schema is: one round trip for everything, one more where a stamp of what
    /// is there is looked up first.
    @Test(arguments: [1, 300])
    func roundTrips(_ tables: Int) async throws {
        let cluster = try PostgresCluster.forRoundTrips.get()
        let database = "round_trips_\(tables)"
        try cluster.createDatabase(database)
        let made = try cluster.psql(
            database,
            "SELECT format('CREATE TABLE t%s (id serial PRIMARY KEY, a text CHECK (a <> ''x''), b int REFERENCES t%s)', n, n) FROM generate_series(1, \(tables)) n \\gexec"
        )
        #expect(made.status == 0, "\(made.error)")
        try await TemporaryFolder.with([:]) { folder in
            let counter = try RoundTripCounter(in: folder, before: cluster.folder)
            defer { counter.stop() }
            let target = "host=\(folder) user=postgres dbname=\(database)"
            let found = try LiveDatabase.read(target)
            #expect(found.catalog.objects.count > tables * 5)
            #expect(counter.count == 1)

            let kept = Mutex<[String: [UInt8]]>([:])
            let store = LiveDatabase.Store(
                find: { stamp in kept.withLock { $0[stamp] } },
                keep: { stamp, content in kept.withLock { $0[stamp] = content } })
            _ = try LiveDatabase.read(target, store: store)
            #expect(counter.count == 3)
            let again = try LiveDatabase.read(target, store: store)
            #expect(counter.count == 4)
            #expect(again.catalog.objects == found.catalog.objects)
        }
    }

    /// What `drift` has read once it knows by its stamp, as long as nothing changes.
    @Test func driftReadsOnce() async throws {
        let cluster = try PostgresCluster.forRoundTrips.get()
        let project = try #require(FixtureProject.samples.first)
        try project.deploy(cluster, as: "drift_once")
        try await TemporaryFolder.with([:]) { folder in
            let counter = try RoundTripCounter(in: folder, before: cluster.folder)
            defer { counter.stop() }
            var flags = Flags()
            flags.folder = project.root
            flags.cacheFolder = folder + "/cache"
            flags.database = "host=\(folder) user=postgres dbname=drift_once"
            func drift() async throws -> DriftReport {
                try await DriftAnalysis.run(
                    project.root, flags.configuration(), version: "test"
                ).report
            }
            let first = try await drift()
            #expect(counter.count == 2)
            let second = try await drift()
            #expect(counter.count == 3)
            #expect(second.comparison.objects == first.comparison.objects)
            #expect(second.comparison.differences == [])
            _ = try cluster.psql("drift_once", "CREATE TABLE public.stray (id int)")
            #expect(try await drift().comparison.differences.map(\.object.name) == ["stray", "id"])
            #expect(counter.count == 5)
        }
    }

    /// TLS as libpq has it: certificates are looked at where `sslmode` says so, and what does not
    /// agree is told at once, with the server's or the library's own words.
    @Test func encryption() throws {
        let cluster = try PostgresCluster.encrypted.get()
        try cluster.createDatabase("encrypted")
        _ = try cluster.psql("encrypted", "CREATE TABLE t (id int PRIMARY KEY)")
        let port = try #require(cluster.port)
        let target =
            "host=localhost hostaddr=127.0.0.1 port=\(port) user=postgres dbname=encrypted "
        let certificate = "sslrootcert=\(cluster.folder)/server.crt "
        let plain = try LiveDatabase.read(cluster.connection(to: "encrypted"))
        let found = try LiveDatabase.read(target + certificate + "sslmode=verify-full")
        #expect(found.catalog.objects == plain.catalog.objects)

        let rules = try cluster.psql("postgres", "SHOW hba_file").out
            .trimmingCharacters(in: .whitespacesAndNewlines)
        try "local all all trust\nhostssl all all 127.0.0.1/32 trust\n".write(
            toFile: rules, atomically: false, encoding: .utf8)
        _ = try cluster.psql("postgres", "SELECT pg_reload_conf(), pg_sleep(0.5)")
        let refused = [
            (certificate + "sslmode=disable", "no encryption"),
            ("sslmode=verify-full sslrootcert=/etc/hostname", "certificate"),
            ("sslmode=verify-full sslrootcert=/nowhere", "/nowhere"),
            (
                certificate.replacing("localhost", with: "") + "host=127.0.0.1 sslmode=verify-full",
                "127.0.0.1"
            ),
        ]
        for (options, words) in refused {
            let begin = ContinuousClock.now
            #expect {
                _ = try LiveDatabase.read(target + options)
            } throws: { error in
                (error as? LiveError)?.kind == .unreachable && "\(error)".contains(words)
            }
            #expect(ContinuousClock.now - begin < .seconds(3))
        }
    }
}
