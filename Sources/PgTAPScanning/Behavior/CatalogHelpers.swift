import ParseTree
import QueryAnalysis
import QueryEvaluation
import SQLSyntax

extension CatalogHelper {
    /// Nil for a function that is something else.
    init?(_ routine: CreateRoutine) {
        guard routine.options.language?.lowercased() == "sql", let body = routine.body,
            routine.returns?.isSet == false,
            routine.parameters.allSatisfy({ $0.mode == .in && $0.default == nil }),
            let statements = try? StatementReader.readAll(body), statements.count == 1,
            case .data(.query(let query)) = statements[0], query.into == nil,
            StatementUses(.query(query)).readsSystemCatalogs
        else { return nil }
        self.init(
            name: routine.name.name, parameters: routine.parameters.map { $0.name ?? "" },
            query: query)
    }
}

extension Environment {
    /// With functions of a test's own, which hide those of the schema.
    func with(_ helpers: [CatalogHelper]) -> Environment {
        guard !helpers.isEmpty else { return self }
        var environment = self
        let others = routine
        environment.routine = { name, count in
            helpers.first { $0.name == name.name && $0.parameters.count == count }
                .map { QueryRoutine($0.query, argumentNames: $0.parameters) } ?? others(name, count)
        }
        return environment
    }
}

extension StatementUses {
    /// Functions that ask them for whoever calls.
    private static let askingCatalogs: Set<String> = [
        "enum_range", "enum_first", "enum_last", "pg_get_functiondef",
    ]

    /// Whether it asks the server's own catalogs.
    var readsSystemCatalogs: Bool {
        reads.contains {
            $0.schema == "information_schema" || $0.schema == "pg_catalog"
                || $0.schema == nil && $0.name.hasPrefix("pg_")
        } || calls.contains { Self.askingCatalogs.contains($0.name.name) }
    }
}
