import QueryAnalysis
import SQLSyntax
import SQLText

extension CatalogFold {
    mutating func createTable(_ create: CreateTable) {
        let kind: ObjectKind = create.foreignServer == nil ? .table : .foreignTable
        guard
            let handle = addRelation(
                create.name, kind, create.persistence, ifNotExists: create.ifNotExists)
        else { return }
        if isRejected({ $0.fill(handle, create) }) { remove(handle) }
    }

    private mutating func fill(_ handle: Int, _ create: CreateTable) {
        if let parent = create.partitionOf {
            if let bound = create.partitionBound, let parent = relation(parent) {
                setBound(bound, of: handle, in: parent)
            }
            inherit(handle, from: parent, asPartition: true)
        }
        for parent in create.inherits { inherit(handle, from: parent, asPartition: false) }
        if let type = create.ofType { addTypedColumns(handle, type) }
        state.relations[handle]?.server = create.foreignServer
        state.relations[handle]?.dropsOnCommit = create.dropsOnCommit
        var deferred: [(Constraint, column: Int?)] = []
        for element in create.elements {
            switch element {
            case .column(let column): deferred += addColumn(handle, column).map { ($0.0, $0.1) }
            case .constraint(let constraint): deferred.append((constraint, nil))
            case .like(let like): copy(like, to: handle)
            }
        }
        bindGenerated(handle)
        if let key = create.partitionBy { setPartitionKey(key, of: handle) }
        addConstraints(handle, deferred)
    }

    /// The schema that a new relation goes to; nil, with a diagnostic, where there is none.
    mutating func newRelationSchema(_ name: QualifiedName, _ persistence: Persistence) -> String? {
        persistence == .temporary ? "pg_temp" : creationSchema(name)
    }

    /// Registers a relation under a free name; nil where it is taken or has no schema.
    mutating func addRelation(
        _ name: QualifiedName, _ kind: ObjectKind, _ persistence: Persistence, ifNotExists: Bool
    ) -> Int? {
        guard let schema = newRelationSchema(name, persistence) else { return nil }
        let full = CatalogName(schema: schema, name: name.name)
        guard !isRelationNameTaken(name.name, in: schema) else {
            if !ifNotExists { reject("relation \"\(name.name)\" already exists") }
            return nil
        }
        let handle = state.relations.count
        let ownership = newOwnership(kind, in: schema)
        var relation = RelationState(
            name: full, kind: kind, provenance: [provenance(.created)], ownership: ownership)
        relation.isTemporary = schema == "pg_temp"
        if relation.isTemporary { state.temporaryRelations.append(handle) }
        relation.origin = origin(inSchema: schema)
        state.relations.append(relation)
        state.relationByName[full] = handle
        if kind != .sequence {
            state.typeByName[full] = state.types.count
            state.types.append(
                TypeState(
                    name: full, kind: .compositeType, relation: handle, provenance: [],
                    ownership: ownership))
        }
        return handle
    }

    /// Adds a column, and gives back the constraints on it that make objects of their own.
    mutating func addColumn(_ handle: Int, _ definition: ColumnDefinition) -> [(Constraint, Int?)] {
        guard let relation = state.relations[handle] else { return [] }
        if let existing = relation.column(definition.name) {
            // In a typed table or a partition the column is there, and the list only adds to it;
            // one that is inherited is merged.
            guard definition.type == nil || relation.columns[existing].isInherited else {
                reject(
                    "column \"\(definition.name)\" of relation \"\(relation.name.name)\" already exists"
                )
                return []
            }
            if let type = definition.type, !fits(type, relation.columns[existing]) {
                reject("column \"\(definition.name)\" has a type conflict")
                return []
            }
            // A column declared here as well is the table's own too.
            if definition.type != nil { state.relations[handle]?.columns[existing].isLocal = true }
            return applyColumnConstraints(handle, existing, definition.constraints)
        }
        var column = ColumnState(
            name: definition.name, type: nil, provenance: [provenance(.created)])
        let serial = Self.serialType(definition.type)
        column.type = serial ?? resolve(definition.type)
        if column.type == nil, let type = definition.type { rejectMissing(type) }
        if column.type == nil { column.foreignType = definition.type.flatMap(Self.foreignType) }
        column.isNotNull = serial != nil
        for case .default(let value) in definition.constraints.map(\.kind)
        where !mayBeDefault(value, of: column, relation) { return [] }
        let position = relation.columns.count
        alter(handle, nil) { $0.columns.append(column) }
        if serial != nil {
            let sequence = addOwnedSequence(handle, position)
            alter(handle, nil) {
                $0.columns[position].defaultValue = sequence.map {
                    StoredExpression(nextValueOf: $0)
                }
            }
        }
        return applyColumnConstraints(handle, position, definition.constraints)
    }

