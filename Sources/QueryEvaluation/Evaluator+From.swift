import SQLSyntax

extension Evaluator {
    /// The product of FROM's items; nil where one cannot be told.
    ///
    /// - Parameter asked: What WHERE asks of their rows.
    mutating func combinations(_ items: [FromItem], _ asked: RowConditions) -> [Combination]? {
        var result = [Combination()]
        for item in items {
            guard let next = extend(result, with: item, asked) else { return nil }
            result = next
        }
        return result
    }

    /// Each row so far with each row of the item, which may look at the former (LATERAL).
    private mutating func extend(
        _ rows: [Combination], with item: FromItem, _ asked: RowConditions
    ) -> [Combination]? {
        guard rows.count != 1 || !rows[0].frames.isEmpty else {
            return combinations(of: item, asked)
        }
        var result: [Combination] = []
        let known = rows.isEmpty ? nil : rowsOnce(of: item, asked)
        let index = known.flatMap { JoinIndex(asked.rest, $0, beside: rows) }
        for row in rows {
            scopes.append(row.frames)
            defer { scopes.removeLast() }
            guard let more = known ?? combinations(of: item, asked) else { return nil }
            // Of a row that a null keeps away the facts are of interest all the same.
            let places = index.flatMap { $0.places(equalTo: valueOnly($0.probe)) }
            for place in places ?? Array(more.indices) {
                work += 1
                if work > Self.maximumWork { return nil }
                result.append(row.joined(more[place]))
            }
        }
        return result
    }

    /// The rows of a relation, which are the same beside whatever row; nil for any other item.
    private mutating func rowsOnce(of item: FromItem, _ asked: RowConditions) -> [Combination]? {
        guard case .relation = item else { return nil }
        return combinations(of: item, asked)
    }

    private mutating func combinations(of item: FromItem, _ asked: RowConditions)
        -> [Combination]?
    {
        switch item {
        case .relation(let name, let alias, _):
            guard let relation = relation(name) else { return nil }
            let rows = frames(relation, alias, name.name, asked.keys)
            guard let own = asked.own[alias?.name ?? name.name] else { return rows }
            return rows.compactMap { meeting(own, $0) }
        case .subquery(let query, let alias, _):
            return rows(of: query).map { frames($0, alias, "") }
        case .function(let function):
            return rows(of: function).map { frames($0, function.alias, $0.columns.first ?? "") }
        case .join(let join): return joined(join, asked)
        case .xmlTable, .other: return nil
        }
    }

    /// A row that conditions let pass, whatever stands beside it; nil for any other.
    private mutating func meeting(_ conditions: [Expression], _ row: Combination) -> Combination? {
        var row = row
        scopes.append(row.frames)
        defer { scopes.removeLast() }
        for condition in conditions {
            let holds = evaluate(condition)
            if holds == .null || holds.truth == false { return nil }
            if holds.truth == nil { row.isCertain = false }
        }
        return row
    }

    private func relation(_ name: QualifiedName) -> Relation? {
        if name.schema == nil {
            for tables in commonTables.reversed() {
                if let found = tables[name.name] { return found }
            }
        }
        guard var found = environment.relation(name.schema, name.name) else { return nil }
        if let extended, found.name == extended.relation,
            let column = found.columns.firstIndex(of: extended.column),
            var row = found.rows.last(where: { $0.object == extended.object })
        {
            row.values[column] = .text("\u{1}")
            found.rows.append(row)
        }
        // The rows of a catalog come in the order in which they were written.
        found.isOrdered = found.rows.count < 2
        return found
    }

    func blurred(_ relation: Relation, _ row: Relation.Row) -> Relation.Row {
        guard let blurred, row.object == blurred.object, relation.name == blurred.relation,
            let column = relation.columns.firstIndex(of: blurred.column)
        else { return row }
        var row = row
        row.values[column] = .unknown
        return row
    }

