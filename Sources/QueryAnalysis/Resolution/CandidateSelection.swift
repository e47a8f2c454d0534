/// The choice among overloads (`src/backend/parser/parse_func.c`, the manual's chapter 10.3).
struct CandidateSelection {
    let coercion: Coercion

    /// What the choice ended in.
    enum Outcome: Equatable {
        /// The position of the chosen candidate.
        case chosen(Int)
        case ambiguous
        case none
    }

    /// Chooses among candidates by their parameter types, each list as long as `arguments`.
    func choose(_ candidates: [[SQLType]], for arguments: [SQLType]) -> Outcome {
        if let exact = candidates.firstIndex(where: { matches($0, arguments) }) {
            return .chosen(exact)
        }
        let viable = candidates.indices.filter { index in
            zip(arguments, candidates[index]).allSatisfy { coercion.canCoerce($0, to: $1) }
        }
        guard viable.count > 1 else { return viable.first.map(Outcome.chosen) ?? .none }
        return select(viable, candidates, arguments)
    }

    private func matches(_ parameters: [SQLType], _ arguments: [SQLType]) -> Bool {
        zip(parameters, arguments).allSatisfy { $0.withoutModifier == $1.withoutModifier }
    }

    /// `func_select_candidate`.
    private func select(_ viable: [Int], _ candidates: [[SQLType]], _ arguments: [SQLType])
        -> Outcome
    {
        let bases = arguments.map { $0.is(.unknown) ? $0.withoutModifier : coercion.baseType($0) }
        let categories = bases.map { coercion.category($0) }
        var remaining = best(viable) { index in
            count(candidates[index], bases) { parameter, base in parameter == base }
        }
        if remaining.count == 1 { return .chosen(remaining[0]) }
        remaining = best(remaining) { index in
            zip(zip(candidates[index], bases), categories).reduce(0) { total, item in
                let ((parameter, base), category) = item
                guard !base.is(.unknown) else { return total }
                let exact = parameter.withoutModifier == base
                return total + (exact || coercion.isPreferred(parameter, in: category) ? 1 : 0)
            }
        }
        if remaining.count == 1 { return .chosen(remaining[0]) }
        guard bases.contains(where: { $0.is(.unknown) }) else { return .ambiguous }
        remaining = byUnknownPositions(remaining, candidates, bases)
        if remaining.count == 1 { return .chosen(remaining[0]) }
        return byOneKnownType(remaining, candidates, bases)
    }

    private func count(
        _ parameters: [SQLType], _ bases: [SQLType], where test: (SQLType, SQLType) -> Bool
    ) -> Int {
        zip(parameters, bases).reduce(0) { total, pair in
            total + (!pair.1.is(.unknown) && test(pair.0.withoutModifier, pair.1) ? 1 : 0)
        }
    }

    private func best(_ indexes: [Int], _ score: (Int) -> Int) -> [Int] {
        let scores = indexes.map(score)
        guard let top = scores.max() else { return [] }
        return zip(indexes, scores).compactMap { $1 == top ? $0 : nil }
    }

    /// At each unknown position settle on a category: string if any candidate has it there, else
    /// the one they agree on; then keep the candidates of that category, or its preferred type.
    private func byUnknownPositions(
        _ remaining: [Int], _ candidates: [[SQLType]], _ bases: [SQLType]
    ) -> [Int] {
        var slots: [(position: Int, category: TypeCategory, hasPreferred: Bool)] = []
        for position in bases.indices where bases[position].is(.unknown) {
            var category: TypeCategory?
            var hasPreferred = false
            var conflict = false
            for index in remaining {
                let parameter = candidates[index][position]
                let current = coercion.category(parameter)
                let preferred = coercion.isPreferred(parameter, in: current)
                if category == nil {
                    (category, hasPreferred) = (current, preferred)
                } else if current == category {
                    hasPreferred = hasPreferred || preferred
                } else if current == .string {
                    (category, hasPreferred) = (current, preferred)
                } else if category != .string {
                    conflict = true
                }
            }
            if conflict && category != .string { return remaining }
            if let category { slots.append((position, category, hasPreferred)) }
        }
        let kept = remaining.filter { index in
            slots.allSatisfy { slot in
                let parameter = candidates[index][slot.position]
                let category = coercion.category(parameter)
                return category == slot.category
                    && (!slot.hasPreferred || coercion.isPreferred(parameter, in: category))
            }
        }
        return kept.isEmpty ? remaining : kept
    }

    /// If all known arguments have one type, try it for the unknown ones.
    private func byOneKnownType(
        _ remaining: [Int], _ candidates: [[SQLType]], _ bases: [SQLType]
    ) -> Outcome {
        let known = Set(bases.filter { !$0.is(.unknown) })
        guard let type = known.first, known.count == 1 else { return .ambiguous }
        let fitting = remaining.filter { index in
            candidates[index].allSatisfy { coercion.canCoerce(type, to: $0) }
        }
        return fitting.count == 1 ? .chosen(fitting[0]) : .ambiguous
    }
}
