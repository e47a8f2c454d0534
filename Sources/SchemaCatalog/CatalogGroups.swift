import Packing

/// Where a catalog's objects stand by their names. Its order brings those of one relation together:
/// first what bears the name itself, then the columns, constraints, indexes … that belong to it.
struct CatalogGroups: Sendable {
    /// Positions of the objects of one name in a schema.
    struct Group: Sendable {
        /// Tables, views, types, every overload of a function: what belongs to no relation.
        var own: Range<Int>
        /// What belongs to the relation of this name.
        var children: Range<Int>

        static let none = Group(own: 0..<0, children: 0..<0)
    }

    /// What tells most objects from the one wanted without a look at the object itself: in a large
    /// schema each look waits for memory.
    private struct Mark: Equatable {
        var kind: ObjectKind
        var nameHash: UInt32
    }

    private let groups: [SchemaName: Group]
    private let marks: [Mark]

    /// - Parameter objects: Sorted by their identities.
    init(_ objects: [CatalogObject]) {
        var groups: [SchemaName: Group] = [:]
        var start = 0
        while start < objects.count {
            let id = objects[start].id
            let key = SchemaName(schema: id.schema, name: id.relation ?? id.name)
            var children = start
            while children < objects.count, objects[children].id.isNamed(key) { children += 1 }
            var end = children
            while end < objects.count, objects[end].id.belongs(to: key) { end += 1 }
            groups[key] = Group(own: start..<children, children: children..<end)
            start = end
        }
        self.groups = groups
        marks = objects.map { Mark(kind: $0.id.kind, nameHash: Self.hash($0.id.name)) }
    }

    /// The objects of a name, and what belongs to it.
    subscript(schema: String?, name: String) -> Group {
        groups[SchemaName(schema: schema, name: name)] ?? .none
    }

    /// The first of some positions whose object is of one of these kinds.
    func first(_ kinds: ObjectKinds, in positions: Range<Int>) -> Int? {
        positions.first { kinds.contains(marks[$0].kind) }
    }

    /// Those of some positions whose objects are of these kinds.
    func select(_ kinds: ObjectKinds, in positions: Range<Int>) -> [Int] {
        positions.filter { kinds.contains(marks[$0].kind) }
    }

    /// Those of some positions whose objects are of these kinds and may have this name.
    func candidates(
        _ kinds: ObjectKinds, named name: String, in positions: Range<Int>
    ) -> some Sequence<Int> {
        let wanted = Self.hash(name)
        return positions.lazy.filter {
            marks[$0].nameHash == wanted && kinds.contains(marks[$0].kind)
        }
    }

    private static func hash(_ name: String) -> UInt32 {
        UInt32(truncatingIfNeeded: TextHash.of(name.utf8.span))
    }
}

/// A name in a schema.
struct SchemaName: Hashable {
    var schema: String?
    var name: String
}

extension ObjectID {
    fileprivate func isNamed(_ name: SchemaName) -> Bool {
        relation == nil && self.name == name.name && schema == name.schema
    }

    fileprivate func belongs(to name: SchemaName) -> Bool {
        relation == name.name && schema == name.schema
    }
}
