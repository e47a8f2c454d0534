import SchemaCatalog

/// What has been granted: the privileges of each role that has some.
///
/// What nobody but its owner may use owes nothing here: there is no role to ask for.
enum PrivilegeRequirements {
    static func owed(_ object: CatalogObject) -> [RequirementRules.Owed] {
        guard let roles = Facet.privileges.parts(of: object.facets[.privileges]), !roles.isEmpty
        else { return [] }
        return [.init(.privileges, .strict)]
    }
}
