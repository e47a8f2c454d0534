import SQLText
import QueryAnalysis
import SQLSyntax

extension CatalogFold {
    mutating func createRoutine(_ create: CreateRoutine) {
        guard let schema = creationSchema(create.name) else { return }
        let full = CatalogName(schema: schema, name: create.name.name)
        let types = create.parameters.map(\.type) + [create.returns].compactMap { $0 }
        guard
            !isRejected({ fold in
                for type in types where fold.resolve(type) == nil { fold.rejectMissing(type) }
            })
        else { return }
        var routine = describe(create, full)
        guard isValid(create, of: routine) else { return }
        let existing = (state.routinesByName[full] ?? []).first { handle in
            guard let other = state.routines[handle] else { return false }
            return sameArguments(other, routine)
        }
        if let existing, let old = state.routines[existing] {
            guard create.orReplace else {
                reject("function \"\(create.name.name)\" already exists with same argument types")
                return
            }
            routine.provenance = old.provenance + [provenance(.replaced)]
            routine.ownership = old.ownership
            state.routines[existing] = routine
            return
        }
        add(routine)
    }

    /// Whether what a body in SQL names is there, seen along the path that the function sets
    /// (`ProcedureCreate()`, `src/backend/catalog/pg_proc.c`).
    private mutating func isValid(_ create: CreateRoutine, of routine: RoutineState) -> Bool {
        guard checksBodies, session.checksBodies, !create.relations.isEmpty else { return true }
        let path = session.searchPath
        defer { session.searchPath = path }
        session.searchPath = routine.searchPath ?? path
        return areKnown(create.relations)
    }

    mutating func add(_ routine: RoutineState) {
        if routine.name.schema == "pg_temp" { state.temporaryRoutines.append(state.routines.count) }
        state.routinesByName[routine.name, default: []].append(state.routines.count)
        state.routines.append(routine)
    }

    /// Two routines are one when their input types are, modifiers aside.
    private func sameArguments(_ a: RoutineState, _ b: RoutineState) -> Bool {
        a.argumentTexts.count == b.argumentTexts.count
            && zip(zip(a.arguments, b.arguments), zip(a.argumentTexts, b.argumentTexts)).allSatisfy
            { types, texts in
                if let left = types.0, let right = types.1 {
                    left.withoutModifier == right.withoutModifier
                } else {
                    texts.0 == texts.1
                }
            }
    }

    private mutating func describe(_ create: CreateRoutine, _ name: CatalogName) -> RoutineState {
        let inputs = create.parameters.filter { $0.mode != .out && $0.mode != .table }
        let outputs = create.parameters.filter {
            $0.mode == .out || $0.mode == .table || $0.mode == .inout
        }
        var routine = RoutineState(
            name: name, kind: create.isProcedure ? .procedure : .function,
            // A modifier in a parameter's type is not kept.
            arguments: inputs.map { resolve($0.type)?.withoutModifier },
            argumentTexts: inputs.map { Self.text(of: $0.type) },
            argumentNames: inputs.map { $0.name ?? "" }, resultForm: .unknown,
            provenance: [provenance(.created)],
            ownership: newOwnership(create.isProcedure ? .procedure : .function, in: name.schema))
        routine.defaultExpressions = inputs.compactMap(\.default)
        routine.defaults = routine.defaultExpressions.count
        let modes = create.parameters.map(\.mode).filter { $0 != .table }
        if modes.contains(where: { $0 != .in }) { routine.modes = modes }
        if let last = inputs.last, last.mode == .variadic {
            routine.variadic = resolve(last.type)?.element
        }
        routine.origin = origin(inSchema: name.schema)
        routine.body = create.body
        if let body = create.body, !hasChangingRoutines {
            hasChangingRoutines = ChangingBody.mayChangeSchema(body)
        }
        setResult(&routine, create, outputs)
        apply(create.options, to: &routine)
        return routine
    }

    private mutating func setResult(
        _ routine: inout RoutineState, _ create: CreateRoutine, _ outputs: [CreateRoutine.Parameter]
    ) {
        // A modifier is not kept.
        routine.outputs = outputs.map { Column($0.name ?? "", resolve($0.type)?.withoutModifier) }
        routine.returnsSet =
            create.returns?.isSet ?? false || create.parameters.contains { $0.mode == .table }
        routine.resultForm = create.isProcedure ? .none : .plain
        if create.parameters.contains(where: { $0.mode == .table }) {
            routine.result = SQLType(.record)
            routine.resultForm = .table
        } else if let returns = create.returns {
            routine.result = resolve(returns)?.withoutModifier
        } else if !outputs.isEmpty {
            routine.result = outputs.count == 1 ? routine.outputs[0].type : SQLType(.record)
        }
    }

