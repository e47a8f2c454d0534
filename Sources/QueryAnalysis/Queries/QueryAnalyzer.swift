public import SQLSyntax

/// What a query gives and what it reads.
public struct QueryShape: Sendable, Hashable {
    /// Output columns in order; nil where a `*` over something unknown hides them.
    public var columns: [Column]?
    /// What of the schema it reads, anywhere within it.
    public var reads: QueryReads
}

/// Objects of the schema that a query depends on.
public struct QueryReads: Sendable, Hashable {
    /// Handles of relations that are read.
    public var relations: Set<Int> = []
    /// Columns of those relations that it names, or that a `*` stands for.
    public var columns: Set<ColumnOrigin> = []
    /// Handles of functions that are called.
    public var functions: Set<Int> = []
    /// Types of the schema that it casts to.
    public var types: Set<Int> = []
    /// Names of columns that no source has, where all that each source has is known.
    public var missing: Set<String> = []
}

/// Finds the output columns of queries, as far as names and types can be told.
public struct QueryAnalyzer {
    let scope: Scope
    let coercion: Coercion

    /// Makes an analyzer over a scope.
    public init(_ scope: Scope) {
        self.scope = scope
        coercion = Coercion(scope: scope)
    }

    /// Analyzes a query.
    public func analyze(_ query: Query) -> QueryShape {
        var reads = QueryReads()
        let columns = columns(of: query, Environment(), &reads)
        return QueryShape(columns: columns, reads: reads)
    }

    /// Names that a query sees from outside: WITH queries, and the FROM items of enclosing queries.
    struct Environment {
        var commonTables: [String: [Column]?] = [:]
        var sources: [Source] = []
    }

    /// One FROM item: its alias and columns (nil where unknown).
    struct Source {
        var name: String
        var columns: [Column]?
        /// A side of a USING join: its columns are reached by its name alone.
        var isHidden = false
    }

    // MARK: - Queries

    func columns(of query: Query, _ outer: Environment, _ reads: inout QueryReads) -> [Column]? {
        var environment = outer
        let recursive = query.with.firstIndex(where: \.isRecursive)
        for (index, table) in query.with.enumerated() {
            // Recursive ones see those behind them, too.
            if index == recursive {
                for table in query.with[index...] {
                    environment.commonTables[table.name] = .some(renamed(nil, table.columns))
                }
            }
            var columns: [Column]?
            if case .query(let inner) = table.statement {
                if table.isRecursive, case .setOperation(_, _, let first, _) = inner.body {
                    // The recursive term sees the columns of the other.
                    let start = self.columns(of: first, environment, &reads)
                    environment.commonTables[table.name] = .some(renamed(start, table.columns))
                }
                columns = self.columns(of: inner, environment, &reads)
            } else {
                columns = returning(table.statement, environment, &reads)
            }
            environment.commonTables[table.name] = .some(renamed(columns, table.columns))
        }
        for expression in [query.limit, query.offset].compactMap({ $0 }) {
            visit(expression, environment, &reads)
        }
        return self.columns(of: query.body, query.orderBy, environment, &reads)
    }

    private func columns(
        of body: QueryBody, _ order: [SortItem], _ environment: Environment,
        _ reads: inout QueryReads
    ) -> [Column]? {
        switch body {
        case .select(let core):
            return columns(of: core, order, environment, &reads)?.map(Self.settled)
        case .values(let rows):
            let types = rows.map { row in row.map { type(of: $0, environment, &reads) } }
            return (0..<(rows.first?.count ?? 0)).map { index in
                Column(
                    "column\(index + 1)", common(types.map { index < $0.count ? $0[index] : nil }))
            }
        case .setOperation(_, _, let left, let right):
            let (first, second) = (
                branch(left, environment, &reads), branch(right, environment, &reads)
            )
            guard let first else { return nil }
            return first.enumerated().map { index, column in
                guard let second, index < second.count else { return Column(column.name, nil) }
                return Column(column.name, common([column.type, second[index].type]))
            }
        }
    }

    /// A side of UNION and its kin: a literal there takes the type that both sides agree on
    /// (`transformSetOperationTree`, `src/backend/parser/analyze.c`).
    func branch(_ query: Query, _ environment: Environment, _ reads: inout QueryReads) -> [Column]?
    {
        guard query.with.isEmpty, case .select(let core) = query.body else {
            return columns(of: query, environment, &reads)
        }
        return columns(of: core, query.orderBy, environment, &reads)
    }

    /// A literal of no type is text.
    private static func settled(_ column: Column) -> Column {
        var column = column
        if column.type?.is(.unknown) ?? false { column.type = SQLType(.text) }
        return column
    }

