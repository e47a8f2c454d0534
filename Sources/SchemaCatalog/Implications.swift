/// Which objects must exist for each object of a catalog to: its relation, its schema, and all that
/// it depends on. Made once, in flat lists of positions, so that no assertion need look them up.
public struct Implications: Sendable {
    /// By claim position: where its part of `targets` begins; and one more, its end.
    private var starts: [UInt32]
    private var targets: [UInt32] = []

    /// Finds what each object of a catalog, and each that migrations dropped, implies.
    public init(_ catalog: Catalog, _ dependencies: Dependencies) {
        starts = []
        starts.reserveCapacity(catalog.claimPositions.count + 1)
        var last: (schema: String?, relation: String?, positions: [UInt32])?
        for position in catalog.claimPositions {
            starts.append(UInt32(targets.count))
            let id = catalog.claimObject(at: position).id
            if let last, last.relation == id.relation, last.schema == id.schema {
                targets += last.positions
            } else {
                // Neighbours of one table share theirs.
                let containers = catalog.containers(of: id).compactMap {
                    catalog.claimPosition(of: $0).map { UInt32($0) }
                }
                last = (id.schema, id.relation, containers)
                targets += containers
            }
            if position < catalog.objects.count {
                targets += dependencies.positions(neededAt: position).lazy.map { UInt32($0) }
            }
        }
        starts.append(UInt32(targets.count))
    }

    /// The claim positions of what the object at a claim position implies; of the other direction,
    /// of what implies it.
    public func of(_ position: Int) -> ArraySlice<UInt32> {
        targets[Int(starts[position])..<Int(starts[position + 1])]
    }

    /// The other direction.
    public func reversed() -> Implications {
        var result = self
        var counts = [UInt32](repeating: 0, count: starts.count)
        for target in targets { counts[Int(target) + 1] += 1 }
        for position in counts.indices.dropFirst() { counts[position] += counts[position - 1] }
        result.starts = counts
        for source in starts.indices.dropLast() {
            for target in of(source) {
                result.targets[Int(counts[Int(target)])] = UInt32(source)
                counts[Int(target)] += 1
            }
        }
        return result
    }
}
