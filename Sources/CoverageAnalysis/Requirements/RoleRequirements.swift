import SchemaCatalog

/// Roles and grants: under the strict level only.
enum RoleRequirements {
    static func owed(_ object: CatalogObject) -> OwedFacets {
        [.init(.existence, .strict)]
    }
}
