public import SchemaCatalog

/// Near misses by what they are about: only gaps look for theirs.
public struct NearMissIndex: Sendable {
    private var byClaim: [Claim: [NearMiss]] = [:]
    /// Schemas of free-standing objects, by kind and name, where several have one.
    private var schemas: [Namesake: [String]] = [:]

    private struct Namesake: Hashable {
        var kind: ObjectKind
        var name: String
    }

    /// More than these for one claim say nothing new.
    private static let maximum = 3

    /// Of no tests.
    public init() {}

    /// Gathers near misses, in the order of the tests.
    public init(_ nearMisses: [NearMiss], _ catalog: Catalog) {
        for miss in nearMisses {
            // Most assertions that come close to something are followed by one that proves it.
            if byClaim[miss.claim]?.count ?? 0 < Self.maximum { byClaim[miss.claim, default: []].append(miss) }
        }
        guard catalog.schemaNames.count > 1 else { return }
        for object in catalog.objects where object.id.relation == nil {
            guard let schema = object.id.schema else { continue }
            schemas[Namesake(kind: object.id.kind, name: object.id.name), default: []].append(schema)
        }
        schemas = schemas.filter { $0.value.count > 1 }
    }

    /// What came close to a requirement that is not met.
    func nearMisses(for requirement: Requirement, _ index: CoverageIndex) -> [NearMiss] {
        let claim = requirement.claim
        var found = byClaim[claim] ?? []
        if let relation = claim.object.relation, found.count < Self.maximum {
            let any = ObjectID(claim.object.kind, schema: claim.object.schema, relation: relation, name: NearMiss.anyName)
            found += byClaim[Claim(any, claim.facet)] ?? []
        }
        found += partly(requirement, index) + elsewhere(claim, index)
        return Array(found.prefix(Self.maximum))
    }

    /// Some of the roles, or parents, that an object has.
    private func partly(_ requirement: Requirement, _ index: CoverageIndex) -> [NearMiss] {
        guard let parts = requirement.claim.facet.parts(of: requirement.value), let first = Array(index.evidence(for: requirement.claim)).first,
            let function = first.function
        else { return [] }
        let missing = Set(parts).subtracting(index.provenParts(of: requirement.claim).compactMap { $0 }).sorted()
        return [NearMiss(requirement.claim, at: first.location, function: function, reason: "leaves out \(missing.joined(separator: ", "))")]
    }

    /// The same of an object of the same name in another schema.
    private func elsewhere(_ claim: Claim, _ index: CoverageIndex) -> [NearMiss] {
        let id = claim.object
        let kinds: [ObjectKind] = id.relation == nil ? [id.kind] : [.table, .view, .materializedView, .foreignTable]
        let others = kinds.lazy.flatMap { schemas[Namesake(kind: $0, name: id.relation ?? id.name)] ?? [] }.filter { $0 != id.schema }
        for schema in others {
            let other = ObjectID(id.kind, schema: schema, relation: id.relation, name: id.name, arguments: id.arguments)
            guard let evidence = index.evidence(for: Claim(other, claim.facet)).first(where: { $0.grade == .asserted }), let function = evidence.function else { continue }
            let name = [schema, id.relation, id.name].compactMap { $0 }.joined(separator: ".")
            return [NearMiss(claim, at: evidence.location, function: function, reason: "is about \(name)")]
        }
        return []
    }
}
