import CPgQuery
import SQLSyntax

func readColumnDefinition(_ node: Node) -> ColumnDefinition? {
    guard node.tag == PG_QUERY__NODE__NODE_COLUMN_DEF else { return nil }
    let column = unsafe node.pointer.pointee.column_def.pointee
    var result = unsafe ColumnDefinition(
        text(column.colname), readType(column.type_name),
        constraints: readColumnConstraints(nodes(column.n_constraints, column.constraints)))
    if let collation = unsafe column.coll_clause?.pointee {
        result.collation = unsafe readName(strings(collation.n_collname, collation.collname))
    }
    return result
}

/// DEFERRABLE and its kin are nodes of their own, behind the constraint that they are about.
private func readColumnConstraints(_ nodes: [Node]) -> [Constraint] {
    var result: [Constraint] = []
    for node in nodes {
        if let constraint = readConstraint(node) {
            result.append(constraint)
        } else if node.tag == PG_QUERY__NODE__NODE_CONSTRAINT, let last = result.indices.last {
            switch unsafe node.pointer.pointee.constraint.pointee.contype {
            case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRABLE:
                if result[last].deferral == .notDeferrable {
                    result[last].deferral = .initiallyImmediate
                }
            case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRED:
                result[last].deferral = .initiallyDeferred
            default: break
            }
        }
    }
    return result
}

func readDeferral(_ constraint: PgQuery__Constraint) -> Constraint.Deferral {
    guard unsafe constraint.deferrable != 0 else { return .notDeferrable }
    return unsafe constraint.initdeferred != 0 ? .initiallyDeferred : .initiallyImmediate
}

func readConstraint(_ node: Node) -> Constraint? {
    guard node.tag == PG_QUERY__NODE__NODE_CONSTRAINT else { return nil }
    let constraint = unsafe node.pointer.pointee.constraint.pointee
    guard let kind = unsafe readConstraintKind(constraint) else { return nil }
    var result = unsafe Constraint(optionalText(constraint.conname), kind)
    unsafe result.isNotValid = constraint.skip_validation != 0
    unsafe result.noInherit = constraint.is_no_inherit != 0
    unsafe result.deferral = readDeferral(constraint)
    unsafe result.offset = constraint.location
    return result
}

/// Nil for DEFERRABLE and its kin, which are separate nodes of the raw tree.
private func readConstraintKind(_ constraint: PgQuery__Constraint) -> Constraint.Kind? {
    let expression = unsafe readOptionalExpression(constraint.raw_expr)
    switch unsafe constraint.contype {
    case PG_QUERY__CONSTR_TYPE__CONSTR_NULL: return .null
    case PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL: return .notNull
    case PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT: return expression.map(Constraint.Kind.default)
    case PG_QUERY__CONSTR_TYPE__CONSTR_IDENTITY:
        return unsafe .identity(
            always: text(constraint.generated_when) == "a",
            options: nodes(constraint.n_options, constraint.options).compactMap(readDefinition))
    case PG_QUERY__CONSTR_TYPE__CONSTR_GENERATED: return expression.map(Constraint.Kind.generated)
    case PG_QUERY__CONSTR_TYPE__CONSTR_CHECK: return expression.map(Constraint.Kind.check)
    case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY: return .primaryKey(unsafe readKey(constraint))
    case PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE:
        return unsafe .unique(
            readKey(constraint), nullsNotDistinct: constraint.nulls_not_distinct != 0)
    case PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION: return unsafe readExclusion(constraint)
    case PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN:
        return unsafe .foreignKey(readForeignKey(constraint))
    default: return nil
    }
}

private func readKey(_ constraint: PgQuery__Constraint) -> KeyColumns {
    unsafe KeyColumns(
        strings(constraint.n_keys, constraint.keys),
        including: strings(constraint.n_including, constraint.including),
        index: optionalText(constraint.indexname))
}

private func readExclusion(_ constraint: PgQuery__Constraint) -> Constraint.Kind {
    let elements = unsafe nodes(constraint.n_exclusions, constraint.exclusions).compactMap {
        node -> ExclusionElement? in
        let parts = node.items
        guard let first = parts.first, let element = readIndexElement(first), parts.count > 1 else {
            return nil
        }
        return ExclusionElement(element, readOperator(parts[1].strings))
    }
    let method = unsafe optionalText(constraint.access_method) ?? "btree"
    return unsafe .exclusion(
        elements, method: method, predicate: readOptionalExpression(constraint.where_clause))
}

private func readForeignKey(_ constraint: PgQuery__Constraint) -> ForeignKey {
    unsafe ForeignKey(
        strings(constraint.n_fk_attrs, constraint.fk_attrs), readName(constraint.pktable),
        strings(constraint.n_pk_attrs, constraint.pk_attrs),
        onDelete: readAction(text(constraint.fk_del_action)),
        onUpdate: readAction(text(constraint.fk_upd_action)))
}

/// `FKCONSTR_ACTION_*` of `src/include/nodes/parsenodes.h`.
private func readAction(_ letter: String) -> ReferentialAction {
    switch letter {
    case "r": .restrict
    case "c": .cascade
    case "n": .setNull
    case "d": .setDefault
    default: .noAction
    }
}

