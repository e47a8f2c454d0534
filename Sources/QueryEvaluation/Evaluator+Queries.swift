public import SQLSyntax

extension Evaluator {
    /// The rows of a query; nil where they cannot be told.
    public mutating func rows(of query: Query) -> Relation? {
        guard !query.isRecursive else { return nil }
        var named: [String: Relation] = [:]
        commonTables.append(named)
        defer { commonTables.removeLast() }
        for table in query.with {
            guard case .query(let inner) = table.statement, var relation = rows(of: inner) else {
                continue
            }
            relation.name = ""
            if !table.columns.isEmpty {
                relation.columns = table.columns + relation.columns.dropFirst(table.columns.count)
            }
            named[table.name] = relation
            commonTables[commonTables.count - 1] = named
        }
        guard let result = rows(of: query.body, query.orderBy) else { return nil }
        return limited(result, query)
    }

    private mutating func rows(of body: QueryBody, _ sort: [SortItem]) -> Relation? {
        switch body {
        case .select(let core): return rows(of: core, sort)
        case .values(let lists):
            let rows = lists.map { list in Relation.Row(list.map { evaluate($0) }) }
            let width = lists.first?.count ?? 0
            return sorted(
                Relation(columns: (0..<width).map { "column\($0 + 1)" }, rows: rows), sort)
        case .setOperation(let operation, let all, let left, let right):
            guard operation == .union, var result = rows(of: left),
                let more = rows(of: right), more.columns.count == result.columns.count
            else { return nil }
            result.rows += more.rows
            result.isOrdered = result.isOrdered && more.isOrdered
            return sorted(all ? result : unique(result), sort)
        }
    }

    /// Without duplicates, which are found in an order of the server's own. What is unknown may be
    /// anybody's duplicate.
    private func unique(_ relation: Relation) -> Relation {
        var result = relation
        var seen: Set<[Value]> = []
        result.rows = relation.rows.filter { seen.insert($0.values).inserted }
        if result.rows.contains(where: { $0.values.contains(.unknown) }) {
            for index in result.rows.indices.dropFirst() { result.rows[index].isCertain = false }
        }
        result.isOrdered = result.rows.count < 2
        return result
    }

    // MARK: - SELECT

    private mutating func rows(of core: SelectCore, _ sort: [SortItem] = []) -> Relation? {
        guard core.distinctOn.isEmpty, core.having == nil || !core.groupBy.isEmpty,
            core.windows.isEmpty
        else { return nil }
        let asked = RowConditions(core, &self)
        guard let joined = combinations(core.from, asked), let kept = filtered(joined, asked.rest)
        else {
            return nil
        }
        if !core.groupBy.isEmpty { return grouped(kept, core, sort) }
        if core.targets.contains(where: { Aggregate.contains($0.expression) }) {
            return aggregated(kept, core)
        }
        var result = Relation(columns: [], rows: [])
        var keys: [[Value]] = []
        for combination in kept {
            scopes.append(combination.frames)
            defer { scopes.removeLast() }
            guard let rows = project(core.targets, combination) else { return nil }
            result.columns = rows.columns
            result.rows += rows.rows
            let own = sort.map { valueOnly($0.expression) }
            keys += rows.rows.map { _ in own }
        }
        if kept.isEmpty {
            result.columns = core.targets.map { $0.name ?? Self.outputName($0.expression) }
        }
        result.isOrdered = kept.count < 2 || kept.allSatisfy(\.isOrdered)
        if core.isDistinct { return sorted(unique(result), sort) }
        return sort.isEmpty ? result : sorted(result, sort, inner: keys)
    }

    /// One row of frames, and whether it is there for certain.
    struct Combination {
        var frames: [Frame] = []
        var isCertain = true
        /// Whether it stands where the server has it.
        var isOrdered = true
        /// Whether one of its rows stands for something of others.
        var isOfOthers: Bool { frames.contains(where: \.row.isOfOthers) }
        /// What joining it has read, which counts only if the row stays.
        var reads: [Read] = []
    }

    private mutating func filtered(_ combinations: [Combination], _ filter: Expression?)
        -> [Combination]?
    {
        guard let filter else {
            for combination in combinations { reads += combination.reads }
            return combinations
        }
        var result: [Combination] = []
        for var combination in combinations {
            work += 1
            if work > Self.maximumWork { return nil }
            let mark = reads.count
            let hadReadFact = hasReadFact
            hasReadFact = false
            scopes.append(combination.frames)
            let holds = evaluate(filter)
            scopes.removeLast()
            defer { hasReadFact = hasReadFact || hadReadFact }
            if holds == .unknown {
                combination.isCertain = false
                result.append(combination)
                if recordsUncertain {
                    reads += combination.reads
                    continue
                }
            } else if holds.truth == true {
                reads += combination.reads
                result.append(combination)
                continue
            }
            // No slice: what shares the list has the next change copy all of it.
            let within = recordsReads ? Array(reads[mark...]) : []
            reads.removeSubrange(mark...)
            if recordsReads, holds != .unknown, combination.isCertain {
                if hasReadFact { noteDecisiveFacts(combination, filter) }
                noteDecisiveRows(combination, filter, within)
            }
        }
        return result
    }

