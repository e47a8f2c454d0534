import QueryEvaluation
import SQLSyntax

/// EXECUTE of texts with a part that only the server knows, where the part is of no interest: the
/// name of the database in `format('ALTER DATABASE %I SET …', current_database())`, the number in
/// `format('… AS IDENTITY (START WITH %s)', next)`.
extension CatalogFold {
    /// The statements that a text comes to whatever stands in it for what is not known; nil where
    /// they would not be the same.
    mutating func indifferentStatements(_ text: Expression, _ procedure: Procedure)
        -> [SQLSyntax.Statement]?
    {
        for (one, other) in [("1", "2"), ("one", "other")] {
            if let statements = statements(text, procedure, placeholder: one),
                statements == self.statements(text, procedure, placeholder: other)
            {
                return statements
            }
        }
        return nil
    }

    private mutating func statements(
        _ text: Expression, _ procedure: Procedure, placeholder: String
    ) -> [SQLSyntax.Statement]? {
        guard case .text(let sql) = evaluate(text, procedure, placeholder: placeholder) else {
            return nil
        }
        return dynamic.statements(sql)?.map(\.tracked)
    }
}

extension SQLSyntax.Statement {
    /// The statement without what pgcov does not track.
    fileprivate var tracked: SQLSyntax.Statement {
        switch self {
        case .alterDatabaseSetting(_, let change): return .alterDatabaseSetting("", change)
        case .grant(let grant) where grant.objectKind == .database: return .untracked("GrantStmt")
        case .createSequence(let name, let options, let ifNotExists, let persistence):
            return .createSequence(
                name, options: options.filter(\.isTracked), ifNotExists: ifNotExists,
                persistence: persistence)
        case .alterSequence(let name, let options, let ifExists):
            return .alterSequence(
                name, options: options.filter(\.isTracked), ifExists: ifExists)
        case .alterTable(var alter):
            alter.actions = alter.actions.map(\.tracked)
            return .alterTable(alter)
        default: return self
        }
    }
}

extension AlterTable.Action {
    fileprivate var tracked: AlterTable.Action {
        switch self {
        case .addIdentity(let name, let always, let options):
            .addIdentity(name, always: always, options: options.filter(\.isTracked))
        case .setIdentity(let name, let options):
            .setIdentity(name, options: options.filter(\.isTracked))
        default: self
        }
    }
}

extension DefinitionItem {
    /// Whether an option of a sequence is more than where it counts from and to.
    fileprivate var isTracked: Bool {
        !["start", "restart", "increment", "minvalue", "maxvalue", "cache", "cycle"].contains(name)
    }
}
