import QueryAnalysis
import SQLSyntax

extension CatalogFold {
    /// CREATE TYPE … AS RANGE: the type, its multirange, and their constructors (`DefineRange`,
    /// `src/backend/commands/typecmds.c`).
    mutating func createRange(_ name: QualifiedName, _ options: [DefinitionItem]) {
        let wanted = options.first { $0.name == "subtype" }?.type
        if let wanted, resolve(wanted) == nil, isRejected({ $0.rejectMissing(wanted) }) { return }
        guard let subtype = resolve(wanted), let schema = creationSchema(name)
        else {
            addType(name, .rangeType) { _ in }
            return
        }
        let given = options.first { $0.name == "multirange_type_name" }?.type?.name
        let multirange = QualifiedName(
            given?.schema ?? schema, given?.name ?? Self.multirangeName(name.name))
        for type in [QualifiedName(schema, name.name), multirange]
        where isTypeNameTaken(CatalogName(schema: type.schema ?? schema, name: type.name)) {
            reject("type \"\(type.name)\" already exists")
            return
        }
        let count = state.types.count
        addType(QualifiedName(schema, name.name), .rangeType) { $0.underlying = subtype }
        addType(multirange, .rangeType) {
            $0.underlying = subtype
            $0.multirangeOf = count
        }
        let (range, multi) = (SQLType(.user(count)), SQLType(.user(count + 1)))
        let text = SQLType(.text)
        for arguments in [[subtype, subtype], [subtype, subtype, text]] {
            addConstructor(QualifiedName(schema, name.name), arguments, range)
        }
        for arguments in [[], [range], [range.array]] {
            addConstructor(multirange, arguments, multi)
        }
        if let handle = state.routines.indices.last { state.routines[handle]?.variadic = range }
    }

    /// `makeMultirangeTypeName`.
    private static func multirangeName(_ name: String) -> String {
        guard let found = name.firstRange(of: "range") else { return name + "_multirange" }
        return name.replacingCharacters(in: found, with: "multirange")
    }

    private mutating func addConstructor(
        _ name: QualifiedName, _ arguments: [SQLType], _ result: SQLType
    ) {
        guard let schema = name.schema, case .user(let handle) = result.base else { return }
        var routine = RoutineState(
            name: CatalogName(schema: schema, name: name.name), kind: .function,
            arguments: arguments,
            argumentTexts: arguments.map { state.typeText($0, bare: true) }, argumentNames: [],
            result: result, resultForm: .plain,
            constructorOf: handle, language: "internal", volatility: "immutable",
            provenance: [provenance(.created)],
            ownership: newOwnership(.function, in: schema))
        routine.isStrict = state.types[handle]?.multirangeOf != nil
        routine.origin = .implied
        add(routine)
    }
}

extension String {
    fileprivate func firstRange(of word: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(word) { return start..<index(start, offsetBy: word.count) }
            formIndex(after: &start)
        }
        return nil
    }

    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String
    {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