    /// The facts of a rejected row that decided: with such a one unknown, so would be the
    /// condition.
    private mutating func noteDecisiveFacts(_ combination: Combination, _ filter: Expression) {
        let mark = reads.count
        var decisive: [Read] = []
        for (position, frame) in combination.frames.enumerated() {
            guard let object = frame.row.object else { continue }
            for (index, column) in frame.columns.enumerated() where frame.facts.contains(column) {
                var frames = combination.frames
                frames[position].row.values[index] = .unknown
                scopes.append(frames)
                if evaluate(filter) == .unknown {
                    decisive.append(
                        Read(
                            relation: frame.relation, object: object, column: column,
                            isOfRejectedRow: true))
                }
                scopes.removeLast()
            }
        }
        reads.removeSubrange(mark...)
        reads += decisive
    }

    /// The rows of subqueries that alone kept a row away (`WHERE NOT EXISTS …`): without such a
    /// one the condition would hold.
    private mutating func noteDecisiveRows(
        _ combination: Combination, _ filter: Expression, _ within: [Read]
    ) {
        guard absent.isEmpty else { return }
        let own = Set(combination.frames.compactMap(\.row.object))
        let inner = Set(within.map(\.object)).subtracting(own)
        // Of many rows none is the only one.
        guard !inner.isEmpty, inner.count <= Self.maximumDecisiveRows else { return }
        for object in inner.sorted() {
            var other = self
            (other.absent, other.recordsReads) = ([object], false)
            other.scopes.append(combination.frames)
            let holds = other.evaluate(filter)
            work = other.work
            guard holds.truth != false else { continue }
            for read in within where read.object == object {
                reads.append(
                    Read(
                        relation: read.relation, object: object, column: read.column,
                        isOfRejectedRow: true))
            }
        }
    }

    private static let maximumDecisiveRows = 8

    private mutating func project(_ targets: [Target], _ combination: Combination) -> Relation? {
        // A set-returning function in the list makes rows of its own.
        if let position = targets.firstIndex(where: { isSetCall($0.expression) }) {
            var (expression, types) = (targets[position].expression, [TypeName]())
            while case .cast(let inner, let type) = expression {
                (expression, types) = (inner, [type] + types)
            }
            guard targets.count(where: { isSetCall($0.expression) }) == 1,
                case .call(let call) = expression,
                let values = setValues(call)?.map({ types.reduce($0) { cast($0, to: $1) } })
            else { return nil }
            let fixed = targets.map {
                isSetCall($0.expression) ? Value.null : evaluate($0.expression)
            }
            let rows = values.map { value in
                var row = fixed
                row[position] = value
                return Relation.Row(
                    row, isCertain: combination.isCertain, isOfOthers: combination.isOfOthers)
            }
            return Relation(
                columns: targets.map { $0.name ?? Self.outputName($0.expression) }, rows: rows)
        }
        var columns: [String] = []
        var values: [Value] = []
        for target in targets {
            if case .star(let parts) = target.expression {
                for frame in combination.frames where parts.isEmpty || frame.alias == parts.last {
                    columns += frame.columns
                    values += frame.row.values
                }
            } else {
                columns.append(target.name ?? Self.outputName(target.expression))
                values.append(evaluate(target.expression))
            }
        }
        let object = combination.frames.count == 1 ? combination.frames[0].row.object : nil
        return Relation(
            columns: columns,
            rows: [
                Relation.Row(
                    values, object: object, isCertain: combination.isCertain,
                    isOfOthers: combination.isOfOthers)
            ])
    }

    /// `FigureColname()` for the forms that are evaluated here.
    static func outputName(_ expression: Expression) -> String {
        switch expression {
        case .column(let parts): parts.last ?? "?column?"
        case .call(let call): call.name.name
        case .cast(let inner, let type):
            if case .column = inner {
                outputName(inner)
            } else if case .call = inner {
                outputName(inner)
            } else {
                type.name.name
            }
        case .field(_, let name): name
        default: "?column?"
        }
    }

    // MARK: - Subqueries

    /// A row as the element of an array: its only value, or, of several columns, a record (which
    /// no ARRAY of the server's own is made of, but what a comparison of rows is about).
    private static func element(_ row: Relation.Row) -> Value {
        if row.values.count == 1 { return row.values[0] }
        return .record(row.values.map { Value.Field("", $0) })
    }

    mutating func subquery(_ subquery: Subquery) -> Value {
        let mark = reads.count
        guard let result = rows(of: subquery.query) else { return .unknown }
        switch subquery.kind {
        case .exists:
            if result.rows.contains(where: \.isCertain) {
                // One row is enough: what kept others away did not matter.
                reads = reads[..<mark] + reads[mark...].filter { !$0.isOfRejectedRow }
                return .boolean(true)
            }
            return result.rows.isEmpty ? .boolean(false) : .unknown
        case .scalar:
            guard result.rows.allSatisfy(\.isCertain) else { return .unknown }
            return result.rows.isEmpty
                ? .null
                : result.rows.count == 1 ? result.rows[0].values.first ?? .unknown : .unknown
        case .array:
            guard result.rows.allSatisfy(\.isCertain) else { return .unknown }
            let values = result.rows.map(Self.element)
            let isTold = result.isOrdered || ignoresOrder || Set(values).count < 2
            return isTold ? .array(values) : .unknown
        case .any, .all:
            guard let test = subquery.test else { return .unknown }
            let value = evaluate(test)
            let symbol = subquery.operator?.symbol ?? "="
            let holds = result.rows.map { row in
                row.isCertain ? binary(symbol, value, row.values.first ?? .unknown) : Value.unknown
            }
            return subquery.kind == .any ? Logic.or(holds) : Logic.and(holds)
        }
    }
}
