import SQLSyntax

extension Evaluator {
    mutating func call(_ call: FunctionCall) -> Value {
        guard call.name.schema == nil || call.name.schema == "pg_catalog" else { return .unknown }
        let arguments = call.arguments.map { evaluate($0) }
        let name = call.name.name
        if let value = session(name, arguments) { return value }
        if call.isSpecialSyntax, name == "position" || name == "overlay" { return .unknown }
        return ScalarFunction.evaluate(name, arguments) ?? .unknown
    }

    /// Functions that ask the session or the catalog.
    private mutating func session(_ name: String, _ arguments: [Value]) -> Value? {
        switch name {
        case "current_schema": return environment.searchPath.first.map(Value.text) ?? .null
        case "current_schemas":
            let implicit = arguments.first?.truth == true ? ["pg_catalog"] : []
            return .array((implicit + environment.searchPath).map(Value.text))
        // The catalogs hold expressions as text here.
        case "pg_get_expr": return arguments.first
        case "to_regclass", "to_regtype", "to_regproc", "to_regprocedure", "to_regnamespace",
            "to_regrole":
            guard let argument = arguments.first, argument != .null else { return .null }
            return argument.text.map { object(String(name.dropFirst(3)), $0) } ?? .unknown
        case "pg_table_is_visible", "pg_type_is_visible", "pg_function_is_visible":
            guard case .object(let object)? = arguments.first else { return .unknown }
            return environment.isVisible(object).map(Value.boolean) ?? .unknown
        default: return nil
        }
    }

    // MARK: - Casts

    private static let registered: Set<String> = [
        "regclass", "regtype", "regproc", "regprocedure", "regnamespace", "regrole",
    ]
    private static let textual: Set<String> = ["text", "varchar", "name", "bpchar", "char"]
    private static let integral: Set<String> = ["int2", "int4", "int8"]

    mutating func cast(_ inner: Expression, to type: TypeName) -> Value {
        let value = evaluate(inner)
        if value == .unknown || value == .null { return value }
        let name = type.name.name
        if type.isArray { return Self.arrayValue(value) }
        if Self.registered.contains(name) {
            if case .object = value { return value }
            guard let text = value.text else { return .unknown }
            let object = object(name, text)
            // The server reports an error where there is no such object.
            return object == .null ? .unknown : object
        }
        if name == "oid" { if case .object = value { return value } else { return .unknown } }
        if Self.textual.contains(name) { return printed(value).map(Value.text) ?? .unknown }
        if Self.integral.contains(name) {
            return value.text.flatMap { Int($0) }.map(Value.integer) ?? .unknown
        }
        if name == "bool" { return value.truth.map(Value.boolean) ?? Self.boolean(value) }
        return value
    }

    private static func boolean(_ value: Value) -> Value {
        guard case .text(let text) = value else { return .unknown }
        switch text.lowercased() {
        case "t", "true", "y", "yes", "on", "1": return .boolean(true)
        case "f", "false", "n", "no", "off", "0": return .boolean(false)
        default: return .unknown
        }
    }
}
