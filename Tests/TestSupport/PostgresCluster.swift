import Foundation

/// A PostgreSQL server of the tests' own: on a socket in a temporary folder, never on the network,
/// as a user that is not root, gone when the tests end.
///
/// There is no skipping: where PostgreSQL is missing, using it fails with what to install.
public final class PostgresCluster: Sendable {
    /// One server for all suites of a run.
    public static let shared: Result<PostgresCluster, ClusterFailure> = start("")
    /// Another, for suites that make and change roles, which belong to the whole server.
    public static let forRoles: Result<PostgresCluster, ClusterFailure> = start("-roles")
    /// Others, for cases and histories, which drop every role that is not their own between two.
    public static let forCases: Result<PostgresCluster, ClusterFailure> = start("-cases")
    public static let forHistories: Result<PostgresCluster, ClusterFailure> = start("-histories")
    /// Others, for what any role that other suites make would disturb: a schema's stamp names every
    /// role of the server.
    public static let alone: Result<PostgresCluster, ClusterFailure> = start("-alone")
    public static let forRoundTrips: Result<PostgresCluster, ClusterFailure> = start("-trips")
    /// Another, which also listens on the loopback interface, with TLS.
    public static let encrypted: Result<PostgresCluster, ClusterFailure> = start(
        "-encrypted", isEncrypted: true)

    /// Why there is no server.
    public struct ClusterFailure: Error, CustomStringConvertible {
        public var description: String

        /// Makes a failure.
        public init(description: String) { self.description = description }
    }

    /// What a program printed.
    public struct Output: Sendable {
        public var status: Int32
        public var out: String
        public var error: String
    }

    /// Where its socket is, and of an encrypted one `server.crt`.
    public let folder: String
    /// Of an encrypted one: where it listens on 127.0.0.1.
    public let port: UInt16?
    private let programs: String

    private init(folder: String, programs: String, port: UInt16?) {
        self.folder = folder
        self.programs = programs
        self.port = port
    }

    /// How libpq reaches a database of this server.
    public func connection(to database: String, as role: String = "postgres") -> String {
        "host=\(folder) user=\(role) dbname=\(database)" + (port.map { " port=\($0)" } ?? "")
    }

    /// A psql that stays, for many small scripts.
    public func session(_ database: String) throws -> PsqlSession {
        try PsqlSession(
            "\(programs)/psql", ["-AXqt", "-h", folder, "-U", "postgres", "-d", database])
    }

    /// Sends a signal to one of the server's processes.
    public func signal(_ number: Int32, process: Int32) { kill(process, number) }

    /// Makes an empty database.
    public func createDatabase(_ name: String) throws {
        let result = try psql(
            "postgres", "DROP DATABASE IF EXISTS \"\(name)\"; CREATE DATABASE \"\(name)\"")
        guard result.status == 0 else { throw ClusterFailure(description: result.error) }
    }

    /// Makes a database as another one is, with the settings that `CREATE DATABASE` leaves behind.
    public func copyDatabase(_ template: String, to name: String) throws {
        let result = try psql(
            "postgres",
            """
            CREATE DATABASE "\(name)" TEMPLATE "\(template)";
            INSERT INTO pg_db_role_setting (setdatabase, setrole, setconfig)
            SELECT copy.oid, setrole, setconfig FROM pg_db_role_setting
              JOIN pg_database original ON original.oid = setdatabase
              JOIN pg_database copy ON copy.datname = '\(name)'
             WHERE original.datname = '\(template)';
            """)
        guard result.status == 0 else { throw ClusterFailure(description: result.error) }
    }

    /// Runs SQL through psql and gives back what it printed, unaligned and without headers.
    public func psql(_ database: String, _ sql: String, stopOnError: Bool = true) throws -> Output {
        try Self.run(
            "\(programs)/psql",
            [
                "-AXqt", "-h", folder, "-p", String(port ?? 5432), "-U", "postgres", "-d", database,
                "-v", "ON_ERROR_STOP=\(stopOnError ? 1 : 0)", "-f", "-",
            ], input: sql)
    }

    // MARK: - Life