func readIndexElement(_ node: Node) -> IndexElement? {
    switch node.tag {
    case PG_QUERY__NODE__NODE_INDEX_ELEM:
        let element = unsafe node.pointer.pointee.index_elem.pointee
        return unsafe readElement(
            element.name, element.expr, strings(element.n_opclass, element.opclass),
            strings(element.n_collation, element.collation))
    case PG_QUERY__NODE__NODE_PARTITION_ELEM:
        let element = unsafe node.pointer.pointee.partition_elem.pointee
        return unsafe readElement(
            element.name, element.expr, strings(element.n_opclass, element.opclass),
            strings(element.n_collation, element.collation))
    default: return nil
    }
}

private func readElement(
    _ column: UnsafeMutablePointer<CChar>?, _ expression: UnsafeMutablePointer<PgQuery__Node>?,
    _ operatorClass: [String], _ collation: [String]
) -> IndexElement {
    unsafe IndexElement(
        column: optionalText(column), expression: readOptionalExpression(expression),
        operatorClass: operatorClass.isEmpty ? nil : readName(operatorClass),
        collation: collation.isEmpty ? nil : readName(collation))
}

func readCreateTable(_ create: PgQuery__CreateStmt) -> CreateTable {
    var result = CreateTable(unsafe readName(create.relation))
    result.persistence = unsafe readPersistence(create.relation)
    result.dropsOnCommit = unsafe create.oncommit == PG_QUERY__ON_COMMIT_ACTION__ONCOMMIT_DROP
    unsafe result.ifNotExists = create.if_not_exists != 0
    result.elements =
        unsafe (nodes(create.n_table_elts, create.table_elts)
        + nodes(create.n_constraints, create.constraints))
        .compactMap(readTableElement)
    let parents = unsafe nodes(create.n_inh_relations, create.inh_relations).compactMap(
        readRelation)
    if unsafe create.partbound != nil {
        result.partitionOf = parents.first
        result.partitionBound = unsafe readPartitionBound(create.partbound.pointee)
    } else {
        result.inherits = parents
    }
    if let key = unsafe create.partspec?.pointee {
        result.partitionBy = unsafe PartitionKey(
            strategy: text(key.strategy).lowercased(),
            elements: nodes(key.n_part_params, key.part_params).compactMap(readIndexElement))
    }
    result.ofType = unsafe readType(create.of_typename)
    return result
}

/// `strategy` is one of `PARTITION_STRATEGY_*` (`src/include/nodes/parsenodes.h`).
func readPartitionBound(_ bound: PgQuery__PartitionBoundSpec) -> PartitionBound? {
    if unsafe bound.is_default != 0 { return .default }
    switch unsafe text(bound.strategy) {
    case "h": return .hash(modulus: unsafe bound.modulus, remainder: unsafe bound.remainder)
    case "l": return .list(unsafe readExpressions(bound.n_listdatums, bound.listdatums))
    case "r":
        return unsafe .range(
            from: readExpressions(bound.n_lowerdatums, bound.lowerdatums),
            to: readExpressions(bound.n_upperdatums, bound.upperdatums))
    default: return nil
    }
}

private func readTableElement(_ node: Node) -> CreateTable.Element? {
    switch node.tag {
    case PG_QUERY__NODE__NODE_COLUMN_DEF:
        return readColumnDefinition(node).map(CreateTable.Element.column)
    case PG_QUERY__NODE__NODE_CONSTRAINT:
        return readConstraint(node).map(CreateTable.Element.constraint)
    case PG_QUERY__NODE__NODE_TABLE_LIKE_CLAUSE:
        let like = unsafe node.pointer.pointee.table_like_clause.pointee
        return unsafe .like(
            LikeClause(readName(like.relation), including: readInclusions(like.options)))
    default: return nil
    }
}

/// The bits of `TableLikeOption`, in the order of `src/include/nodes/parsenodes.h`.
private func readInclusions(_ bits: UInt32) -> Set<LikeClause.Inclusion> {
    Set(
        LikeClause.Inclusion.allCases.enumerated().compactMap {
            bits & (1 << UInt32($0)) != 0 ? $1 : nil
        })
}

/// A RangeVar node, or a list of names.
func readRelation(_ node: Node) -> QualifiedName? {
    switch node.tag {
    case PG_QUERY__NODE__NODE_RANGE_VAR: return unsafe readName(node.pointer.pointee.range_var)
    case PG_QUERY__NODE__NODE_LIST: return readName(node.strings)
    default: return nil
    }
}

func readCreateIndex(_ create: PgQuery__IndexStmt) -> CreateIndex {
    var result = unsafe CreateIndex(
        optionalText(create.idxname), on: readName(create.relation),
        method: text(create.access_method),
        elements: nodes(create.n_index_params, create.index_params).compactMap(readIndexElement))
    unsafe result.isUnique = create.unique != 0
    unsafe result.ifNotExists = create.if_not_exists != 0
    result.only = unsafe create.relation?.pointee.inh == 0
    result.including = unsafe nodes(create.n_index_including_params, create.index_including_params)
        .compactMap(readIndexElement)
    result.predicate = unsafe readOptionalExpression(create.where_clause)
    return result
}
