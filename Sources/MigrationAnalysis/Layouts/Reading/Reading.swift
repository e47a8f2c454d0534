/// What of a file its tool sends to the database.
public enum Reading: Sendable, Hashable {
    /// All of it.
    case whole
    /// What the marks of a tool, comments at the beginning of lines, say.
    case marked(MarkSyntax)
    /// SQL that stands as values in a file of another language.
    case embedded([EmbeddedSQL])
    /// Nothing on its own: another script includes it.
    case included(by: String)

    /// What is deployed where it is not the whole file, in a few words.
    public var note: String? {
        switch self {
        case .whole, .included: nil
        case .embedded: "the SQL in it"
        case .marked(let syntax): syntax.note
        }
    }
}

/// A tool's marks.
public enum MarkSyntax: Sendable, Hashable {
    case goose, sqlMigrate, dbmate, nodePgMigrate, tern, drizzle
    case liquibase
    case atlas
    /// Includes are looked for in this folder, relative to the script's own.
    case graphile(fixtures: String)
    case extensionScript

    fileprivate var note: String? {
        switch self {
        case .goose, .sqlMigrate, .dbmate: "its up sections"
        case .nodePgMigrate: "its up section, or all of it without one"
        case .tern: "what stands above the divider"
        case .liquibase: "its changesets for PostgreSQL"
        case .drizzle, .atlas, .graphile, .extensionScript: nil
        }
    }
}

/// SQL within a file of another language (YAML, JSON, XML).
public struct EmbeddedSQL: Sendable, Hashable {
    /// The SQL, without the other language's quoting.
    public var text: String
    /// Line of the file, from 1, on which the text's first line stands.
    public var line: Int

    /// Makes a piece.
    public init(_ text: String, line: Int) {
        self.text = text
        self.line = line
    }
}