    private func columns(
        of core: SelectCore, _ order: [SortItem], _ outer: Environment, _ reads: inout QueryReads
    ) -> [Column]? {
        var environment = outer
        var local: [Source] = []
        for item in core.from { local += sources(of: item, environment, local, &reads) }
        environment.sources = local + outer.sources
        for expression in [core.filter, core.having].compactMap({ $0 }) + core.groupBy
            + core.distinctOn
        {
            visit(expression, environment, &reads)
        }
        for window in core.windows { visit(window, environment, &reads) }
        // The name of an output column comes before that of a source's (`findTargetlistEntrySQL92`,
        // `src/backend/parser/parse_clause.c`).
        let made = Set(core.targets.map { $0.name ?? OutputName.of($0.expression) })
        for item in order {
            if case .column(let parts) = item.expression, parts.count == 1, made.contains(parts[0])
            {
                continue
            }
            visit(item.expression, environment, &reads)
        }
        var result: [Column]? = []
        for target in core.targets {
            switch target.expression {
            case .star(let qualifier):
                let expanded = expand(qualifier, local)
                reads.columns.formUnion((expanded ?? []).compactMap(\.origin))
                result = expanded.flatMap { new in result.map { $0 + new } }
            case .allFields(let base):
                let expanded = fields(of: base, environment, &reads)
                result = expanded.flatMap { new in result.map { $0 + new } }
            default:
                let type = type(of: target.expression, environment, &reads)
                result?.append(Column(target.name ?? OutputName.of(target.expression), type))
            }
        }
        reads.missing.subtract(core.targets.compactMap(Self.madeName))
        return result
    }

    func visit(_ window: Window, _ environment: Environment, _ reads: inout QueryReads) {
        for expression in window.partitionBy + window.orderBy.map(\.expression) {
            visit(expression, environment, &reads)
        }
    }

    /// The name that a target has of its own, which GROUP BY and ORDER BY may call it by.
    private static func madeName(_ target: Target) -> String? {
        if case .column(let parts) = target.expression, target.name ?? parts.last == parts.last {
            return nil
        }
        return target.name ?? OutputName.of(target.expression)
    }

    /// `(expression).*`.
    private func fields(of base: Expression, _ environment: Environment, _ reads: inout QueryReads)
        -> [Column]?
    {
        if case .call = base {
            return functionColumns(
                base, FunctionItem(calls: [base], alias: nil), environment, &reads)
        }
        guard let type = type(of: base, environment, &reads), !type.isArray,
            case .user(let handle) = type.base
        else { return nil }
        let described = scope.describeType(handle)
        return described.kind == .composite ? described.attributes : nil
    }

    private func returning(
        _ statement: DataStatement, _ environment: Environment, _ reads: inout QueryReads
    ) -> [Column]? {
        let (table, targets): (QualifiedName, [Target]) =
            switch statement {
            case .insert(let insert): (insert.table, insert.returning)
            case .update(let update): (update.table, update.returning)
            case .delete(let delete): (delete.table, delete.returning)
            case .merge(let merge): (merge.table, [])
            case .query: (QualifiedName(""), [])
            }
        var core = SelectCore()
        core.from = [.relation(table, alias: nil, only: false)]
        core.targets = targets
        return columns(of: core, [], environment, &reads)?.map(Self.settled)
    }

    private func renamed(_ columns: [Column]?, _ names: [String]) -> [Column]? {
        guard let columns else { return names.isEmpty ? nil : names.map { Column($0, nil) } }
        return columns.enumerated().map { index, column in
            index < names.count ? Column(names[index], column.type, origin: column.origin) : column
        }
    }

    private func expand(_ qualifier: [String], _ sources: [Source]) -> [Column]? {
        guard let name = qualifier.last else {
            var all: [Column] = []
            for source in sources where !source.isHidden {
                guard let columns = source.columns else { return nil }
                all += columns
            }
            return all
        }
        return sources.first { $0.name == name }?.columns
    }

    // MARK: - FROM

    func sources(
        of item: FromItem, _ environment: Environment, _ before: [Source], _ reads: inout QueryReads
    ) -> [Source] {
        switch item {
        case .relation(let name, let alias, _):
            let columns = relationColumns(name, environment, &reads)
            return [
                Source(
                    name: alias?.name ?? name.name, columns: renamed(columns, alias?.columns ?? []))
            ]
        case .subquery(let query, let alias, let lateral):
            var inner = environment
            if lateral { inner.sources = before + inner.sources }
            let columns = columns(of: query, inner, &reads)
            return [
                Source(name: alias?.name ?? "", columns: renamed(columns, alias?.columns ?? []))
            ]
        case .function(let function):
            var inner = environment
            inner.sources = before + inner.sources
            return [source(of: function, inner, &reads)]
        case .join(let join): return sources(of: join, environment, before, &reads)
        case .xmlTable(let table):
            var inner = environment
            inner.sources = before + inner.sources
            return [source(of: table, inner, &reads)]
        case .other(_, let alias): return [Source(name: alias?.name ?? "", columns: nil)]
        }
    }

