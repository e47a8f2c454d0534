import CLibPQ
import Foundation

/// A libpq connection, closed when the value ends. One task at a time may use it.
@safe
struct Connection: ~Copyable {
    private let connection: OpaquePointer

    /// Connects, with everything that is not given from the `PG*` variables, the service file and
    /// the password file, as every libpq program does.
    ///
    /// Trouble that may pass (nobody listens yet, the server starts up, too many clients) is tried
    /// again with growing pauses until the time is over; the server's refusal is final.
    init(_ target: ConnectionTarget, timeout: Duration) throws(LiveError) {
        let deadline = ContinuousClock.now + timeout
        var pause = Duration.milliseconds(100)
        while true {
            let remaining = deadline - .now
            let attempt = unsafe Self.connect(
                target, seconds: max(2, Int(remaining.components.seconds)))
            if let attempt = unsafe attempt, unsafe PQstatus(attempt) == CONNECTION_OK {
                unsafe connection = attempt
                return
            }
            let message =
                unsafe attempt.map { unsafe String(cString: PQerrorMessage($0)) } ?? "out of memory"
            unsafe PQfinish(attempt)
            guard Self.mayPass(message), .now + pause < deadline else {
                throw LiveError(.unreachable, message, hint: Self.hint(message))
            }
            Thread.sleep(
                forTimeInterval: Double(pause.components.attoseconds) / 1e18
                    + Double(pause.components.seconds))
            pause = min(pause * 2, .seconds(2))
        }
    }

    deinit { unsafe PQfinish(connection) }

    /// The server's version, as 150018 for 15.18.
    var serverVersion: Int { Int(unsafe PQserverVersion(connection)) }

    /// Later keywords win over earlier ones, and what `dbname` expands to over those before it.
    private static func connect(_ target: ConnectionTarget, seconds: Int) -> OpaquePointer? {
        let keywords = [
            "connect_timeout", "fallback_application_name", "dbname", "client_encoding",
        ]
        let values = [String(seconds), "pgcov", target.text, "UTF8"]
        return unsafe withCStrings(keywords) { keywords in
            unsafe withCStrings(values) { values in unsafe PQconnectdbParams(keywords, values, 1) }
        }
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        let copies = unsafe strings.map { unsafe strdup($0) }
        defer { unsafe copies.forEach { unsafe free($0) } }
        let pointers = unsafe copies.map { unsafe UnsafePointer<CChar>($0) } + [nil]
        return unsafe pointers.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("the list ends in nil") }
            return unsafe body(base)
        }
    }

    private static func mayPass(_ message: String) -> Bool {
        if message.contains("starting up") || message.contains("too many clients")
            || message.contains("remaining connection slots")
        {
            return true
        }
        return !["FATAL", "service", "password", "certificate", "SSL"].contains {
            message.contains($0)
        }
    }

    private static func hint(_ message: String) -> String {
        if message.contains("password") {
            return "Give the password in PGPASSWORD or a password file (~/.pgpass), not in the URL."
        }
        if message.contains("service") {
            return
                "A word that is no URL names a service of ~/.pg_service.conf; for a database write dbname=NAME."
        }
        if message.contains("does not exist") {
            return "Check the database and the role; psql takes the same URL."
        }
        return
            "Is the server running, and are host and port right? psql takes the same URL; --connect-timeout gives it more time."
    }

    // MARK: - Queries

    /// Runs statements in one round trip (libpq's pipeline mode), and gives back their results in
    /// order.
    ///
    /// - Parameter timeout: For all of them; a server that falls silent is not waited for any
    ///   longer.
    /// - Throws: ``LiveError`` of kind `unreachable` when the connection breaks or falls silent.
    mutating func run(_ statements: [String], timeout: Duration) throws(LiveError)
        -> [StatementOutcome]
    {
        let deadline = ContinuousClock.now + timeout
        guard unsafe PQenterPipelineMode(connection) == 1,
            unsafe PQsetnonblocking(connection, 1) == 0
        else { throw lost() }
        for statement in statements {
            guard unsafe PQsendQueryParams(connection, statement, 0, nil, nil, nil, nil, 0) == 1
            else { throw lost() }
        }
        guard unsafe PQpipelineSync(connection) == 1 else { throw lost() }
        var outcomes: [StatementOutcome] = []
        while true {
            try exchange(until: deadline)
            while unsafe PQisBusy(connection) == 0 {
                // Nil parts one statement's results from the next one's.
                guard let result = unsafe PQgetResult(connection) else { continue }
                defer { unsafe PQclear(result) }
                if unsafe PQresultStatus(result) == PGRES_PIPELINE_SYNC {
                    guard unsafe PQexitPipelineMode(connection) == 1 else { throw lost() }
                    return outcomes
                }
                outcomes.append(unsafe StatementOutcome(result))
                if unsafe PQstatus(connection) == CONNECTION_BAD { throw lost() }
            }
        }
    }

    /// Sends what waits to be sent and reads what has come, waiting for one or the other.
    private func exchange(until deadline: ContinuousClock.Instant) throws(LiveError) {
        let unsent = unsafe PQflush(connection)
        guard unsent >= 0 else { throw lost() }
        let remaining = deadline - .now
        let milliseconds =
            remaining.components.seconds * 1000 + remaining.components.attoseconds
            / 1_000_000_000_000_000
        guard milliseconds > 0 else { throw silent() }
        var descriptor = pollfd(
            fd: unsafe PQsocket(connection),
            events: Int16(POLLIN) | (unsent > 0 ? Int16(POLLOUT) : 0), revents: 0)
        let ready = unsafe poll(&descriptor, 1, Int32(clamping: milliseconds))
        if ready == 0 { throw silent() }
        guard unsafe PQconsumeInput(connection) == 1 else { throw lost() }
    }

    private func lost() -> LiveError {
        LiveError(
            .unreachable, unsafe String(cString: PQerrorMessage(connection)),
            hint:
                "The connection broke while the catalog was read; run again when the server is back."
        )
    }

    private func silent() -> LiveError {
        LiveError(
            .unreachable, "the server stopped answering while the catalog was read",
            hint:
                "Nothing came for longer than the statement timeout allows; is the server, or the network to it, stuck?"
        )
    }
}
