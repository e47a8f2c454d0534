import SQLSyntax

extension StatementUses {
    /// A FROM item in scope; without a relation where it is no table (a subquery, a function, a
    /// WITH query).
    struct Source {
        var alias: String
        var relation: QualifiedName?
        /// The relation that a query of all its columns (`SELECT * FROM t`) hands on.
        var origin: QualifiedName?

        /// Where its columns are.
        var columns: QualifiedName? { relation ?? origin }
    }

    typealias Scopes = [[Source]]

    /// Goes through a statement, with what is in scope at each place.
    struct Walker {
        var uses = StatementUses()
        /// Rows of an INSERT that are kept.
        private static let maximumRows = 32
        /// Names of WITH queries in scope.
        var commonTables: [(name: String, origin: QualifiedName?)] = []

        mutating func visit(_ statement: DataStatement, _ scopes: Scopes) {
            switch statement {
            case .query(let query): visit(query, scopes)
            case .insert(let insert): visit(insert, scopes)
            case .update(let update): visit(update, scopes)
            case .delete(let delete): visit(delete, scopes)
            case .merge(let merge):
                withTables(merge.with, scopes) { walker in
                    walker.uses.writes.append(
                        Write(relation: merge.table, command: .update, columns: []))
                    let sources =
                        [Source(alias: merge.table.name, relation: merge.table)]
                        + walker.sources(merge.source, scopes)
                    walker.visit(merge.condition, [sources] + scopes)
                }
            }
        }

        private mutating func withTables(
            _ tables: [CommonTable], _ scopes: Scopes, _ body: (inout Walker) -> Void
        ) {
            let outer = commonTables.count
            // Recursive ones see themselves and those behind them; others may stand before them,
            // put there from a WITH further out.
            let recursive = tables.firstIndex(where: \.isRecursive) ?? tables.count
            for (index, table) in tables.enumerated() {
                if index == recursive { commonTables += tables[index...].map { ($0.name, nil) } }
                let origin = origin(of: table)
                visit(table.statement, scopes)
                if index < recursive {
                    commonTables.append((table.name, origin))
                } else {
                    commonTables[outer + index].origin = origin
                }
            }
            body(&self)
            commonTables.removeSubrange(outer...)
        }

        mutating func visit(_ query: Query, _ scopes: Scopes) {
            withTables(query.with, scopes) { walker in
                walker.visit(query.body, scopes, query.orderBy.map(\.expression))
                for expression in [query.limit, query.offset].compactMap({ $0 }) {
                    walker.visit(expression, scopes)
                }
            }
        }

        private mutating func visit(_ body: QueryBody, _ scopes: Scopes, _ order: [Expression]) {
            switch body {
            case .select(let core):
                var local: [Source] = []
                for item in core.from { local += sources(item, [local] + scopes) }
                if local.count == 1, let name = local[0].relation {
                    uses.filters.append(
                        Filter(
                            name, alias: local[0].alias, isAlone: core.having == nil, core.filter))
                }
                let inner = [local] + scopes
                for target in core.targets { visit(target.expression, inner) }
                for expression in [core.filter, core.having].compactMap({ $0 }) + core.groupBy
                    + core.distinctOn
                { visit(expression, inner) }
                let names = Set(core.targets.compactMap(\.name))
                for expression in order {
                    // ORDER BY may name an output column.
                    if case .column(let parts) = expression, parts.count == 1,
                        names.contains(parts[0])
                    {
                        continue
                    }
                    visit(expression, inner)
                }
            case .values(let rows): for row in rows { for value in row { visit(value, scopes) } }
            case .setOperation(_, _, let left, let right):
                visit(left, scopes)
                visit(right, scopes)
            }
        }

        // MARK: FROM

