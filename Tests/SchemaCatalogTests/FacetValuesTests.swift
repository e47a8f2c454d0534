import SchemaCatalog
import Testing

@Suite struct FacetValuesTests {
    @Test("A facet is set, replaced and taken away; the order in which that happens is no matter")
    func setting() {
        var values: FacetValues = [.type: .text("integer"), .nullability: .text("nullable")]
        values[.default] = .text("1")
        values[.type] = .text("bigint")
        values[.identity] = nil
        #expect(values[.type] == .text("bigint"))
        #expect(values[.identity] == nil)
        #expect(values.keys == [.type, .nullability, .default])

        var other: FacetValues = [
            .default: .text("1"), .owner: .text("me"), .type: .text("bigint"),
        ]
        #expect(values != other)
        other[.owner] = nil
        other[.nullability] = .text("nullable")
        #expect(values == other)
        #expect(values.hashValue == other.hashValue)
    }

    @Test("Own values stand before those of others")
    func adding() {
        let own: FacetValues = [.owner: .text("me")]
        let all = own.adding([.owner: .text("you"), .columns: .list(["a"])])
        #expect(all == [.columns: .list(["a"]), .owner: .text("me")])
        #expect(all.map(\.key) == [.columns, .owner])
    }
}

@Suite struct ObjectKindsTests {
    @Test("Ranks are positions in the declaration")
    func ranks() {
        #expect(ObjectKind.allCases.map(\.rank) == Array(ObjectKind.allCases.indices))
        #expect(Facet.allCases.map { Int($0.rank) } == Array(Facet.allCases.indices))
        // A set of them is one number.
        #expect(ObjectKind.allCases.count <= UInt64.bitWidth)
    }

    @Test("A set of kinds is what a set of values is", arguments: ObjectKind.allCases)
    func membership(_ kind: ObjectKind) {
        let some: ObjectKinds = [.table, .view, .grant]
        #expect(some.contains(kind) == Set([.table, .view, .grant]).contains(kind))
        #expect(some.union([kind]).contains(kind))
        #expect(ObjectKinds([kind]).isSubset(of: some) == some.contains(kind))
        #expect(Array(ObjectKinds(ObjectKind.allCases)) == ObjectKind.allCases)
    }
}
