import CPgQuery
import SQLSyntax

func readOptionalExpression(_ pointer: UnsafeMutablePointer<PgQuery__Node>?) -> Expression? {
    unsafe Node(pointer).map(readExpression)
}

func readExpressions(_ count: Int, _ array: NodeArray?) -> [Expression] {
    unsafe nodes(count, array).map(readExpression)
}

/// Reads a value expression. What is no expression becomes ``Expression/other(_:)``.
func readExpression(_ node: Node) -> Expression {
    let union = unsafe node.pointer.pointee
    switch node.tag {
    case PG_QUERY__NODE__NODE_A_CONST: return unsafe readConstant(union.a_const.pointee)
    case PG_QUERY__NODE__NODE_COLUMN_REF: return unsafe readColumn(union.column_ref.pointee)
    case PG_QUERY__NODE__NODE_PARAM_REF:
        return .parameter(unsafe Int(union.param_ref.pointee.number))
    case PG_QUERY__NODE__NODE_TYPE_CAST: return unsafe readCast(union.type_cast.pointee)
    case PG_QUERY__NODE__NODE_FUNC_CALL: return .call(unsafe readCall(union.func_call.pointee))
    case PG_QUERY__NODE__NODE_A_EXPR: return unsafe readOperation(union.a_expr.pointee)
    case PG_QUERY__NODE__NODE_BOOL_EXPR: return unsafe readLogic(union.bool_expr.pointee)
    case PG_QUERY__NODE__NODE_SUB_LINK: return unsafe readSubquery(union.sub_link.pointee)
    case PG_QUERY__NODE__NODE_CASE_EXPR: return unsafe readCase(union.case_expr.pointee)
    case PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION:
        return unsafe readSQLValue(union.sqlvalue_function.pointee)
    case PG_QUERY__NODE__NODE_A_INDIRECTION:
        return unsafe readIndirection(union.a_indirection.pointee)
    default: return unsafe readSimple(node, union)
    }
}

private func readSimple(_ node: Node, _ union: PgQuery__Node) -> Expression {
    switch node.tag {
    case PG_QUERY__NODE__NODE_NULL_TEST:
        let test = unsafe union.null_test.pointee
        return unsafe .isNull(
            readOptionalExpression(test.arg) ?? .null,
            negated: test.nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NOT_NULL)
    case PG_QUERY__NODE__NODE_BOOLEAN_TEST: return unsafe readTruth(union.boolean_test.pointee)
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
        let call = unsafe union.coalesce_expr.pointee
        return unsafe .coalesce(readExpressions(call.n_args, call.args))
    case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
        let call = unsafe union.min_max_expr.pointee
        return unsafe .extremum(
            readExpressions(call.n_args, call.args),
            greatest: call.op == PG_QUERY__MIN_MAX_OP__IS_GREATEST)
    case PG_QUERY__NODE__NODE_A_ARRAY_EXPR:
        let array = unsafe union.a_array_expr.pointee
        return unsafe .array(readExpressions(array.n_elements, array.elements))
    case PG_QUERY__NODE__NODE_ROW_EXPR:
        let row = unsafe union.row_expr.pointee
        return unsafe .row(
            readExpressions(row.n_args, row.args),
            explicit: row.row_format == PG_QUERY__COERCION_FORM__COERCE_EXPLICIT_CALL)
    case PG_QUERY__NODE__NODE_COLLATE_CLAUSE:
        let clause = unsafe union.collate_clause.pointee
        return unsafe .collate(
            readOptionalExpression(clause.arg) ?? .null,
            readName(strings(clause.n_collname, clause.collname)))
    case PG_QUERY__NODE__NODE_SET_TO_DEFAULT: return .setToDefault
    case PG_QUERY__NODE__NODE_GROUPING_FUNC:
        let call = unsafe union.grouping_func.pointee
        return unsafe .grouping(readExpressions(call.n_args, call.args))
    case PG_QUERY__NODE__NODE_GROUPING_SET:
        let set = unsafe union.grouping_set.pointee
        return unsafe .row(readExpressions(set.n_content, set.content), explicit: false)
    case PG_QUERY__NODE__NODE_XML_EXPR:
        let xml = unsafe union.xml_expr.pointee
        return unsafe .xml(
            kind: text(xml.name),
            arguments: readExpressions(xml.n_named_args, xml.named_args)
                + readExpressions(xml.n_args, xml.args))
    case PG_QUERY__NODE__NODE_RES_TARGET:
        return unsafe readOptionalExpression(union.res_target.pointee.val) ?? .null
    case PG_QUERY__NODE__NODE_NAMED_ARG_EXPR:
        return unsafe readOptionalExpression(union.named_arg_expr.pointee.arg) ?? .null
    case PG_QUERY__NODE__NODE_STRING: return .string(node.string ?? "")
    case PG_QUERY__NODE__NODE_INTEGER: return .integer(unsafe union.integer.pointee.ival)
    case PG_QUERY__NODE__NODE_LIST: return .row(node.items.map(readExpression), explicit: false)
    default: return .other(nodeName(node.tag))
    }
}

