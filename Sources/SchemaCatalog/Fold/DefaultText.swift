import QueryAnalysis
import SQLSyntax

/// The text of a default as `pg_get_expr()` prints it, for the forms that defaults nearly always have;
/// nil for any other.
struct DefaultText {
    let typeText: (SQLType) -> String
    let resolve: (TypeName) -> SQLType?

    /// The text of `expression` as a default of a column of type `type`.
    func text(_ expression: Expression, as type: SQLType) -> String? {
        switch expression {
        case .string(let value): return literal(value, type)
        case .integer, .number, .operator(_, left: nil, right: _): return number(expression, type)
        case .boolean(let value): return type.is(.bool) ? (value ? "true" : "false") : nil
        case .call(let call): return self.call(call)
        case .sqlValue(let value, let precision): return value.rawValue + (precision.map { "(\($0))" } ?? "")
        case .cast(.string(let value), let target):
            guard let resolved = resolve(target), resolved == type.withoutModifier || resolved == type else { return nil }
            return literal(value, resolved)
        case .cast(.array(let items), let target):
            guard items.isEmpty, let resolved = resolve(target), resolved.isArray else { return nil }
            return "ARRAY[]::" + typeText(resolved)
        default: return nil
        }
    }

    /// A constant is converted when the default is made, and printed with its type; of bare literals
    /// only text-like input is certain to come out as it went in.
    private func literal(_ value: String, _ type: SQLType) -> String? {
        guard isPrintedAsGiven(value, type) else { return nil }
        if type.is(.bool) { return value == "t" || value == "true" ? "true" : value == "f" || value == "false" ? "false" : nil }
        return quote(value) + "::" + typeText(type.withoutModifier)
    }

    private func isPrintedAsGiven(_ value: String, _ type: SQLType) -> Bool {
        if type.isArray { return value == "{}" }
        switch type.base {
        case .user: return true
        case .builtin(let builtin):
            switch builtin {
            case .text, .varchar, .name, .json, .bool: return true
            case .jsonb: return value == "{}" || value == "[]"
            default: return false
            }
        }
    }

    private func quote(_ value: String) -> String {
        let body = value.replacing("'", with: "''")
        return value.contains("\\") ? "E'" + body.replacing("\\", with: "\\\\") + "'" : "'" + body + "'"
    }

    /// Integer constants keep their form in columns of integer types and `numeric`.
    private func number(_ expression: Expression, _ type: SQLType) -> String? {
        let digits: String
        switch expression {
        case .integer(let value): digits = String(value)
        case .number(let text): digits = text
        case .operator(let name, left: nil, right: .integer(let value)) where name.symbol == "-":
            return type.is(.int4) || type.is(.int8) || type.is(.int2) || type.is(.numeric) ? "'-\(value)'::integer" : nil
        default: return nil
        }
        guard case .integer = expression else { return type.is(.numeric) ? digits : nil }
        return [.int2, .int4, .int8, .numeric].contains { type.is($0) } ? digits : nil
    }

    private func call(_ call: FunctionCall) -> String? {
        guard call.arguments.isEmpty, !call.isStar, call.name.schema == nil || call.name.schema == "pg_catalog" || call.name.schema == "public"
        else { return nil }
        return QuotedIdentifier.quote(call.name.name) + "()"
    }
}
