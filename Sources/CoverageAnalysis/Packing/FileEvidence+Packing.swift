public import Packing
import SchemaCatalog

/// Objects stand in it by their positions: it is that of one catalog, and of those that hold the
/// same.
extension FileEvidence: Packable {
    /// Without the file's path, as diagnostics are. Column by column, places as distances from those
    /// before: what is alike stands together, and is compressed to half of what rows come to.
    public func pack(into writer: inout PackWriter) {
        functions.pack(into: &writer)
        writer.write(number: UInt(items.count))
        Self.packDistances(items.lazy.map(\.object), into: &writer)
        Self.packDistances(items.lazy.map(\.line), into: &writer)
        Self.packDistances(items.lazy.map(\.column), into: &writer)
        for item in items { item.function.pack(into: &writer) }
        for item in items { item.facet.pack(into: &writer) }
        for item in items {
            writer.write(byte: UInt8(item.grade.rawValue) << 1 | (item.implies ? 1 : 0))
        }
        writer.write(number: UInt(parts.count))
        for (claim, part) in parts {
            writer.write(number: UInt(claim.object))
            claim.facet.pack(into: &writer)
            part.pack(into: &writer)
        }
    }

    public init(from reader: inout PackReader) {
        let functions = [String](from: &reader)
        let count = reader.count()
        let objects = Self.distances(count, from: &reader)
        let lines = Self.distances(count, from: &reader)
        let columns = Self.distances(count, from: &reader)
        let calls = Self.values(count, from: &reader) { Int16(from: &$0) }
        let facets = Self.values(count, from: &reader) { Facet(from: &$0) }
        let grades = Self.values(count, from: &reader) {
            $0.tag(below: UInt8(Grade.allCases.count) << 1)
        }
        if calls.contains(where: { $0 >= functions.count }) { reader.noteFault() }
        var items: [Item] = []
        // What is no form ends before all columns are as long.
        if !reader.isFaulty {
            items.reserveCapacity(count)
            for index in 0..<count {
                items.append(
                    Item(
                        object: objects[index], line: lines[index], column: columns[index],
                        function: calls[index], facet: facets[index],
                        grade: Grade(rawValue: Int(grades[index] >> 1)) ?? .exercised,
                        implies: grades[index] & 1 != 0))
            }
        }
        var parts: [(claim: PartedClaim, part: String?)] = []
        for _ in 0..<reader.count() {
            if reader.isFaulty { break }
            let object = UInt32(truncatingIfNeeded: reader.number())
            parts.append(
                (
                    PartedClaim(object: object, facet: Facet(from: &reader)),
                    String?(from: &reader)
                ))
        }
        self.init(path: "", items, functions, parts)
    }

    private static func packDistances(
        _ values: some Sequence<UInt32>, into writer: inout PackWriter
    ) {
        var last = 0
        for value in values {
            (Int(value) - last).pack(into: &writer)
            last = Int(value)
        }
    }

    private static func distances(_ count: Int, from reader: inout PackReader) -> [UInt32] {
        var last = 0
        return values(count, from: &reader) {
            last &+= Int(from: &$0)
            return UInt32(truncatingIfNeeded: last)
        }
    }

    private static func values<Value>(
        _ count: Int, from reader: inout PackReader, _ value: (inout PackReader) -> Value
    ) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(count)
        for _ in 0..<count {
            if reader.isFaulty { break }
            values.append(value(&reader))
        }
        return values
    }
}
