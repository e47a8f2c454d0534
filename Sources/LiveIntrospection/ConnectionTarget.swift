import CLibPQ

/// The database to read, as the user names it.
///
/// A URL (`postgresql://…`) and a connection string (`host=… dbname=…`) go to libpq as they are,
/// the empty text leaves all to the `PG*` variables, and any other word is a service of the service
/// file.
struct ConnectionTarget {
    /// What libpq reads. May hold a password: never to be printed.
    let text: String

    init(_ argument: String) throws(LiveError) {
        if let fault = unsafe libpq_load() {
            throw LiveError(
                .unreachable, "PostgreSQL's client library: \(unsafe String(cString: fault))",
                hint: "Install it (Debian: libpq5; Homebrew: libpq), or leave out --database.")
        }
        let isDirect = argument.isEmpty || argument.contains("=") || Self.isURL(argument)
        text = isDirect ? argument : "service='" + Self.escaped(argument) + "'"
        try check()
    }

    private static func isURL(_ text: String) -> Bool {
        text.hasPrefix("postgresql://") || text.hasPrefix("postgres://")
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    }

    /// libpq's own message quotes what it could not read, password and all, so it is not repeated.
    private func check() throws(LiveError) {
        var message: UnsafeMutablePointer<CChar>?
        let options = unsafe PQconninfoParse(text, &message)
        defer {
            unsafe PQconninfoFree(options)
            unsafe PQfreemem(message)
        }
        guard unsafe options == nil else { return }
        throw LiveError(
            .usage, "the database is neither a valid connection URL nor a valid connection string",
            hint:
                "Expected postgresql://user@host:port/database, key=value pairs, or the name of a service; "
                + "special characters in a URL are percent-encoded (@ is %40).")
    }
}
