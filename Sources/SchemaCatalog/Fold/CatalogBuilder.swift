import QueryAnalysis
import SQLSyntax
import SQLText

/// Lays the fold's state out flat.
struct CatalogBuilder {
    let state: FoldState
    let printed: PrintedState
    private let session: SessionState
    var objects: [CatalogObject] = []
    /// Each once: many columns are alike in all but their names.
    private var facetLists: Set<FacetValues> = []
    private var privilegeFacets = PrivilegeFacets()
    /// The last object's: the columns of a table came with one statement.
    private var lastProvenance: [Provenance] = []
    /// Those that publish changes of rows.
    private let publications: [PublicationState]
    private let publishedTables: Set<CatalogName>

    init(_ state: FoldState, _ session: SessionState) {
        self.state = state
        printed = PrintedState(state)
        self.session = session
        publications = state.others.filter {
            $0.key.kind == .publication && $0.value.publication.publishesChanges
        }.map(\.value.publication)
        publishedTables = Set(
            publications.flatMap(\.tables).compactMap { state.relations[$0]?.name })
    }

    /// - Parameter names: Where given, only objects of these names, with the tables that they
    ///   belong to, and what hangs on no schema.
    /// - Parameter withTemporary: Whether the session's own objects are among them, as they are in
    ///   the system catalogs.
    func build(named names: AskedNames? = nil, withTemporary: Bool = false) -> Catalog {
        var builder = self
        for (name, schema) in state.schemas {
            // What a platform provides has owners of the platform's choice.
            let isKnown = schema.origin == .schema || name == "public"
            builder.add(
                ObjectID(.schema, name: name), isKnown ? builder.ownership(schema, .schema) : [:],
                schema.provenance, schema.origin)
        }
        // Names are looked at in place: a DO block may ask for few objects of thousands, many times.
        for handle in state.relations.indices where isWanted(relation: handle, names) {
            guard let relation = state.relations[handle], withTemporary || !relation.isTemporary
            else { continue }
            builder.add(relation)
        }
        for handle in state.types.indices {
            guard let name = state.types[handle]?.name.name, names?.contains(name) ?? true,
                let type = state.types[handle], type.relation == nil, type.multirangeOf == nil,
                !type.origin.isExtension
            else { continue }
            builder.add(type)
        }
        for handle in state.routines.indices {
            guard let name = state.routines[handle]?.name.name, names?.contains(name) ?? true,
                let routine = state.routines[handle], !routine.origin.isExtension
            else { continue }
            builder.add(routine)
        }
        for (id, other) in state.others {
            var (id, other) = (id, other)
            let operands = other.operands.map { state.typeText($0, bare: true) }
            if id.kind == .cast { id = ObjectID(.cast, name: operands.joined(separator: " AS ")) }
            if id.kind == .operator {
                id = ObjectID(.operator, schema: id.schema, name: id.name, arguments: operands)
            }
            if id.kind == .eventTrigger,
                let name = other.function.flatMap({ state.routines[$0]?.name })
            {
                other.facets[.function] = .text("\(name.schema).\(name.name)")
            }
            if let table = other.table.flatMap({ state.relations[$0] }) {
                other.facets[.columns] = .list(table.names(other.columns.sorted()))
            }
            builder.add(
                id, other.facets.adding(builder.ownership(other, id.kind)),
                other.provenance, other.origin,
                id.kind == .extension
                    ? other.schema.map { ObjectDefinition(reads: [ObjectID(.schema, name: $0)]) }
                    : other.function.flatMap { state.routines[$0] }.map {
                        ObjectDefinition(reads: [builder.identity(of: $0)])
                    })
        }
        let dropped = names == nil ? Self.dropped(state, besides: builder.objects) : []
        return Catalog(
            objects: builder.objects, searchPath: session.defaultSearchPath,
            usesForeignTypes: usesForeignTypes, dropped: dropped,
            externalTriggers: state.externalTriggers.flatMap { table, triggers in
                triggers.map { Self.external($0, on: table) }
            }, memberships: state.memberships)
    }

    private static func function(of trigger: TriggerState) -> FacetValue {
        trigger.function.map { .text("\($0.schema).\($0.name)") } ?? .unknown
    }

    private static func external(_ trigger: TriggerState, on table: CatalogName) -> CatalogObject {
        CatalogObject(
            ObjectID(.trigger, schema: table.schema, relation: table.name, name: trigger.name),
            facets: [.function: function(of: trigger)],
            provenance: trigger.provenance, origin: .system,
            definition: ObjectDefinition(
                conditions: [trigger.condition].compactMap { $0 }, events: trigger.events))
    }

