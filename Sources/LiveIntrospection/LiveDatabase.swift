public import SchemaCatalog

/// The schema of a live database, read in one read-only transaction that sees one moment.
public struct LiveDatabase: Sendable {
    /// Every object of the users, with the facets of DESIGN.md's table. Objects of extensions are
    /// left out.
    public var catalog: Catalog
    /// As 150018 for 15.18.
    public var serverVersion: Int
    /// `current_database()`.
    public var name: String
    /// The role that read it.
    public var role: String
    /// The role that owns the database.
    public var owner: String
    /// What the role could not read, a sentence each.
    public var notVisible: [String]
    /// All of the above as bytes: equal where they are equal, and different where anything differs.
    /// Holds neither the server's address nor a password.
    public var content: [UInt8]

    /// The oldest major version whose catalogs the queries fit.
    public static let oldestVersion = 130_000

    /// How long things may take.
    public struct Limits: Sendable {
        /// Until there is a connection, all attempts together.
        public var connect: Duration = .seconds(10)
        /// For one statement, on the server.
        public var statement: Duration = .seconds(30)
        /// For one lock that somebody else holds.
        public var lock: Duration = .seconds(5)

        /// The defaults.
        public init() {}
    }

    /// Where the content of earlier reads is found, by a text that no two states of a database
    /// share.
    ///
    /// Only how to find and to keep it: where it is kept is nothing that this module knows.
    public struct Store: Sendable {
        let find: @Sendable (_ stamp: String) -> [UInt8]?
        let keep: @Sendable (_ stamp: String, _ content: [UInt8]) -> Void

        /// Makes a store.
        public init(
            find: @escaping @Sendable (_ stamp: String) -> [UInt8]?,
            keep: @escaping @Sendable (_ stamp: String, _ content: [UInt8]) -> Void
        ) {
            (self.find, self.keep) = (find, keep)
        }
    }

    /// Reads a database.
    ///
    /// - Parameters:
    ///   - target: A URL, a connection string, the name of a service, or nothing for the `PG*`
    ///     variables.
    ///   - store: Asked first, where nothing was written to the catalogs since an earlier read.
    /// - Throws: ``LiveError`` with the server's own message.
    public static func read(_ target: String, _ limits: Limits = Limits(), store: Store? = nil)
        throws(LiveError) -> LiveDatabase
    {
        var session = try CatalogSession(target, limits)
        return try LiveDatabase(session.read(store))
    }

    /// What ``Store`` knows a database's content by, at the price of one short query; nil where the
    /// role may not read a catalog, so that no store is of use.
    ///
    /// - Throws: As ``read(_:_:store:)``, and in the same cases.
    public static func stamp(_ target: String, _ limits: Limits = Limits()) throws(LiveError)
        -> String?
    {
        var session = try CatalogSession(target, limits)
        return try session.stamp()
    }

    private init(_ read: CatalogContent) throws(LiveError) {
        guard let session = read.session, let path = session[4] else {
            throw LiveError(.query, "the server did not say which database this is", hint: "")
        }
        catalog = Catalog(
            objects: read.objects.flatMap(CatalogRows.objects), searchPath: ArrayLiteral.items(path)
        )
        if catalog.searchPath.isEmpty { catalog.searchPath = ["public"] }
        (serverVersion, notVisible, content) = (read.serverVersion, read.denied, read.bytes)
        (name, role, owner) = (session[1] ?? "", session[2] ?? "", session[3] ?? "")
    }
}
