import CPgQuery
import SQLSyntax

/// Reads a SELECT or VALUES; nil for any other node.
func readQuery(_ node: Node) -> Query? {
    guard node.tag == PG_QUERY__NODE__NODE_SELECT_STMT else { return nil }
    return unsafe readQuery(node.pointer.pointee.select_stmt.pointee)
}

private func readQuery(_ select: PgQuery__SelectStmt) -> Query {
    var query = Query(unsafe readBody(select))
    query.with = unsafe readWith(select.with_clause)
    query.orderBy = unsafe readSort(select.n_sort_clause, select.sort_clause)
    query.limit = unsafe readOptionalExpression(select.limit_count)
    query.offset = unsafe readOptionalExpression(select.limit_offset)
    unsafe query.isLocking = select.n_locking_clause > 0
    query.into = unsafe readTarget(select.into_clause)
    return query
}

private func readBody(_ select: PgQuery__SelectStmt) -> QueryBody {
    if unsafe select.n_values_lists > 0 {
        return unsafe .values(
            nodes(select.n_values_lists, select.values_lists).map { $0.items.map(readExpression) })
    }
    if let left = unsafe select.larg, let right = unsafe select.rarg {
        let operation: SetOperation =
            switch unsafe select.op {
            case PG_QUERY__SET_OPERATION__SETOP_INTERSECT: .intersect
            case PG_QUERY__SET_OPERATION__SETOP_EXCEPT: .except
            default: .union
            }
        return unsafe .setOperation(
            operation, all: select.all != 0, readQuery(left.pointee), readQuery(right.pointee))
    }
    var core = SelectCore()
    // DISTINCT alone is a list of one empty node, which is left out on unpacking.
    unsafe core.isDistinct = select.n_distinct_clause > 0
    core.distinctOn = unsafe nodes(select.n_distinct_clause, select.distinct_clause)
        .filter { $0.tag != PG_QUERY__NODE__NODE__NOT_SET }.map(readExpression)
    core.targets = unsafe readTargets(select.n_target_list, select.target_list)
    core.from = unsafe nodes(select.n_from_clause, select.from_clause).map(readFromItem)
    core.filter = unsafe readOptionalExpression(select.where_clause)
    core.groupBy = unsafe readExpressions(select.n_group_clause, select.group_clause)
    core.having = unsafe readOptionalExpression(select.having_clause)
    core.windows = unsafe nodes(select.n_window_clause, select.window_clause).compactMap { node in
        node.tag == PG_QUERY__NODE__NODE_WINDOW_DEF
            ? unsafe readWindow(node.pointer.pointee.window_def) : nil
    }
    return .select(core)
}

func readTargets(_ count: Int, _ array: NodeArray?) -> [Target] {
    unsafe nodes(count, array).map { node in
        guard node.tag == PG_QUERY__NODE__NODE_RES_TARGET else {
            return Target(nil, readExpression(node))
        }
        let target = unsafe node.pointer.pointee.res_target.pointee
        return unsafe Target(optionalText(target.name), readOptionalExpression(target.val) ?? .null)
    }
}

func readTarget(_ into: UnsafeMutablePointer<PgQuery__IntoClause>?) -> TableTarget? {
    guard let into = unsafe into?.pointee else { return nil }
    return unsafe TableTarget(
        readName(into.rel), columns: strings(into.n_col_names, into.col_names),
        persistence: readPersistence(into.rel),
        dropsOnCommit: into.on_commit == PG_QUERY__ON_COMMIT_ACTION__ONCOMMIT_DROP)
}

func readWith(_ clause: UnsafeMutablePointer<PgQuery__WithClause>?) -> [CommonTable] {
    guard let clause = unsafe clause?.pointee else { return [] }
    return unsafe nodes(clause.n_ctes, clause.ctes).compactMap { node -> CommonTable? in
        guard node.tag == PG_QUERY__NODE__NODE_COMMON_TABLE_EXPR else { return nil }
        let table = unsafe node.pointer.pointee.common_table_expr.pointee
        guard let body = unsafe Node(table.ctequery), let statement = readData(body) else {
            return nil
        }
        return unsafe CommonTable(
            text(table.ctename), columns: strings(table.n_aliascolnames, table.aliascolnames),
            statement, isRecursive: clause.recursive != 0)
    }
}