    private func frames(
        _ relation: Relation, _ alias: Alias?, _ name: String, _ keys: [KeyComparison] = []
    ) -> [Combination] {
        var columns = relation.columns
        if let alias { columns = alias.columns + columns.dropFirst(alias.columns.count) }
        let name = alias?.name ?? name
        // Indexes are over the relation as it is.
        let hasIndexes = !keys.isEmpty && extended?.relation != relation.name
        let places = hasIndexes ? places(in: relation, columns, name, keys) : nil
        let entry = RangeTableEntry(
            alias: name, relation: relation.name, columns: columns, facts: relation.facts)
        var frames: [Combination] = []
        for place in places ?? Array(relation.rows.indices) {
            let row = relation.rows[place]
            if !absent.isEmpty, let object = row.object, absent.contains(object) { continue }
            frames.append(
                Combination(
                    frames: [Frame(entry: entry, row: blurred(relation, row))],
                    isCertain: row.isCertain, isOrdered: relation.isOrdered))
        }
        return frames
    }

    // MARK: - Joins

    private mutating func joined(_ join: Join, _ asked: RowConditions) -> [Combination]? {
        guard join.alias == nil, !join.isNatural, join.kind == .inner || join.kind == .left,
            let left = combinations(of: join.left, asked)
        else { return nil }
        // Without its rows an outer join would have rows of nulls.
        let asked = join.kind == .inner ? asked : .none
        var result: [Combination] = []
        let known = rowsOnce(of: join.right, asked)
        if known == nil, case .relation = join.right { return nil }
        let index = known.flatMap { JoinIndex(join.condition, $0, beside: left) }
        for row in left {
            scopes.append(row.frames)
            defer { scopes.removeLast() }
            guard let right = known ?? combinations(of: join.right, asked),
                let matches = matches(of: row, index, right, join)
            else { return nil }
            result += matches.rows
            if join.kind == .left, !matches.isCertain {
                guard matches.rows.isEmpty else { return nil }
                result.append(row.joined(Combination(frames: nulls(join.right, right))))
            }
        }
        return result
    }

    /// A row of the left, whose frames are the innermost scope, with those of the right that the
    /// condition lets stand beside it, and whether some does for certain, if the row is there; nil
    /// where that takes too long.
    private mutating func matches(
        of row: Combination, _ index: JoinIndex?, _ right: [Combination], _ join: Join
    ) -> (rows: [Combination], isCertain: Bool)? {
        let probe = index.map { valueOnly($0.probe) }
        let places = probe == .null ? [] : probe.flatMap { index?.places(equalTo: $0) }
        let (scope, width) = (scopes.count - 1, row.frames.count)
        var matches: [Combination] = []
        var isCertain = false
        for place in places ?? Array(right.indices) {
            work += 1
            if work > Self.maximumWork { return nil }
            // In place: most pairs of rows are none.
            scopes[scope].replaceSubrange(width..., with: right[place].frames)
            let mark = reads.count
            let holds = holds(join, scope)
            if holds.truth == true || holds == .unknown {
                var match = row.joined(right[place])
                match.reads += reads[mark...]
                if holds == .unknown {
                    match.isCertain = false
                } else if right[place].isCertain {
                    isCertain = true
                }
                matches.append(match)
            }
            reads.removeSubrange(mark...)
        }
        return (matches, isCertain)
    }

    /// A value, without a note of what was read for it.
    mutating func valueOnly(_ expression: Expression) -> Value {
        let mark = reads.count
        defer { reads.removeSubrange(mark...) }
        return evaluate(expression)
    }

    /// Whether ON or USING lets the rows of a scope stand beside one another.
    private mutating func holds(_ join: Join, _ scope: Int) -> Value {
        var conditions = join.condition.map { [evaluate($0)] } ?? []
        for column in join.using {
            let values = scopes[scope].compactMap { frame in
                frame.columns.firstIndex(of: column).map { frame.row.values[$0] }
            }
            conditions.append(values.count == 2 ? binary("=", values[0], values[1]) : .unknown)
        }
        return Logic.and(conditions)
    }

