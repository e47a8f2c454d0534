import QueryAnalysis
import SQLSyntax

/// Types and routines, and what objects use of them.
extension CatalogBuilder {
    mutating func add(_ type: TypeState) {
        var facets = ownership(type, type.kind)
        switch type.kind {
        case .enum: facets[.labels] = .list(type.labels)
        case .domain:
            facets[.baseType] = type.underlying.map { .text(state.typeText($0)) } ?? .unknown
            facets[.nullability] = .text(type.isNotNull ? "not null" : "nullable")
        case .compositeType:
            facets[.columns] = .list(type.attributes.filter { !$0.isDropped }.map(\.name))
        case .rangeType:
            facets[.type] = type.underlying.map { .text(state.typeText($0)) } ?? .unknown
        default: break
        }
        add(
            ObjectID(type.kind, schema: type.name.schema, name: type.name.name), facets,
            type.provenance, type.origin,
            type.defaultValue.flatMap {
                $0 == .null ? nil : ObjectDefinition(conditions: [$0])
            })
    }

    mutating func add(_ routine: RoutineState) {
        let facets: FacetValues = [
            .returns: result(of: routine), .language: .text(routine.language),
            .volatility: .text(routine.volatility),
            .strictness: .text(routine.isStrict ? "strict" : "not strict"),
            .security: .text(routine.isSecurityDefiner ? "definer" : "invoker"),
        ]
        add(
            identity(of: routine), facets.adding(ownership(routine, routine.kind)),
            routine.provenance, routine.origin,
            routine.body == nil && routine.variadic == nil && routine.parts.isEmpty
                ? nil
                : ObjectDefinition(
                    reads: routine.parts.compactMap { state.routines[$0] }.map(identity),
                    body: body(of: routine), isVariadic: routine.variadic != nil))
    }

    private func body(of routine: RoutineState) -> RoutineBody? {
        guard let text = routine.body else { return nil }
        var body = RoutineBody(
            text, language: routine.language.lowercased(), searchPath: routine.searchPath,
            settings: routine.settings, parameters: routine.argumentNames,
            defaults: routine.defaultExpressions)
        if !routine.modes.isEmpty { body.declared = declared(routine) }
        body.planning = routine.planning
        return body
    }

    private func declared(_ routine: RoutineState) -> [RoutineBody.Parameter] {
        var inputs = zip(routine.argumentNames, arguments(of: routine)).makeIterator()
        var outputs = routine.outputs.makeIterator()
        return routine.modes.compactMap { mode in
            let output = mode == .out || mode == .inout ? outputs.next() : nil
            if mode == .out {
                return output.map { column in
                    RoutineBody.Parameter(
                        mode: "OUT", name: column.name,
                        type: column.type.map { state.typeText($0, bare: true) } ?? "???")
                }
            }
            let name = mode == .inout ? "INOUT" : mode == .variadic ? "VARIADIC" : "IN"
            return inputs.next().map {
                RoutineBody.Parameter(mode: name, name: $0, type: $1)
            }
        }
    }

    /// Whether a column, argument or domain is of a type that was not found.
    var usesForeignTypes: Bool {
        state.relations.contains { $0?.columns.contains { $0.foreignType != nil } ?? false }
            || state.routines.contains { $0?.arguments.contains { $0 == nil } ?? false }
    }

    /// What a stored query or condition uses.
    func reads(_ uses: StoredUses) -> [ObjectID] {
        var result: [ObjectID] = []
        for handle in uses.relations.sorted() {
            guard let read = state.relations[handle] else { continue }
            result.append(ObjectID(read.kind, schema: read.name.schema, name: read.name.name))
        }
        for place in uses.columns.sorted(by: {
            ($0.relation, $0.column) < ($1.relation, $1.column)
        }) {
            guard let read = state.relations[place.relation],
                read.kind == .table || read.kind == .foreignTable
            else { continue }
            result.append(
                ObjectID(
                    .column, schema: read.name.schema, relation: read.name.name,
                    name: read.columns[place.column].name))
        }
        for handle in uses.routines.sorted() {
            guard let routine = state.routines[handle] else { continue }
            result.append(identity(of: routine))
        }
        return result
    }

    func identity(of routine: RoutineState) -> ObjectID {
        ObjectID(
            routine.kind, schema: routine.name.schema, name: routine.name.name,
            arguments: arguments(of: routine))
    }

    private func arguments(of routine: RoutineState) -> [String] {
        zip(routine.arguments, routine.argumentTexts).map { type, text in
            type.map { state.typeText($0, bare: true) } ?? text
        }
    }

    /// As `pg_get_function_result()` prints it.
    private func result(of routine: RoutineState) -> FacetValue {
        switch routine.resultForm {
        case .none: return .null
        case .unknown: return .unknown
        case .plain:
            return routine.result.map {
                .text((routine.returnsSet ? "SETOF " : "") + state.typeText($0, bare: true))
            } ?? .unknown
        case .table:
            let columns = routine.outputs.map { column in
                column.type.map {
                    "\(QuotedIdentifier.quote(column.name)) \(state.typeText($0, bare: true))"
                }
            }
            return columns.contains { $0 == nil }
                ? .unknown
                : .text("TABLE(" + columns.compactMap { $0 }.joined(separator: ", ") + ")")
        }
    }
}
