import SchemaCatalog

/// Partitioned tables, partitions, and tables that inherit.
enum InheritanceRules {
    static func outcome(_ context: ClaimContext) -> ClaimOutcome {
        switch (context.signature.subject, context.signature.aspect) {
        case (.table, _): partitioned(context)
        case (.partition, .parent):
            related((.childTable, .childSchema), (.parentTable, .parentSchema), context)
        case (.inheritance, .hasChildren): children(context)
        case (.inheritance, _):
            context.has(.childTable)
                ? related((.childTable, .childSchema), (.table, .schema), context)
                : related((.table, .schema), (.parentTable, .parentSchema), context)
        default: .unknown
        }
    }

    private static func partitioned(_ context: ClaimContext) -> ClaimOutcome {
        guard let name = context.text(.table) else { return .unknown }
        let isWanted = context.signature.polarity == .value
        guard let table = context.find([.table], name) else {
            return isWanted
                ? ClaimRules.missing(.table, name, context) : .passesWithout(name, missing: name)
        }
        let isPartitioned = isPartitioned(table)
        guard isPartitioned == isWanted else {
            return .fails(
                "table \"\(name)\" is \(isPartitioned ? "" : "not ")partitioned", name: name)
        }
        return isWanted ? .proves([Claim(table.id, .partitioning)]) : .passesWithout(name)
    }

    static func isPartitioned(_ table: CatalogObject) -> Bool {
        if case .text? = table.facets[.partitioning] { true } else { false }
    }

    /// Tables with a parent, directly under it. Takes time with the catalog's size.
    static func children(of parent: CatalogObject, _ context: ClaimContext) -> [CatalogObject] {
        let own = "\(parent.id.schema ?? "").\(parent.id.name)"
        return context.catalog.objects.filter {
            Facet.inheritance.parts(of: $0.facets[.inheritance])?.contains(own) ?? false
        }
    }

    /// A relation that is a parent's child, directly or not.
    private static func related(
        _ child: TableRoles, _ parent: TableRoles, _ context: ClaimContext
    ) -> ClaimOutcome {
        guard let childName = context.text(child.table),
            let parentName = context.text(parent.table)
        else { return .unknown }
        let isWanted = context.signature.polarity == .value
        for (roles, name) in [(child, childName), (parent, parentName)]
        where find(roles, name, context) == nil {
            return isWanted
                ? ClaimRules.missing(.table, name, context) : .passesWithout(name, missing: name)
        }
        guard let below = find(child, childName, context),
            let above = find(parent, parentName, context)
        else { return .unknown }
        let depth = depth(from: below, to: "\(above.id.schema ?? "").\(above.id.name)", context)
        // pgTAP looks no deeper than two; a depth asked for is exact.
        if let asked = context.text(.depth).flatMap({ Int($0) }), depth != nil, depth != asked {
            return .unknown
        }
        if let depth, depth > 2 { return .unknown }
        guard (depth != nil) == isWanted else {
            return .fails(
                "\"\(childName)\" \(depth == nil ? "does not descend" : "descends") from \"\(parentName)\"",
                name: childName)
        }
        guard isWanted else { return .passesWithout(childName) }
        if context.signature.subject == .partition, !isPartitioned(above) {
            return .fails("table \"\(parentName)\" is not partitioned", name: parentName)
        }
        guard depth == 1 else {
            return .proves([Claim(below.id, .existence), Claim(above.id, .existence)])
        }
        return .provesPart(
            Claim(below.id, .inheritance), "\(above.id.schema ?? "").\(above.id.name)",
            with: [Claim(above.id, .existence)])
    }

    /// The arguments that name a table.
    private typealias TableRoles = (table: ArgumentRole, schema: ArgumentRole)

    private static func find(_ roles: TableRoles, _ name: String, _ context: ClaimContext)
        -> CatalogObject?
    {
        context.find([.table, .foreignTable], name, schema: roles.schema)
    }

    /// How many steps lie between a table and one that it inherits from; nil where it does not.
    private static func depth(
        from child: CatalogObject, to ancestor: String, _ context: ClaimContext
    ) -> Int? {
        var (level, depth) = ([child], 0)
        while !level.isEmpty, depth < 32 {
            depth += 1
            let parents = level.flatMap {
                Facet.inheritance.parts(of: $0.facets[.inheritance]) ?? []
            }
            if parents.contains(ancestor) { return depth }
            level = parents.compactMap { parent in
                guard let dot = parent.firstIndex(of: ".") else { return nil }
                return context.catalog.object(
                    [.table], inSchema: String(parent[..<dot]),
                    named: String(parent[parent.index(after: dot)...]))
            }
        }
        return nil
    }

    /// `has_inherited_tables`: some table inherits from it.
    private static func children(_ context: ClaimContext) -> ClaimOutcome {
        guard let name = context.text(.table) else { return .unknown }
        guard let table = context.find([.table], name) else {
            return ClaimRules.missing(.table, name, context)
        }
        // `relhassubclass` outlives the last child; which one there is, is not asked.
        let isParent = !isPartitioned(table) && !children(of: table, context).isEmpty
        return isParent
            ? .proves([Claim(table.id, .existence)]) : .undecided([Claim(table.id, .existence)])
    }
}
