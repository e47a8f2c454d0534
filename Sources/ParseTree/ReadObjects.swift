import CPgQuery
import SQLSyntax

/// The object of DROP, RENAME, SET SCHEMA, OWNER TO and GRANT, which the grammar gives as a node
/// whose form depends on the kind.
func readObject(_ kind: StatementObjectKind, _ node: Node) -> ObjectReference {
    switch node.tag {
    case PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS:
        return unsafe readObjectWithArguments(kind, node.pointer.pointee.object_with_args)
    case PG_QUERY__NODE__NODE_TYPE_NAME:
        return ObjectReference(kind, readType(node)?.name ?? QualifiedName(""))
    case PG_QUERY__NODE__NODE_RANGE_VAR:
        return unsafe ObjectReference(kind, readName(node.pointer.pointee.range_var))
    case PG_QUERY__NODE__NODE_LIST: return readListObject(kind, node)
    default: return ObjectReference(kind, QualifiedName(node.string ?? ""))
    }
}

private func readListObject(_ kind: StatementObjectKind, _ node: Node) -> ObjectReference {
    switch kind {
    // The name comes last, after its table's.
    case .trigger, .policy, .rule, .tableConstraint:
        var parts = node.strings
        let name = parts.popLast() ?? ""
        return ObjectReference(kind, QualifiedName(name), relation: readName(parts))
    case .cast:
        return ObjectReference(kind, QualifiedName(""), arguments: node.items.map(readType))
    case .operatorClass, .operatorFamily:
        // The access method comes first.
        return ObjectReference(kind, readName(Array(node.strings.dropFirst())))
    case .domainConstraint:
        let items = node.items
        return ObjectReference(
            kind, QualifiedName(items.last?.string ?? ""),
            relation: items.first.flatMap(readType)?.name)
    default: return ObjectReference(kind, readName(node.strings))
    }
}

func readDrop(_ drop: PgQuery__DropStmt) -> Statement {
    let kind = unsafe readObjectKind(drop.remove_type)
    let objects = unsafe nodes(drop.n_objects, drop.objects).map { readObject(kind, $0) }
    return unsafe .drop(Drop(objects, ifExists: drop.missing_ok != 0, readBehavior(drop.behavior)))
}

func readRename(_ rename: PgQuery__RenameStmt) -> Statement {
    let kind = unsafe readObjectKind(rename.rename_type)
    let subname = unsafe optionalText(rename.subname)
    var object: ObjectReference
    var column: String?
    switch kind {
    case .column, .attribute:
        object = unsafe ObjectReference(
            readObjectKind(rename.relation_type), readName(rename.relation))
        column = subname
    case .tableConstraint, .trigger, .policy, .rule:
        object = unsafe ObjectReference(
            kind, QualifiedName(subname ?? ""), relation: readName(rename.relation))
    case .domainConstraint:
        object = ObjectReference(kind, QualifiedName(subname ?? ""))
        object.relation = unsafe Node(rename.object).map { readName($0.strings) }
    default:
        if unsafe rename.relation != nil {
            object = unsafe ObjectReference(kind, readName(rename.relation))
        } else if let node = unsafe Node(rename.object) {
            object = readObject(kind, node)
        } else {
            // Databases, roles, schemas and tablespaces stand in the sub-name.
            object = ObjectReference(kind, QualifiedName(subname ?? ""))
        }
    }
    return unsafe .rename(
        Rename(
            object, column: column, to: text(rename.newname), ifExists: rename.missing_ok != 0,
            only: rename.relation?.pointee.inh == 0))
}

func readSetSchema(_ alter: PgQuery__AlterObjectSchemaStmt) -> Statement {
    let object = unsafe readAltered(alter.object_type, alter.relation, alter.object)
    return unsafe .setSchema(object, schema: text(alter.newschema), ifExists: alter.missing_ok != 0)
}

func readSetOwner(_ alter: PgQuery__AlterOwnerStmt) -> Statement {
    let object = unsafe readAltered(alter.object_type, alter.relation, alter.object)
    return .setOwner(object, unsafe readRole(alter.newowner) ?? .currentUser)
}

