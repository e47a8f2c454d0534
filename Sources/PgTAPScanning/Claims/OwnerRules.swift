import SchemaCatalog

/// `*_owner_is`.
enum OwnerRules {
    static func outcome(_ context: ClaimContext) -> ClaimOutcome {
        guard let owner = context.text(.owner), let object = object(context) else {
            return .unknown
        }
        // Whoever deploys owns what no statement gives to another, and files do not tell who it is.
        if let assumed = context.catalog.assumptions.owner, owner != assumed,
            object.facets[.owner] == .text(assumed)
        {
            return .undecided([Claim(object.id, .owner)])
        }
        let outcome = ClaimRules.compare(object, .owner, .text(owner), context)
        // pgTAP before 1.3 compares the arguments as texts.
        if case .proves = outcome, context.signature.subject == .function,
            context.argumentTypes ?? []
                != (object.id.arguments ?? []).map({ TypeText.asServerPrints($0, context) })
        {
            return .undecided([Claim(object.id, .owner)])
        }
        return outcome
    }

    /// The object whose owner is asserted; nil where the catalog does not have it, or does not tell
    /// which.
    private static func object(_ context: ClaimContext) -> CatalogObject? {
        switch context.signature.subject {
        case .table: find([.table], .table, context)
        case .view: find([.view], .view, context)
        case .materializedView: find([.materializedView], .materializedView, context)
        case .foreignTable: find([.foreignTable], .table, context)
        case .sequence: find([.sequence], .sequence, context)
        case .relation: find(ObjectKind.anyRelation, .relation, context)
        case .type: find(ObjectKind.allTypes, .type, context)
        case .compositeType: find([.compositeType], .type, context)
        case .schema:
            context.text(.schema).flatMap { context.catalog[ObjectID(.schema, name: $0)] }
        case .function: function(context)
        case .language: find([.language], .language, context)
        default: nil
        }
    }

    private static func find(_ kinds: ObjectKinds, _ role: ArgumentRole, _ context: ClaimContext)
        -> CatalogObject?
    {
        (context.text(role) ?? context.text(.name)).flatMap { context.find(kinds, $0) }
    }

    /// The function that is named with its arguments.
    static func function(_ context: ClaimContext) -> CatalogObject? {
        guard let name = context.text(.function),
            let arguments = context.argumentTypes
        else { return nil }
        let canonical = arguments.map { TypeText.canonical($0, context) }
        return context.schemas().lazy.flatMap {
            context.catalog.objects(ObjectKind.routines, inSchema: $0, named: name)
        }
        .first { ($0.id.arguments ?? []) == canonical }
    }
}