    private func isWanted(relation handle: Int, _ names: AskedNames?) -> Bool {
        guard let names else { return true }
        return state.relations[handle]?.bears(names) ?? false
    }

    mutating func add(
        _ id: ObjectID, _ facets: FacetValues, _ provenance: [Provenance],
        _ origin: CatalogObject.Origin, _ definition: ObjectDefinition? = nil
    ) {
        if lastProvenance != provenance { lastProvenance = provenance }
        objects.append(
            CatalogObject(
                id, facets: facetLists.insert(facets).memberAfterInsert,
                provenance: lastProvenance, origin: origin, definition: definition))
    }

    /// `owner`, and `privileges` where the kind has them.
    mutating func ownership<State: Owned>(_ object: State, _ kind: ObjectKind) -> FacetValues {
        let ownership = object.ownership
        switch kind {
        case .extension, .cast, .role: return [:]
        case .schema, .table, .foreignTable, .view, .materializedView, .sequence, .function,
            .procedure, .aggregate, .enum, .domain, .compositeType, .rangeType, .baseType,
            .language, .foreignDataWrapper, .foreignServer:
            return [
                .owner: .text(ownership.owner),
                .privileges: privilegeFacets.facet(ownership),
            ]
        default: return [.owner: .text(ownership.owner)]
        }
    }

    // MARK: - Relations

    private func isPublished(_ relation: RelationState) -> Bool {
        guard relation.kind == .table, !publications.isEmpty else { return false }
        return publishedTables.contains(relation.name)
            || publications.contains {
                $0.isForAllTables || $0.schemas.contains(relation.name.schema)
            }
    }

    private mutating func add(_ relation: RelationState) {
        let (schema, name) = (relation.name.schema, relation.name.name)
        var facets = ownership(relation, relation.kind)
        let isUnknown =
            state.relationByName[relation.name].map { state.unknownColumns.contains($0) } ?? false
        if relation.kind != .sequence {
            facets[.columns] =
                isUnknown ? .unknown : .list(relation.columns.filter { !$0.isDropped }.map(\.name))
        }
        if relation.kind == .table {
            facets[.rowSecurity] = .text(
                relation.rowSecurity
                    ? (relation.forcesRowSecurity ? "forced" : "enabled") : "disabled")
            facets[.partitioning] = relation.partitionKey.map { .text($0.strategy) } ?? .null
            facets[.partitionKey] = partitionKey(of: relation)
            facets[.inheritance] = .list(
                relation.parents.compactMap { state.relations[$0]?.name }.map {
                    "\($0.schema).\($0.name)"
                })
        }
        if relation.kind == .table || relation.kind == .foreignTable {
            facets[.partitionBound] = partitionBound(of: relation)
        }
        // A sequence that belongs to a column came with it.
        let origin =
            relation.origin == .schema && relation.kind == .sequence && relation.ownedBy != nil
            ? .implied : relation.origin
        add(
            ObjectID(relation.kind, schema: schema, name: name), facets, relation.provenance,
            origin,
            ObjectDefinition(
                reads: reads(relation.uses),
                isPublishedByKey: relation.isIdentifiedByKey && !relation.isTemporary
                    && isPublished(relation),
                isInvoker: relation.isInvoker))
        let printer = printed.printer(relation)
        for column in relation.columns where !column.isDropped {
            add(column, of: relation, printer)
        }
        for constraint in relation.constraints { add(constraint, of: relation, printer) }
        for index in relation.indexes { add(index, of: relation, printer) }
        for trigger in relation.triggers {
            add(
                ObjectID(.trigger, schema: schema, relation: name, name: trigger.name),
                [.function: Self.function(of: trigger)],
                trigger.provenance,
                trigger.isCloned && relation.origin == .schema ? .implied : relation.origin,
                ObjectDefinition(
                    reads: reads(trigger.uses), conditions: [trigger.condition].compactMap { $0 },
                    events: trigger.events,
                    updateColumns: trigger.columns.compactMap {
                        state.relations[$0.relation]?.columns[$0.column].name
                    }))
        }
        for policy in relation.policies {
            add(
                ObjectID(.policy, schema: schema, relation: name, name: policy.name),
                [.command: .text(policy.command), .roles: .list(policy.roles)], policy.provenance,
                relation.origin,
                ObjectDefinition(
                    reads: reads(policy.usingUses) + reads(policy.checkUses),
                    conditions: [policy.using, policy.check].compactMap { $0 },
                    isRestrictive: policy.isRestrictive))
        }
        for rule in relation.rules {
            add(
                ObjectID(.rule, schema: schema, relation: name, name: rule.name), [:],
                rule.provenance, relation.origin)
        }
    }

