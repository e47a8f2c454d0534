import QueryAnalysis
import QueryEvaluation
import SQLSyntax

/// The schema's functions in language SQL, as queries.
struct RoutineQueries {
    private let state: FoldState
    private let searchPath: [String]
    private let dynamic: DynamicSQL

    init(_ state: FoldState, _ searchPath: [String], _ dynamic: DynamicSQL) {
        (self.state, self.searchPath, self.dynamic) = (state, searchPath, dynamic)
    }

    /// The only function of a name for so many arguments, where its body is one query.
    func query(_ name: QualifiedName, _ count: Int) -> QueryRoutine? {
        // The server's own come first where the name is not qualified.
        if name.schema == nil, ServerFunctionResult.exists(name.name) { return nil }
        let found = state.routineHandles(name, along: searchPath).compactMap { state.routines[$0] }
        guard found.count == 1, let routine = found.first, routine.kind == .function,
            routine.language == "sql", routine.arguments.count == count, routine.variadic == nil,
            // A function with a path of its own sees other objects.
            routine.searchPath == nil, !routine.isStrict,
            let body = routine.body, let statements = dynamic.statements(body),
            statements.count == 1, case .data(.query(let query)) = statements[0], query.into == nil
        else { return nil }
        return QueryRoutine(
            query, argumentNames: routine.argumentNames, returnsSet: routine.returnsSet,
            columns: routine.outputs.map(\.name))
    }
}