    private static func start(_ suffix: String, isEncrypted: Bool = false) -> Result<
        PostgresCluster, ClusterFailure
    > {
        do {
            guard let programs = findPrograms() else {
                throw ClusterFailure(
                    description:
                        "no PostgreSQL server found; Scripts/test installs one (Debian: postgresql, postgresql-15-pgtap)"
                )
            }
            let folder =
                FileManager.default.temporaryDirectory.path
                + "/pgcov-\(ProcessInfo.processInfo.processIdentifier)\(suffix)"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            // The server refuses to run as root.
            let prefix =
                getuid() == 0
                ? ["setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups"] : []
            if getuid() == 0 {
                _ = try run("/usr/bin/env", ["chown", "nobody:nogroup", folder], input: "")
            }
            let data = folder + "/data"
            try check(
                prefix + [
                    "\(programs)/initdb", "-D", data, "-A", "trust", "-U", "postgres", "--no-sync",
                    "-E", "UTF8", "--locale=C.UTF-8",
                ])
            let port = isEncrypted ? try LoopbackPort.free() : nil
            var arguments = [
                "\(programs)/postgres", "-D", data, "-k", folder, "-F", "-c", "max_connections=50",
            ]
            if let port {
                try makeCertificate(folder, prefix)
                arguments += ["-h", "127.0.0.1", "-c", "ssl=on"]
                arguments += ["-c", "ssl_cert_file=\(folder)/server.crt"]
                arguments += ["-c", "ssl_key_file=\(folder)/server.key", "-p", String(port)]
            } else {
                arguments += ["-h", ""]
            }
            try spawn("/usr/bin/env", prefix + arguments)
            try watch(programs, data, folder, prefix)
            let cluster = PostgresCluster(folder: folder, programs: programs, port: port)
            try cluster.waitUntilReady()
            return .success(cluster)
        } catch let failure as ClusterFailure {
            return .failure(failure)
        } catch {
            return .failure(ClusterFailure(description: "\(error)"))
        }
    }

    /// A certificate for `localhost` that nobody but itself vouches for.
    private static func makeCertificate(_ folder: String, _ prefix: [String]) throws {
        try check(
            prefix + [
                "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
                folder + "/server.key", "-out", folder + "/server.crt",
            ])
        try check(prefix + ["chmod", "600", folder + "/server.key"])
    }

    /// A process that outlives this one by a second, and takes the server and its folder away.
    private static func watch(
        _ programs: String, _ data: String, _ folder: String, _ prefix: [String]
    ) throws {
        let stop = (prefix + ["\(programs)/pg_ctl", "-D", data, "-m", "immediate", "stop"]).joined(
            separator: " ")
        let script =
            "while kill -0 \(ProcessInfo.processInfo.processIdentifier) 2>/dev/null; do sleep 1; done; \(stop) >/dev/null 2>&1; rm -rf \(folder)"
        try spawn("/bin/sh", ["-c", script])
    }

    private func waitUntilReady() throws {
        var last = ""
        for _ in 0..<300 {
            let answer = try psql("postgres", "SELECT 1")
            if answer.status == 0 { return }
            last = answer.error
            Thread.sleep(forTimeInterval: 0.1)
        }
        throw ClusterFailure(description: "the server did not come up within 30 seconds: \(last)")
    }

    /// Starts a process that is not waited for. (`Process.waitUntilExit()` would wait for daemons
    /// that the process leaves behind as well, so `pg_ctl start` is of no use here.)
    private static func spawn(_ program: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    /// `PGCOV_POSTGRES` names the folder of another server's programs than the one that is found.
    private static func findPrograms() -> String? {
        if let given = ProcessInfo.processInfo.environment["PGCOV_POSTGRES"] { return given }
        let parents = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"]
        let versions = parents.flatMap { parent in
            ((try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []).sorted().map {
                "\(parent)/\($0)/bin"
            }
        }
        return (versions + ["/usr/local/pgsql/bin"]).first {
            FileManager.default.isExecutableFile(atPath: $0 + "/initdb")
        }
    }

    private static func check(_ command: [String]) throws {
        let result = try run("/usr/bin/env", command, input: "")
        guard result.status == 0 else {
            throw ClusterFailure(
                description: command.joined(separator: " ") + ": " + result.out + result.error)
        }
    }

    private static func run(_ program: String, _ arguments: [String], input: String) throws
        -> Output
    {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        // Files, not pipes: a server that stays would keep a pipe open, and a long output fill it.
        let base = FileManager.default.temporaryDirectory.path + "/pgcov-\(UUID().uuidString)"
        for suffix in [".in", ".out", ".err"] {
            _ = FileManager.default.createFile(
                atPath: base + suffix, contents: suffix == ".in" ? Data(input.utf8) : nil)
        }
        defer {
            for suffix in [".in", ".out", ".err"] {
                try? FileManager.default.removeItem(atPath: base + suffix)
            }
        }
        process.standardInput = FileHandle(forReadingAtPath: base + ".in")
        process.standardOutput = FileHandle(forWritingAtPath: base + ".out")
        process.standardError = FileHandle(forWritingAtPath: base + ".err")
        try process.run()
        process.waitUntilExit()
        func read(_ suffix: String) throws -> String {
            String(
                decoding: try Data(contentsOf: URL(fileURLWithPath: base + suffix)), as: UTF8.self)
        }
        return Output(
            status: process.terminationStatus, out: try read(".out"), error: try read(".err"))
    }
}
