import QueryAnalysis
import SQLSyntax

extension CatalogFold {
    mutating func createIndex(_ create: CreateIndex) {
        guard let handle = requireRelation(create.table), let relation = state.relations[handle],
            isOneOf([.table, .materializedView], handle)
        else { return }
        let schema = relation.name.schema
        if let name = create.name, isRelationNameTaken(name, in: schema) {
            if !create.ifNotExists { reject("relation \"\(name)\" already exists") }
            return
        }
        let isKnown = !state.unknownColumns.contains(handle)
        let elements = create.elements + create.including
        let uses = elements.compactMap(\.expression) + [create.predicate].compactMap { $0 }
        // The relation's own name is a row within an expression, and no column beside one.
        let missing = elements.compactMap(\.column).first { relation.column($0) == nil }
        if isKnown, let missing { return reject("column \"\(missing)\" does not exist") }
        guard !isKnown || uses.allSatisfy({ hasColumns(of: $0, relation) }) else { return }
        if create.isUnique,
            !coversPartitionKey(
                create.elements.compactMap { column(of: $0, in: relation) }, relation)
        {
            return
        }
        let names = elementNames(create.elements + create.including)
        let name =
            create.name
            ?? GeneratedName.choose(relation.name.name, GeneratedName.addition(names), "idx") {
                isRelationNameTaken($0, in: schema)
            }
        addIndex(
            handle,
            IndexState(
                name: name, elements: create.elements.map { indexElement($0, in: relation) },
                names: names,
                including: create.including.compactMap { $0.column.flatMap(relation.column) },
                isUnique: create.isUnique,
                method: create.method,
                predicate: create.predicate.map { storedCondition($0, relation) },
                provenance: [provenance(.created)]))
        guard relation.partitionKey != nil, !create.only else { return }
        for child in children(of: handle) { takeIndex(name, of: handle, child) }
    }

    mutating func addIndex(_ handle: Int, _ index: IndexState) {
        guard let relation = state.relations[handle] else { return }
        state.indexOwner[CatalogName(schema: relation.name.schema, name: index.name)] = handle
        alter(handle, nil) { $0.indexes.append(index) }
    }

    func indexElement(_ element: IndexElement, in relation: RelationState) -> IndexState.Element {
        if let column = column(of: element, in: relation) { return .column(column) }
        return .expression(
            storedElement(element.expression ?? .column([element.column ?? ""]), relation))
    }

    /// The column that an element is, also where it is written as an expression: `(name)`,
    /// `(name COLLATE "C")` (`ComputeIndexAttrs`, `ComputePartitionAttrs`).
    func column(of element: IndexElement, in relation: RelationState) -> Int? {
        if let name = element.column { return relation.column(name) }
        var expression = element.expression
        while case .collate(let inner, _)? = expression { expression = inner }
        guard case .column(let names)? = expression, names.count == 1 else { return nil }
        return relation.column(names[0])
    }

    /// `ChooseIndexColumnNames`: a column's own name; an expression's as a target list would have
    /// it, `expr` where there is none; numbered until each differs.
    func elementNames(_ elements: [IndexElement]) -> [String] {
        var names: [String] = []
        for element in elements {
            let given = element.column ?? element.expression.map(OutputName.of) ?? "expr"
            let base = given == "?column?" ? "expr" : given
            var name = base
            var number = 1
            while names.contains(name) {
                name = "\(base)\(number)"
                number += 1
            }
            names.append(name)
        }
        return names
    }
}
