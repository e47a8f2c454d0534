public import SchemaCatalog

/// Evidence by object and facet: the hash side of the join.
///
/// An object is hashed once for each run of claims about it and once for each requirement; what an
/// object has of facets is a handful, and evidence lies in one array, chained by claim.
public struct CoverageIndex: Sendable {
    private var rowByObject: [ObjectID: Int] = [:]
    private var rows: [[Chain]] = []
    private var entries: [Entry] = []

    /// The evidence for one facet of a row's object, as positions in `entries`.
    private struct Chain {
        var facet: Facet
        var first: Int
        var last: Int
    }

    private struct Entry {
        var evidence: Evidence
        var next: Int?
    }

    /// No evidence.
    public init() {}

    /// Adds proven claims. One location proves one claim once, at its best grade.
    public mutating func add(_ proven: [ProvenClaim]) {
        var last: (object: ObjectID, row: Int)?
        for item in proven {
            let object = item.claim.object
            let row = last.flatMap { $0.object == object ? $0.row : nil } ?? row(of: object)
            last = (object, row)
            insert(item.evidence, item.claim.facet, row)
        }
    }

    /// The evidence for a claim, in the order in which the tests gave it.
    public func evidence(for claim: Claim) -> [Evidence] {
        guard let row = rowByObject[claim.object], let chain = rows[row].first(where: { $0.facet == claim.facet }) else { return [] }
        var result: [Evidence] = []
        var next: Int? = chain.first
        while let index = next {
            result.append(entries[index].evidence)
            next = entries[index].next
        }
        return result
    }

    private mutating func row(of object: ObjectID) -> Int {
        if let known = rowByObject[object] { return known }
        let row = rows.count
        rowByObject[object] = row
        rows.append([])
        return row
    }

    private mutating func insert(_ evidence: Evidence, _ facet: Facet, _ row: Int) {
        guard let position = rows[row].firstIndex(where: { $0.facet == facet }) else {
            rows[row].append(Chain(facet: facet, first: entries.count, last: entries.count))
            entries.append(Entry(evidence: evidence, next: nil))
            return
        }
        let last = rows[row][position].last
        // What an assertion implies comes right after what it asserts.
        if entries[last].evidence.location == evidence.location {
            if entries[last].evidence.grade < evidence.grade { entries[last].evidence = evidence }
            return
        }
        entries[last].next = entries.count
        rows[row][position].last = entries.count
        entries.append(Entry(evidence: evidence, next: nil))
    }
}