    private func apply(_ options: RoutineOptions, to routine: inout RoutineState) {
        if let language = options.language { routine.language = language }
        if let volatility = options.volatility { routine.volatility = volatility }
        if let isStrict = options.isStrict { routine.isStrict = isStrict }
        if let isDefiner = options.isSecurityDefiner { routine.isSecurityDefiner = isDefiner }
        routine.planning.apply(options)
        if let path = options.settings.last(where: { $0.name == "search_path" }) {
            // Without a value: FROM CURRENT, which is the path that is in force here, or RESET.
            let names = path.names.isEmpty ? path.value.map { [$0] } : path.names
            routine.searchPath = names.map(SessionState.path)
        }
        for setting in options.settings { set(setting, of: &routine) }
    }

    /// `SET name = value`, `RESET name`; of `FROM CURRENT` the value is not known.
    private func set(_ setting: DefinitionItem, of routine: inout RoutineState) {
        guard var settings = routine.settings else { return }
        let name = Self.settingNames[setting.name] ?? setting.name
        let place = settings.firstIndex { $0.hasPrefix(name + "=") }
        guard !setting.names.isEmpty else {
            if let place { settings.remove(at: place) }
            routine.settings = place == nil ? nil : settings
            return
        }
        // Lists of names are kept in quotes where they need them (`flatten_set_variable_args()`).
        let values =
            setting.name == "search_path"
            ? setting.names.map(QuotedIdentifier.quote) : setting.names
        let text = "\(name)=\(values.joined(separator: ", "))"
        if let place { settings[place] = text } else { settings.append(text) }
        routine.settings = settings
    }

    /// Those of the server's that are kept with capitals (`src/backend/utils/misc/guc.c`).
    private static let settingNames = [
        "timezone": "TimeZone", "datestyle": "DateStyle", "intervalstyle": "IntervalStyle",
    ]

    mutating func alterRoutine(_ alter: AlterRoutine) {
        guard let handle = requireRoutine(alter.routine), var routine = state.routines[handle]
        else { return }
        apply(alter.options, to: &routine)
        routine.provenance.append(provenance(.altered))
        state.routines[handle] = routine
    }

    /// The routine that a reference names: by its input types where they are given, else the only
    /// one.
    mutating func requireRoutine(_ reference: ObjectReference, ifExists: Bool = false) -> Int? {
        let schemas = reference.name.schema.map { [$0] } ?? session.searchPath
        for schema in schemas {
            let handles =
                (state.routinesByName[CatalogName(schema: schema, name: reference.name.name)] ?? [])
                .filter { state.routines[$0] != nil }
            guard let arguments = reference.arguments else {
                if handles.count == 1 { return handles[0] }
                continue
            }
            let types = arguments.map { resolve($0)?.withoutModifier }
            if let found = handles.first(where: { matches($0, types, arguments) }) { return found }
        }
        if !ifExists, !isSystem(reference.name), !isExtensionsOwn(reference, schemas) {
            reject("function \(Self.text(reference.name)) does not exist")
        }
        return nil
    }

    /// Whether a routine is one that an extension's types, operators and indexes are made of
    /// (`ltree_in(cstring)`, `gtrgm_compress(internal)`): dumps grant what stands beside a schema's
    /// own, and no more than what queries call is known of an extension.
    private func isExtensionsOwn(_ reference: ObjectReference, _ schemas: [String]) -> Bool {
        guard let arguments = reference.arguments else { return false }
        let names = Set(arguments.compactMap { $0?.name.name })
        return state.others.contains { id, other in
            id.kind == .extension && other.schema.map(schemas.contains) ?? false
                && (!names.isDisjoint(with: ["internal", "cstring"])
                    || ExtensionMembers.types(of: id.name).contains { names.contains($0.name) })
        }
    }

    private func matches(_ handle: Int, _ types: [SQLType?], _ written: [TypeName?]) -> Bool {
        guard let routine = state.routines[handle], routine.arguments.count == types.count else {
            return false
        }
        return types.indices.allSatisfy { index in
            if let type = types[index], let other = routine.arguments[index] {
                return type == other.withoutModifier
            }
            return written[index].map { Self.text(of: $0) } == routine.argumentTexts[index]
        }
    }

    /// Whether another routine with the same arguments has a name.
    mutating func isRoutineTaken(_ handle: Int, _ name: CatalogName) -> Bool {
        guard let routine = state.routines[handle],
            (state.routinesByName[name] ?? []).contains(where: { other in
                state.routines[other].map { sameArguments($0, routine) } ?? false
            })
        else { return false }
        reject("function \(name.name) already exists in schema \"\(name.schema)\"")
        return true
    }

    func quoted(_ name: String) -> String { QuotedIdentifier.quote(name) }
}
