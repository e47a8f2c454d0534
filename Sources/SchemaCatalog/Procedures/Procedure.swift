import QueryEvaluation
import SQLSyntax

/// A PL/pgSQL block while it runs: its variables, and what is left to run.
struct Procedure {
    /// Variables by name, innermost block last.
    var scopes: [[String: Value]] = [[:]]
    /// `$1`, `$2`, …
    var parameters: [Value] = []
    /// How a statement ends.
    enum Flow: Equatable {
        case next
        case exit(String?)
        case `continue`(String?)
        case `return`
        /// An error that the block's handlers may take: RAISE, or what the server would reject.
        case failed
    }

    func value(_ name: String) -> Value? {
        for scope in scopes.reversed() {
            if let value = scope[name] { return value }
        }
        return nil
    }

    /// Sets a variable where it is declared; an unknown name is one of the server's (`NEW`,
    /// `FOUND`).
    mutating func set(_ name: String, _ value: Value) {
        for index in scopes.indices.reversed() where scopes[index][name] != nil {
            scopes[index][name] = value
            return
        }
        scopes[scopes.count - 1][name] = value
    }

    /// Sets a variable, or a field of a row that it holds; of what is no known row nothing is known
    /// then.
    mutating func set(_ name: String, _ field: String?, _ value: Value) {
        guard let field else { return set(name, value) }
        guard case .record(var fields)? = self.value(name),
            let index = fields.firstIndex(where: { $0.name == field })
        else { return forget([name]) }
        fields[index].value = value
        set(name, .record(fields))
    }

    /// Sets targets to the columns of a row; a single record variable takes them all.
    mutating func set(_ targets: [String], _ row: Relation.Row, _ columns: [String]) {
        if targets.count == 1, columns.count > 1 || isRecord(targets[0]) {
            set(targets[0], .record(zip(columns, row.values).map { Value.Field($0, $1) }))
            return
        }
        for (index, target) in targets.enumerated() {
            set(target, index < row.values.count ? row.values[index] : .null)
        }
    }

    private func isRecord(_ name: String) -> Bool {
        if case .record? = value(name) { return true }
        return false
    }

    mutating func forget(_ names: some Sequence<String>) {
        // A record keeps being one: its fields are unknown.
        for name in names { set(name, isRecord(name) ? .record([]) : .unknown) }
    }
}
