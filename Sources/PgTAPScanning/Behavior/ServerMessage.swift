import SQLText
import SchemaCatalog

/// The server's own messages of what constraints and row security refuse (`src/backend/executor/
/// execMain.c`, `src/backend/access/nbtree/nbtinsert.c`, `src/backend/utils/adt/ri_triggers.c`).
enum ServerMessage {
    /// What begins and ends the messages of a kind, around the relation, and what stands before the
    /// constraint; with its SQLSTATE.
    private static let templates: [(start: String, end: String, state: String)] = [
        ("duplicate key value", "violates unique constraint", "23505"),
        ("insert or update on table", "violates foreign key constraint", "23503"),
        ("new row for relation", "violates check constraint", "23514"),
        ("null value in column", "violates not-null constraint", "23502"),
        ("conflicting key value", "violates exclusion constraint", "23P01"),
        ("new row", "violates row-level security policy for table", "42501"),
    ]

    private static let phrases: [(text: String, state: String)] = [
        ("duplicate key", "23505"), ("violates unique constraint", "23505"),
        ("violates foreign key constraint", "23503"), ("violates check constraint", "23514"),
        ("violates not-null constraint", "23502"), ("violates exclusion constraint", "23P01"),
    ]

    /// The SQLSTATE of a whole message.
    static func state(of message: String) -> String? {
        phrases.first { message.holds($0.text) }?.state
    }

    /// The SQLSTATE of the only kind of messages that hold the pieces of a pattern that any does,
    /// such as `violates check`; nil where there are several, or none.
    static func state(ofPieces pieces: [String]) -> String? {
        let pieces = pieces.map(bare).filter { piece in
            !piece.isEmpty && templates.contains { holds($0, piece) }
        }
        guard !pieces.isEmpty else { return nil }
        let states = templates.filter { template in
            pieces.allSatisfy { holds(template, $0) }
        }
        return states.count == 1 ? states[0].state : nil
    }

    private static func holds(
        _ template: (start: String, end: String, state: String), _ piece: String
    )
        -> Bool
    {
        template.start.holds(piece) || template.end.holds(piece)
    }

    /// Whether the message of what a constraint, index or column refuses fits a pattern: nil where
    /// the pattern is more than text.
    static func fits(_ id: ObjectID, _ state: String, _ pieces: [String]) -> Bool? {
        guard let template = templates.first(where: { $0.state == state }) else { return nil }
        let relation = " \"\(id.relation ?? "")\" "
        var message =
            (id.kind == .column
            ? "\(template.start) \"\(id.name)\" of relation\(relation)\(template.end)"
            : template.start + relation + template.end + " \"\(id.name)\"").lowercased()[...]
        for piece in pieces.map(bare) {
            guard piece.utf8.allSatisfy({ !metacharacters.contains($0) }) else { return nil }
            guard let found = message.firstRange(of: piece) else { return false }
            message = message[found.upperBound...]
        }
        return true
    }

    private static let metacharacters = Set("\\^$|?*+()[]{}".utf8)

    /// In lower case, for patterns may leave it open, and without blanks around it.
    private static func bare(_ piece: String) -> String {
        var words = Substring(piece.lowercased())
        while words.last?.isWhitespace ?? false { words.removeLast() }
        return String(words.drop(while: \.isWhitespace))
    }
}
