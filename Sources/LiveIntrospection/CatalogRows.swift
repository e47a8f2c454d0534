import SchemaCatalog

/// Rows of a catalog query as objects. Every query gives `kind`, `schema`, `relation`, `name`,
/// `arguments` and `origin`; each further column is the facet of its name, or something else that
/// is known of the object.
enum CatalogRows {
    static func objects(_ rows: ResultRows) -> [CatalogObject] {
        let facets = rows.columns.map { Facet(rawValue: $0.name) }
        let marks = rows.columns.map { Self.marks[$0.name] }
        return rows.values.compactMap { values in
            guard let kind = values[0].flatMap(ObjectKind.init), let name = values[3] else {
                return nil
            }
            let id = ObjectID(
                kind, schema: values[1], relation: values[2], name: name,
                arguments: arguments(kind, values[4]))
            var object = CatalogObject(id, origin: origin(values[5]))
            for index in 6..<values.count {
                if let facet = facets[index] {
                    object.facets[facet] = value(
                        values[index], isArray: rows.columns[index].isArray)
                } else if let mark = marks[index] {
                    mark(&object.definition, values[index])
                } else {
                    preconditionFailure("\(rows.columns[index].name) is no facet")
                }
            }
            return object
        }
    }

    private static let marks: [String: @Sendable (inout ObjectDefinition, String?) -> Void] = [
        "is_restrictive": { $0.isRestrictive = $1 == "true" },
        "is_invoker": { $0.isInvoker = $1 == "true" },
        "is_not_valid": { $0.isNotValid = $1 == "true" },
        "is_no_inherit": { $0.isNoInherit = $1 == "true" },
        "is_variadic": { $0.isVariadic = $1 == "true" },
        "included": { $0.included = $1.map(ArrayLiteral.items) ?? [] },
    ]

    private static func arguments(_ kind: ObjectKind, _ text: String?) -> [String]? {
        text.map(ArrayLiteral.items)
    }

    private static func value(_ text: String?, isArray: Bool) -> FacetValue {
        guard let text else { return .null }
        return isArray ? .list(ArrayLiteral.items(text)) : .text(text)
    }

    private static func origin(_ text: String?) -> CatalogObject.Origin {
        switch text {
        case "implied": .implied
        case "system": .system
        default: .schema
        }
    }
}
