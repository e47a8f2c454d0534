import CPgQuery
public import SQLSyntax

/// Reads SQL text through PostgreSQL's grammar.
public enum StatementReader {
    /// Reads the one statement of `sql`, without its terminator.
    ///
    /// - Returns: Nil where there is none (only comments).
    /// - Throws: ``ParseFailure`` where the grammar rejects it.
    public static func read(_ sql: String) throws(ParseFailure) -> Statement? {
        try ParsedStatements(sql, limit: 1).statements.first
    }

    /// Reads every statement of `sql`.
    public static func readAll(_ sql: String) throws(ParseFailure) -> [Statement] {
        try ParsedStatements(sql).statements
    }
}

/// Reads a statement by its node; what has no effect on what pgcov tracks keeps only its name.
func readStatement(_ node: Node) -> Statement {
    readRelationStatement(node) ?? readTypeStatement(node) ?? readGlobalStatement(node)
        ?? readAnyObjectStatement(node)
        ?? readFlowStatement(node) ?? .untracked(nodeName(node.tag))
}

private func readRelationStatement(_ node: Node) -> Statement? {
    let union = unsafe node.pointer.pointee
    switch node.tag {
    case PG_QUERY__NODE__NODE_CREATE_STMT:
        return unsafe .createTable(readCreateTable(union.create_stmt.pointee))
    case PG_QUERY__NODE__NODE_CREATE_FOREIGN_TABLE_STMT:
        let create = unsafe union.create_foreign_table_stmt.pointee
        guard let base = unsafe create.base_stmt?.pointee else { return nil }
        var table = unsafe readCreateTable(base)
        table.foreignServer = unsafe text(create.servername)
        return .createTable(table)
    case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT:
        let create = unsafe union.create_table_as_stmt.pointee
        guard let target = unsafe readTarget(create.into) else { return nil }
        return unsafe .createTableAs(
            CreateTableAs(
                target, isMaterializedView: create.objtype == PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW,
                ifNotExists: create.if_not_exists != 0, query: Node(create.query).flatMap(readQuery)
            ))
    case PG_QUERY__NODE__NODE_VIEW_STMT:
        let view = unsafe union.view_stmt.pointee
        guard let body = unsafe Node(view.query), let query = readQuery(body) else { return nil }
        var create = unsafe CreateView(
            readName(view.view), orReplace: view.replace != 0,
            persistence: readPersistence(view.view),
            columns: strings(view.n_aliases, view.aliases), query: query)
        create.isInvoker = unsafe readInvoker(nodes(view.n_options, view.options)) ?? false
        return .createView(create)
    case PG_QUERY__NODE__NODE_INDEX_STMT:
        return unsafe .createIndex(readCreateIndex(union.index_stmt.pointee))
    case PG_QUERY__NODE__NODE_CREATE_SEQ_STMT:
        let create = unsafe union.create_seq_stmt.pointee
        return unsafe .createSequence(
            readName(create.sequence),
            options: nodes(create.n_options, create.options).compactMap(readDefinition),
            ifNotExists: create.if_not_exists != 0, persistence: readPersistence(create.sequence))
    case PG_QUERY__NODE__NODE_ALTER_SEQ_STMT:
        let alter = unsafe union.alter_seq_stmt.pointee
        return unsafe .alterSequence(
            readName(alter.sequence),
            options: nodes(alter.n_options, alter.options).compactMap(readDefinition),
            ifExists: alter.missing_ok != 0)
    case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT:
        return unsafe .alterTable(readAlterTable(union.alter_table_stmt.pointee))
    case PG_QUERY__NODE__NODE_CREATE_TRIG_STMT:
        return unsafe .createTrigger(readTrigger(union.create_trig_stmt.pointee))
    case PG_QUERY__NODE__NODE_CREATE_POLICY_STMT:
        return unsafe .createPolicy(readPolicy(union.create_policy_stmt.pointee))
    case PG_QUERY__NODE__NODE_ALTER_POLICY_STMT:
        return unsafe .alterPolicy(readPolicy(union.alter_policy_stmt.pointee))
    case PG_QUERY__NODE__NODE_RULE_STMT:
        let rule = unsafe union.rule_stmt.pointee
        var create = unsafe CreateRule(
            text(rule.rulename), on: ruleEvent(rule.event), to: readName(rule.relation),
            orReplace: rule.replace != 0)
        create.condition = unsafe readOptionalExpression(rule.where_clause)
        create.actions = unsafe nodes(rule.n_actions, rule.actions).flatMap(readActions)
        return .createRule(create)
    case PG_QUERY__NODE__NODE_CREATE_STATS_STMT:
        return unsafe readStatistics(union.create_stats_stmt.pointee)
    default: return nil
    }
}

