import QueryAnalysis
import SQLSyntax

extension CatalogFold {
    /// CREATE AGGREGATE. Its result is the final function's, or the state itself.
    mutating func createAggregate(
        _ name: CatalogName, _ arguments: [TypeName], _ options: [DefinitionItem], orReplace: Bool
    ) {
        // The old style names its one argument among the options.
        let inputs =
            arguments.isEmpty
            ? options.filter { $0.name == "basetype" }.compactMap(\.type) : arguments
        let types = inputs.map { resolve($0)?.withoutModifier }
        let state = resolve(options.first { $0.name == "stype" || $0.name == "stype1" }?.type)?
            .withoutModifier
        var result = state
        if let final = options.first(where: { $0.name == "finalfunc" }) {
            result = resultOfFunction(Self.name(of: final), first: state)
        }
        var routine = RoutineState(
            name: name, kind: .aggregate, arguments: types,
            argumentTexts: inputs.map { Self.text($0.name) }, argumentNames: [],
            result: result, resultForm: result == nil ? .unknown : .plain, language: "internal",
            volatility: "immutable",
            provenance: [provenance(.created)], ownership: newOwnership(.aggregate, in: name.schema)
        )
        routine.parts = Self.parts.compactMap { part in
            options.first { $0.name == part }.flatMap { item in
                let isFinal = part == "finalfunc"
                return self.routine(
                    Self.name(of: item), arguments: isFinal ? [state] : [state] + types)
            }
        }
        if let existing = self.state.routinesByName[name]?.first(where: {
            self.state.routines[$0]?.arguments == types
        }) {
            guard orReplace, var old = self.state.routines[existing], old.kind == .aggregate else {
                reject("function \"\(name.name)\" already exists with same argument types")
                return
            }
            (old.result, old.resultForm) = (routine.result, routine.resultForm)
            old.parts = routine.parts
            old.provenance.append(provenance(.replaced))
            self.state.routines[existing] = old
            return
        }
        add(routine)
    }

    /// Options that name the functions which every aggregate of a query runs.
    private static let parts = ["sfunc", "sfunc1", "finalfunc"]

    /// The routine with exactly these input types; without them, the only one of the name.
    func routine(_ name: QualifiedName, arguments: [SQLType?]?) -> Int? {
        for schema in name.schema.map({ [$0] }) ?? session.searchPath {
            let found = (state.routinesByName[CatalogName(schema: schema, name: name.name)] ?? [])
                .filter { state.routines[$0] != nil }
            guard let arguments else { return found.count == 1 ? found[0] : nil }
            if let exact = found.first(where: { state.routines[$0]?.arguments == arguments }) {
                return exact
            }
        }
        return nil
    }

    static func name(of item: DefinitionItem) -> QualifiedName {
        if let type = item.type { return type.name }
        return item.names.count > 1
            ? QualifiedName(item.names[item.names.count - 2], item.names[item.names.count - 1])
            : QualifiedName(item.names.first ?? item.value ?? "")
    }

    private func resultOfFunction(_ name: QualifiedName, first: SQLType?) -> SQLType? {
        for schema in name.schema.map({ [$0] }) ?? session.searchPath {
            for handle in state.routinesByName[CatalogName(schema: schema, name: name.name)] ?? [] {
                guard let routine = state.routines[handle], routine.arguments.first == .some(first)
                else { continue }
                return routine.result
            }
        }
        return ServerFunctionResult.type(name.name)
    }
}
