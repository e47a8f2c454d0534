import CPgQuery
import SQLSyntax

func readAlterEnum(_ alter: PgQuery__AlterEnumStmt) -> Statement {
    let name = readName(unsafe strings(alter.n_type_name, alter.type_name))
    if let old = unsafe optionalText(alter.old_val) {
        return .alterEnum(name, .renameValue(old, to: unsafe text(alter.new_val)))
    }
    return unsafe .alterEnum(
        name,
        .addValue(
            text(alter.new_val), neighbour: optionalText(alter.new_val_neighbor),
            after: alter.new_val_is_after != 0,
            ifNotExists: alter.skip_if_new_val_exists != 0))
}

func readAlterDomain(_ alter: PgQuery__AlterDomainStmt) -> Statement {
    let name = readName(unsafe strings(alter.n_type_name, alter.type_name))
    let definition = unsafe Node(alter.def)
    let constraint = unsafe text(alter.name)
    let change: DomainChange? =
        switch unsafe text(alter.subtype) {
        case "T": .setDefault(definition.map(readExpression))
        case "N": .setNotNull(false)
        case "O": .setNotNull(true)
        case "C": definition.flatMap(readConstraint).map(DomainChange.addConstraint)
        case "X": .dropConstraint(constraint, ifExists: unsafe alter.missing_ok != 0)
        case "V": .validateConstraint(constraint)
        default: nil
        }
    return change.map { .alterDomain(name, $0) } ?? .untracked("AlterDomainStmt")
}

func readDefine(_ define: PgQuery__DefineStmt) -> Statement {
    // An aggregate's arguments are a list of parameters and the number of direct ones.
    let arguments = unsafe nodes(define.n_args, define.args).flatMap(\.items).compactMap {
        node -> TypeName? in
        node.tag == PG_QUERY__NODE__NODE_FUNCTION_PARAMETER
            ? unsafe readType(node.pointer.pointee.function_parameter.pointee.arg_type)
            : readType(node)
    }
    return unsafe .define(
        readObjectKind(define.kind), readName(strings(define.n_defnames, define.defnames)),
        arguments: arguments,
        options: nodes(define.n_definition, define.definition).compactMap(readDefinition),
        ifNotExists: define.if_not_exists != 0, orReplace: define.replace != 0)
}

func readCast(_ create: PgQuery__CreateCastStmt) -> Statement {
    guard let source = unsafe readType(create.sourcetype),
        let target = unsafe readType(create.targettype)
    else {
        return .untracked("CreateCastStmt")
    }
    let context =
        switch unsafe create.context {
        case PG_QUERY__COERCION_CONTEXT__COERCION_IMPLICIT: "implicit"
        case PG_QUERY__COERCION_CONTEXT__COERCION_ASSIGNMENT: "assignment"
        default: "explicit"
        }
    let function =
        unsafe create.func == nil ? nil : unsafe readObjectWithArguments(.function, create.func)
    return .createCast(source: source, target: target, function: function, context: context)
}

func readStatistics(_ create: PgQuery__CreateStatsStmt) -> Statement {
    let name = unsafe strings(create.n_defnames, create.defnames)
    let table = unsafe nodes(create.n_relations, create.relations).first.flatMap(readRelation)
    let columns = unsafe nodes(create.n_exprs, create.exprs).compactMap { node -> String? in
        node.tag == PG_QUERY__NODE__NODE_STATS_ELEM
            ? unsafe optionalText(node.pointer.pointee.stats_elem.pointee.name) : nil
    }
    return unsafe .createStatistics(
        name.isEmpty ? nil : readName(name), table: table ?? QualifiedName(""), columns: columns,
        ifNotExists: create.if_not_exists != 0)
}
