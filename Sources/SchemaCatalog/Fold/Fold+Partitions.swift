import QueryAnalysis
import SQLSyntax

/// What tables are partitioned by, and which rows their partitions take.
extension CatalogFold {
    /// PARTITION BY (`ComputePartitionAttrs()`).
    mutating func setPartitionKey(_ key: PartitionKey, of handle: Int) {
        guard let relation = state.relations[handle] else { return }
        let names = key.elements.flatMap {
            $0.column.map { [$0] } ?? $0.expression.map(ColumnReferences.of) ?? []
        }
        for name in names where relation.column(name) == nil {
            return reject("column \"\(name)\" named in partition key does not exist")
        }
        let elements = key.elements.compactMap { element -> IndexState.Element? in
            if let column = column(of: element, in: relation) { return .column(column) }
            return element.expression.map { .expression(storedElement($0, relation)) }
        }
        state.relations[handle]?.partitionKey = PartitionKeyState(
            strategy: key.strategy, elements: elements,
            collations: key.elements.map(\.collation?.name),
            namesOperatorClasses: key.elements.contains { $0.operatorClass != nil })
    }

    /// FOR VALUES … and DEFAULT (`transformPartitionBound()`).
    mutating func setBound(_ bound: PartitionBound, of child: Int, in parent: Int) {
        if bound == .default, let other = defaultPartition(of: parent), other != child,
            let name = state.relations[other]?.name.name
        {
            return reject(
                "partition would conflict with existing default partition \"\(name)\"")
        }
        let bound = boundState(bound, in: parent)
        state.relations[child]?.partitionBound = bound
    }

    /// A table has one (`check_new_partition_bound()`).
    private func defaultPartition(of parent: Int) -> Int? {
        children(of: parent).first { state.relations[$0]?.partitionBound?.isDefault ?? false }
    }

    private func boundState(_ bound: PartitionBound, in parent: Int) -> PartitionBoundState {
        let types = keyTypes(of: parent)
        switch bound {
        case .default: return .default
        case .hash(let modulus, let remainder):
            return .hash(modulus: modulus, remainder: remainder)
        case .list(let items):
            let values = items.map { value($0, as: types.first ?? nil) }
            guard !values.contains(nil) else { return .unknown }
            var seen: Set<BoundExpression> = []
            return .list(values.compactMap { $0 }.filter { seen.insert($0).inserted })
        case .range(let from, let to):
            guard let lower = limits(from, types), let upper = limits(to, types) else {
                return .unknown
            }
            return .range(from: lower, to: upper)
        }
    }

    /// Types of what a table is partitioned by; nil where they cannot be told.
    private func keyTypes(of handle: Int) -> [SQLType?] {
        guard let relation = state.relations[handle] else { return [] }
        return (relation.partitionKey?.elements ?? []).map { element in
            switch element {
            case .column(let column): relation.columns[column].type
            case .expression(let stored): stored.bound?.type
            }
        }
    }

    private func limits(_ items: [Expression], _ types: [SQLType?])
        -> [PartitionBoundState.Limit]?
    {
        guard items.count == types.count else { return nil }
        var result: [PartitionBoundState.Limit] = []
        for (item, type) in zip(items, types) {
            switch item {
            case .column(["minvalue"]): result.append(.minimum)
            case .column(["maxvalue"]): result.append(.maximum)
            default:
                guard let value = value(item, as: type) else { return nil }
                result.append(.value(value))
            }
        }
        return result
    }

    /// A bound's value, which the server computes once (`transformPartitionBoundValue()`).
    private func value(_ expression: Expression, as type: SQLType?) -> BoundExpression? {
        guard let type else { return nil }
        return ExpressionBinder(scope).bind(expression, as: type)?.constantValue(as: type)
    }
}

extension PartitionBoundState {
    /// Replaces every value.
    mutating func map(_ body: (BoundExpression) -> BoundExpression) {
        switch self {
        case .default, .unknown, .hash: break
        case .list(let items): self = .list(items.map(body))
        case .range(let from, let to):
            self = .range(
                from: from.map { $0.mapped(body) }, to: to.map { $0.mapped(body) })
        }
    }
}

extension PartitionBoundState.Limit {
    fileprivate func mapped(_ body: (BoundExpression) -> BoundExpression) -> Self {
        if case .value(let value) = self { .value(body(value)) } else { self }
    }
}
