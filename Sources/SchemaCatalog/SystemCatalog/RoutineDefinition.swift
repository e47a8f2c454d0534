import QueryAnalysis
import SQLSyntax
import SQLText

/// A routine as `pg_get_functiondef()` prints it (`src/backend/utils/adt/ruleutils.c`): what
/// migrations change by `EXECUTE replace(pg_get_functiondef(…), …)`.
struct RoutineDefinition {
    private let routine: CatalogObject
    private let body: RoutineBody
    private let planning: RoutinePlanning
    private let isFunction: Bool
    private let catalog: Catalog
    private let searchPath: [String]
    /// The column of `pg_proc` that is not as it is.
    private let otherwise: String?

    /// Nil for one of which not all is known that is printed.
    init?(_ routine: CatalogObject, of catalog: Catalog, searchPath: [String], otherwise: String?) {
        guard let body = routine.definition.body, let planning = body.planning,
            !planning.hasOthers, body.language != "c",
            routine.id.kind == .function || routine.id.kind == .procedure
        else { return nil }
        (self.routine, self.body, self.planning) = (routine, body, planning)
        (self.catalog, self.searchPath, self.otherwise) = (catalog, searchPath, otherwise)
        isFunction = routine.id.kind == .function
    }

    /// Nil where a part of it cannot be told.
    var text: String? {
        guard let arguments, let options, let settings else { return nil }
        var lines = [
            "CREATE OR REPLACE \(isFunction ? "FUNCTION" : "PROCEDURE") \(name)(\(arguments))"
        ]
        if isFunction {
            guard case .text(let result)? = routine.facets[.returns], isPrintedSo(result) else {
                return nil
            }
            lines.append(" RETURNS \(result)")
        }
        lines.append(" LANGUAGE \(QuotedIdentifier.quote(body.language))")
        if !options.isEmpty { lines.append(options.map { " " + $0 }.joined()) }
        lines += settings
        let quote = quote
        lines.append("AS \(quote)\(body.text)\(quote)")
        return lines.joined(separator: "\n") + "\n"
    }

    private var name: String {
        let (schema, name) = (routine.id.schema ?? "public", routine.id.name)
        return QuotedIdentifier.quote(schema) + "." + QuotedIdentifier.quote(name)
    }

    // MARK: - Arguments

    private var arguments: String? {
        let inputs = routine.id.arguments ?? []
        guard inputs.count == body.parameters.count, body.defaults.count <= inputs.count else {
            return nil
        }
        let declared =
            body.declared.isEmpty
            ? zip(body.parameters, inputs).map {
                RoutineBody.Parameter(mode: "IN", name: $0, type: $1)
            } : body.declared
        var (input, texts) = (0, [String]())
        for parameter in declared {
            guard isPrintedSo(parameter.type) else { return nil }
            // Of procedures all modes are printed.
            var words = parameter.mode == "IN" && isFunction ? [] : [parameter.mode]
            if !parameter.name.isEmpty { words.append(QuotedIdentifier.quote(parameter.name)) }
            words.append(parameter.type)
            if parameter.mode != "OUT" {
                let position = input - (inputs.count - body.defaults.count)
                if position >= 0 {
                    guard let value = text(ofDefault: body.defaults[position], parameter.type)
                    else { return nil }
                    words.append("DEFAULT " + value)
                }
                input += 1
            }
            texts.append(words.joined(separator: " "))
        }
        return texts.joined(separator: ", ")
    }

    /// Over the server's own types and functions; of the schema's types a literal, of its functions
    /// and an extension's a call that names the schema (`extensions.gen_random_uuid()`).
    private func text(ofDefault value: Expression, _ type: String) -> String? {
        if case .call(let call) = value, let schema = call.name.schema, schema != "pg_catalog" {
            return call.arguments.isEmpty ? name(of: call.name.name, in: schema) + "()" : nil
        }
        let type = constantType(type)
        guard let known = SQLType.named(type) else {
            return switch value {
            case .null: "NULL::\(type)"
            case .string(let text), .cast(.string(let text), _):
                text.contains("\\") ? nil : QuotedLiteral.quote(text) + "::\(type)"
            default: nil
            }
        }
        guard let bound = ExpressionBinder(Scope()).bind(value, as: known) else { return nil }
        let printer = ExpressionPrinter(
            typeText: { $0.formatted(modifierGiven: true) { _ in "???" } },
            functionName: { _ in "???" }, relationName: { _ in "???" }, columnName: { _ in "???" })
        let text = printer.text(bound)
        return text.contains("???") ? nil : text
    }