private func ruleEvent(_ event: PgQuery__CmdType) -> String {
    switch event {
    case PG_QUERY__CMD_TYPE__CMD_SELECT: "SELECT"
    case PG_QUERY__CMD_TYPE__CMD_UPDATE: "UPDATE"
    case PG_QUERY__CMD_TYPE__CMD_INSERT: "INSERT"
    case PG_QUERY__CMD_TYPE__CMD_DELETE: "DELETE"
    default: ""
    }
}

private func readTypeStatement(_ node: Node) -> Statement? {
    let union = unsafe node.pointer.pointee
    switch node.tag {
    case PG_QUERY__NODE__NODE_CREATE_ENUM_STMT:
        let create = unsafe union.create_enum_stmt.pointee
        return unsafe .createEnum(
            readName(strings(create.n_type_name, create.type_name)),
            labels: strings(create.n_vals, create.vals))
    case PG_QUERY__NODE__NODE_ALTER_ENUM_STMT:
        return unsafe readAlterEnum(union.alter_enum_stmt.pointee)
    case PG_QUERY__NODE__NODE_COMPOSITE_TYPE_STMT:
        let create = unsafe union.composite_type_stmt.pointee
        return unsafe .createComposite(
            readName(create.typevar),
            columns: nodes(create.n_coldeflist, create.coldeflist).compactMap(readColumnDefinition))
    case PG_QUERY__NODE__NODE_CREATE_RANGE_STMT:
        let create = unsafe union.create_range_stmt.pointee
        return unsafe .createRange(
            readName(strings(create.n_type_name, create.type_name)),
            options: nodes(create.n_params, create.params).compactMap(readDefinition))
    case PG_QUERY__NODE__NODE_CREATE_DOMAIN_STMT:
        let create = unsafe union.create_domain_stmt.pointee
        guard let type = unsafe readType(create.type_name) else { return nil }
        return unsafe .createDomain(
            readName(strings(create.n_domainname, create.domainname)), type,
            constraints: nodes(create.n_constraints, create.constraints).compactMap(readConstraint))
    case PG_QUERY__NODE__NODE_ALTER_DOMAIN_STMT:
        return unsafe readAlterDomain(union.alter_domain_stmt.pointee)
    case PG_QUERY__NODE__NODE_DEFINE_STMT: return unsafe readDefine(union.define_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT:
        return unsafe .createRoutine(readRoutine(union.create_function_stmt.pointee))
    case PG_QUERY__NODE__NODE_ALTER_FUNCTION_STMT:
        let alter = unsafe union.alter_function_stmt.pointee
        return unsafe .alterRoutine(
            AlterRoutine(
                readObjectWithArguments(readObjectKind(alter.objtype), alter.func),
                readRoutineOptions(nodes(alter.n_actions, alter.actions))))
    case PG_QUERY__NODE__NODE_CREATE_CAST_STMT:
        return unsafe readCast(union.create_cast_stmt.pointee)
    default: return nil
    }
}

private func readGlobalStatement(_ node: Node) -> Statement? {
    let union = unsafe node.pointer.pointee
    switch node.tag {
    case PG_QUERY__NODE__NODE_CREATE_SCHEMA_STMT:
        let create = unsafe union.create_schema_stmt.pointee
        return unsafe .createSchema(
            name: optionalText(create.schemaname), owner: readRole(create.authrole),
            ifNotExists: create.if_not_exists != 0,
            elements: nodes(create.n_schema_elts, create.schema_elts).map(readStatement))
    case PG_QUERY__NODE__NODE_CREATE_EXTENSION_STMT:
        let create = unsafe union.create_extension_stmt.pointee
        let options = unsafe nodes(create.n_options, create.options).compactMap(readDefinition)
        return unsafe .createExtension(
            text(create.extname), schema: options.first { $0.name == "schema" }?.value,
            ifNotExists: create.if_not_exists != 0,
            cascade: options.contains { $0.name == "cascade" })
    case PG_QUERY__NODE__NODE_CREATE_ROLE_STMT:
        return unsafe .createRole(readCreateRole(union.create_role_stmt.pointee))
    case PG_QUERY__NODE__NODE_CREATE_EVENT_TRIG_STMT:
        let create = unsafe union.create_event_trig_stmt.pointee
        return unsafe .createEventTrigger(
            text(create.trigname), event: text(create.eventname),
            function: readName(strings(create.n_funcname, create.funcname)))
    case PG_QUERY__NODE__NODE_CREATE_PUBLICATION_STMT:
        let create = unsafe union.create_publication_stmt.pointee
        return unsafe .createPublication(
            text(create.pubname),
            readPublication(
                nodes(create.n_pubobjects, create.pubobjects),
                nodes(create.n_options, create.options), isForAll: create.for_all_tables != 0))
    case PG_QUERY__NODE__NODE_ALTER_PUBLICATION_STMT:
        let alter = unsafe union.alter_publication_stmt.pointee
        let objects = unsafe nodes(alter.n_pubobjects, alter.pubobjects)
        let change: PublicationChange =
            switch unsafe alter.action {
            case PG_QUERY__ALTER_PUBLICATION_ACTION__AP_AddObjects: .add
            case PG_QUERY__ALTER_PUBLICATION_ACTION__AP_DropObjects: .drop
            default: objects.isEmpty ? .setOptions : .set
            }
        return unsafe .alterPublication(
            text(alter.pubname), change,
            readPublication(
                objects, nodes(alter.n_options, alter.options),
                isForAll: alter.for_all_tables != 0))
    case PG_QUERY__NODE__NODE_CREATE_FDW_STMT:
        return .createForeignDataWrapper(unsafe text(union.create_fdw_stmt.pointee.fdwname))
    case PG_QUERY__NODE__NODE_CREATE_FOREIGN_SERVER_STMT:
        let create = unsafe union.create_foreign_server_stmt.pointee
        return unsafe .createForeignServer(
            text(create.servername), wrapper: text(create.fdwname),
            ifNotExists: create.if_not_exists != 0)
    case PG_QUERY__NODE__NODE_CREATE_PLANG_STMT:
        let create = unsafe union.create_plang_stmt.pointee
        return unsafe .createLanguage(text(create.plname), orReplace: create.replace != 0)
    case PG_QUERY__NODE__NODE_DROP_ROLE_STMT:
        let drop = unsafe union.drop_role_stmt.pointee
        return unsafe .dropRole(
            readRoleNames(nodes(drop.n_roles, drop.roles)), ifExists: drop.missing_ok != 0)
    case PG_QUERY__NODE__NODE_DROP_OWNED_STMT:
        let drop = unsafe union.drop_owned_stmt.pointee
        return unsafe .dropOwned(
            nodes(drop.n_roles, drop.roles).compactMap(readRole), readBehavior(drop.behavior))
    case PG_QUERY__NODE__NODE_REASSIGN_OWNED_STMT:
        let reassign = unsafe union.reassign_owned_stmt.pointee
        return unsafe .reassignOwned(
            nodes(reassign.n_roles, reassign.roles).compactMap(readRole),
            to: readRole(reassign.newrole) ?? .currentUser)
    case PG_QUERY__NODE__NODE_GRANT_ROLE_STMT:
        let grant = unsafe union.grant_role_stmt.pointee
        let roles = unsafe nodes(grant.n_granted_roles, grant.granted_roles).compactMap {
            node -> String? in
            node.tag == PG_QUERY__NODE__NODE_ACCESS_PRIV
                ? unsafe text(node.pointer.pointee.access_priv.pointee.priv_name) : node.string
        }
        return unsafe .grantRole(
            roles: roles,
            grantees: nodes(grant.n_grantee_roles, grant.grantee_roles).compactMap(readRole),
            isGrant: grant.is_grant != 0)
    default: return nil
    }
}

private func readCreateRole(_ create: PgQuery__CreateRoleStmt) -> CreateRole {
    var role = unsafe CreateRole(text(create.role))
    for node in unsafe nodes(create.n_options, create.options)
    where node.tag == PG_QUERY__NODE__NODE_DEF_ELEM {
        let option = unsafe node.pointer.pointee.def_elem.pointee
        let roles = unsafe Node(option.arg).map { readRoleNames($0.items) } ?? []
        switch unsafe text(option.defname) {
        case "inherit": role.inherits = readDefinition(node)?.value != "false"
        case "addroleto": role.memberOf += roles
        case "rolemembers", "adminmembers": role.members += roles
        default: break
        }
    }
    return role
}

private func readRoleNames(_ nodes: [Node]) -> [String] {
    nodes.compactMap { if case .named(let name)? = readRole($0) { name } else { nil } }
}

private func readAnyObjectStatement(_ node: Node) -> Statement? {
    let union = unsafe node.pointer.pointee
    switch node.tag {
    case PG_QUERY__NODE__NODE_RENAME_STMT: return unsafe readRename(union.rename_stmt.pointee)
    case PG_QUERY__NODE__NODE_ALTER_OBJECT_SCHEMA_STMT:
        return unsafe readSetSchema(union.alter_object_schema_stmt.pointee)
    case PG_QUERY__NODE__NODE_ALTER_OWNER_STMT:
        return unsafe readSetOwner(union.alter_owner_stmt.pointee)
    case PG_QUERY__NODE__NODE_DROP_STMT: return unsafe readDrop(union.drop_stmt.pointee)
    case PG_QUERY__NODE__NODE_GRANT_STMT: return unsafe .grant(readGrant(union.grant_stmt.pointee))
    case PG_QUERY__NODE__NODE_ALTER_DEFAULT_PRIVILEGES_STMT:
        return unsafe readDefaultPrivileges(union.alter_default_privileges_stmt.pointee)
    default: return nil
    }
}

private func readFlowStatement(_ node: Node) -> Statement? {
    let union = unsafe node.pointer.pointee
    switch node.tag {
    case PG_QUERY__NODE__NODE_VARIABLE_SET_STMT:
        return unsafe .set(readSetting(union.variable_set_stmt.pointee))
    case PG_QUERY__NODE__NODE_TRANSACTION_STMT:
        return unsafe .transaction(readTransaction(union.transaction_stmt.pointee))
    case PG_QUERY__NODE__NODE_ALTER_DATABASE_SET_STMT:
        let alter = unsafe union.alter_database_set_stmt.pointee
        guard let setting = unsafe alter.setstmt?.pointee else { return nil }
        return unsafe .alterDatabaseSetting(text(alter.dbname), readSetting(setting))
    case PG_QUERY__NODE__NODE_ALTER_ROLE_SET_STMT:
        let alter = unsafe union.alter_role_set_stmt.pointee
        guard let setting = unsafe alter.setstmt?.pointee else { return nil }
        return unsafe .alterRoleSetting(readRole(alter.role), readSetting(setting))
    case PG_QUERY__NODE__NODE_DO_STMT:
        let items = unsafe nodes(union.do_stmt.pointee.n_args, union.do_stmt.pointee.args)
            .compactMap(readDefinition)
        return .doBlock(
            body: items.first { $0.name == "as" }?.value ?? "",
            language: items.first { $0.name == "language" }?.value ?? "plpgsql")
    case PG_QUERY__NODE__NODE_CALL_STMT:
        guard let call = unsafe union.call_stmt.pointee.funccall?.pointee else { return nil }
        return unsafe .call(readCall(call))
    case PG_QUERY__NODE__NODE_PREPARE_STMT:
        let prepare = unsafe union.prepare_stmt.pointee
        return unsafe .prepare(text(prepare.name), Node(prepare.query).flatMap(readData))
    default: return readData(node).map(Statement.data)
    }
}

/// The commands of a rule: one, or several in parentheses.
private func readActions(_ node: Node) -> [DataStatement] {
    guard node.tag == PG_QUERY__NODE__NODE_LIST else { return readData(node).map { [$0] } ?? [] }
    let list = unsafe node.pointer.pointee.list.pointee
    return unsafe nodes(list.n_items, list.items).flatMap(readActions)
}