    /// Whether a column declared again has the type that it inherits (`MergeAttributes()`).
    private func fits(_ type: TypeName, _ column: ColumnState) -> Bool {
        guard let own = Self.serialType(type) ?? resolve(type), let inherited = column.type else {
            return true
        }
        return own == inherited
    }

    private mutating func applyColumnConstraints(
        _ handle: Int, _ position: Int, _ constraints: [Constraint]
    ) -> [(Constraint, Int?)] {
        var deferred: [(Constraint, Int?)] = []
        for constraint in constraints {
            switch constraint.kind {
            case .notNull: alter(handle, nil) { $0.columns[position].isNotNull = true }
            case .null: break
            case .default(let value):
                guard let relation = state.relations[handle] else { continue }
                let stored = storedValue(value, relation, as: relation.columns[position].type)
                alter(handle, nil) { $0.columns[position].defaultValue = stored }
            case .generated(let value):
                alter(handle, nil) {
                    $0.columns[position].generated = StoredExpression(value, nil, columns: [])
                }
            case .identity(let always, _):
                alter(handle, nil) {
                    $0.columns[position].identity = always ? "always" : "by default"
                    $0.columns[position].isNotNull = true
                }
                addOwnedSequence(handle, position)
            default: deferred.append((constraint, position))
            }
        }
        return deferred
    }

    /// A type that the migrations do not make, as written: extensions bring such types, and the
    /// server prints them so where the extension stands in `public`. Nil for `%TYPE`.
    static func foreignType(_ type: TypeName) -> String? {
        type.referenceTable == nil ? TypeResolution.text(ofUnknown: type) : nil
    }

    /// `serial` and its kin are no types but a shorthand (`transformColumnDefinition`,
    /// `src/backend/parser/parse_utilcmd.c`).
    static func serialType(_ type: TypeName?) -> SQLType? {
        guard let type, type.name.schema == nil, !type.isArray else { return nil }
        switch type.name.name {
        case "smallserial", "serial2": return SQLType(.int2)
        case "serial", "serial4": return SQLType(.int4)
        case "bigserial", "serial8": return SQLType(.int8)
        default: return nil
        }
    }

    @discardableResult
    mutating func addOwnedSequence(_ handle: Int, _ column: Int) -> Int? {
        guard let table = state.relations[handle] else { return nil }
        let schema = table.name.schema
        let name = GeneratedName.choose(table.name.name, table.columns[column].name, "seq") {
            isRelationNameTaken($0, in: schema)
        }
        let full = CatalogName(schema: schema, name: name)
        var ownership = newOwnership(.sequence, in: schema)
        ownership.change(to: table.ownership.owner)
        var sequence = RelationState(
            name: full, kind: .sequence, provenance: [provenance(.created)], ownership: ownership)
        sequence.isTemporary = table.isTemporary
        sequence.ownedBy = (handle, column)
        sequence.origin = table.origin
        let position = state.relations.count
        state.relationByName[full] = position
        state.relations.append(sequence)
        return position
    }

    private mutating func addTypedColumns(_ handle: Int, _ type: TypeName) {
        guard let source = userType(type.name), let attributes = state.types[source]?.attributes
        else {
            reject("type \"\(Self.text(type.name))\" does not exist")
            return
        }
        let created = provenance(.created)
        alter(handle, nil) { relation in
            relation.ofType = source
            relation.columns += attributes.filter { !$0.isDropped }.map { attribute in
                var column = attribute
                column.provenance = [created]
                return column
            }
        }
    }

