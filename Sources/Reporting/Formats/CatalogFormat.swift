import SQLText
public import SchemaCatalog

/// `pgcov inspect catalog`.
public enum CatalogFormat {
    /// As JSON.
    public static func json(_ catalog: Catalog) -> String {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("objects")
            writer.array(shown(catalog)) { writer, object in
                writer.object { writer in
                    writer.identity(object.id)
                    writer.key("facets")
                    writer.object { writer in
                        for (facet, value) in object.facets.sorted(by: {
                            $0.key.rawValue < $1.key.rawValue
                        }) {
                            writer.key(facet.rawValue)
                            writer.value(value)
                        }
                    }
                    writer.key("provenance")
                    writer.array(object.provenance) { writer, provenance in
                        writer.object { writer in
                            writer.key("action")
                            writer.string(provenance.action.rawValue)
                            writer.place(provenance.location)
                        }
                    }
                }
            }
        }
        return writer.text + "\n"
    }

    /// What a platform provides is none of the project's, wherever it was read.
    private static func shown(_ catalog: Catalog) -> [CatalogObject] {
        catalog.objects.filter {
            $0.origin != .system || $0.id == ObjectID(.schema, name: "public")
        }
    }

    /// As text: one line an object.
    public static func text(_ catalog: Catalog) -> String {
        shown(catalog).map { object in
            let name = [object.id.schema, object.id.relation, object.id.name].compactMap { $0 }
                .joined(separator: ".")
            let arguments = object.id.arguments.map { "(\($0.joined(separator: ", ")))" } ?? ""
            let place =
                object.provenance.first.map {
                    "  \($0.location.file):\($0.location.line):\($0.location.column)"
                } ?? ""
            return object.id.kind.rawValue.padded(18) + name + arguments + place + "\n"
        }.joined()
    }
}
