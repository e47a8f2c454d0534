import SQLText
import ParseTree
import QueryEvaluation
import SQLSyntax

/// pgTAP's functions that take SQL as text, and what each expects of it (pgTAP's manual, "Throwing
/// Errors" and "Comparing Results").
enum BehavioralFunction {
    /// Positions of the SQL arguments.
    static func queries(of function: String) -> [Int] {
        switch function {
        case "results_eq", "results_ne", "set_eq", "set_ne", "bag_eq", "bag_ne", "set_has",
            "set_hasnt", "bag_has", "bag_hasnt":
            [0, 1]
        case "is_empty", "isnt_empty", "row_eq", "throws_ok", "throws_like", "throws_ilike",
            "throws_matching", "throws_imatching", "lives_ok",
            "performs_ok", "performs_within":
            [0]
        default: []
        }
    }

    /// What the call says of its SQL.
    static func expectation(of function: String, _ arguments: [Argument]) -> Exercise.Expectation {
        switch function {
        case "lives_ok", "performs_ok", "performs_within": .runs
        case "is_empty": .empty
        case "results_eq", "set_eq", "bag_eq": isEmptyResult(arguments) ? .empty : .result
        case "throws_ok": takesAnyError(arguments) ? .failsAnyhow : failure(arguments)
        case "throws_like", "throws_ilike":
            .fails(state: nil, message: text(arguments, 1).map(constantPart))
        case "throws_matching", "throws_imatching": .fails(state: nil, message: text(arguments, 1))
        default: .result
        }
    }

    /// Whether any error will do, that of a missing object, too: `throws_ok(sql)`, and
    /// `throws_ok(sql, NULL, description)`, where the third of three is the message only behind an
    /// SQLSTATE.
    private static func takesAnyError(_ arguments: [Argument]) -> Bool {
        let said = arguments.dropFirst().prefix(arguments.count > 3 ? 2 : 1)
        return said.allSatisfy { $0.value == .null }
    }

    /// Whether the call wants no row of its SQL, or one that says false, null or zero.
    static func wantsNothing(_ function: String, _ arguments: [Argument]) -> Bool {
        switch function {
        case "is_empty": true
        case "results_eq", "set_eq", "bag_eq":
            isEmptyResult(arguments) || arguments.count > 1 && saysNothing(arguments[1].value)
        default: false
        }
    }

    private static func saysNothing(_ value: ArgumentValue) -> Bool {
        switch value {
        case .list(let items): items == ["false"] || items == ["f"] || items == [nil]
        case .text(let text):
            // As many as the longest of them has.
            ["valuesfalse", "selectfalse", "valuesnull", "selectnull"].contains(
                where: String(
                    text.lazy.filter { !$0.isWhitespace && $0 != "(" }.prefix(11)
                ).lowercased().hasPrefix)
        default: false
        }
    }

    private static func text(_ arguments: [Argument], _ index: Int) -> String? {
        guard index < arguments.count, case .text(let text) = arguments[index].value else {
            return nil
        }
        return text
    }

    /// `throws_ok(sql, code, message, description)` and its shorter forms: an argument of five
    /// bytes in second place is an SQLSTATE.
    private static func failure(_ arguments: [Argument]) -> Exercise.Expectation {
        guard let second = text(arguments, 1) else {
            // (sql, NULL, message, description)
            return .fails(state: nil, message: text(arguments, 2))
        }
        guard second.utf8.count == 5 else { return .fails(state: nil, message: second) }
        return .fails(state: second.uppercased(), message: text(arguments, 2))
    }

    /// The longest piece of a LIKE pattern between wildcards.
    private static func constantPart(_ pattern: String) -> String {
        pieces(pattern).max { $0.count < $1.count } ?? ""
    }

    /// A LIKE pattern without `%`. That `_` stands for any character hardly anybody means: it is
    /// mostly a part of a name.
    private static func pieces(_ pattern: String) -> [String] {
        pattern.split(separator: "%").map { String($0).replacing("\\_", with: "_") }
    }

    /// What the message of an error must hold, in so many words, where a pattern says it.
    static func wantedPieces(of function: String, _ arguments: [Argument]) -> [String] {
        guard let pattern = text(arguments, 1) else { return [] }
        switch function {
        case "throws_like", "throws_ilike": return pieces(pattern)
        case "throws_matching", "throws_imatching": return [pattern]
        default: return []
        }
    }

    /// Whether the rows expected are none, or one row that counts none.
    private static func isEmptyResult(_ arguments: [Argument]) -> Bool {
        guard arguments.count > 1 else { return false }
        switch arguments[1].value {
        case .list(let items): return items.isEmpty || items == ["0"]
        case .text(let text):
            let bare = text.lowercased().filter {
                !$0.isWhitespace && $0 != ";" && $0 != "(" && $0 != ")"
            }
            return bare == "values0" || bare.hasPrefix("values0::") || bare == "{}"
                || bare == "select0" || bare.holds("where") && givesNoRow(text)
        default: return false
        }
    }

    /// Whether a query of constants is known to give no row: `SELECT 1 WHERE false`.
    private static func givesNoRow(_ text: String) -> Bool {
        guard case .data(.query(let query))? = try? StatementReader.read(text),
            case .select(let core) = query.body, core.from.isEmpty, let filter = core.filter
        else { return false }
        var evaluator = Evaluator()
        return evaluator.evaluate(filter).truth == false
    }
}