    /// A row of nulls for an outer join. Without rows the columns are unknown, and so is what is
    /// read of them.
    private func nulls(_ item: FromItem, _ rows: [Combination]) -> [Frame] {
        guard let first = rows.first else {
            if case .relation(let name, let alias, _) = item, let relation = relation(name) {
                let values = relation.columns.map { _ in Value.null }
                let entry = RangeTableEntry(
                    alias: alias?.name ?? name.name, relation: relation.name,
                    columns: relation.columns)
                return [Frame(entry: entry, row: Relation.Row(values))]
            }
            return []
        }
        return first.frames.map { frame in
            let entry = RangeTableEntry(
                alias: frame.alias, relation: frame.relation, columns: frame.columns)
            return Frame(entry: entry, row: Relation.Row(frame.columns.map { _ in .null }))
        }
    }

    // MARK: - Set-returning functions

    private mutating func rows(of item: FunctionItem) -> Relation? {
        guard item.calls.count == 1, case .call(let call) = item.calls[0] else { return nil }
        var relation: Relation
        if let routine = routine(call) {
            guard let rows = rows(of: routine, call) else { return nil }
            relation = rows
            if !routine.returnsSet {
                relation.rows = [rows.rows.first ?? Relation.Row(rows.columns.map { _ in .null })]
            }
        } else {
            guard let values = setValues(call) else { return nil }
            relation = Relation(columns: [call.name.name], rows: values.map { Relation.Row([$0]) })
        }
        if item.withOrdinality {
            relation.columns.append("ordinality")
            for index in relation.rows.indices {
                relation.rows[index].values.append(.integer(index + 1))
            }
        }
        return relation
    }

    /// The values of a set-returning function, or the one of any other.
    mutating func setValues(_ call: FunctionCall) -> [Value]? {
        switch call.name.name {
        case "unnest":
            guard call.arguments.count == 1,
                case .array(let elements) = Self.arrayValue(evaluate(call.arguments[0]))
            else { return nil }
            return elements
        case "generate_series":
            let bounds = call.arguments.map { evaluate($0) }
            guard case .integer(let low)? = bounds.first, bounds.count > 1,
                case .integer(let high) = bounds[1]
            else { return nil }
            let limits = -(1 << 52)...(1 << 52)
            guard case .integer(let step) = bounds.count > 2 ? bounds[2] : .integer(1), step != 0,
                limits.contains(low), limits.contains(high), limits.contains(step),
                (high - low) / step < 10_000
            else { return nil }
            return stride(from: low, through: high, by: step).map(Value.integer)
        case "regexp_split_to_table", "string_to_table":
            guard call.arguments.count == 2, let text = evaluate(call.arguments[0]).text,
                !text.isEmpty, let separator = evaluate(call.arguments[1]).text,
                !separator.isEmpty, call.name.name == "string_to_table" || separator == ","
            else { return nil }
            return text.split(at: separator).map(Value.text)
        default:
            if let routine = routine(call), routine.returnsSet {
                guard let rows = rows(of: routine, call), rows.rows.allSatisfy(\.isCertain) else {
                    return nil
                }
                return rows.rows.map { row in
                    row.values.count == 1
                        ? row.values[0]
                        : .record(zip(rows.columns, row.values).map { Value.Field($0, $1) })
                }
            }
            let value = self.call(call)
            return value == .unknown ? nil : [value]
        }
    }
}

extension Evaluator.Combination {
    /// This row beside another.
    func joined(_ other: Evaluator.Combination) -> Evaluator.Combination {
        if frames.isEmpty, reads.isEmpty, isCertain { return other }
        return Evaluator.Combination(
            frames: frames + other.frames, isCertain: isCertain && other.isCertain,
            isOrdered: frames.isEmpty ? other.isOrdered : other.frames.isEmpty && isOrdered,
            reads: reads + other.reads)
    }
}
