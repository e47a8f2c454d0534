import SchemaCatalog
import SQLText

/// `syntax-error`: a statement that no PostgreSQL reads. Found while the file is read.
enum SyntaxError {
    static let page = RulePage(
        "syntax-error",
        "A statement of a test is no SQL that PostgreSQL reads.",
        why:
            "The server rejects it, pg_prove stops the file there, and nothing behind it is tested. Often a semicolon or a quote is missing before it. PERFORM, RAISE and IF are PL/pgSQL's, and stand within a DO block or a function.",
        example: "PERFORM set_config('role', 'anon', true);",
        remedy: "Write SELECT in place of PERFORM; put the others into a DO block.")

    static func diagnostic(at location: SourceLocation, word: String) -> Diagnostic {
        Diagnostic(
            rule: page.rule, severity: .warning,
            message:
                "syntax error at or near \"\(word)\": no SQL statement begins so, and the test stops here",
            location: location)
    }

    /// - Parameter message: What the grammar says of the statement.
    static func diagnostic(at location: SourceLocation, message: String) -> Diagnostic {
        Diagnostic(
            rule: page.rule, severity: .warning,
            message: "\(message): PostgreSQL rejects this statement, and the test stops here",
            location: location)
    }

    /// Whether some statement begins with the word: the grammar's (`gram.y`, `stmt`), those that
    /// came after PostgreSQL 15 among them.
    static func beginsStatement(_ word: String) -> Bool { words.contains(word) }

    private static let words: Set<String> = Set(
        """
        abort alter analyse analyze begin call checkpoint close cluster comment commit copy create deallocate declare \
        delete discard do drop end execute explain fetch grant import insert listen load lock merge move notify \
        prepare reassign refresh reindex release repack reset revoke rollback savepoint security select set show start \
        table truncate unlisten update vacuum values wait with
        """.split(separator: " ").map(String.init))
}