/// The grammar names relations as such, and everything else as an object.
private func readAltered(
    _ type: PgQuery__ObjectType, _ relation: UnsafeMutablePointer<PgQuery__RangeVar>?,
    _ object: UnsafeMutablePointer<PgQuery__Node>?
) -> ObjectReference {
    let kind = readObjectKind(type)
    if let relation = unsafe relation { return unsafe ObjectReference(kind, readName(relation)) }
    return unsafe Node(object).map { readObject(kind, $0) }
        ?? ObjectReference(kind, QualifiedName(""))
}

func readGrant(_ grant: PgQuery__GrantStmt) -> Grant {
    let kind = unsafe readObjectKind(grant.objtype)
    let objects = unsafe nodes(grant.n_objects, grant.objects)
    let target: Grant.Target =
        switch unsafe grant.targtype {
        case PG_QUERY__GRANT_TARGET_TYPE__ACL_TARGET_ALL_IN_SCHEMA:
            .allInSchemas(objects.compactMap(\.string))
        case PG_QUERY__GRANT_TARGET_TYPE__ACL_TARGET_DEFAULTS: .defaults
        default: .objects(objects.map { readObject(kind, $0) })
        }
    let privileges = unsafe nodes(grant.n_privileges, grant.privileges).compactMap {
        node -> Grant.Privilege? in
        guard node.tag == PG_QUERY__NODE__NODE_ACCESS_PRIV else { return nil }
        let privilege = unsafe node.pointer.pointee.access_priv.pointee
        return unsafe Grant.Privilege(
            optionalText(privilege.priv_name)?.uppercased(),
            columns: strings(privilege.n_cols, privilege.cols))
    }
    return unsafe Grant(
        isGrant: grant.is_grant != 0, target, kind, privileges: privileges,
        grantees: nodes(grant.n_grantees, grant.grantees).compactMap(readRole),
        grantOption: grant.grant_option != 0,
        behavior: readBehavior(grant.behavior))
}

func readDefaultPrivileges(_ alter: PgQuery__AlterDefaultPrivilegesStmt) -> Statement {
    var schemas: [String] = []
    var roles: [RoleName] = []
    for node in unsafe nodes(alter.n_options, alter.options)
    where node.tag == PG_QUERY__NODE__NODE_DEF_ELEM {
        let option = unsafe node.pointer.pointee.def_elem.pointee
        let items = unsafe Node(option.arg)?.items ?? []
        if unsafe text(option.defname) == "schemas" {
            schemas = items.compactMap(\.string)
        } else {
            roles = items.compactMap(readRole)
        }
    }
    guard let action = unsafe alter.action?.pointee else {
        return .untracked("AlterDefaultPrivilegesStmt")
    }
    return unsafe .defaultPrivileges(schemas: schemas, roles: roles, readGrant(action))
}

func readSetting(_ set: PgQuery__VariableSetStmt) -> SettingChange {
    let name = unsafe optionalText(set.name)?.lowercased()
    let values: [String]? =
        unsafe set.kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE
        ? unsafe nodes(set.n_args, set.args).map { readScalarText($0) ?? readSettingConstant($0) }
        : nil
    return unsafe SettingChange(name, values: values, isLocal: set.is_local != 0)
}

/// `SET TIME ZONE INTERVAL '…'` casts its constant.
private func readSettingConstant(_ node: Node) -> String {
    if case .cast(.string(let value), _) = readExpression(node) { return value }
    return ""
}

func readTransaction(_ transaction: PgQuery__TransactionStmt) -> TransactionCommand {
    let savepoint = unsafe text(transaction.savepoint_name)
    return switch unsafe transaction.kind {
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_BEGIN,
        PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_START:
        .begin
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT: .commit
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK: .rollback
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_SAVEPOINT: .savepoint(savepoint)
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_RELEASE: .release(savepoint)
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK_TO: .rollbackTo(savepoint)
    default: .other
    }
}
