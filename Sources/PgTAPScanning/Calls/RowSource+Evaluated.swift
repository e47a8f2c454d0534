import ParseTree
import QueryAnalysis
import QueryEvaluation
import SQLSyntax
import SQLText

/// Constant rows of several lists, or of queries over such: `FROM (VALUES …) AS a(x) CROSS JOIN
/// (SELECT unnest(…) AS y) AS b`.
extension RowSource {
    /// So many rows say that it is data.
    private static let maximumRows = 10_000

    /// The rows of the FROM clause that begins at `start`, with what of the statement stands behind
    /// it, and WITH before it; nil where they cannot be told without a server.
    static func evaluated(
        _ tokens: [Token], from start: Int, caseStart: Int?, _ reader: ArgumentReader,
        _ bytes: Span<UInt8>
    ) -> RowSource? {
        guard start < tokens.count, let select = selectStart(tokens, bytes),
            tokens[start...].contains(where: { makesRows($0, bytes) })
                || tokens[..<select].contains(where: { makesRows($0, bytes) })
        else { return nil }
        func text(_ part: Range<Int>) -> String { Self.text(part, tokens, reader, bytes) }
        let cases = caseStart.flatMap {
            RowCases(tokens, from: $0, until: start - 1, bytes, text)
        }
        let columns = cases.map { "*, \($0.text)" } ?? "*"
        let source = "\(text(0..<select)) SELECT \(columns) FROM \(text(start..<tokens.count))"
        guard case .data(.query(let query))? = try? StatementReader.read(source),
            case .select(let core) = query.body, core.groupBy.isEmpty
        else { return nil }
        var evaluator = Evaluator()
        evaluator.recordsReads = false
        guard let found = evaluator.rows(of: query), found.rows.count <= maximumRows,
            found.rows.allSatisfy(\.isCertain)
        else { return nil }
        let width = found.columns.count - (cases == nil ? 0 : 1)
        let names = found.columns.prefix(width)
        return RowSource(
            rows: found.rows.map { row in
                // Of several columns of one name it cannot be told which is meant.
                Dictionary(zip(names, row.values.map(argument))) { _, _ in
                    Argument(.dynamic, nil)
                }
            },
            cases: cases.map { list in
                (
                    list,
                    found.rows.map { number($0.values.last) }
                )
            })
    }

    /// The one row, or none, of a query without FROM whose WHERE stands at `start`; nil where that
    /// cannot be told without a server.
    static func ofCondition(
        _ tokens: [Token], from start: Int, _ reader: ArgumentReader, _ bytes: Span<UInt8>
    ) -> RowSource? {
        let source = "SELECT 1 \(text(start..<tokens.count, tokens, reader, bytes))"
        guard case .data(.query(let query))? = try? StatementReader.read(source) else { return nil }
        var evaluator = Evaluator()
        evaluator.recordsReads = false
        guard let found = evaluator.rows(of: query), found.rows.allSatisfy(\.isCertain) else {
            return nil
        }
        return RowSource(rows: found.rows.map { _ in [:] })
    }

    /// The number of the result that a CASE over constants gives, -1 for none; nil where it cannot
    /// be told without a server.
    static func taken(of cases: RowCases) -> Int? {
        guard case .data(.query(let query))? = try? StatementReader.read("SELECT \(cases.text)")
        else { return nil }
        var evaluator = Evaluator()
        evaluator.recordsReads = false
        guard let row = evaluator.rows(of: query)?.rows.first, row.isCertain else { return nil }
        return number(row.values.last)
    }

    private static func number(_ result: Value?) -> Int? {
        switch result {
        case .integer(let number)?: Int(exactly: number)
        // No branch, and no ELSE.
        case .null?: -1
        default: nil
        }
    }

    /// The text of some tokens, with psql's variables in their places.
    static func text(
        _ part: Range<Int>, _ tokens: [Token], _ reader: ArgumentReader, _ bytes: Span<UInt8>
    ) -> String {
        guard !part.isEmpty else { return "" }
        let range = Int(tokens[part.lowerBound].start)..<Int(tokens[part.upperBound - 1].end)
        return tokens[part].contains { $0.kind.isVariable }
            ? SQLTemplate.text(Array(tokens[part]), range, reader.variables, bytes)
            : bytes.text(of: range)
    }

    /// Where the statement's own SELECT stands, behind WITH.
    private static func selectStart(_ tokens: [Token], _ bytes: Span<UInt8>) -> Int? {
        guard let first = tokens.first else { return nil }
        guard bytes.isKeyword("with", first) else { return 0 }
        var depth = 0
        return tokens.indices.first { index in
            switch tokens[index].kind {
            case .openParen, .openBracket: depth += 1
            case .closeParen, .closeBracket: depth -= 1
            default: break
            }
            return depth == 0 && tokens[index].kind == .word
                && bytes.isKeyword("select", tokens[index])
        }
    }

    private static func makesRows(_ token: Token, _ bytes: Span<UInt8>) -> Bool {
        guard token.kind == .word else { return false }
        let makers: [StaticString] = ["values", "unnest", "generate_series"]
        return makers.contains { bytes.isKeyword($0, token) }
    }

    private static func argument(_ value: Value) -> Argument {
        switch value {
        case .null: return Argument(.null, SQLType(.text))
        case .integer(let number): return Argument(.text(String(number)), SQLType(.int4))
        case .boolean(let truth): return Argument(.text(truth ? "true" : "false"), SQLType(.bool))
        case .text(let text): return Argument(.text(text), SQLType(.text))
        case .array(let elements):
            let texts = elements.map { $0 == .null ? nil : $0.text }
            guard zip(elements, texts).allSatisfy({ $0 == .null || $1 != nil }) else {
                return Argument(.dynamic, nil)
            }
            return Argument(.list(texts), SQLType(.text).array)
        default: return Argument(.dynamic, nil)
        }
    }
}