        private mutating func sources(_ item: FromItem, _ scopes: Scopes) -> [Source] {
            switch item {
            case .relation(let name, let alias, _):
                if name.schema == nil,
                    let table = commonTables.last(where: { $0.name == name.name })
                {
                    return [Source(alias: alias?.name ?? name.name, origin: table.origin)]
                }
                uses.reads.append(name)
                // Renamed columns are none of the relation's names.
                let isRenamed = alias.map { !$0.columns.isEmpty } ?? false
                return [Source(alias: alias?.name ?? name.name, relation: isRenamed ? nil : name)]
            case .subquery(let query, let alias, _):
                visit(query, scopes)
                let isRenamed = alias.map { !$0.columns.isEmpty } ?? false
                return [
                    Source(alias: alias?.name ?? "", origin: isRenamed ? nil : origin(of: query))
                ]
            case .function(let function):
                for call in function.calls { visit(call, scopes) }
                return [Source(alias: function.alias?.name ?? "")]
            case .join(let join):
                let left = sources(join.left, scopes)
                let right = sources(join.right, [left] + scopes)
                let both = left + right
                if let condition = join.condition { visit(condition, [both] + scopes) }
                for column in join.using {
                    for source in both { use(column, [source.relation].compactMap { $0 }) }
                }
                return join.alias.map { [Source(alias: $0.name)] } ?? both
            case .xmlTable(let table):
                for expression in table.expressions { visit(expression, scopes) }
                return [Source(alias: table.alias?.name ?? "xmltable")]
            case .other(_, let alias): return [Source(alias: alias?.name ?? "")]
            }
        }

        /// The relation of which a query gives every column as it is.
        private func origin(of query: Query) -> QualifiedName? {
            guard query.with.isEmpty, case .select(let core) = query.body, core.from.count == 1,
                case .relation(let name, let alias, _) = core.from[0],
                core.targets.count == 1, case .star = core.targets[0].expression,
                alias?.columns.isEmpty ?? true
            else { return nil }
            guard name.schema == nil,
                let table = commonTables.last(where: { $0.name == name.name })
            else { return name }
            return table.origin
        }

        private func origin(of table: CommonTable) -> QualifiedName? {
            guard case .query(let query) = table.statement, table.columns.isEmpty else {
                return nil
            }
            return origin(of: query)
        }

        // MARK: Writes

        private mutating func visit(_ insert: Insert, _ scopes: Scopes) {
            withTables(insert.with, scopes) { walker in
                var write = Write(
                    relation: insert.table, command: .insert, columns: insert.columns,
                    conflictConstraint: insert.conflictConstraint)
                if let source = insert.source {
                    walker.visit(source, scopes)
                    switch source.body {
                    case .values(let rows):
                        write.valueCount = rows.map(\.count).max()
                        write.nullColumns = Self.nulls(rows, insert.columns)
                        write.defaultPositions = Self.defaults(rows)
                        if rows.count == 1 { write.values = rows[0] }
                        if (2...Self.maximumRows).contains(rows.count) { write.rows = rows }
                    case .select(let core):
                        write.valueCount = core.targets.count
                        write.values = core.targets.map(\.expression)
                    case .setOperation: break
                    }
                } else {
                    write.valueCount = 0
                }
                walker.uses.writes.append(write)
                walker.noteArbiter(insert)
                let target = Source(
                    alias: insert.alias ?? insert.table.name, relation: insert.table)
                for column in insert.columns { walker.use(column, [insert.table]) }
                for expression in insert.conflictTargets + insert.conflictUpdates.map(\.expression)
                    + insert.returning.map(\.expression)
                {
                    walker.visit(
                        expression,
                        [[target, Source(alias: "excluded", relation: insert.table)]] + scopes)
                }
                for update in insert.conflictUpdates {
                    if let name = update.name { walker.use(name, [insert.table]) }
                }
            }
        }

        /// `ON CONFLICT (a, b)` needs a key over these columns.
        private mutating func noteArbiter(_ insert: Insert) {
            let columns = insert.conflictTargets.compactMap { target -> String? in
                if case .column(let parts) = target { parts.last } else { nil }
            }
            guard !columns.isEmpty, columns.count == insert.conflictTargets.count else { return }
            uses.named.append(
                Named(
                    kind: .key, name: "", table: insert.table, columns: columns,
                    mayBePartial: insert.hasConflictFilter))
        }

        private static func defaults(_ rows: [[Expression]]) -> [Int] {
            (0..<(rows.map(\.count).max() ?? 0)).filter { index in
                rows.contains { index < $0.count && $0[index] == .setToDefault }
            }
        }

        private static func nulls(_ rows: [[Expression]], _ columns: [String]) -> [String] {
            columns.enumerated().compactMap { index, column in
                rows.contains { index < $0.count && $0[index] == .null } ? column : nil
            }
        }

