/// Picks the overload that the server would run, for callers outside this module.
public struct OverloadResolver {
    private let coercion: Coercion

    /// Makes a resolver over a scope; the server's own types need none.
    public init(_ scope: Scope = Scope()) { coercion = Coercion(scope: scope) }

    /// What the server would do with a call.
    public enum Outcome: Sendable, Hashable {
        /// The position of the overload in the list given.
        case resolved(Int)
        /// SQLSTATE 42725.
        case ambiguous
        /// SQLSTATE 42883.
        case undefined
        /// SQLSTATE 42804: a polymorphic parameter got nothing but untyped literals.
        case indeterminate
    }

    /// Resolves a call by position (`func_get_detail`).
    public func resolve(_ candidates: [FunctionCandidate], arguments: [SQLType]) -> Outcome {
        var positions: [Int] = []
        var shapes: [[SQLType]] = []
        for (position, candidate) in candidates.enumerated() {
            guard let shape = FunctionResolution.parameters(of: candidate, count: arguments.count),
                !shapes.contains(shape)
            else { continue }
            positions.append(position)
            shapes.append(shape)
        }
        switch CandidateSelection(coercion: coercion).choose(shapes, for: arguments) {
        case .none: return .undefined
        case .ambiguous: return .ambiguous
        case .chosen(let index):
            return isDeterminate(shapes[index], arguments)
                ? .resolved(positions[index]) : .indeterminate
        }
    }

    private func isDeterminate(_ parameters: [SQLType], _ arguments: [SQLType]) -> Bool {
        let polymorphic = zip(parameters, arguments).filter { parameter, _ in
            parameter.is(.anyelement) || parameter.is(.anyarray) || parameter.is(.anynonarray)
                || parameter.is(.anyenum)
        }
        return polymorphic.isEmpty || polymorphic.contains { !$1.is(.unknown) }
    }
}
