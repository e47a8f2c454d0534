import CPgQuery
import SQLSyntax

func readRoutine(_ create: PgQuery__CreateFunctionStmt) -> CreateRoutine {
    var result = unsafe CreateRoutine(
        readName(strings(create.n_funcname, create.funcname)),
        isProcedure: create.is_procedure != 0,
        orReplace: create.replace != 0,
        parameters: nodes(create.n_parameters, create.parameters).compactMap(readParameter),
        returns: readType(create.return_type))
    unsafe result.hasSQLBody = create.sql_body != nil
    let options = unsafe nodes(create.n_options, create.options)
    result.options = readRoutineOptions(options)
    for node in options {
        guard let item = readDefinition(node), item.name == "as" else { continue }
        result.body = item.names.count == 1 ? item.names[0] : item.value
    }
    return result
}

private func readParameter(_ node: Node) -> CreateRoutine.Parameter? {
    guard node.tag == PG_QUERY__NODE__NODE_FUNCTION_PARAMETER else { return nil }
    let parameter = unsafe node.pointer.pointee.function_parameter.pointee
    guard let type = unsafe readType(parameter.arg_type) else { return nil }
    let mode: CreateRoutine.Parameter.Mode =
        switch unsafe parameter.mode {
        case PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_OUT: .out
        case PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_INOUT: .inout
        case PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_VARIADIC: .variadic
        case PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_TABLE: .table
        default: .in
        }
    return unsafe CreateRoutine.Parameter(
        optionalText(parameter.name), type, mode, default: readOptionalExpression(parameter.defexpr)
    )
}

func readRoutineOptions(_ options: [Node]) -> RoutineOptions {
    var result = RoutineOptions()
    for node in options where node.tag == PG_QUERY__NODE__NODE_DEF_ELEM {
        let item = unsafe node.pointer.pointee.def_elem.pointee
        let argument = unsafe Node(item.arg)
        let value = argument.flatMap(readScalarText)
        // A false Boolean or zero Integer may come as an empty message.
        let isTrue = value == "true" || value == "1"
        switch unsafe text(item.defname) {
        case "language": result.language = value?.lowercased()
        case "volatility": result.volatility = value
        case "strict": result.isStrict = isTrue
        case "security": result.isSecurityDefiner = isTrue
        case "parallel": result.parallel = value?.lowercased()
        case "leakproof": result.isLeakproof = isTrue
        case "cost": result.cost = value
        case "rows": result.rows = value
        case "window": result.hasOthers = result.hasOthers || isTrue
        case "support", "transform": result.hasOthers = true
        case "set":
            guard let argument, argument.tag == PG_QUERY__NODE__NODE_VARIABLE_SET_STMT else {
                break
            }
            let setting = unsafe readSetting(argument.pointer.pointee.variable_set_stmt.pointee)
            result.settings.append(DefinitionItem(setting.name ?? "", names: setting.values ?? []))
        default: break
        }
    }
    return result
}

func readTrigger(_ create: PgQuery__CreateTrigStmt) -> CreateTrigger {
    var result = unsafe CreateTrigger(
        text(create.trigname), on: readName(create.relation),
        executing: readName(strings(create.n_funcname, create.funcname)))
    unsafe result.orReplace = create.replace != 0
    unsafe result.isRow = create.row != 0
    result.events = unsafe TriggerEvents(rawValue: Int16(truncatingIfNeeded: create.events))
    if unsafe create.initdeferred != 0 { result.events.insert(.deferred) }
    result.columns = unsafe strings(create.n_columns, create.columns)
    result.condition = unsafe readOptionalExpression(create.when_clause)
    return result
}

func readPolicy(_ create: PgQuery__CreatePolicyStmt) -> PolicyDefinition {
    var result = unsafe PolicyDefinition(text(create.policy_name), on: readName(create.table))
    result.command = unsafe text(create.cmd_name)
    result.isRestrictive = unsafe create.permissive == 0
    result.roles = unsafe nodes(create.n_roles, create.roles).compactMap(readRole)
    result.using = unsafe readOptionalExpression(create.qual)
    result.check = unsafe readOptionalExpression(create.with_check)
    return result
}

func readPolicy(_ alter: PgQuery__AlterPolicyStmt) -> PolicyDefinition {
    var result = unsafe PolicyDefinition(text(alter.policy_name), on: readName(alter.table))
    let roles = unsafe nodes(alter.n_roles, alter.roles).compactMap(readRole)
    result.roles = roles.isEmpty ? nil : roles
    result.using = unsafe readOptionalExpression(alter.qual)
    result.check = unsafe readOptionalExpression(alter.with_check)
    return result
}