private func readConstant(_ constant: PgQuery__AConst) -> Expression {
    if unsafe constant.isnull != 0 { return .null }
    switch unsafe constant.val_case {
    case PG_QUERY__A__CONST__VAL_IVAL: return .integer(unsafe constant.ival.pointee.ival)
    case PG_QUERY__A__CONST__VAL_FVAL: return .number(unsafe text(constant.fval.pointee.fval))
    case PG_QUERY__A__CONST__VAL_BOOLVAL:
        return .boolean(unsafe constant.boolval.pointee.boolval != 0)
    case PG_QUERY__A__CONST__VAL_SVAL: return .string(unsafe text(constant.sval.pointee.sval))
    case PG_QUERY__A__CONST__VAL_BSVAL: return .bitString(unsafe text(constant.bsval.pointee.bsval))
    // protobuf leaves out a message of only default values: the integer 0.
    default: return .integer(0)
    }
}

private func readColumn(_ reference: PgQuery__ColumnRef) -> Expression {
    let fields = unsafe nodes(reference.n_fields, reference.fields)
    let names = fields.compactMap(\.string)
    return fields.last?.tag == PG_QUERY__NODE__NODE_A_STAR ? .star(names) : .column(names)
}

private func readCast(_ cast: PgQuery__TypeCast) -> Expression {
    let argument = unsafe readOptionalExpression(cast.arg) ?? .null
    guard let type = unsafe readType(cast.type_name) else { return argument }
    // The grammar writes TRUE and FALSE as 't'::bool and 'f'::bool in versions before 15.
    return .cast(argument, type)
}

func readCall(_ call: PgQuery__FuncCall) -> FunctionCall {
    var result = FunctionCall(readName(unsafe strings(call.n_funcname, call.funcname)))
    let arguments = unsafe nodes(call.n_args, call.args)
    result.arguments = arguments.map(readExpression)
    if arguments.contains(where: { $0.tag == PG_QUERY__NODE__NODE_NAMED_ARG_EXPR }) {
        result.argumentNames = arguments.map { node in
            node.tag == PG_QUERY__NODE__NODE_NAMED_ARG_EXPR
                ? unsafe text(node.pointer.pointee.named_arg_expr.pointee.name) : nil
        }
    }
    unsafe result.isStar = call.agg_star != 0
    unsafe result.isDistinct = call.agg_distinct != 0
    unsafe result.isVariadic = call.func_variadic != 0
    unsafe result.withinGroup = call.agg_within_group != 0
    result.orderBy = unsafe readSort(call.n_agg_order, call.agg_order)
    result.filter = unsafe readOptionalExpression(call.agg_filter)
    result.over = unsafe readWindow(call.over)
    unsafe result.isSpecialSyntax = call.funcformat == PG_QUERY__COERCION_FORM__COERCE_SQL_SYNTAX
    return result
}

func readWindow(_ window: UnsafeMutablePointer<PgQuery__WindowDef>?) -> Window? {
    guard let window = unsafe window?.pointee else { return nil }
    return unsafe Window(
        name: optionalText(window.name) ?? optionalText(window.refname),
        partitionBy: readExpressions(window.n_partition_clause, window.partition_clause),
        orderBy: readSort(window.n_order_clause, window.order_clause))
}

