/// Why a database could not be read. Never holds a password.
public struct LiveError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong.
    public enum Kind: Sendable, Hashable {
        /// What was given names no database: a malformed URL, an unknown option.
        case usage
        /// No connection, or one that was refused or lost.
        case unreachable
        /// The server rejected or cancelled a catalog query.
        case query
    }

    /// What failed.
    public var kind: Kind
    /// The server's or libpq's own words, in one line.
    public var message: String
    /// What to do.
    public var hint: String

    /// The message, and what to do on a line of its own.
    public var description: String { hint.isEmpty ? message : "\(message)\n\(hint)" }

    init(_ kind: Kind, _ message: String, hint: String) {
        self.kind = kind
        self.message = Self.oneLine(message)
        self.hint = hint
    }

    /// libpq ends its messages with a newline, and tells several hosts' troubles in lines.
    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).map { $0.drop { $0 == "\t" || $0 == " " } }.joined(
            separator: "; ")
    }
}
