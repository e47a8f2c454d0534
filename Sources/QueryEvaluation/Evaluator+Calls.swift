import SQLSyntax

extension Evaluator {
    mutating func call(_ call: FunctionCall) -> Value {
        if let routine = routine(call) { return value(of: routine, call) }
        guard call.name.schema == nil || call.name.schema == "pg_catalog" else { return .unknown }
        if let labels = labels(call) { return labels }
        let arguments = call.arguments.map { evaluate($0) }
        let name = call.name.name
        if let value = session(name, arguments) ?? time(name, arguments)
            ?? json(name, arguments)
        {
            return value
        }
        if call.isVariadic || !call.argumentNames.allSatisfy({ $0 == nil }) { return .unknown }
        if call.isSpecialSyntax, name == "overlay" { return .unknown }
        if ["format", "concat", "concat_ws", "num_nulls", "num_nonnulls"].contains(name) {
            return ScalarFunction.evaluate(name, arguments.map(assumed)) ?? .unknown
        }
        return ScalarFunction.evaluate(name, arguments) ?? .unknown
    }

    /// `enum_range(NULL::type)`, `enum_first(…)`, `enum_last(…)`: the labels of a type, which the
    /// server takes from `pg_enum` (`enum.c`). Nil for another call.
    private mutating func labels(_ call: FunctionCall) -> Value? {
        guard ["enum_range", "enum_first", "enum_last"].contains(call.name.name),
            call.arguments.count == 1, case .cast(.null, let type) = call.arguments[0]
        else { return nil }
        let name = ([type.name.schema].compactMap { $0 } + [type.name.name])
            .map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ".")
        var core = SelectCore()
        core.targets = [Target(nil, .column(["enumlabel"]))]
        core.from = [.relation(QualifiedName("pg_catalog", "pg_enum"), alias: nil, only: false)]
        core.filter = .operator(
            OperatorName(nil, "="), left: .column(["enumtypid"]),
            right: .cast(.string(name), TypeName(QualifiedName("pg_catalog", "regtype"))))
        // The catalog's rows of a type stand in its order.
        guard let rows = rows(of: Query(.select(core)))?.rows, !rows.isEmpty,
            rows.allSatisfy(\.isCertain)
        else { return .unknown }
        let items = rows.map { $0.values[0] }
        return switch call.name.name {
        case "enum_first": items[0]
        case "enum_last": items[items.count - 1]
        default: .array(items)
        }
    }

    /// A value that becomes a part of a text.
    func assumed(_ value: Value) -> Value {
        if case .object = value { return printed(value).map(Value.text) ?? .unknown }
        return value.isPrintable
            ? value : environment.placeholder.map(Value.text) ?? .unknown
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
        // Another layout ("pretty") leaves out parentheses.
        case "pg_get_constraintdef":
            return arguments.count == 1 ? described(arguments[0]) : .unknown
        case "pg_get_function_identity_arguments":
            guard case .object(let object)? = arguments.first else { return .unknown }
            return environment.identityArguments(object).map(Value.text) ?? .unknown
        case "pg_get_functiondef": return routineDefinition(arguments.first ?? .unknown)
        case "format_type":
            guard arguments.count == 2, case .object(let object) = arguments[1] else {
                return .unknown
            }
            return environment.formattedType(object).map(Value.text) ?? .unknown
        case "to_regclass", "to_regtype", "to_regproc", "to_regprocedure", "to_regnamespace",
            "to_regrole":
            guard let argument = arguments.first, argument != .null else { return .null }
            return argument.text.map { object(String(name.dropFirst(3)), $0) } ?? .unknown
        case "pg_table_is_visible", "pg_type_is_visible", "pg_function_is_visible":
            guard case .object(let object)? = arguments.first else { return .unknown }
            return environment.isVisible(object).map(Value.boolean) ?? .unknown
        // An object with the row's columns as keys.
        case "to_jsonb":
            guard case .record? = arguments.first else { return nil }
            return arguments[0]
        default: return nil
        }
    }

    /// A constraint as it is printed, noted as a look at all that is.
    private mutating func described(_ value: Value) -> Value {
        guard case .object(let object) = value,
            let description = environment.constraintDefinition(object)
        else { return value == .null ? .null : .unknown }
        if let blurred, blurred.object == object, blurred.relation == description.relation,
            description.columns.contains(blurred.column)
        {
            return .unknown
        }
        if recordsReads {
            reads += description.columns.map {
                Read(relation: description.relation, object: object, column: $0)
            }
            hasReadFact = true
        }
        return .text(description.text)
    }

    /// A routine as it is printed, noted as a look at what of it is also in columns. Where one of
    /// those is in doubt, the text is what it would be otherwise: what hangs on another part of it
    /// is the same.
    private mutating func routineDefinition(_ value: Value) -> Value {
        guard case .object(let object) = value else { return value == .null ? .null : .unknown }
        let columns = ["prosecdef", "proisstrict", "provolatile"]
        var otherwise: String?
        if let blurred, blurred.object == object, blurred.relation == "pg_proc",
            columns.contains(blurred.column)
        {
            otherwise = blurred.column
        }
        guard let text = environment.routineDefinition(object, otherwise) else { return .unknown }
        if recordsReads {
            reads += columns.map { Read(relation: "pg_proc", object: object, column: $0) }
            hasReadFact = true
        }
        return .text(text)
    }

    // MARK: - Casts

    private static let registered: Set<String> = [
        "regclass", "regtype", "regproc", "regprocedure", "regnamespace", "regrole",
    ]

    /// A value as one of another type; unknown where the server would report an error.
    mutating func cast(_ value: Value, to type: TypeName) -> Value {
        if value == .unknown || value == .null { return value }
        guard type.isArray else { return castScalar(value, to: type) }
        guard case .array(let elements) = Self.arrayValue(value) else { return .unknown }
        var element = type
        element.isArray = false
        var cast: [Value] = []
        for item in elements { cast.append(self.cast(item, to: element)) }
        return cast.contains(.unknown) ? .unknown : .array(cast)
    }

    private mutating func castScalar(_ value: Value, to type: TypeName) -> Value {
        let name = type.name.name
        if Self.registered.contains(name) {
            if case .object(let object) = value {
                return name == "regproc" ? withoutArguments(object) : value
            }
            guard let text = value.text else { return .unknown }
            let object = object(name, text)
            // The server reports an error where there is no such object.
            return object == .null ? .unknown : object
        }
        if name == "oid" { if case .object = value { return value } else { return .unknown } }
        if let range = IntegerRange.of(name) { return integer(value, in: range) }
        if name == "bool" { return value.truth.map(Value.boolean) ?? Self.boolean(value) }
        if let value = castTime(value, to: name) ?? castJSON(value, to: name) { return value }
        return text(value, as: name, type.modifiers)
    }

    /// A routine as `regproc` prints it: by its name alone.
    private func withoutArguments(_ object: Int) -> Value {
        guard let name = environment.objectName(object), let end = name.lastIndex(of: "(") else {
            return .object(object)
        }
        return .text(String(name[..<end]))
    }

    private func text(_ value: Value, as name: String, _ modifiers: [Expression]) -> Value {
        switch name {
        case "text": return printed(value).map(Value.text) ?? .unknown
        case "varchar", "name":
            guard let text = printed(value) else { return .unknown }
            // The server cuts off what is too long.
            let limit = name == "name" ? 63 : modifiers.isEmpty ? Int.max : Self.length(modifiers)
            return text.utf8.count <= limit ? .text(text) : .unknown
        case "char":
            // "char", of one byte.
            return printed(value).flatMap { $0.utf8.count <= 1 ? .text($0) : nil } ?? .unknown
        case "numeric" where modifiers.isEmpty:
            if case .integer = value { return value }
            return value.text.flatMap(Self.plainNumber).map(Value.number) ?? .unknown
        case "uuid":
            return value.text.flatMap(Self.uuid).map(Value.text) ?? .unknown
        default: return Self.rewritten.contains(name) ? .unknown : value
        }
    }

    /// Digits with a point at most, whose output is what was put in.
    private static func plainNumber(_ text: String) -> String? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }),
            parts[0] == "0" || !parts[0].hasPrefix("0")
        else { return nil }
        return text
    }

    /// As `uuid_out()` prints it; nil where it is not written in that form.
    private static func uuid(_ text: String) -> String? {
        let isWhole =
            text.utf8.count == 36
            && text.utf8.enumerated().allSatisfy { offset, byte in
                switch offset {
                case 8, 13, 18, 23: byte == UInt8(ascii: "-")
                default:
                    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                        || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte | 0x20
                }
            }
        return isWhole ? text.lowercased() : nil
    }

    private static func length(_ modifiers: [Expression]) -> Int {
        if case .integer(let length)? = modifiers.first { Int(length) } else { 0 }
    }

    /// Types whose output is not what was put in.
    private static let rewritten: Set<String> = [
        "bpchar", "numeric", "float4", "float8", "money", "date", "time", "timetz", "timestamp",
        "timestamptz", "interval", "json", "jsonb", "uuid", "bytea", "bit", "varbit", "inet",
        "cidr", "macaddr", "macaddr8", "xml", "point", "line", "lseg", "box", "path", "polygon",
        "circle", "tsvector", "tsquery", "int4range", "int8range", "numrange", "tsrange",
        "tstzrange", "daterange", "pg_lsn", "xid", "cid", "tid", "int2vector", "oidvector",
        "record", "anyarray",
    ]

    private func integer(_ value: Value, in range: ClosedRange<Int>) -> Value {
        let number: Int? =
            switch value {
            case .integer(let number): number
            case .boolean(let truth): truth ? 1 : 0
            case .text(let text): Int(text)
            default: nil
            }
        return number.flatMap { range.contains($0) ? .integer($0) : nil } ?? .unknown
    }

    private static func boolean(_ value: Value) -> Value {
        switch value {
        case .integer(let number): return .boolean(number != 0)
        case .text(let text):
            // Beginnings of the words are understood as well (`parse_bool_with_len()`).
            switch text.lowercased() {
            case "t", "true", "y", "yes", "on", "1": return .boolean(true)
            case "f", "false", "n", "no", "off", "0": return .boolean(false)
            default: return .unknown
            }
        default: return .unknown
        }
    }
}

/// What the server's whole numbers hold.
enum IntegerRange {
    static let int4 = Int(Int32.min)...Int(Int32.max)

    /// Of a type; nil for what is no whole number.
    static func of(_ type: String) -> ClosedRange<Int>? {
        switch type {
        case "int2": Int(Int16.min)...Int(Int16.max)
        case "int4": int4
        case "int8": Int.min...Int.max
        default: nil
        }
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
