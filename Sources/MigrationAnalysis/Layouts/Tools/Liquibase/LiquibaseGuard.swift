import SQLText

/// Statements that run where a condition holds, which Liquibase asks before, as one block.
enum LiquibaseGuard {
    /// - Parameter line: Of the changeset.
    static func block(_ pieces: [EmbeddedSQL], where condition: String, line: Int) -> EmbeddedSQL {
        var sql = PlacedSQL("DO $liquibase$ BEGIN IF \(condition) THEN ", line: line)
        for piece in pieces {
            let blanks = piece.text.prefix { $0.isWhitespace }.count { $0.isNewline }
            sql.add(terminated(piece.text.trimmed), line: piece.line + blanks)
        }
        sql.add("END IF; END $liquibase$")
        return sql.piece
    }

    /// Statements each with its semicolon, and none that is empty: PL/pgSQL has no empty statement.
    private static func terminated(_ text: String) -> String {
        var bytes = Array(text.utf8)
        var lexer = Lexer(.sql)
        var isBehindStatement = false
        var last: Token?
        while true {
            let token = lexer.next(in: bytes.span)
            if token.kind == .endOfFile { break }
            last = token
            if token.kind.isTrivia { continue }
            if token.kind == .semicolon, !isBehindStatement {
                bytes[Int(token.start)] = UInt8(ascii: " ")
            }
            isBehindStatement = token.kind != .semicolon
        }
        let sql = String(decoding: bytes, as: UTF8.self)
        // Behind a comment a semicolon would be part of it.
        let end = last?.kind == .lineComment ? "\n" : ""
        return sql + end + (isBehindStatement ? "; " : " ")
    }
}
