/// Which lexical rules hold: psql's layer or plain SQL, and which PostgreSQL version's numbers.
public struct Dialect: Sendable, Hashable {
    /// The versions between which the lexical rules differ.
    public enum Version: Sendable, Hashable {
        /// PostgreSQL 15: `0x1F` and `1_000` are numbers with trailing junk.
        case postgres15
        /// PostgreSQL 16 and later: `0x1F`, `0o17`, `0b11` and `1_000` are numbers; a vertical
        /// tab is white space.
        case postgres16
    }

    /// Whether psql reads the bytes first: meta-commands, variables and COPY data.
    public var psql: Bool
    /// Whose numeric constants and white space.
    public var version: Version
    /// The server's `standard_conforming_strings`: whether `\` in a plain `'…'` is an ordinary
    /// character. On since PostgreSQL 9.1.
    public var standardConformingStrings: Bool

    /// Makes a set of rules.
    public init(
        psql: Bool, version: Version = .postgres16, standardConformingStrings: Bool = true
    ) {
        self.psql = psql
        self.version = version
        self.standardConformingStrings = standardConformingStrings
    }

    /// A script that psql runs.
    public static let psql = Dialect(psql: true)
    /// What the server itself reads: function bodies, SQL given as a string.
    public static let sql = Dialect(psql: false)
}
