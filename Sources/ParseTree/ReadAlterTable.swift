import CPgQuery
import SQLSyntax

func readAlterTable(_ alter: PgQuery__AlterTableStmt) -> AlterTable {
    unsafe AlterTable(
        readName(alter.relation), readObjectKind(alter.objtype), ifExists: alter.missing_ok != 0,
        only: alter.relation?.pointee.inh == 0,
        actions: nodes(alter.n_cmds, alter.cmds).compactMap(readAction))
}

private func readAction(_ node: Node) -> AlterTable.Action? {
    guard node.tag == PG_QUERY__NODE__NODE_ALTER_TABLE_CMD else { return nil }
    let command = unsafe node.pointer.pointee.alter_table_cmd.pointee
    return unsafe readColumnAction(command) ?? readConstraintAction(command) ?? readTableAction(
        command)
        ?? .untracked(actionName(command.subtype))
}

private func readColumnAction(_ command: PgQuery__AlterTableCmd) -> AlterTable.Action? {
    let name = unsafe text(command.name)
    let ifExists = unsafe command.missing_ok != 0
    let definition = unsafe Node(command.def)
    switch unsafe command.subtype {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn:
        return definition.flatMap(readColumnDefinition).map {
            .addColumn($0, ifNotExists: ifExists)
        }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn:
        return .dropColumn(name, ifExists: ifExists, unsafe readBehavior(command.behavior))
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ColumnDefault:
        let value = definition.map(readExpression)
        return value.flatMap(generationExpression).map { .setExpression(name, $0) }
            ?? .setDefault(name, value)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull: return .setNotNull(name)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropNotNull: return .dropNotNull(name)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropExpression:
        return .dropExpression(name, ifExists: ifExists)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType:
        guard let definition, definition.tag == PG_QUERY__NODE__NODE_COLUMN_DEF else { return nil }
        let column = unsafe definition.pointer.pointee.column_def.pointee
        guard let type = unsafe readType(column.type_name) else { return nil }
        return .alterType(name, type, using: unsafe readOptionalExpression(column.raw_default))
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddIdentity:
        guard case .identity(let always, let options)? = definition.flatMap(readConstraint)?.kind
        else { return nil }
        return .addIdentity(name, always: always, options: options)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetIdentity:
        return .setIdentity(name, options: definition?.items.compactMap(readDefinition) ?? [])
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropIdentity: return .dropIdentity(name, ifExists: ifExists)
    default: return nil
    }
}

/// What ``GenerationExpressions`` has written as a default.
private func generationExpression(_ value: Expression) -> Expression? {
    guard case .subquery(let subquery) = value, case .select(let core) = subquery.query.body,
        let target = core.targets.first, target.name == GenerationExpressions.mark
    else { return nil }
    return target.expression
}

private func readConstraintAction(_ command: PgQuery__AlterTableCmd) -> AlterTable.Action? {
    let name = unsafe text(command.name)
    switch unsafe command.subtype {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint:
        return unsafe Node(command.def).flatMap(readConstraint).map(AlterTable.Action.addConstraint)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropConstraint:
        return unsafe .dropConstraint(
            name, ifExists: command.missing_ok != 0, readBehavior(command.behavior))
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ValidateConstraint: return .validateConstraint(name)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterConstraint:
        guard let node = unsafe Node(command.def), node.tag == PG_QUERY__NODE__NODE_CONSTRAINT
        else { return nil }
        let constraint = unsafe node.pointer.pointee.constraint.pointee
        return unsafe .alterConstraint(text(constraint.conname), readDeferral(constraint))
    default: return nil
    }
}

private func readTableAction(_ command: PgQuery__AlterTableCmd) -> AlterTable.Action? {
    let definition = unsafe Node(command.def)
    switch unsafe command.subtype {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ChangeOwner:
        return unsafe readRole(command.newowner).map(AlterTable.Action.setOwner)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetLogged: return .setLogged(true)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetUnLogged: return .setLogged(false)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ReplicaIdentity:
        guard let definition, definition.tag == PG_QUERY__NODE__NODE_REPLICA_IDENTITY_STMT else {
            return nil
        }
        let identity = unsafe definition.pointer.pointee.replica_identity_stmt.pointee
        return unsafe .setReplicaIdentity(isDefault: text(identity.identity_type) == "d")
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions:
        return definition.flatMap { readInvoker($0.items) }.map(AlterTable.Action.setInvoker)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions:
        return definition.flatMap { readInvoker($0.items) }.map { _ in .setInvoker(false) }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableRowSecurity: return .enableRowSecurity
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableRowSecurity: return .disableRowSecurity
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ForceRowSecurity: return .forceRowSecurity
    case PG_QUERY__ALTER_TABLE_TYPE__AT_NoForceRowSecurity: return .noForceRowSecurity
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddInherit:
        return definition.flatMap(readRelation).map(AlterTable.Action.addInherit)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropInherit:
        return definition.flatMap(readRelation).map(AlterTable.Action.dropInherit)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AttachPartition:
        return readPartition(definition).map {
            .attachPartition($0, readBound(definition))
        }
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartition:
        return readPartition(definition).map(AlterTable.Action.detachPartition)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddOf:
        return definition.flatMap(readType).map(AlterTable.Action.addOf)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropOf: return .dropOf
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrig: return .enableTrigger(unsafe text(command.name))
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrig:
        return .disableTrigger(unsafe text(command.name))
    default: return nil
    }
}

/// What options of a view say of `security_invoker`; nil where they leave it alone.
func readInvoker(_ options: [Node]) -> Bool? {
    guard
        let option = options.lazy.compactMap(readDefinition).first(where: {
            $0.name == "security_invoker"
        })
    else { return nil }
    // As parse_bool has it: a beginning of a word will do.
    guard let value = option.value?.lowercased(), !value.isEmpty else { return true }
    return value == "1" || value == "on" || "true".hasPrefix(value) || "yes".hasPrefix(value)
}