        private mutating func visit(_ update: Update, _ scopes: Scopes) {
            withTables(update.with, scopes) { walker in
                var local = [
                    Source(alias: update.alias ?? update.table.name, relation: update.table)
                ]
                for item in update.from { local += walker.sources(item, [local] + scopes) }
                walker.uses.writes.append(
                    Write(
                        relation: update.table, command: .update,
                        columns: update.assignments.compactMap(\.name),
                        nullColumns: update.assignments.compactMap {
                            $0.expression == .null ? $0.name : nil
                        },
                        values: update.assignments.allSatisfy { $0.name != nil }
                            ? update.assignments.map(\.expression) : [],
                        filter: Filter(
                            update.table, alias: local[0].alias, isAlone: local.count == 1,
                            update.filter)))
                for assignment in update.assignments {
                    if let name = assignment.name { walker.use(name, [update.table]) }
                    walker.visit(assignment.expression, [local] + scopes)
                }
                if let filter = update.filter { walker.visit(filter, [local] + scopes) }
                for target in update.returning { walker.visit(target.expression, [local] + scopes) }
            }
        }

        private mutating func visit(_ delete: Delete, _ scopes: Scopes) {
            withTables(delete.with, scopes) { walker in
                var local = [
                    Source(alias: delete.alias ?? delete.table.name, relation: delete.table)
                ]
                for item in delete.using { local += walker.sources(item, [local] + scopes) }
                walker.uses.writes.append(
                    Write(
                        relation: delete.table, command: .delete, columns: [],
                        filter: Filter(
                            delete.table, alias: local[0].alias, isAlone: local.count == 1,
                            delete.filter)))
                if let filter = delete.filter { walker.visit(filter, [local] + scopes) }
                for target in delete.returning { walker.visit(target.expression, [local] + scopes) }
            }
        }

        // MARK: Expressions

        mutating func use(
            _ column: String, _ candidates: [QualifiedName], isStar: Bool = false,
            mayBeRow: Bool = false
        ) {
            guard !candidates.isEmpty else { return }
            uses.columns.append(
                ColumnUse(
                    name: column, candidates: candidates, isStar: isStar, mayBeRow: mayBeRow))
        }

        mutating func visit(_ expression: Expression, _ scopes: Scopes) {
            switch expression {
            case .column(let parts): column(parts, scopes)
            case .star(let parts):
                let local = scopes.first ?? []
                let meant = parts.last.map { name in local.filter { $0.alias == name } } ?? local
                use("*", meant.compactMap(\.relation), isStar: true)
            case .cast(let inner, let type):
                uses.types.append(type)
                if let named = Named(inner, castTo: type) { uses.named.append(named) }
                visit(inner, scopes)
            case .call(let call):
                uses.named += Named.arguments(of: call)
                uses.calls.append(
                    Call(
                        name: call.name, arguments: call.arguments.map(Self.type),
                        constants: call.arguments.map(Self.constant), names: call.argumentNames))
                for child in expression.children { visit(child, scopes) }
            case .subquery(let subquery):
                if let test = subquery.test { visit(test, scopes) }
                visit(subquery.query, scopes)
            default: for child in expression.children { visit(child, scopes) }
            }
        }

        private mutating func column(_ parts: [String], _ scopes: Scopes) {
            guard let name = parts.last else { return }
            if parts.count > 1 {
                let qualifier = parts[parts.count - 2]
                for sources in scopes {
                    guard let source = sources.first(where: { $0.alias == qualifier }) else {
                        continue
                    }
                    use(name, [source.columns].compactMap { $0 })
                    return
                }
                return
            }
            let sources = scopes.flatMap { $0 }
            use(
                name, sources.compactMap(\.columns),
                mayBeRow: sources.contains { $0.alias == name })
        }

        private static func type(_ expression: Expression) -> TypeName? {
            switch expression {
            case .cast(_, let type): type
            case .integer: TypeName(QualifiedName("pg_catalog", "int4"))
            case .boolean: TypeName(QualifiedName("pg_catalog", "bool"))
            case .number(let text):
                TypeName(
                    QualifiedName("pg_catalog", text.allSatisfy(\.isNumber) ? "int8" : "numeric"))
            default: nil
            }
        }

        private static func constant(_ expression: Expression) -> Expression? {
            switch expression {
            case .null, .boolean, .integer, .number, .string: return expression
            case .cast(let inner, _): return constant(inner) == nil ? nil : expression
            case .array(let items):
                return items.allSatisfy { constant($0) != nil } ? expression : nil
            default: return nil
            }
        }
    }
}
