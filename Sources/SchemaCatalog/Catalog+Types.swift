extension ObjectKind {
    /// What a schema may have of types beside the row types of its relations.
    public static let allTypes: ObjectKinds = [
        .enum, .domain, .compositeType, .rangeType, .baseType,
    ]
}

extension Catalog {
    /// The type of the schema that a printed type means: as facets have it, which is as
    /// `format_type()` prints it where the search path is `public`. Nil for the server's own, an
    /// extension's, and for arrays.
    public func type(_ kinds: ObjectKinds = ObjectKind.allTypes, printed text: String)
        -> CatalogObject?
    {
        let name = RegisteredName(text)
        return object(kinds, inSchema: name.schema ?? "public", named: name.name)
    }

    /// The domain that a printed type is, the domain which that one is over, and so on; none where
    /// it is none.
    public func domains(under text: String) -> [CatalogObject] {
        var (domains, text) = ([CatalogObject](), text)
        while let domain = type([.domain], printed: text) {
            domains.append(domain)
            guard case .text(let base)? = domain.facets[.baseType], base != text else { break }
            text = base
        }
        return domains
    }
}
