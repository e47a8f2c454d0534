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
    /// it; nil where they cannot be told without a server.
    static func evaluated(
        _ tokens: [Token], from start: Int, _ reader: ArgumentReader, _ bytes: Span<UInt8>
    ) -> RowSource? {
        guard let last = tokens.last, start < tokens.count,
            tokens[start...].contains(where: { makesRows($0, bytes) })
        else { return nil }
        let range = Int(tokens[start].start)..<Int(last.end)
        let text =
            tokens[start...].contains { $0.kind.isVariable }
            ? SQLTemplate.text(Array(tokens[start...]), range, reader.variables, bytes)
            : bytes.text(of: range)
        guard case .data(.query(let query))? = try? StatementReader.read("SELECT * FROM \(text)"),
            query.with.isEmpty, case .select(let core) = query.body, core.groupBy.isEmpty
        else { return nil }
        var evaluator = Evaluator()
        evaluator.recordsReads = false
        guard let found = evaluator.rows(of: query), found.rows.count <= maximumRows,
            found.rows.allSatisfy(\.isCertain)
        else { return nil }
        return RowSource(
            rows: found.rows.map { row in
                // Of several columns of one name it cannot be told which is meant.
                Dictionary(zip(found.columns, row.values.map(argument))) { _, _ in
                    Argument(.dynamic, nil)
                }
            })
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
