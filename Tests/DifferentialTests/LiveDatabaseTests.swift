import Foundation
import LiveIntrospection
import Pipeline
import Reporting
import SchemaCatalog
import TestSupport
import Testing

/// Reading a live database: what is read, what is not visible, and everything that goes wrong on
/// the way.
@Suite(.serialized)
struct LiveDatabaseTests {
    private func limits(lock: Duration = .seconds(5), statement: Duration = .seconds(30))
        -> LiveDatabase.Limits
    {
        var limits = LiveDatabase.Limits()
        (limits.lock, limits.statement, limits.connect) = (lock, statement, .seconds(5))
        return limits
    }

    @Test(arguments: FixtureProject.samples)
    func noDrift(_ project: FixtureProject) async throws {
        let cluster = try PostgresCluster.shared.get()
        let database = "drift_\(project.name)"
        try project.deploy(cluster, as: database)
        var flags = Flags()
        flags.folder = project.root
        flags.database = cluster.connection(to: database)
        flags.isWithoutCache = true
        let report = try await DriftAnalysis.run(
            project.root, flags.configuration(), version: "test"
        ).report
        #expect(report.comparison.differences == [])
        #expect(report.comparison.facets > 150)
        _ = try cluster.psql(
            database,
            "CREATE TABLE public.schema_migrations (version text); CREATE TABLE public.stray (id int)"
        )
        let later = try await DriftAnalysis.run(
            project.root, flags.configuration(), version: "test"
        ).report
        #expect(Set(later.comparison.differences.map(\.object.name)) == ["stray", "id"])
    }

    @Test func whatIsNoFacetIsReadToo() throws {
        let cluster = try PostgresCluster.shared.get()
        try cluster.createDatabase("live_marks")
        let setup = try cluster.psql(
            "live_marks",
            """
            CREATE TABLE t (id int);
            CREATE POLICY lets ON t USING (true);
            CREATE POLICY bars ON t AS RESTRICTIVE USING (true);
            CREATE VIEW owners AS SELECT id FROM t;
            CREATE VIEW askers WITH (security_barrier, security_invoker = On) AS SELECT id FROM t;
            CREATE VIEW others WITH (security_invoker = false) AS SELECT id FROM t;
            """)
        #expect(setup.status == 0, "\(setup.error)")
        let objects = try LiveDatabase.read(cluster.connection(to: "live_marks")).catalog.objects
        #expect(objects.filter(\.definition.isRestrictive).map(\.id.name) == ["bars"])
        #expect(objects.filter(\.definition.isInvoker).map(\.id.name) == ["askers"])
    }