    /// With its schema where the search path finds another of the name first, or none
    /// (`generate_function_name()`).
    private func name(of function: String, in schema: String) -> String {
        let isServers =
            ExpressionBinder(Scope()).bind(.call(FunctionCall(QualifiedName(function)))) != nil
        let first = searchPath.first {
            $0 == schema
                || catalog.objects(inSchema: $0, named: function).contains {
                    [.function, .procedure, .aggregate].contains($0.id.kind)
                }
        }
        let name = QuotedIdentifier.quote(function)
        return first == schema && !isServers ? name : QuotedIdentifier.quote(schema) + "." + name
    }

    /// What a constant is cast to that stands for a value of a type: of a domain what it is over.
    private func constantType(_ type: String) -> String {
        guard case .text(let base)? = catalog.domains(under: type).last?.facets[.baseType] else {
            return type
        }
        return base
    }

    /// Whether a type is printed as the catalog has it, which is as the path `public` shows it.
    private func isPrintedSo(_ type: String) -> Bool {
        guard searchPath.contains("public") else { return false }
        guard type.utf8.contains(UInt8(ascii: ".")) else { return true }
        return !searchPath.contains { $0 != "public" && type.contains($0 + ".") }
    }

    // MARK: - Options

    private var options: [String]? {
        var options: [String] = []
        switch (text(.volatility), otherwise == "provolatile") {
        case ("immutable", false): options.append("IMMUTABLE")
        case ("stable", false), ("volatile", true): options.append("STABLE")
        default: break
        }
        if planning.parallel != "unsafe" {
            options.append("PARALLEL \(planning.parallel.uppercased())")
        }
        if (text(.strictness) == "strict") != (otherwise == "proisstrict") {
            options.append("STRICT")
        }
        if (text(.security) == "definer") != (otherwise == "prosecdef") {
            options.append("SECURITY DEFINER")
        }
        if planning.isLeakproof { options.append("LEAKPROOF") }
        let usual = body.language == "internal" ? 1 : 100
        for (word, value, usual) in [("COST", planning.cost, usual), ("ROWS", planning.rows, 1000)]
        {
            guard let value else { continue }
            // `%g` of others needs rounding.
            guard let number = Int(value), number < 1_000_000 else { return nil }
            if number != usual { options.append("\(word) \(number)") }
        }
        return options
    }

    private func text(_ facet: Facet) -> String? {
        if case .text(let text)? = routine.facets[facet] { text } else { nil }
    }

    /// Settings that hold lists of quoted names (`GUC_LIST_QUOTE`, `src/backend/utils/misc/guc.c`).
    private static let lists: Set<String> = [
        "search_path", "temp_tablespaces", "local_preload_libraries", "session_preload_libraries",
        "shared_preload_libraries", "unix_socket_directories",
    ]

    private var settings: [String]? {
        guard let settings = body.settings else { return nil }
        var lines: [String] = []
        for setting in settings {
            guard let sign = setting.firstIndex(of: "=") else { return nil }
            let (name, value) = (
                String(setting[..<sign]), setting[setting.index(after: sign)...]
            )
            let values = Self.lists.contains(name) ? NameList.names(in: value) : [String(value)]
            guard values.allSatisfy({ !$0.contains("\\") }) else { return nil }
            let texts = values.map(QuotedLiteral.quote)
            lines.append(
                " SET \(QuotedIdentifier.quote(name)) TO \(texts.joined(separator: ", "))")
        }
        return lines
    }

    /// Long enough not to stand in the body.
    private var quote: String {
        var quote = isFunction ? "$function" : "$procedure"
        while body.text.contains(quote) { quote += "x" }
        return quote + "$"
    }
}
