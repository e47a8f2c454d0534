import QueryAnalysis
public import SQLSyntax

/// What the server looks up in the body of a function in language SQL when it is created
/// (`fmgr_sql_validator()`, `src/backend/catalog/pg_proc.c`).
public enum CheckedBody {
    /// Bodies of functions of any type are parsed, and no more.
    private static let polymorphic: Set<String> = [
        "any", "anyarray", "anycompatible", "anycompatiblearray", "anycompatiblemultirange",
        "anycompatiblenonarray", "anycompatiblerange", "anyelement", "anyenum", "anymultirange",
        "anynonarray", "anyrange",
    ]

    /// The relations that a body reads and writes; none where it also defines something, which may
    /// be what it names.
    ///
    /// - Parameter statements: How the text of a body is read.
    public static func relations(
        of routine: CreateRoutine, _ statements: (String) -> [Statement]?
    ) -> [QualifiedName] {
        guard let body = routine.body,
            !routine.parameters.contains(where: { polymorphic.contains($0.type.name.name) }),
            let statements = statements(body)
        else { return [] }
        var found: [QualifiedName] = []
        var seen: Set<QualifiedName> = []
        for statement in statements {
            guard case .data(let data) = statement else { return [] }
            let uses = StatementUses(data)
            for name in uses.reads + uses.writes.map(\.relation) where seen.insert(name).inserted {
                found.append(name)
            }
        }
        return found
    }
}