    /// CONNECT and USAGE are enough: the catalogs are everybody's to read.
    @Test func aRoleWithoutRightsSeesTheSame() throws {
        let cluster = try PostgresCluster.shared.get()
        try cluster.createDatabase("plain_role")
        let setup = try cluster.psql(
            "plain_role",
            """
            CREATE ROLE live_plain LOGIN; CREATE SCHEMA closed; CREATE TABLE closed.t (id int PRIMARY KEY, a text DEFAULT 'x');
            CREATE POLICY p ON closed.t USING (true); CREATE FUNCTION closed.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
            """)
        #expect(setup.status == 0, "\(setup.error)")
        let all = try LiveDatabase.read(cluster.connection(to: "plain_role"))
        let plain = try LiveDatabase.read(cluster.connection(to: "plain_role", as: "live_plain"))
        #expect(plain.catalog.objects == all.catalog.objects)
        #expect(plain.notVisible == [])
        #expect(
            try LiveDatabase.stamp(cluster.connection(to: "plain_role", as: "live_plain")) != nil)
        #expect(all.catalog.objects.count > 8)
    }

    /// A catalog that was closed to the public is named, and the rest is read.
    @Test func aClosedCatalogIsNamed() throws {
        let cluster = try PostgresCluster.shared.get()
        try cluster.createDatabase("closed_catalog")
        _ = try cluster.psql(
            "closed_catalog",
            """
            CREATE ROLE live_closed LOGIN; CREATE TABLE t (id int PRIMARY KEY); CREATE POLICY p ON t USING (true);
            REVOKE SELECT ON pg_catalog.pg_policy, pg_catalog.pg_rewrite FROM PUBLIC;
            """)
        let live = try LiveDatabase.read(
            cluster.connection(to: "closed_catalog", as: "live_closed"))
        #expect(live.notVisible.count == 2)
        // Nothing can tell when it changes.
        #expect(
            try LiveDatabase.stamp(cluster.connection(to: "closed_catalog", as: "live_closed"))
                == nil)
        let uncached = LiveDatabase.Store { _ in
            nil
        } keep: { _, _ in
            Issue.record("kept what cannot be found again")
        }
        #expect(
            try LiveDatabase.read(
                cluster.connection(to: "closed_catalog", as: "live_closed"), store: uncached
            ).content == live.content)
        #expect(live.notVisible.first?.contains("permission denied for table pg_policy") ?? false)
        #expect(live.catalog[ObjectID(.table, schema: "public", name: "t")] != nil)
        #expect(!live.catalog.objects.contains { $0.id.kind == .policy })
    }

    // MARK: - Trouble

    @Test func noServerIsAnErrorInTime() throws {
        var short = limits()
        short.connect = .seconds(1)
        let begin = ContinuousClock.now
        #expect {
            _ = try LiveDatabase.read("postgresql://bob:s3cret@127.0.0.1:1/x", short)
        } throws: { error in
            guard let error = error as? LiveError else { return false }
            return error.kind == .unreachable && error.message.contains("refused")
                && !error.description.contains("s3cret")
        }
        #expect(ContinuousClock.now - begin < .seconds(5))
    }

    @Test(arguments: [
        "postgresql://bob:s3cr%et@h/x", "host=h password=s3cret nonsense", "no_such_service",
    ])
    func badTargetsDoNotLeak(_ target: String) {
        #expect {
            _ = try LiveDatabase.read(target)
        } throws: { error in
            !"\(error)".contains("s3c") && (error as? LiveError)?.hint.isEmpty == false
        }
    }

    @Test func aMissingDatabaseIsFinal() throws {
        let cluster = try PostgresCluster.shared.get()
        #expect {
            _ = try LiveDatabase.read(cluster.connection(to: "no_such_database"))
        } throws: { error in "\(error)".contains("does not exist") }
    }

    /// Holds pg_policy while the body runs.
    private func whileLocked(_ database: String, _ body: (PostgresCluster) throws -> Void) throws {
        let cluster = try PostgresCluster.shared.get()
        try cluster.createDatabase(database)
        let holder = Thread {
            _ = try? cluster.psql(
                database,
                "SET application_name = 'holder'; BEGIN; LOCK pg_policy IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(20); ROLLBACK"
            )
        }
        holder.start()
        let isHeld =
            "SELECT count(*) FROM pg_locks WHERE relation = 'pg_policy'::regclass AND mode = 'AccessExclusiveLock' AND granted"
        for _ in 0..<100 {
            guard try cluster.psql(database, isHeld).out.hasPrefix("0") else { break }
            Thread.sleep(forTimeInterval: 0.05)
        }
        defer {
            _ = try? cluster.psql(
                "postgres",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'holder'"
            )
        }
        try body(cluster)
    }

    /// The process of the reader, once it waits.
    private func reader(_ cluster: PostgresCluster) throws -> Int32? {
        for _ in 0..<100 {
            let answer = try cluster.psql(
                "postgres",
                "SELECT pid FROM pg_stat_activity WHERE application_name = 'pgcov' AND wait_event_type = 'Lock'"
            )
            if let pid = Int32(answer.out.split(separator: "\n").first ?? "") { return pid }
            Thread.sleep(forTimeInterval: 0.05)
        }
        return nil
    }

    @Test func aLockedCatalogIsAnErrorInTime() throws {
        try whileLocked("locked_catalog") { cluster in
            #expect {
                _ = try LiveDatabase.read(
                    cluster.connection(to: "locked_catalog"), limits(lock: .milliseconds(300)))
            } throws: { error in
                "\(error)".contains("lock timeout") && "\(error)".contains("pg_locks")
            }
        }
    }

    @Test func aKilledConnectionIsAnError() throws {
        try whileLocked("killed_connection") { cluster in
            let killer = Thread {
                _ = try? self.reader(cluster)
                _ = try? cluster.psql(
                    "postgres",
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pgcov' AND datname = 'killed_connection'"
                )
            }
            killer.start()
            #expect {
                _ = try LiveDatabase.read(
                    cluster.connection(to: "killed_connection"), limits(lock: .seconds(15)))
            } throws: { error in
                (error as? LiveError)?.kind == .unreachable && "\(error)".contains("terminat")
            }
        }
    }

    @Test func aServerThatFallsSilentIsAnErrorInTime() throws {
        try whileLocked("silent_server") { cluster in
            let stopper = Thread {
                guard let pid = try? self.reader(cluster) else { return }
                cluster.signal(SIGSTOP, process: pid)
                Thread.sleep(forTimeInterval: 4)
                cluster.signal(SIGCONT, process: pid)
            }
            stopper.start()
            #expect {
                _ = try LiveDatabase.read(
                    cluster.connection(to: "silent_server"),
                    limits(lock: .seconds(15), statement: .seconds(1)))
            } throws: { error in
                "\(error)".contains("stopped answering") || "\(error)".contains("statement timeout")
            }
        }
    }
}
