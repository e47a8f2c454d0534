import SQLText
import TestSupport
import Testing

/// Every byte belongs to exactly one token, whatever the bytes.
struct LosslessTests {
    static let dialects: [Dialect] = [
        .psql, .sql, Dialect(psql: true, version: .postgres15, standardConformingStrings: false),
    ]

    /// The first offset at which the tokens do not adjoin, or do not end at the end.
    private func firstGap(_ bytes: [UInt8], _ dialect: Dialect) -> UInt32? {
        var end: UInt32 = 0
        for token in Lexer.tokens(bytes, dialect) {
            if token.start != end || token.end <= token.start { return end }
            end = token.end
        }
        return Int(end) == bytes.count ? nil : end
    }

    @Test func fixtures() throws {
        let files = try Fixtures.sqlFiles()
        #expect(files.count > 10)
        for file in files {
            for dialect in Self.dialects {
                #expect(firstGap(file.bytes, dialect) == nil, "\(file.path)")
            }
        }
    }

    @Test func randomBytes() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<2_000 {
            let bytes = Generated.noise(.random(in: 0...80, using: &random), using: &random)
            for dialect in Self.dialects { #expect(firstGap(bytes, dialect) == nil, "\(bytes)") }
        }
    }

    @Test func randomPieces() {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<5_000 {
            let bytes = Generated.soup(
                .random(in: 1...25, using: &random), psql: true, using: &random)
            for dialect in Self.dialects {
                #expect(
                    firstGap(bytes, dialect) == nil, "\(String(decoding: bytes, as: UTF8.self))")
            }
        }
    }

    /// Each prefix of a file with every form in it, as a half-written file would be.
    @Test func everyPrefix() throws {
        for file in try Fixtures.sqlFiles("lexer") {
            for length in 0..<min(file.bytes.count, 4_000) {
                let prefix = Array(file.bytes[..<length])
                for dialect in Self.dialects {
                    #expect(firstGap(prefix, dialect) == nil, "\(file.path) up to \(length)")
                }
            }
        }
    }

    @Test func splitterAndDirectivesTakeAnything() {
        var random = SeededGenerator(seed: 3)
        for round in 0..<5_000 {
            let bytes =
                round % 2 == 0
                ? Generated.soup(.random(in: 1...30, using: &random), psql: true, using: &random)
                : Generated.noise(.random(in: 0...80, using: &random), using: &random)
            var splitter = StatementSplitter(.psql)
            var tokens: [Token] = []
            var last = 0
            while let element = splitter.next(in: bytes.span, tokens: &tokens) {
                switch element {
                case .statement(let statement):
                    #expect(statement.tokenCount == tokens.count)
                    #expect(statement.first == tokens.first)
                    #expect(statement.range.lowerBound >= last)
                    #expect(statement.range.upperBound == tokens.last.map { Int($0.end) })
                    last = statement.range.upperBound
                    decodeAll(tokens, in: bytes)
                case .directive(let token):
                    let directive = PsqlDirective(token, in: bytes.span)
                    #expect(directive.line.upperBound <= Int(token.end))
                case .copyData: break
                }
            }
        }
    }

    /// Decoding answers or throws; it never traps.
    private func decodeAll(_ tokens: [Token], in bytes: [UInt8]) {
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            if token.kind.isString {
                let before = index
                _ = Result { () throws(LiteralFault) in
                    try bytes.span.string(at: &index, of: tokens)
                }
                #expect(index > before)
            } else {
                if token.kind.isName {
                    let name = Result { () throws(LiteralFault) in
                        try bytes.span.identifier(token)
                    }
                    if case .success(let name) = name {
                        #expect(name.utf8.count <= 63 || token.fault == .invalidEncoding)
                    }
                }
                _ = bytes.span.integer(token)
                index += 1
            }
        }
    }
}
