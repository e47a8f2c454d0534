import SQLSyntax

/// JSON.
extension Evaluator {
    /// A value as JSON; nil for a type that is none.
    func castJSON(_ value: Value, to name: String) -> Value? {
        guard name == "jsonb" || name == "json" else { return nil }
        switch value {
        case .record: return value
        case .text(let text): return JSONValue.read(text) ?? .unknown
        default: return .unknown
        }
    }

    /// Functions of JSON; nil for any other.
    func json(_ name: String, _ arguments: [Value]) -> Value? {
        switch (name, arguments.count) {
        case ("jsonb_typeof", 1), ("json_typeof", 1): kind(of: arguments[0])
        case ("jsonb_array_length", 1), ("json_array_length", 1):
            if case .record(let fields) = arguments[0], fields.first == JSONValue.arrayMark {
                .integer(fields.count - 1)
            } else {
                arguments[0] == .null ? .null : .unknown
            }
        case ("jsonb_build_object", _), ("json_build_object", _): built(arguments)
        default: nil
        }
    }

    private func kind(of value: Value) -> Value {
        switch value {
        case .record(let fields):
            .text(fields.first == JSONValue.arrayMark ? "array" : "object")
        case .integer, .number: .text("number")
        case .boolean: .text("boolean")
        case .null: .null
        // A text may be a JSON string, or one that was not read.
        case .text, .array, .object, .instant, .span, .unknown: .unknown
        }
    }

    private func built(_ arguments: [Value]) -> Value {
        guard arguments.count.isMultiple(of: 2) else { return .unknown }
        var fields = [JSONValue.objectMark]
        for index in stride(from: 0, to: arguments.count, by: 2) {
            guard let key = arguments[index].text else { return .unknown }
            // NULL becomes JSON's.
            let value = arguments[index + 1] == .null ? .unknown : arguments[index + 1]
            fields.append(Value.Field(key, value))
        }
        return .record(fields)
    }

    /// `->` and `->>`; nil for any other operator.
    func member(_ symbol: String, _ left: Value, _ right: Value) -> Value? {
        guard symbol == "->" || symbol == "->>" else { return nil }
        let found: Value
        guard case .record(let fields) = left else { return .unknown }
        switch right {
        case .text(let key): found = fields.first { $0.name == key }?.value ?? .null
        case .integer(let index) where index >= 0:
            found = fields.first { $0.name == String(index) }?.value ?? .null
        default: return .unknown
        }
        guard symbol == "->>", found != .null else { return found }
        if case .boolean(let truth) = found { return .text(truth ? "true" : "false") }
        return found.text.map(Value.text) ?? .unknown
    }
}
