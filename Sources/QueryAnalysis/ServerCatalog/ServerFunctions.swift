import Synchronization

/// The functions and operators of `pg_catalog`, looked up by name in the generated tables.
enum ServerFunctions {
    private static let functions = DataTable(builtinFunctionsData)
    private static let operators = DataTable(builtinOperatorsData)

    /// The server's functions of this name.
    static func functions(named name: String) -> [FunctionCandidate] {
        // Schemas and tests use few functions, and those again and again.
        if let known = knownFunctions.withLock({ $0[name] }) { return known }
        let read = readFunctions(named: name)
        // What has no such name is anything that a schema names: there is no end of it.
        if !read.isEmpty { knownFunctions.withLock { $0[name] = read } }
        return read
    }

    private static let knownFunctions = Mutex<[String: [FunctionCandidate]]>([:])

    private static func readFunctions(named name: String) -> [FunctionCandidate] {
        functions.rows(key: name).compactMap { fields in
            guard let result = SQLType(catalogName: fields[6]) else { return nil }
            let arguments = fields[5].split(separator: " ").compactMap { SQLType(catalogName: $0) }
            return FunctionCandidate(
                handle: nil,
                kind: fields[1].utf8.first.flatMap(FunctionCandidate.Kind.init) ?? .function,
                arguments: arguments,
                variadicElement: fields[3].isEmpty ? nil : SQLType(catalogName: fields[3]),
                defaults: Int(fields[4]) ?? 0, result: result, returnsSet: fields[2] == "1",
                outputs: outputs(fields[7]))
        }
    }

    /// The server's operators with this symbol.
    static func operators(named symbol: String) -> [OperatorCandidate] {
        // Expressions use few operators, and those again and again.
        if let known = knownOperators.withLock({ $0[symbol] }) { return known }
        let read = readOperators(named: symbol)
        knownOperators.withLock { $0[symbol] = read }
        return read
    }

    /// The operand types of the operators with this symbol and as many operands, and what each
    /// results in.
    static func operatorShapes(named symbol: String, operands: Int) -> OperatorShapes {
        let name = ShapeName(symbol: symbol, operands: operands)
        if let known = knownShapes.withLock({ $0[name] }) { return known }
        let candidates = operators(named: symbol).filter { ($0.left == nil) == (operands == 1) }
        let shapes = OperatorShapes(
            operands: candidates.map { [$0.left, $0.right].compactMap { $0 } },
            results: candidates.map(\.result))
        knownShapes.withLock { $0[name] = shapes }
        return shapes
    }

    /// Operators of one symbol, by position.
    struct OperatorShapes {
        let operands: [[SQLType]]
        let results: [SQLType]
    }

    private struct ShapeName: Hashable {
        var symbol: String
        var operands: Int
    }

    private static let knownShapes = Mutex<[ShapeName: OperatorShapes]>([:])
    private static let knownOperators = Mutex<[String: [OperatorCandidate]]>([:])

    private static func readOperators(named symbol: String) -> [OperatorCandidate] {
        operators.rows(key: symbol).compactMap { fields in
            guard let right = SQLType(catalogName: fields[2]),
                let result = SQLType(catalogName: fields[3])
            else { return nil }
            let left = fields[1].isEmpty ? nil : SQLType(catalogName: fields[1])
            return OperatorCandidate(handle: nil, left: left, right: right, result: result)
        }
    }

    private static func outputs(_ field: Substring) -> [Column] {
        field.split(separator: " ").compactMap { pair in
            let parts = pair.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 ? Column(String(parts[0]), SQLType(catalogName: parts[1])) : nil
        }
    }
}

/// The tables and views of `pg_catalog` and `information_schema`.
enum SystemRelations {
    private static let byName: [String: [String: Substring]] = {
        var result: [String: [String: Substring]] = [:]
        for fields in DataTable(systemRelationsData).rows {
            result[String(fields[1]), default: [:]][String(fields[0])] = fields[2]
        }
        return result
    }()

    /// The relation of this name, in `pg_catalog` where no schema is given.
    static func relation(schema: String?, name: String) -> Relation? {
        guard let columns = byName[name]?[schema ?? "pg_catalog"] else { return nil }
        return Relation(
            handle: nil,
            columns: columns.split(separator: " ").compactMap { pair in
                let parts = pair.split(
                    separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
                return parts.count == 2
                    ? Column(String(parts[0]), SQLType(catalogName: parts[1])) : nil
            })
    }
}

/// What is known of a function's result by its name alone.
public enum ServerFunctionResult {
    /// Whether `pg_catalog` has a function of this name.
    public static func exists(_ name: String) -> Bool {
        !ServerFunctions.functions(named: name).isEmpty
    }

    /// Whether a function of `pg_catalog` of this name takes many rows.
    public static func isAggregate(_ name: String) -> Bool {
        ServerFunctions.functions(named: name).contains { $0.kind == .aggregate }
    }

    /// The type that every function of `pg_catalog` with this name returns; nil where they differ,
    /// or where there is none.
    public static func type(_ name: String) -> SQLType? {
        let results = ServerFunctions.functions(named: name).map(\.result)
        guard let first = results.first, results.allSatisfy({ $0 == first }),
            !(first.builtin?.isPseudo ?? false)
        else { return nil }
        return first
    }
}

/// What is known of the server's own relations outside this module.
public enum ServerRelation {
    /// Whether `pg_catalog` has a relation of this name.
    public static func exists(_ name: String) -> Bool {
        SystemRelations.relation(schema: "pg_catalog", name: name) != nil
    }
}
