import QueryAnalysis
import SQLSyntax
import SchemaCatalog

extension CatalogObject {
    /// Whether whatever a policy lets through another does as well, as they are written: `a` and
    /// `a OR b`, `a AND b` and `a`. Without it nothing would be missed.
    func isImplied(by other: CatalogObject) -> Bool {
        guard let read = conditions.first, let written = conditions.last,
            let otherRead = other.conditions.first, let otherWritten = other.conditions.last
        else { return false }
        return read.implies(otherRead) && written.implies(otherWritten)
    }
}

extension Expression {
    fileprivate func implies(_ other: Expression) -> Bool {
        let wide = Set(other.alternatives)
        return alternatives.allSatisfy { own in
            if wide.contains(own) { return true }
            guard case .and(let parts) = own else { return false }
            return parts.contains { wide.contains($0.withoutIdleQuery) }
        }
    }

    /// What OR joins, each without `(SELECT …)` around it.
    private var alternatives: [Expression] {
        if case .or(let parts) = self { return parts.flatMap(\.alternatives) }
        return [withoutIdleQuery]
    }
}
