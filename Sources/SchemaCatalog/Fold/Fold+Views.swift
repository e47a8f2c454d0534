import QueryAnalysis
import SQLSyntax

extension CatalogFold {
    mutating func createView(_ create: CreateView) {
        guard areKnown(StatementUses(.query(create.query)).reads) else { return }
        let shape = QueryAnalyzer(scope).analyze(create.query)
        guard areKnown(columns: shape.reads) else { return }
        // A view over something temporary is temporary itself.
        let isTemporary = shape.reads.relations.contains {
            state.relations[$0]?.isTemporary ?? false
        }
        let persistence = isTemporary ? .temporary : create.persistence
        // It replaces what stands where it would be made, whatever else the search path finds
        // (`RangeVarGetAndCheckCreationNamespace`, `src/backend/catalog/namespace.c`).
        guard let schema = newRelationSchema(create.name, persistence) else { return }
        if create.orReplace,
            let existing = state.relationByName[
                CatalogName(schema: schema, name: create.name.name)],
            let view = state.relations[existing]
        {
            guard view.kind == .view else {
                reject("\"\(create.name.name)\" is not a view")
                return
            }
            if let kept = Self.firstChange(view, shape, names: create.columns) {
                reject("cannot drop or rename column \"\(kept)\" of view \"\(create.name.name)\"")
                return
            }
            alter(existing, .replaced) { ($0.columns, $0.isInvoker) = ([], create.isInvoker) }
            setQueryColumns(existing, shape, names: create.columns)
            // Columns keep their places, and the grants on them.
            for (position, column) in view.columns.enumerated()
            where position < state.relations[existing]?.columns.count ?? 0 {
                state.relations[existing]?.columns[position].access = column.access
            }
            setReads(existing, shape)
            return
        }
        guard let handle = addRelation(create.name, .view, persistence, ifNotExists: false) else {
            return
        }
        setQueryColumns(handle, shape, names: create.columns)
        setReads(handle, shape)
        alter(handle, nil) { $0.isInvoker = create.isInvoker }
    }

    /// The first column of a view that another query has not, at its place (`checkViewTupleDesc`,
    /// `src/backend/commands/view.c`).
    private static func firstChange(_ view: RelationState, _ shape: QueryShape?, names: [String])
        -> String?
    {
        guard let columns = shape?.columns, !view.columns.isEmpty else { return nil }
        for (position, old) in view.columns.enumerated() {
            guard position < columns.count else { return old.name }
            let name = position < names.count ? names[position] : columns[position].name
            if name != old.name { return old.name }
            if let was = old.type, let now = columns[position].type, was != now { return old.name }
        }
        return nil
    }

    /// The columns of a relation made by a query; none where they could not be told.
    mutating func setQueryColumns(_ handle: Int, _ shape: QueryShape?, names: [String]) {
        guard let columns = shape?.columns else {
            state.unknownColumns.insert(handle)
            return
        }
        state.unknownColumns.remove(handle)
        alter(handle, nil) { relation in
            relation.columns = columns.enumerated().map { index, column in
                ColumnState(
                    name: index < names.count ? names[index] : column.name, type: column.type,
                    provenance: relation.provenance)
            }
        }
    }

    /// Whether all columns that a query names are there.
    mutating func areKnown(columns reads: QueryReads) -> Bool {
        guard isWhole, let name = reads.missing.min() else { return true }
        reject("column \"\(name)\" does not exist", mayExist: true)
        return !isSelfContained
    }

    /// Whether relations that a query reads are there; the first that is not is reported.
    mutating func areKnown(_ names: [QualifiedName]) -> Bool {
        for name in names where relation(name) == nil && !isSystem(name) && !isServerRelation(name)
        {
            let isPlatform = name.schema.map { state.schemas[$0] == nil && !isGone(name) } ?? false
            guard !isPlatform || isSelfContained else { continue }
            return !isRejected {
                $0.reject(
                    "relation \"\(Self.text(name))\" does not exist", mayExist: !$0.isGone(name))
            }
        }
        return true
    }

    /// Whether an unqualified name is that of a table or view of the server.
    func isServerRelation(_ name: QualifiedName) -> Bool {
        name.schema == nil && ServerRelation.exists(name.name)
    }

    /// What a view reads, so that it goes with it.
    mutating func setReads(_ handle: Int, _ shape: QueryShape?) {
        let uses = shape.map { storedUses($0.reads) } ?? StoredUses()
        alter(handle, nil) { $0.uses = uses }
        note(uses, of: handle)
    }

    /// What names mean to a query of a migration.
    var scope: Scope {
        // One copy for all of the closures.
        let view = FoldView(self)
        var scope = Scope()
        scope.type = { schema, name in view.fold.userType(QualifiedName(schema, name)) }
        scope.describeType = { view.fold.describe($0) }
        scope.relation = { schema, name in
            guard let handle = view.fold.relation(QualifiedName(schema, name)),
                let relation = view.fold.state.relations[handle]
            else { return nil }
            if view.fold.state.unknownColumns.contains(handle) {
                return Relation(handle: handle, columns: [])
            }
            return Relation(
                handle: handle,
                columns: relation.columns.filter { !$0.isDropped }.map { Column($0.name, $0.type) })
        }
        scope.functions = { schema, name in view.fold.candidates(QualifiedName(schema, name)) }
        return scope
    }

    private func describe(_ handle: Int) -> UserType {
        guard let type = state.types[handle] else { return UserType(.base) }
        if let relation = type.relation, let state = state.relations[relation] {
            return UserType(
                .composite,
                attributes: state.columns.filter { !$0.isDropped }.map { Column($0.name, $0.type) })
        }
        switch type.kind {
        case .enum: return UserType(.enum, labels: type.labels)
        case .domain: return UserType(.domain, underlying: type.underlying)
        case .rangeType:
            return UserType(
                type.multirangeOf == nil ? .range : .multirange, underlying: type.underlying)
        case .compositeType:
            return UserType(
                .composite,
                attributes: type.attributes.filter { !$0.isDropped }.map {
                    Column($0.name, $0.type)
                })
        default: return Self.describeBase(type)
        }
    }

    /// A base type; citext is one that reads as text.
    private static func describeBase(_ type: TypeState) -> UserType {
        var described = UserType(.base, category: type.category)
        guard type.origin == .extension("citext") else { return described }
        described.implicitTargets = [.text, .varchar]
        described.keepsText = true
        return described
    }

    private func candidates(_ name: QualifiedName) -> [FunctionCandidate] {
        state.routineHandles(name, along: session.searchPath).compactMap { handle in
            guard let routine = state.routines[handle], let result = routine.result else {
                return nil
            }
            let arguments = routine.arguments.compactMap { $0 }
            guard arguments.count == routine.arguments.count else { return nil }
            return FunctionCandidate(
                handle: handle, kind: routine.kind == .aggregate ? .aggregate : .function,
                arguments: arguments,
                variadicElement: routine.variadic, defaults: routine.defaults, result: result,
                returnsSet: routine.returnsSet, outputs: routine.outputs)
        }
    }
}

/// A fold as it was at some moment.
private final class FoldView {
    let fold: CatalogFold

    init(_ fold: CatalogFold) { self.fold = fold }
}
