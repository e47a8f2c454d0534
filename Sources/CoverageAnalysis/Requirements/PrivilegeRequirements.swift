import SchemaCatalog

/// What has been granted: the privileges of each role that has some.
///
/// What nobody but its owner may use owes nothing here: there is no role to ask for. Nor do types
/// and languages, which everybody may use unless somebody says otherwise.
enum PrivilegeRequirements {
    static func owed(_ object: CatalogObject) -> OwedFacets {
        guard !unowed.contains(object.id.kind),
            case .list(let privileges)? = object.facets[.privileges], !privileges.isEmpty
        else { return [] }
        return [.init(.privileges, .strict)]
    }

    private static let unowed: ObjectKinds = [
        .enum, .domain, .compositeType, .rangeType, .baseType, .language,
    ]
}
