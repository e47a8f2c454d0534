import Packing

/// Where a catalog's objects stand by their names. Its order brings those of one relation together:
/// first what bears the name itself, then the columns, constraints, indexes … that belong to it.
struct CatalogGroups: Sendable {
    /// Positions of the objects of one name in a schema.
    struct Group: Sendable {
        private let start, middle, end: UInt32

        init(start: Int, middle: Int, end: Int) {
            (self.start, self.middle, self.end) = (UInt32(start), UInt32(middle), UInt32(end))
        }

        /// Tables, views, types, every overload of a function: what belongs to no relation.
        var own: Range<Int> { Int(start)..<Int(middle) }
        /// What belongs to the relation of this name.
        var children: Range<Int> { Int(middle)..<Int(end) }

        static let none = Group(start: 0, middle: 0, end: 0)
    }

    /// What tells most objects from the one wanted without a look at the object itself: in a large
    /// schema each look waits for memory.
    private struct Mark: Equatable {
        var kind: ObjectKind
        var nameHash: UInt32
    }

    /// By position; objects hold them, but one step further away.
    private let ids: [ObjectID]
    private let groups: [Group]
    /// By hash of schema and name, the numbers of groups.
    private let numbers: HashedPositions
    /// By position, the number of an object's group.
    private let groupNumbers: [UInt32]
    private let marks: [Mark]

    /// - Parameter objects: Sorted by their identities.
    init(_ objects: [CatalogObject]) {
        let ids = objects.map(\.id)
        var groups: [Group] = []
        var groupNumbers: [UInt32] = []
        groupNumbers.reserveCapacity(ids.count)
        var start = 0
        while start < ids.count {
            let id = ids[start]
            let (schema, name) = (id.schema, id.relation ?? id.name)
            var middle = start
            while middle < ids.count, ids[middle].isNamed(schema, name) { middle += 1 }
            var end = middle
            while end < ids.count, ids[end].belongs(to: schema, name) { end += 1 }
            groupNumbers += repeatElement(UInt32(groups.count), count: end - start)
            groups.append(Group(start: start, middle: middle, end: end))
            start = end
        }
        (self.ids, self.groups, self.groupNumbers) = (ids, groups, groupNumbers)
        numbers = HashedPositions(
            groups.map { group in
                let id = ids[group.own.lowerBound]
                return Self.hash(id.schema, id.relation ?? id.name)
            })
        marks = ids.map { Mark(kind: $0.kind, nameHash: Self.hash($0.name)) }
    }

    /// The objects of a name, and what belongs to it.
    subscript(schema: String?, name: String) -> Group {
        let number = numbers.first(Self.hash(schema, name)) { number in
            ids[groups[number].own.lowerBound].isOrBelongs(to: schema, name)
        }
        return number.map { groups[$0] } ?? .none
    }

    /// The group that holds the object at a position.
    func group(at position: Int) -> Group { groups[Int(groupNumbers[position])] }

    /// The position of an object.
    func position(of id: ObjectID) -> Int? {
        let group = self[id.schema, id.relation ?? id.name]
        let nameHash = Self.hash(id.name)
        return (id.relation == nil ? group.own : group.children).first {
            marks[$0] == Mark(kind: id.kind, nameHash: nameHash) && ids[$0] == id
        }
    }

    /// The first of some positions whose object is of one of these kinds.
    func first(_ kinds: ObjectKinds, in positions: Range<Int>) -> Int? {
        positions.first { kinds.contains(marks[$0].kind) }
    }

    /// Those of some positions whose objects are of these kinds.
    func select(_ kinds: ObjectKinds, in positions: Range<Int>) -> [Int] {
        positions.filter { kinds.contains(marks[$0].kind) }
    }

    /// The first of some positions whose object is of one of these kinds and has this name.
    func first(_ kinds: ObjectKinds, named name: String, in positions: Range<Int>) -> Int? {
        let wanted = Self.hash(name)
        return positions.first {
            marks[$0].nameHash == wanted && kinds.contains(marks[$0].kind)
                && ids[$0].name == name
        }
    }

    /// The first object of one of these kinds and this name that belongs to a relation. Its own
    /// identity tells the relation, which need not be looked at.
    func child(
        _ kinds: ObjectKinds, ofSchema schema: String?, relation: String, named name: String
    ) -> Int? {
        let wanted = Self.hash(name)
        var found: Int?
        _ = numbers.first(Self.hash(schema, relation)) { number in
            found = groups[number].children.first {
                marks[$0].nameHash == wanted && kinds.contains(marks[$0].kind)
                    && ids[$0].name == name && ids[$0].belongs(to: schema, relation)
            }
            return found != nil
        }
        return found
    }

    // MARK: - Ahead of looks

    func prefetchIdentity(_ position: Int) { ids.prefetch(position) }
    func identity(_ position: Int) -> ObjectID { ids[position] }

    /// Asks for the memory that looks at these names will need, all of them at once: in a large
    /// schema one after another waits for each.
    ///
    /// - Returns: For each name the position that it is likely to have; nil where there is none.
    func prefetch(_ names: [NameAhead]) -> [Int?] {
        let hashes = names.map { Self.hash($0.schema, $0.name) }
        for hash in hashes { numbers.prefetch(hash) }
        let found = hashes.map { hash in numbers.first(hash) { _ in true } }
        for case let number? in found { groups.prefetch(number) }
        for case let number? in found {
            let group = groups[number]
            for position in [group.own.lowerBound, group.children.lowerBound] {
                marks.prefetch(position)
                ids.prefetch(position)
            }
        }
        return zip(names, found).map { name, number in
            guard let group = number.map({ groups[$0] }) else { return nil }
            guard let child = name.child else { return group.own.first }
            let wanted = Self.hash(child)
            return group.children.first { marks[$0].nameHash == wanted }
        }
    }

    private static func hash(_ name: String) -> UInt32 {
        UInt32(truncatingIfNeeded: TextHash.of(name.utf8.span))
    }

    private static func hash(_ schema: String?, _ name: String) -> Int {
        let schema = schema.map { TextHash.of($0.utf8.span) } ?? 0
        return TextHash.of(name.utf8.span) ^ schema &* 0x1F35_A7BD
    }
}

/// A name in a schema.
struct SchemaName: Hashable {
    var schema: String?
    var name: String
}
