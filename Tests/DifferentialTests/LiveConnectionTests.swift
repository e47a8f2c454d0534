import Foundation
import LiveIntrospection
import TestSupport
import Testing

/// How a database is found and entered: as every libpq program does it.
@Suite(.serialized)
struct LiveConnectionTests {
    private func settings(_ cluster: PostgresCluster, _ database: String) -> [String: String] {
        var result: [String: String] = [:]
        for pair in cluster.connection(to: database).split(separator: " ") {
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            result[parts[0]] = parts[1]
        }
        return result
    }

    @Test func servicesAndVariables() async throws {
        let cluster = try PostgresCluster.shared.get()
        try cluster.createDatabase("by_service")
        let values = settings(cluster, "by_service")
        let services = "[depot]\n" + values.map { "\($0)=\($1)\n" }.sorted().joined()
        try await TemporaryFolder.with(["services.conf": services]) { folder in
            unsafe setenv("PGSERVICEFILE", folder + "/services.conf", 1)
            defer { unsafe unsetenv("PGSERVICEFILE") }
            let found = try LiveDatabase.read("depot")
            #expect(found.name == "by_service")
            #expect {
                _ = try LiveDatabase.read("no_depot")
            } throws: { "\($0)".contains("no_depot") && "\($0)".contains("pg_service.conf") }
        }

        let variables = ["PGHOST": "host", "PGUSER": "user", "PGDATABASE": "dbname"]
        for (variable, key) in variables { unsafe setenv(variable, values[key] ?? "", 1) }
        defer { for variable in variables.keys { unsafe unsetenv(variable) } }
        #expect(try LiveDatabase.read("").name == "by_service")
    }

    #if os(Linux)
        /// libpq is looked for only when a database is: files are read without it.
        @Test func clientLibraryIsMissing() async throws {
            try await TemporaryFolder.with([
                "libpq.so.5": "no library", "migrations/1.sql": "CREATE TABLE t (a int);",
            ]) { folder in
                let variables = ["LD_LIBRARY_PATH": folder]
                let live = try RunningProgram(
                    ["drift", "--database", "postgresql:///nowhere", folder], variables: variables)
                #expect(try await live.ending() == .status(4))
                #expect(live.saidText.contains("client library"))
                #expect(live.saidText.contains("libpq5"))
                let files = try RunningProgram(
                    ["inspect", "catalog", "--no-cache", folder], variables: variables)
                #expect(try await files.ending() == .status(0))
                #expect(files.output.contains("public.t"))
            }
        }
    #endif

    @Test func passwords() async throws {
        let cluster = try PostgresCluster.forRoles.get()
        try cluster.createDatabase("by_password")
        _ = try cluster.psql(
            "by_password", "CREATE ROLE live_locked LOGIN PASSWORD 's3cret'")
        let rules = try cluster.psql("postgres", "SHOW hba_file").out
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let before = try String(contentsOfFile: rules, encoding: .utf8)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: rules))
        try file.write(contentsOf: Data(("local all live_locked scram-sha-256\n" + before).utf8))
        try file.close()
        _ = try cluster.psql("postgres", "SELECT pg_reload_conf(), pg_sleep(0.5)")

        let target = cluster.connection(to: "by_password", as: "live_locked")
        try await TemporaryFolder.with(["pass": "*:*:*:live_locked:s3cret\n"]) { folder in
            unsafe chmod(folder + "/pass", 0o600)
            let found = try LiveDatabase.read(target + " passfile=\(folder)/pass")
            #expect(found.role == "live_locked")
        }
        for wrong in ["", " password=s3crets"] {
            #expect {
                _ = try LiveDatabase.read(target + wrong + " passfile=/nowhere")
            } throws: { error in
                let text = "\(error)"
                return (error as? LiveError)?.kind == .unreachable && text.contains("password")
                    && text.contains("PGPASSWORD") && !text.contains("s3cret")
            }
        }
    }

    /// A server that comes up while pgcov tries is no error.
    @Test func aServerThatComesLate() async throws {
        let cluster = try PostgresCluster.shared.get()
        try cluster.createDatabase("late")
        let server = settings(cluster, "late")["host"] ?? ""
        try await TemporaryFolder.with([:]) { folder in
            let socket = "/.s.PGSQL.5432"
            let starter = Thread {
                Thread.sleep(forTimeInterval: 0.7)
                unsafe symlink(server + socket, folder + socket)
            }
            starter.start()
            let begin = ContinuousClock.now
            let found = try LiveDatabase.read("host=\(folder) user=postgres dbname=late")
            #expect(found.name == "late")
            #expect(ContinuousClock.now - begin > .milliseconds(600))
        }
    }
}