func readSort(_ count: Int, _ array: NodeArray?) -> [SortItem] {
    unsafe nodes(count, array).map { node in
        guard node.tag == PG_QUERY__NODE__NODE_SORT_BY else {
            return SortItem(readExpression(node))
        }
        let sort = unsafe node.pointer.pointee.sort_by.pointee
        var item = SortItem(unsafe readOptionalExpression(sort.node) ?? .null)
        item.isDescending = unsafe sort.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_DESC
        item.hasOperator = unsafe sort.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_USING
        if unsafe sort.sortby_nulls == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST {
            item.nullsFirst = true
        } else if unsafe sort.sortby_nulls == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_LAST {
            item.nullsFirst = false
        }
        return item
    }
}

private func readOperation(_ operation: PgQuery__AExpr) -> Expression {
    let name = readOperator(unsafe strings(operation.n_name, operation.name))
    let left = unsafe readOptionalExpression(operation.lexpr)
    let rightNode = unsafe Node(operation.rexpr)
    let right = rightNode.map(readExpression) ?? .null
    func compare(_ comparison: Comparison) -> Expression {
        .comparison(comparison, left: left ?? .null, right: right)
    }
    switch unsafe operation.kind {
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY: return compare(.anyOf(name))
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ALL: return compare(.allOf(name))
    case PG_QUERY__A__EXPR__KIND__AEXPR_DISTINCT: return compare(.distinct)
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_DISTINCT: return compare(.notDistinct)
    case PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF: return compare(.nullIf)
    case PG_QUERY__A__EXPR__KIND__AEXPR_LIKE:
        return compare(.like(negated: name.symbol.hasPrefix("!")))
    case PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE:
        return compare(.ilike(negated: name.symbol.hasPrefix("!")))
    case PG_QUERY__A__EXPR__KIND__AEXPR_SIMILAR:
        return compare(.similar(negated: name.symbol.hasPrefix("!")))
    case PG_QUERY__A__EXPR__KIND__AEXPR_IN:
        return .inList(
            left ?? .null, rightNode?.items.map(readExpression) ?? [], negated: name.symbol == "<>")
    case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN, PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN_SYM,
        PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN, PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN_SYM:
        let bounds = rightNode?.items.map(readExpression) ?? []
        let kind = unsafe operation.kind
        return .between(
            left ?? .null, low: bounds.first ?? .null, high: bounds.last ?? .null,
            negated: kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN
                || kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN_SYM,
            symmetric: kind == PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN_SYM
                || kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN_SYM)
    default: return .operator(name, left: left, right: right)
    }
}

private func readLogic(_ logic: PgQuery__BoolExpr) -> Expression {
    let arguments = unsafe readExpressions(logic.n_args, logic.args)
    return switch unsafe logic.boolop {
    case PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR: .or(arguments)
    case PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR: .not(arguments.first ?? .null)
    default: .and(arguments)
    }
}

private func readTruth(_ test: PgQuery__BooleanTest) -> Expression {
    let kind: TruthTest =
        switch unsafe test.booltesttype {
        case PG_QUERY__BOOL_TEST_TYPE__IS_NOT_TRUE: .isNotTrue
        case PG_QUERY__BOOL_TEST_TYPE__IS_FALSE: .isFalse
        case PG_QUERY__BOOL_TEST_TYPE__IS_NOT_FALSE: .isNotFalse
        case PG_QUERY__BOOL_TEST_TYPE__IS_UNKNOWN: .isUnknown
        case PG_QUERY__BOOL_TEST_TYPE__IS_NOT_UNKNOWN: .isNotUnknown
        default: .isTrue
        }
    return .truth(unsafe readOptionalExpression(test.arg) ?? .null, kind)
}