func readFromItem(_ node: Node) -> FromItem {
    let union = unsafe node.pointer.pointee
    switch node.tag {
    case PG_QUERY__NODE__NODE_RANGE_VAR:
        let relation = unsafe union.range_var
        return unsafe .relation(
            readName(relation), alias: readAlias(relation?.pointee.alias),
            only: relation?.pointee.inh == 0)
    case PG_QUERY__NODE__NODE_RANGE_SUBSELECT:
        let item = unsafe union.range_subselect.pointee
        guard let node = unsafe Node(item.subquery), let query = readQuery(node) else { break }
        return unsafe .subquery(query, alias: readAlias(item.alias), lateral: item.lateral != 0)
    case PG_QUERY__NODE__NODE_RANGE_FUNCTION:
        return unsafe .function(readFunctionItem(union.range_function.pointee))
    case PG_QUERY__NODE__NODE_JOIN_EXPR: return unsafe .join(readJoin(union.join_expr.pointee))
    case PG_QUERY__NODE__NODE_RANGE_TABLE_FUNC:
        return unsafe .xmlTable(readXMLTable(union.range_table_func.pointee))
    case PG_QUERY__NODE__NODE_RANGE_TABLE_SAMPLE:
        if let relation = unsafe Node(union.range_table_sample.pointee.relation) {
            return readFromItem(relation)
        }
    default: break
    }
    return .other(nodeName(node.tag), alias: nil)
}

private func readFunctionItem(_ item: PgQuery__RangeFunction) -> FunctionItem {
    // Each function is a list: the call, then its own column definitions.
    let calls = unsafe nodes(item.n_functions, item.functions).compactMap {
        $0.items.first.map(readExpression)
    }
    return unsafe FunctionItem(
        calls: calls, alias: readAlias(item.alias),
        columns: nodes(item.n_coldeflist, item.coldeflist).compactMap(readColumnDefinition),
        withOrdinality: item.ordinality != 0, lateral: item.lateral != 0)
}

private func readXMLTable(_ item: PgQuery__RangeTableFunc) -> XMLTable {
    var expressions = unsafe [Node(item.docexpr), Node(item.rowexpr)].compactMap { $0 }.map(
        readExpression)
    // A namespace is a ResTarget of its URI.
    for namespace in unsafe nodes(item.n_namespaces, item.namespaces) {
        guard namespace.tag == PG_QUERY__NODE__NODE_RES_TARGET else { continue }
        if let value = unsafe Node(namespace.pointer.pointee.res_target.pointee.val) {
            expressions.append(readExpression(value))
        }
    }
    var columns: [XMLTable.Column] = []
    for node in unsafe nodes(item.n_columns, item.columns) {
        guard node.tag == PG_QUERY__NODE__NODE_RANGE_TABLE_FUNC_COL else { continue }
        let column = unsafe node.pointer.pointee.range_table_func_col.pointee
        let type = unsafe column.for_ordinality != 0 ? nil : readType(column.type_name)
        columns.append(unsafe XMLTable.Column(text(column.colname), type))
        expressions += unsafe [Node(column.colexpr), Node(column.coldefexpr)].compactMap { $0 }
            .map(readExpression)
    }
    return unsafe XMLTable(expressions, columns: columns, alias: readAlias(item.alias))
}

private func readJoin(_ join: PgQuery__JoinExpr) -> Join {
    let kind: Join.Kind =
        switch unsafe join.jointype {
        case PG_QUERY__JOIN_TYPE__JOIN_LEFT: .left
        case PG_QUERY__JOIN_TYPE__JOIN_RIGHT: .right
        case PG_QUERY__JOIN_TYPE__JOIN_FULL: .full
        default: .inner
        }
    let missing = FromItem.other("JoinExpr", alias: nil)
    return unsafe Join(
        kind, isNatural: join.is_natural != 0, Node(join.larg).map(readFromItem) ?? missing,
        Node(join.rarg).map(readFromItem) ?? missing,
        using: strings(join.n_using_clause, join.using_clause),
        condition: readOptionalExpression(join.quals), alias: readAlias(join.alias))
}