    private mutating func add(
        _ column: ColumnState, of relation: RelationState, _ printer: ExpressionPrinter
    ) {
        let type: FacetValue =
            (column.type.map { state.typeText($0) } ?? column.foreignType).map { .text($0) }
            ?? .unknown
        let privileges = privilegeFacets.facet(
            Ownership(owner: relation.ownership.owner, access: column.access))
        let isStored = relation.kind == .table || relation.kind == .foreignTable
        // A view's columns are checked as the view's own facet.
        let origin = isStored ? relation.origin : .implied
        let facets: FacetValues =
            isStored
            ? [
                .type: type, .privileges: privileges,
                .nullability: .text(column.isNotNull ? "not null" : "nullable"),
                .default: text(column.defaultValue, printer),
                .identity: column.identity.map { .text($0) } ?? .null,
                .generated: text(column.generated, printer),
            ] : [.type: type, .privileges: privileges]
        let unprinted = facets[.default] == .unknown ? column.defaultValue : nil
        add(
            ObjectID(
                .column, schema: relation.name.schema, relation: relation.name.name,
                name: column.name), facets,
            column.provenance, !column.isLocal && origin == .schema ? .implied : origin,
            unprinted.map { ObjectDefinition(conditions: [$0.source]) })
    }

    /// An expression as the server prints it; null where there is none.
    private func text(_ stored: StoredExpression?, _ printer: ExpressionPrinter) -> FacetValue {
        guard let stored else { return .null }
        return stored.bound.map { .text(printer.text($0)) } ?? .unknown
    }

    private mutating func add(
        _ constraint: ConstraintState, of relation: RelationState, _ printer: ExpressionPrinter
    ) {
        var facets: FacetValues = [.columns: .list(relation.names(constraint.columns))]
        if constraint.kind == .check {
            facets[.expression] = text(constraint.expression, printer)
        } else {
            facets[.deferrability] = .text(constraint.deferral.rawValue)
        }
        if let reference = constraint.reference, let target = state.relations[reference.relation] {
            let columns = target.names(reference.columns).joined(separator: ", ")
            facets[.reference] = .text("\(target.name.schema).\(target.name.name)(\(columns))")
            facets[.actions] = .text(
                "ON DELETE \(constraint.onDelete.rawValue) ON UPDATE \(constraint.onUpdate.rawValue)"
            )
        }
        add(
            ObjectID(
                constraint.kind, schema: relation.name.schema, relation: relation.name.name,
                name: constraint.name), facets,
            constraint.provenance,
            !constraint.isLocal && relation.origin == .schema ? .implied : relation.origin,
            constraint.isNotValid || constraint.noInherit || !constraint.conflicts.isEmpty
                ? ObjectDefinition(
                    conditions: constraint.conflicts, isNotValid: constraint.isNotValid,
                    isNoInherit: constraint.noInherit) : nil)
    }

    private mutating func add(
        _ index: IndexState, of relation: RelationState, _ printer: ExpressionPrinter
    ) {
        let elements = index.elements.map { element -> String? in
            switch element {
            case .column(let column): relation.columns[column].name
            case .expression(let stored): stored.bound.map { printer.indexText($0) }
            }
        }
        let columns: FacetValue =
            elements.contains { $0 == nil } ? .unknown : .list(elements.compactMap { $0 })
        add(
            ObjectID(
                .index, schema: relation.name.schema, relation: relation.name.name, name: index.name
            ),
            [
                .columns: columns, .uniqueness: .text(index.isUnique ? "unique" : "not unique"),
                .method: .text(index.method),
                .predicate: text(index.predicate, printer),
            ], index.provenance,
            (index.isOfConstraint || index.parent != nil) && relation.origin == .schema
                ? .implied : relation.origin,
            index.including.isEmpty
                ? nil
                : ObjectDefinition(included: index.including.map { relation.columns[$0].name }))
    }
}

extension CatalogObject.Origin {
    /// Whether an extension brought it.
    var isExtension: Bool { if case .extension = self { true } else { false } }
}
