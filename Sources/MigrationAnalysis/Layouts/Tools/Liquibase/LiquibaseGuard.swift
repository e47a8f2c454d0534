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

    private static func terminated(_ text: String) -> String {
        let body = Body(Array(text.utf8))
        return body.text(body.bytes.indices) + body.end
    }

    /// Statements each with its semicolon, and none that is empty: PL/pgSQL has no empty statement.
    struct Body {
        private(set) var bytes: [UInt8]
        /// Where blanks stand for the semicolons of empty statements.
        private(set) var blanks: [Int] = []
        /// What ends the last statement.
        let end: String

        init(_ text: [UInt8]) {
            bytes = text
            var lexer = Lexer(.sql)
            var isBehindStatement = false
            var last: Token?
            while true {
                let token = lexer.next(in: text.span)
                if token.kind == .endOfFile { break }
                last = token
                if token.kind.isTrivia { continue }
                if token.kind == .semicolon, !isBehindStatement { blanks.append(Int(token.start)) }
                isBehindStatement = token.kind != .semicolon
            }
            for blank in blanks { bytes[blank] = UInt8(ascii: " ") }
            // Behind a comment a semicolon would be part of it.
            end = (last?.kind == .lineComment ? "\n" : "") + (isBehindStatement ? "; " : " ")
        }

        func text(_ range: Range<Int>) -> String {
            String(decoding: bytes[range], as: UTF8.self)
        }
    }
}