/// Reads a SELECT, INSERT, UPDATE, DELETE or MERGE; nil for any other node.
func readData(_ node: Node) -> DataStatement? {
    let union = unsafe node.pointer.pointee
    switch node.tag {
    case PG_QUERY__NODE__NODE_SELECT_STMT: return readQuery(node).map(DataStatement.query)
    case PG_QUERY__NODE__NODE_INSERT_STMT:
        return unsafe .insert(readInsert(union.insert_stmt.pointee))
    case PG_QUERY__NODE__NODE_UPDATE_STMT:
        return unsafe .update(readUpdate(union.update_stmt.pointee))
    case PG_QUERY__NODE__NODE_DELETE_STMT:
        return unsafe .delete(readDelete(union.delete_stmt.pointee))
    case PG_QUERY__NODE__NODE_MERGE_STMT: return unsafe .merge(readMerge(union.merge_stmt.pointee))
    default: return nil
    }
}

private func readInsert(_ insert: PgQuery__InsertStmt) -> Insert {
    var result = Insert(into: unsafe readName(insert.relation))
    result.with = unsafe readWith(insert.with_clause)
    result.alias = unsafe readAlias(insert.relation?.pointee.alias)?.name
    result.columns = unsafe readTargets(insert.n_cols, insert.cols).compactMap(\.name)
    result.source = unsafe Node(insert.select_stmt).flatMap(readQuery)
    result.returning = unsafe readTargets(insert.n_returning_list, insert.returning_list)
    guard let conflict = unsafe insert.on_conflict_clause?.pointee else { return result }
    result.handlesConflicts = true
    result.conflictUpdates = unsafe readTargets(conflict.n_target_list, conflict.target_list)
    guard let inference = unsafe conflict.infer?.pointee else { return result }
    result.conflictConstraint = unsafe optionalText(inference.conname)
    result.hasConflictFilter = unsafe inference.where_clause != nil
    result.conflictTargets = unsafe nodes(inference.n_index_elems, inference.index_elems).compactMap
    { node in
        guard let element = readIndexElement(node) else { return nil }
        return element.column.map { .column([$0]) } ?? element.expression
    }
    return result
}

private func readUpdate(_ update: PgQuery__UpdateStmt) -> Update {
    var result = Update(unsafe readName(update.relation))
    result.with = unsafe readWith(update.with_clause)
    result.alias = unsafe readAlias(update.relation?.pointee.alias)?.name
    result.assignments = unsafe readTargets(update.n_target_list, update.target_list)
    result.from = unsafe nodes(update.n_from_clause, update.from_clause).map(readFromItem)
    result.filter = unsafe readOptionalExpression(update.where_clause)
    result.returning = unsafe readTargets(update.n_returning_list, update.returning_list)
    return result
}

private func readDelete(_ delete: PgQuery__DeleteStmt) -> Delete {
    var result = Delete(from: unsafe readName(delete.relation))
    result.with = unsafe readWith(delete.with_clause)
    result.alias = unsafe readAlias(delete.relation?.pointee.alias)?.name
    result.using = unsafe nodes(delete.n_using_clause, delete.using_clause).map(readFromItem)
    result.filter = unsafe readOptionalExpression(delete.where_clause)
    result.returning = unsafe readTargets(delete.n_returning_list, delete.returning_list)
    return result
}

private func readMerge(_ merge: PgQuery__MergeStmt) -> Merge {
    let source =
        unsafe Node(merge.source_relation).map(readFromItem) ?? .other("MergeStmt", alias: nil)
    var result = Merge(
        into: unsafe readName(merge.relation), source: source,
        condition: unsafe readOptionalExpression(merge.join_condition) ?? .null)
    result.with = unsafe readWith(merge.with_clause)
    return result
}