    private func relationColumns(
        _ name: QualifiedName, _ environment: Environment, _ reads: inout QueryReads
    ) -> [Column]? {
        if name.schema == nil, let common = environment.commonTables[name.name] { return common }
        if let relation = scope.relation(name.schema, name.name) {
            guard let handle = relation.handle else { return relation.columns }
            reads.relations.insert(handle)
            return relation.columns.map {
                Column($0.name, $0.type, origin: ColumnOrigin(relation: handle, name: $0.name))
            }
        }
        return SystemRelations.relation(schema: name.schema, name: name.name)?.columns
    }

    func sources(
        of join: Join, _ environment: Environment, _ before: [Source], _ reads: inout QueryReads
    ) -> [Source] {
        let left = sources(of: join.left, environment, before, &reads)
        let right = sources(of: join.right, environment, before + left, &reads)
        var inner = environment
        inner.sources = left + right + before + inner.sources
        if let condition = join.condition { visit(condition, inner, &reads) }
        let shared = join.isNatural ? natural(left, right) : join.using
        guard !shared.isEmpty || join.alias != nil else { return left + right }
        // The shared columns come first, once; a merged source stands for both sides when `*` is
        // expanded, and the sides stay reachable by their own names.
        let merged = merge(left, right, shared, &reads)
        if let alias = join.alias {
            return [Source(name: alias.name, columns: renamed(merged, alias.columns))]
        }
        return [Source(name: "", columns: merged)] + (left + right).map(hidden)
    }

    /// A source that names reach and `*` does not: its columns stand in the merged one already.
    private func hidden(_ source: Source) -> Source {
        Source(name: source.name, columns: source.columns, isHidden: true)
    }

    private func natural(_ left: [Source], _ right: [Source]) -> [String] {
        let names = Set(right.flatMap { $0.columns ?? [] }.map(\.name))
        return left.flatMap { $0.columns ?? [] }.map(\.name).filter(names.contains)
    }

    private func merge(
        _ left: [Source], _ right: [Source], _ shared: [String], _ reads: inout QueryReads
    ) -> [Column]? {
        guard let leftColumns = expand([], left), let rightColumns = expand([], right) else {
            return nil
        }
        let first = shared.map { name in
            let sides = [leftColumns, rightColumns].map { side in side.first { $0.name == name } }
            reads.columns.formUnion(sides.compactMap { $0?.origin })
            return Column(name, common(sides.map { $0?.type }), origin: sides[0]?.origin)
        }
        return first + leftColumns.filter { !shared.contains($0.name) }
            + rightColumns.filter { !shared.contains($0.name) }
    }

    func source(of function: FunctionItem, _ environment: Environment, _ reads: inout QueryReads)
        -> Source
    {
        var columns: [Column]? = []
        var name = function.alias?.name
        for call in function.calls {
            let own = functionColumns(call, function, environment, &reads)
            columns = columns.flatMap { known in own.map { known + $0 } }
            if name == nil { name = OutputName.of(call) }
        }
        if function.withOrdinality {
            columns = columns.map { $0 + [Column("ordinality", SQLType(.int8))] }
        }
        return Source(name: name ?? "", columns: renamed(columns, function.alias?.columns ?? []))
    }

    func source(of table: XMLTable, _ environment: Environment, _ reads: inout QueryReads) -> Source
    {
        for expression in table.expressions { visit(expression, environment, &reads) }
        let columns = table.columns.map { column in
            // A column FOR ORDINALITY counts rows.
            guard let type = column.type else { return Column(column.name, SQLType(.int4)) }
            return Column(
                column.name, TypeResolution.resolve(type) { scope.type($0.schema, $0.name) })
        }
        return Source(
            name: table.alias?.name ?? "xmltable",
            columns: renamed(columns, table.alias?.columns ?? []))
    }

    private func functionColumns(
        _ expression: Expression, _ item: FunctionItem, _ environment: Environment,
        _ reads: inout QueryReads
    ) -> [Column]? {
        if !item.columns.isEmpty {
            return item.columns.map { column in
                Column(
                    column.name,
                    column.type.flatMap {
                        TypeResolution.resolve($0) { scope.type($0.schema, $0.name) }
                    })
            }
        }
        guard case .call(let call) = expression else {
            return [
                Column(
                    item.alias?.name ?? OutputName.of(expression),
                    type(of: expression, environment, &reads))
            ]
        }
        guard let resolved = resolve(call, environment, &reads) else { return nil }
        if !resolved.function.outputs.isEmpty { return resolved.function.outputs }
        if let result = resolved.result, !result.isArray, case .user(let handle) = result.base {
            let described = scope.describeType(handle)
            if described.kind == .composite { return described.attributes }
        }
        if resolved.result?.is(.record) ?? true { return nil }
        // A function with a scalar result has one column, named after the alias or the function.
        return [Column(item.alias?.name ?? call.name.name, resolved.result)]
    }
}
