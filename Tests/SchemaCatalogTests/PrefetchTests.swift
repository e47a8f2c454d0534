import Testing

@testable import SchemaCatalog

@Suite struct PrefetchTests {
    private static let catalog: Catalog = {
        var objects = [CatalogObject(ObjectID(.schema, name: "app"))]
        for table in 0..<900 {
            let name = "a_table_with_a_long_name_\(table)"
            objects.append(CatalogObject(ObjectID(.table, schema: "app", name: name)))
            objects += (0..<9).map {
                CatalogObject(
                    ObjectID(.column, schema: "app", relation: name, name: "c\($0)"),
                    facets: [.type: .text("integer")])
            }
        }
        return Catalog(objects: objects)
    }()

    @Test("Names asked for ahead are where looks find them")
    func existing() {
        let catalog = Self.catalog
        let wanted = catalog.objects.filter { $0.id.kind != .schema }.map(\.id)
        let found = catalog.contents.groups.prefetch(
            wanted.map {
                NameAhead(
                    schema: $0.schema, name: $0.relation ?? $0.name,
                    child: $0.relation == nil ? nil : $0.name)
            })
        #expect(found == wanted.map { catalog.index(of: $0) })
    }

    @Test("What is not there is passed over, and a small catalog is not asked")
    func missing() {
        let asked = [
            NameAhead(schema: "app", name: "no_table", child: nil),
            NameAhead(schema: "app", name: "no_table", child: "c0"),
            NameAhead(schema: "app", name: "a_table_with_a_long_name_0", child: "no_column"),
            NameAhead(schema: nil, name: "", child: ""),
        ]
        #expect(Self.catalog.contents.groups.prefetch(asked) == [nil, nil, nil, nil])
        #expect(Catalog().contents.groups.prefetch(asked) == [nil, nil, nil, nil])
        var isAsked = false
        Self.catalog.prefetch {
            isAsked = true
            return asked
        }
        #expect(isAsked)
        // A small catalog is in the processor's cache anyway.
        Catalog().prefetch {
            Issue.record("asked")
            return asked
        }
    }
}
