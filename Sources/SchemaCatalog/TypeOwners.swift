import SQLText

/// The schema's own types that printed types name, or the extensions that bring them. Most columns
/// are of few types, so each text is read once.
struct TypeOwners {
    private let catalog: Catalog
    private let extensions: ExtensionOwners
    private var known: [String: [ObjectID]] = [:]

    init(_ catalog: Catalog, _ extensions: ExtensionOwners) {
        (self.catalog, self.extensions) = (catalog, extensions)
    }

    /// What the type needs: one object, or none.
    mutating func owners(of facet: FacetValue?) -> [ObjectID] {
        guard case .text(let text)? = facet else { return [] }
        if let found = known[text] { return found }
        let found = owner(of: text).map { [$0] } ?? []
        known[text] = found
        return found
    }

    private func owner(of text: String) -> ObjectID? {
        var text = text
        if text.hasPrefix("SETOF ") { text = String(text.dropFirst(6)) }
        while text.hasSuffix("[]") { text = String(text.dropLast(2)) }
        // The server's types of several words are none of the schema's.
        guard text.first == "\"" || !text.holds(" ") else { return nil }
        return catalog.type(printed: text)?.id
            ?? extensions.owner(ofType: RegisteredName(text).name)
    }
}
