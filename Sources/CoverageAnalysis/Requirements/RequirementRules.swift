public import SchemaCatalog

/// Which claims the objects of a catalog owe, one rule for each kind.
public struct RequirementRules: Sendable {
    private let options: CoverageOptions

    /// Makes rules with a project's options.
    public init(_ options: CoverageOptions) { self.options = options }

    /// Hands over every requirement up to the level asked for, in the order of the catalog.
    public func requirements(of catalog: Catalog, each: (Requirement) -> Void) {
        var dropped = catalog.dropped[...]
        for object in catalog.objects where object.origin == .schema && !isExcluded(object.id) {
            while let gone = dropped.first, gone.id < object.id {
                addAbsence(of: dropped.removeFirst(), each)
            }
            add(Self.owed(by: object), of: object, each)
            add(OwnershipRequirements.owed(object), of: object, each)
            add(PrivilegeRequirements.owed(object), of: object, each)
        }
        for gone in dropped { addAbsence(of: gone, each) }
    }

    private func addAbsence(of gone: CatalogObject, _ each: (Requirement) -> Void) {
        if !isExcluded(gone.id) { add(AbsenceRequirements.owed(by: gone), of: gone, each) }
    }

    private func add(_ all: OwedFacets, of object: CatalogObject, _ each: (Requirement) -> Void) {
        for owed in all {
            guard let (level, severity) = adjusted(owed, object.id.kind), level <= options.level
            else { continue }
            each(Requirement(object, owed.facet, level, severity))
        }
    }

    /// The level and severity that the project gives a facet, or else its kind; nil where either is
    /// off.
    private func adjusted(_ owed: OwedFacets.Element, _ kind: ObjectKind) -> (Level, Severity)? {
        guard !options.adjustments.isEmpty else { return (owed.level, .warning) }
        let (ofKind, ofFacet) = (
            options.adjustments[.init(kind, nil)], options.adjustments[.init(kind, owed.facet)]
        )
        if ofFacet?.isOff ?? ofKind?.isOff ?? false { return nil }
        return (
            ofFacet?.level ?? ofKind?.level ?? owed.level,
            ofFacet?.severity ?? ofKind?.severity ?? .warning
        )
    }

    private func isExcluded(_ id: ObjectID) -> Bool {
        BookkeepingObjects.contains(id) || options.exclusions.contains { $0.matches(id) }
    }

    private static func owed(by object: CatalogObject) -> OwedFacets {
        switch object.id.kind {
        case .table: TableRequirements.owed(object)
        case .column: ColumnRequirements.owed(object)
        case .primaryKey, .unique, .foreignKey, .exclusion, .check:
            ConstraintRequirements.owed(object)
        case .index: IndexRequirements.owed(object)
        case .view, .materializedView: ViewRequirements.owed(object)
        case .function, .procedure: FunctionRequirements.owed(object)
        case .trigger: TriggerRequirements.owed(object)
        case .policy: PolicyRequirements.owed(object)
        case .enum: EnumRequirements.owed(object)
        case .domain: DomainRequirements.owed(object)
        case .role, .grant: RoleRequirements.owed(object)
        default: OtherRequirements.owed(object)
        }
    }
}