    /// LIKE: columns and not-null always, the rest as asked.
    private mutating func copy(_ like: LikeClause, to handle: Int) {
        if relation(like.table) == nil,
            let type = userType(like.table).flatMap({ state.types[$0] }),
            type.kind == .compositeType
        {
            let created = provenance(.created)
            alter(handle, nil) { relation in
                relation.columns += type.attributes.filter { !$0.isDropped }.map {
                    ColumnState(name: $0.name, type: $0.type, provenance: [created])
                }
            }
            return
        }
        guard let source = requireRelation(like.table), let template = state.relations[source]
        else { return }
        guard source != handle else {
            return reject("relation \"\(Self.text(like.table))\" does not exist")
        }
        guard template.kind != .sequence else {
            return reject("relation \"\(like.table.name)\" is invalid in LIKE clause")
        }
        let schema = state.relations[handle]?.name.schema ?? ""
        let created = provenance(.created)
        for column in template.columns where !column.isDropped {
            var copy = ColumnState(
                name: column.name, type: column.type, isNotNull: column.isNotNull,
                provenance: [created])
            if like.including.contains(.defaults) {
                copy.defaultValue = column.defaultValue
            }
            if like.including.contains(.generated) {
                copy.generated = column.generated.map {
                    StoredExpression($0.source, nil, columns: [])
                }
            }
            if like.including.contains(.identity) { copy.identity = column.identity }
            alter(handle, nil) { $0.columns.append(copy) }
            if copy.identity != nil, let position = state.relations[handle]?.column(column.name) {
                addOwnedSequence(handle, position)
            }
        }
        for constraint in template.constraints {
            let columns = template.names(constraint.columns)
            switch constraint.kind {
            case .check where like.including.contains(.constraints):
                if let expression = constraint.expression,
                    ColumnReferences.of(expression.source).contains(where: {
                        template.column($0) == nil
                    })
                {
                    return reject("cannot convert whole-row table reference")
                }
                state.constraintNames[
                    CatalogName(schema: schema, name: constraint.name), default: 0] += 1
                alter(handle, nil) { relation in
                    var copy = constraint
                    copy.columns = columns.compactMap(relation.column)
                    copy.expression = constraint.expression?.mapped {
                        relation.column(template.columns[$0].name)
                    }
                    copy.provenance = [created]
                    (copy.isInherited, copy.isLocal) = (false, true)
                    relation.constraints.append(copy)
                }
            default: break
            }
        }
        if like.including.contains(.indexes) {
            for index in template.indexes {
                let kind =
                    index.isOfConstraint
                    ? template.constraints.first { $0.name == index.name && $0.kind != .check }?
                        .kind : nil
                cloneIndex(index, of: template, as: kind, to: handle)
            }
        }
        if like.including.contains(.statistics) { copyStatistics(of: source, template, to: handle) }
    }

    /// CREATE TABLE AS, SELECT INTO, CREATE MATERIALIZED VIEW.
    mutating func createTableAs(_ create: CreateTableAs) {
        if let query = create.query, !areKnown(StatementUses(.query(query)).reads) { return }
        let analysis = create.query.map { QueryAnalyzer(scope).analyze($0) }
        if let reads = analysis?.reads, !areKnown(columns: reads) { return }
        guard
            let handle = addRelation(
                create.target.name, create.isMaterializedView ? .materializedView : .table,
                create.target.persistence,
                ifNotExists: create.ifNotExists)
        else { return }
        state.relations[handle]?.dropsOnCommit = create.target.dropsOnCommit
        setQueryColumns(handle, analysis, names: create.target.columns)
        if create.isMaterializedView { setReads(handle, analysis) }
    }

    mutating func selectStatement(_ query: Query) {
        if let target = query.into {
            createTableAs(
                CreateTableAs(target, isMaterializedView: false, ifNotExists: false, query: query))
        } else if case .select(let core) = query.body {
            for target in core.targets {
                setConfig(target.expression)
                changeSpatialColumn(target.expression)
            }
            if hasChangingRoutines { atomically { $0.call(in: query) } }
        }
    }

    /// `SELECT set_config('search_path', '', false)`, as pg_dump writes it.
    private mutating func setConfig(_ expression: Expression) {
        guard case .call(let call) = expression, call.name.name == "set_config",
            call.arguments.count == 3,
            case .string("search_path") = call.arguments[0],
            case .string(let value) = call.arguments[1]
        else { return }
        session.setPath(
            SessionState.path(NameList.names(in: value)),
            isLocal: call.arguments[2] == .boolean(true))
    }
}