private func readSubquery(_ link: PgQuery__SubLink) -> Expression {
    guard let node = unsafe Node(link.subselect), let query = readQuery(node) else {
        return .other("SubLink")
    }
    let names = unsafe strings(link.n_oper_name, link.oper_name)
    let kind: Subquery.Kind =
        switch unsafe link.sub_link_type {
        case PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK: .exists
        case PG_QUERY__SUB_LINK_TYPE__ALL_SUBLINK: .all
        case PG_QUERY__SUB_LINK_TYPE__ANY_SUBLINK: .any
        case PG_QUERY__SUB_LINK_TYPE__ARRAY_SUBLINK: .array
        default: .scalar
        }
    return .subquery(
        Subquery(
            kind, test: unsafe readOptionalExpression(link.testexpr),
            operator: names.isEmpty ? nil : readOperator(names), query))
}

private func readCase(_ expression: PgQuery__CaseExpr) -> Expression {
    let branches = unsafe nodes(expression.n_args, expression.args).compactMap {
        node -> CaseBranch? in
        guard node.tag == PG_QUERY__NODE__NODE_CASE_WHEN else { return nil }
        let branch = unsafe node.pointer.pointee.case_when.pointee
        return unsafe CaseBranch(
            readOptionalExpression(branch.expr) ?? .null,
            readOptionalExpression(branch.result) ?? .null)
    }
    return unsafe .caseWhen(
        operand: readOptionalExpression(expression.arg), branches: branches,
        otherwise: readOptionalExpression(expression.defresult))
}

private func readIndirection(_ indirection: PgQuery__AIndirection) -> Expression {
    var result = unsafe readOptionalExpression(indirection.arg) ?? .null
    var subscripts: [Subscript] = []
    func flush() {
        if !subscripts.isEmpty { result = .subscripted(result, subscripts) }
        subscripts = []
    }
    for node in unsafe nodes(indirection.n_indirection, indirection.indirection) {
        switch node.tag {
        case PG_QUERY__NODE__NODE_A_INDICES:
            let indices = unsafe node.pointer.pointee.a_indices.pointee
            unsafe subscripts.append(
                Subscript(
                    isSlice: indices.is_slice != 0, lower: readOptionalExpression(indices.lidx),
                    upper: readOptionalExpression(indices.uidx)))
        case PG_QUERY__NODE__NODE_STRING:
            flush()
            result = .field(result, node.string ?? "")
        default:
            flush()
            result = .allFields(result)
        }
    }
    flush()
    return result
}

private func readSQLValue(_ function: PgQuery__SQLValueFunction) -> Expression {
    let precision: Int32? = unsafe function.typmod >= 0 ? unsafe function.typmod : nil
    switch unsafe function.op {
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_DATE:
        return .sqlValue(.currentDate, precision: nil)
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME:
        return .sqlValue(.currentTime, precision: nil)
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME_N:
        return .sqlValue(.currentTime, precision: precision)
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP:
        return .sqlValue(.currentTimestamp, precision: nil)
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP_N:
        return .sqlValue(.currentTimestamp, precision: precision)
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME:
        return .sqlValue(.localTime, precision: nil)
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME_N:
        return .sqlValue(.localTime, precision: precision)
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP:
        return .sqlValue(.localTimestamp, precision: nil)
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP_N:
        return .sqlValue(.localTimestamp, precision: precision)
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_ROLE:
        return .sqlValue(.currentRole, precision: nil)
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_USER: return .sqlValue(.user, precision: nil)
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_SESSION_USER:
        return .sqlValue(.sessionUser, precision: nil)
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_CATALOG:
        return .sqlValue(.currentCatalog, precision: nil)
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_SCHEMA:
        return .sqlValue(.currentSchema, precision: nil)
    default: return .sqlValue(.currentUser, precision: nil)
    }
}

/// The protobuf descriptor's name of a node: `CreateStmt`.
func nodeName(_ tag: PgQuery__Node__NodeCase) -> String {
    let descriptor = unsafe pg_query__node__descriptor
    for index in 0..<Int(unsafe descriptor.n_fields) {
        let field = unsafe descriptor.fields[index]
        if unsafe field.id == UInt32(tag.rawValue), let message = unsafe field.descriptor {
            let type = unsafe message.assumingMemoryBound(to: ProtobufCMessageDescriptor.self)
                .pointee
            return unsafe String(cString: type.short_name)
        }
    }
    return "Unknown"
}
