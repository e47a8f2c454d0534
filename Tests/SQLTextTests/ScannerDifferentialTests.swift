import CPgQuery
import SQLText
import TestSupport
import Testing

/// Our tokens against those of PostgreSQL 15's own scanner, as libpg_query has it.
struct ScannerDifferentialTests {
    private static let dialect = Dialect(psql: false, version: .postgres15)

    @Test func fixtures() throws {
        for file in try Fixtures.sqlFiles() where !file.bytes.contains(0) {
            // psql takes a byte order mark off; to the server it would begin an identifier.
            let hasMark = file.bytes.starts(with: [0xEF, 0xBB, 0xBF])
            let bytes = Array(file.bytes.dropFirst(hasMark ? 3 : 0))
            #expect(difference(bytes) == nil, "\(file.path)")
        }
    }

    @Test func randomPieces() {
        var random = SeededGenerator(seed: 4)
        var accepted = 0
        for _ in 0..<30_000 {
            let bytes = Generated.soup(
                .random(in: 1...14, using: &random), psql: false, using: &random)
            if LibPgQuery.scan(bytes) != nil { accepted += 1 }
            let difference = difference(bytes)
            #expect(difference == nil, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
            if difference != nil { return }
        }
        // Texts that both reject prove little; most must be accepted.
        #expect(accepted > 10_000)
    }

    @Test func randomBytes() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<10_000 {
            let bytes = Generated.noise(.random(in: 1...24, using: &random), using: &random)
                .filter { $0 != 0 }
            let difference = difference(bytes)
            #expect(difference == nil, "\(bytes)")
            if difference != nil { return }
        }
    }

    /// What differs, in words; nil when all agrees.
    private func difference(_ bytes: [UInt8]) -> String? {
        let tokens = Lexer.tokens(bytes, Self.dialect)
        // libpg_query's patch that keeps comments makes a comment end a string that the server
        // continues after it. What the server does is in DecodingTests.
        if hasCommentWithinString(tokens) { return nil }
        let rejected =
            tokens.contains { isRejected($0, in: bytes) } || hasBadEscape(tokens, in: bytes)
        guard let theirs = LibPgQuery.scan(bytes) else {
            return rejected ? nil : "they reject what we accept"
        }
        if rejected { return "we reject what they accept" }
        let ours = normalized(tokens, in: bytes)
        for (our, their) in zip(ours, theirs) {
            // libpg_query ends a U&'…' or U&"…" where it starts.
            let isUnicode =
                their.code == PG_QUERY__TOKEN__USCONST || their.code == PG_QUERY__TOKEN__UIDENT
            let theirEnd = isUnicode ? our.end : UInt32(their.end)
            guard our.start == their.start, our.end == theirEnd else {
                return "\(our) against \(their)"
            }
            if !agrees(our.kind, their, in: bytes) { return "\(our) against \(their)" }
        }
        return ours.count == theirs.count ? nil : "\(ours.count) tokens against \(theirs.count)"
    }

    /// Their scanner decodes an E'…' while it reads; we do so when its value is asked for.
    private func hasBadEscape(_ tokens: [Token], in bytes: [UInt8]) -> Bool {
        let tokens = tokens.filter { !$0.kind.isTrivia }
        return tokens.indices.contains { start in
            guard tokens[start].kind == .escapeString else { return false }
            var index = start
            do throws(LiteralFault) {
                _ = try bytes.span.string(at: &index, of: tokens)
                return false
            } catch {
                // They check the encoding of bytes that escapes make, not of those that stand
                // there.
                return error == .invalidUnicodeEscape
                    || (error == .invalidEncoding
                        && String(validating: bytes, as: UTF8.self) != nil)
            }
        }
    }

    private func hasCommentWithinString(_ tokens: [Token]) -> Bool {
        var sawComment = false
        for token in tokens {
            switch token.kind {
            case .lineComment: sawComment = true
            case .stringContinuation where sawComment: return true
            case .whitespace: break
            default: sawComment = false
            }
        }
        return false
    }

    /// Our tokens as their scanner groups them.
    private func normalized(_ tokens: [Token], in bytes: [UInt8]) -> [Token] {
        var result: [Token] = []
        var string: Int?
        for token in tokens {
            switch token.kind {
            case .whitespace: continue
            case .stringContinuation:
                // They take a continued string, with the trivia in it, for one token.
                if let string {
                    result.removeSubrange((string + 1)...)
                    result[string].end = token.end
                }
                continue
            case .nationalString:
                // They read N'…' as the word NCHAR, one byte long, and a string.
                result.append(Token(.word, start: token.start, end: token.start + 1))
                result.append(Token(.string, start: token.start + 1, end: token.end))
            default:
                result.append(token)
            }
            if token.kind.isString { string = result.count - 1 }
        }
        return result
    }

    /// Whether the server's scanner would report an error in this token.
    private func isRejected(_ token: Token, in bytes: [UInt8]) -> Bool {
        switch token.fault {
        case .unterminated, .trailingJunk, .empty: return true
        case .invalidEncoding, .nulByte, .none: break  // their scanner does not look
        }
        return false
    }

    private func agrees(_ kind: TokenKind, _ their: ScannedToken, in bytes: [UInt8]) -> Bool {
        switch kind {
        case .word: their.isKeyword || their.code == PG_QUERY__TOKEN__IDENT
        case .quotedIdentifier: their.code == PG_QUERY__TOKEN__IDENT
        case .unicodeQuotedIdentifier: their.code == PG_QUERY__TOKEN__UIDENT
        case .string, .escapeString, .dollarString: their.code == PG_QUERY__TOKEN__SCONST
        case .unicodeString: their.code == PG_QUERY__TOKEN__USCONST
        case .bitString: their.code == PG_QUERY__TOKEN__BCONST
        case .hexString: their.code == PG_QUERY__TOKEN__XCONST
        case .integer:
            their.code == PG_QUERY__TOKEN__ICONST || their.code == PG_QUERY__TOKEN__FCONST
        case .numeric: their.code == PG_QUERY__TOKEN__FCONST
        case .parameter: their.code == PG_QUERY__TOKEN__PARAM
        case .lineComment: their.code == PG_QUERY__TOKEN__SQL_COMMENT
        case .blockComment: their.code == PG_QUERY__TOKEN__C_COMMENT
        case .typecast: their.code == PG_QUERY__TOKEN__TYPECAST
        case .dotDot: their.code == PG_QUERY__TOKEN__DOT_DOT
        case .colonEquals: their.code == PG_QUERY__TOKEN__COLON_EQUALS
        case .equalsGreater: their.code == PG_QUERY__TOKEN__EQUALS_GREATER
        case .operator: isOperator(their)
        default: their.end - their.start == 1 && their.code.rawValue == UInt32(bytes[their.start])
        }
    }

    private func isOperator(_ their: ScannedToken) -> Bool {
        switch their.code {
        case PG_QUERY__TOKEN__Op, PG_QUERY__TOKEN__LESS_EQUALS, PG_QUERY__TOKEN__GREATER_EQUALS,
            PG_QUERY__TOKEN__NOT_EQUALS:
            true
        default: their.code.rawValue < 128
        }
    }
}
