import QueryEvaluation
import SchemaCatalog
import QueryAnalysis

/// Functions that run as their owner, over the rows that their caller would see.
extension ExerciseResolver {
    /// Whether a function that is more than one expression would give its caller other rows, or an
    /// error, if it ran as whoever calls it.
    mutating func givesOtherwise(
        _ routine: CatalogObject, _ call: StatementUses.Call, _ context: ExerciseContext,
        _ rows: KnownRows
    ) -> Bool {
        guard context.isJudged, context.isOwn, !context.wantsError, !context.wantsNothing,
            routine.facets[.security] == .text("definer"), let invoking = rows.sight.asRole,
            let block = bodies.block(of: routine)
        else { return false }
        let inner = context.within(routine, .none)
        let runs = [rows.sight, invoking].compactMap {
            BodyRun(calling: routine, block, call, $0.environment(inner), succeeds: true)
        }
        guard runs.count == 2, runs[0].certain == nil else { return false }
        return runs[1].certain != nil || runs[0].givesOther(than: runs[1], routine)
    }
}

extension BodyRun {
    /// Whether it is known to give other rows than another run of the same body.
    fileprivate func givesOther(than other: BodyRun, _ routine: CatalogObject) -> Bool {
        if Self.differ(given, other.given) { return true }
        // Of a function that gives one value, PERFORM throws its rows away.
        guard case .text(let type)? = routine.facets[.returns],
            type.hasPrefix("SETOF ") || type.hasPrefix("TABLE(")
        else { return false }
        return Self.differ(performed, other.performed)
    }

    private static func differ(_ own: [[[Value]]?], _ other: [[[Value]]?]) -> Bool {
        zip(own, other).contains { own, other in
            guard let own, let other else { return false }
            return own.count != other.count
                || zip(own, other).contains { own, other in
                    zip(own, other).contains {
                        $0 != .unknown && $1 != .unknown && $0 != $1
                    }
                }
        }
    }
}
