import CPgQuery
import SQLSyntax

func readName(_ relation: UnsafeMutablePointer<PgQuery__RangeVar>?) -> QualifiedName {
    guard let relation = unsafe relation?.pointee else { return QualifiedName("") }
    return unsafe QualifiedName(optionalText(relation.schemaname), text(relation.relname))
}

/// A name from its parts: `[name]`, `[schema, name]`, `[database, schema, name]`.
func readName(_ parts: [String]) -> QualifiedName {
    parts.count > 1
        ? QualifiedName(parts[parts.count - 2], parts[parts.count - 1])
        : QualifiedName(parts.last ?? "")
}

func readPersistence(_ relation: UnsafeMutablePointer<PgQuery__RangeVar>?) -> Persistence {
    guard let relation = unsafe relation?.pointee else { return .permanent }
    return switch unsafe text(relation.relpersistence) {
    case "t": .temporary
    case "u": .unlogged
    default: .permanent
    }
}

func readAlias(_ alias: UnsafeMutablePointer<PgQuery__Alias>?) -> Alias? {
    guard let alias = unsafe alias?.pointee else { return nil }
    return unsafe Alias(text(alias.aliasname), columns: strings(alias.n_colnames, alias.colnames))
}

func readRole(_ role: UnsafeMutablePointer<PgQuery__RoleSpec>?) -> RoleName? {
    guard let role = unsafe role?.pointee else { return nil }
    return switch unsafe role.roletype {
    case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_PUBLIC: .public
    case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_SESSION_USER: .sessionUser
    case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CSTRING: .named(unsafe text(role.rolename))
    default: .currentUser
    }
}

func readRole(_ node: Node) -> RoleName? {
    guard node.tag == PG_QUERY__NODE__NODE_ROLE_SPEC else { return nil }
    return unsafe readRole(node.pointer.pointee.role_spec)
}

func readBehavior(_ behavior: PgQuery__DropBehavior) -> DropBehavior {
    behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE ? .cascade : .restrict
}

func readType(_ node: Node) -> TypeName? {
    guard node.tag == PG_QUERY__NODE__NODE_TYPE_NAME else { return nil }
    return unsafe readType(node.pointer.pointee.type_name)
}

func readType(_ type: UnsafeMutablePointer<PgQuery__TypeName>?) -> TypeName? {
    guard let type = unsafe type?.pointee else { return nil }
    var parts = unsafe strings(type.n_names, type.names)
    var reference: QualifiedName?
    if unsafe type.pct_type != 0, let column = parts.popLast() {
        reference = readName(parts)
        parts = [column]
    }
    return unsafe TypeName(
        readName(parts), modifiers: nodes(type.n_typmods, type.typmods).map(readExpression),
        isArray: type.n_array_bounds > 0, isSet: type.setof != 0, referenceTable: reference)
}

func readObjectWithArguments(
    _ kind: StatementObjectKind, _ object: UnsafeMutablePointer<PgQuery__ObjectWithArgs>?
) -> ObjectReference {
    guard let object = unsafe object?.pointee else {
        return ObjectReference(kind, QualifiedName(""))
    }
    let name = readName(unsafe strings(object.n_objname, object.objname))
    guard unsafe object.args_unspecified == 0 else { return ObjectReference(kind, name) }
    // A missing operand of a prefix operator is an empty node.
    let arguments = unsafe nodes(object.n_objargs, object.objargs).map(readType)
    return ObjectReference(kind, name, arguments: arguments)
}

func readDefinition(_ node: Node) -> DefinitionItem? {
    guard node.tag == PG_QUERY__NODE__NODE_DEF_ELEM else { return nil }
    let item = unsafe node.pointer.pointee.def_elem.pointee
    var result = DefinitionItem(unsafe text(item.defname))
    guard let argument = unsafe Node(item.arg) else { return result }
    switch argument.tag {
    case PG_QUERY__NODE__NODE_LIST: result.names = argument.strings
    case PG_QUERY__NODE__NODE_TYPE_NAME:
        result.type = readType(argument)
        result.value = result.type?.name.name
        result.names = [result.type?.name.schema, result.type?.name.name].compactMap { $0 }
    default: result.value = readScalarText(argument)
    }
    return result
}

/// A String, Integer, Float, Boolean or constant node as text.
func readScalarText(_ node: Node) -> String? {
    switch node.tag {
    case PG_QUERY__NODE__NODE_STRING: return node.string
    case PG_QUERY__NODE__NODE_INTEGER:
        return unsafe String(node.pointer.pointee.integer.pointee.ival)
    case PG_QUERY__NODE__NODE_FLOAT: return unsafe text(node.pointer.pointee.float_.pointee.fval)
    case PG_QUERY__NODE__NODE_BOOLEAN:
        return unsafe node.pointer.pointee.boolean.pointee.boolval != 0 ? "true" : "false"
    case PG_QUERY__NODE__NODE_A_CONST:
        switch readExpression(node) {
        case .string(let value), .number(let value), .bitString(let value): return value
        case .integer(let value): return String(value)
        case .boolean(let value): return value ? "true" : "false"
        default: return nil
        }
    default: return nil
    }
}

func readOperator(_ parts: [String]) -> OperatorName {
    parts.count > 1
        ? OperatorName(parts[parts.count - 2], parts[parts.count - 1])
        : OperatorName(nil, parts.last ?? "")
}
