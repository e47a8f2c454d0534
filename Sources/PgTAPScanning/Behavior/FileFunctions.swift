import QueryAnalysis
import SQLSyntax

/// The functions that a test file makes for itself.
enum FileFunctions {
    /// Those that an assertion calls, or one that it calls, and so on: `is(pg_temp.sign_up_as('anna'),
    /// 'ok')` judges what the routines do that sign_up_as() calls.
    static func answered(in file: TestFile) -> Set<String> {
        let exercises = file.exercises.filter { $0.state == .active }
        let own = Set(exercises.compactMap(\.enclosingFunction))
        guard !own.isEmpty else { return [] }
        func called(by exercise: Exercise) -> Set<String> {
            own.intersection(exercise.uses.calls.lazy.map(\.name.name))
        }
        var answered: Set<String> = []
        var next = exercises.lazy.filter { $0.function != nil }.reduce(into: Set<String>()) {
            $0.formUnion(called(by: $1))
        }
        while !next.isEmpty {
            answered.formUnion(next)
            next = exercises.lazy.filter { $0.enclosingFunction.map(next.contains) ?? false }
                .reduce(into: Set<String>()) { $0.formUnion(called(by: $1)) }
                .subtracting(answered)
        }
        return answered
    }
}