private func readPartition(_ node: Node?) -> QualifiedName? {
    guard let node, node.tag == PG_QUERY__NODE__NODE_PARTITION_CMD else { return nil }
    return unsafe readName(node.pointer.pointee.partition_cmd.pointee.name)
}

private func readBound(_ node: Node?) -> PartitionBound? {
    guard let node, let bound = unsafe node.pointer.pointee.partition_cmd.pointee.bound else {
        return nil
    }
    return unsafe readPartitionBound(bound.pointee)
}

/// The descriptor's name of an action: `AT_SetStatistics`.
private func actionName(_ type: PgQuery__AlterTableType) -> String {
    let descriptor = unsafe pg_query__alter_table_type__descriptor
    for index in 0..<Int(unsafe descriptor.n_values)
    where unsafe descriptor.values[index].value == Int32(type.rawValue) {
        return unsafe String(cString: descriptor.values[index].name)
    }
    return "AT_Unknown"
}

func readObjectKind(_ type: PgQuery__ObjectType) -> StatementObjectKind {
    objectKinds[type.rawValue] ?? .other
}

private let objectKinds: [UInt32: StatementObjectKind] = [
    PG_QUERY__OBJECT_TYPE__OBJECT_ACCESS_METHOD.rawValue: .accessMethod,
    PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE.rawValue: .aggregate,
    PG_QUERY__OBJECT_TYPE__OBJECT_ATTRIBUTE.rawValue: .attribute,
    PG_QUERY__OBJECT_TYPE__OBJECT_CAST.rawValue: .cast,
    PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN.rawValue: .column,
    PG_QUERY__OBJECT_TYPE__OBJECT_COLLATION.rawValue: .collation,
    PG_QUERY__OBJECT_TYPE__OBJECT_CONVERSION.rawValue: .conversion,
    PG_QUERY__OBJECT_TYPE__OBJECT_DATABASE.rawValue: .database,
    PG_QUERY__OBJECT_TYPE__OBJECT_DEFACL.rawValue: .defaultACL,
    PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN.rawValue: .domain,
    PG_QUERY__OBJECT_TYPE__OBJECT_DOMCONSTRAINT.rawValue: .domainConstraint,
    PG_QUERY__OBJECT_TYPE__OBJECT_EVENT_TRIGGER.rawValue: .eventTrigger,
    PG_QUERY__OBJECT_TYPE__OBJECT_EXTENSION.rawValue: .extension,
    PG_QUERY__OBJECT_TYPE__OBJECT_FDW.rawValue: .foreignDataWrapper,
    PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_SERVER.rawValue: .foreignServer,
    PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE.rawValue: .foreignTable,
    PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION.rawValue: .function,
    PG_QUERY__OBJECT_TYPE__OBJECT_INDEX.rawValue: .index,
    PG_QUERY__OBJECT_TYPE__OBJECT_LANGUAGE.rawValue: .language,
    PG_QUERY__OBJECT_TYPE__OBJECT_LARGEOBJECT.rawValue: .largeObject,
    PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW.rawValue: .materializedView,
    PG_QUERY__OBJECT_TYPE__OBJECT_OPCLASS.rawValue: .operatorClass,
    PG_QUERY__OBJECT_TYPE__OBJECT_OPERATOR.rawValue: .operator,
    PG_QUERY__OBJECT_TYPE__OBJECT_OPFAMILY.rawValue: .operatorFamily,
    PG_QUERY__OBJECT_TYPE__OBJECT_PARAMETER_ACL.rawValue: .parameter,
    PG_QUERY__OBJECT_TYPE__OBJECT_POLICY.rawValue: .policy,
    PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE.rawValue: .procedure,
    PG_QUERY__OBJECT_TYPE__OBJECT_PUBLICATION.rawValue: .publication,
    PG_QUERY__OBJECT_TYPE__OBJECT_ROLE.rawValue: .role,
    PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE.rawValue: .routine,
    PG_QUERY__OBJECT_TYPE__OBJECT_RULE.rawValue: .rule,
    PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA.rawValue: .schema,
    PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE.rawValue: .sequence,
    PG_QUERY__OBJECT_TYPE__OBJECT_STATISTIC_EXT.rawValue: .statistics,
    PG_QUERY__OBJECT_TYPE__OBJECT_SUBSCRIPTION.rawValue: .subscription,
    PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT.rawValue: .tableConstraint,
    PG_QUERY__OBJECT_TYPE__OBJECT_TABLE.rawValue: .table,
    PG_QUERY__OBJECT_TYPE__OBJECT_TABLESPACE.rawValue: .tablespace,
    PG_QUERY__OBJECT_TYPE__OBJECT_TRANSFORM.rawValue: .transform,
    PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER.rawValue: .trigger,
    PG_QUERY__OBJECT_TYPE__OBJECT_TSCONFIGURATION.rawValue: .textSearchConfiguration,
    PG_QUERY__OBJECT_TYPE__OBJECT_TSDICTIONARY.rawValue: .textSearchDictionary,
    PG_QUERY__OBJECT_TYPE__OBJECT_TSPARSER.rawValue: .textSearchParser,
    PG_QUERY__OBJECT_TYPE__OBJECT_TSTEMPLATE.rawValue: .textSearchTemplate,
    PG_QUERY__OBJECT_TYPE__OBJECT_TYPE.rawValue: .type,
    PG_QUERY__OBJECT_TYPE__OBJECT_USER_MAPPING.rawValue: .userMapping,
    PG_QUERY__OBJECT_TYPE__OBJECT_VIEW.rawValue: .view,
]
