import QueryAnalysis
import SQLSyntax
import SQLText

/// Folds the changes of migrations, in deploy order, into the catalog that PostgreSQL would have.
///
/// A statement that the server would reject has no effect and leaves a diagnostic; the fold goes on.
public struct CatalogFold {
    var state = FoldState()
    var session = SessionState()
    var diagnostics: [Diagnostic] = []
    /// Where the statement being applied stands.
    var location = SourceLocation(file: "", line: 1, column: 1)
    /// See ``SchemaChange/isGuarded``.
    var isGuarded = false

    /// Begins with the schema of a new database.
    ///
    /// - Parameters:
    ///   - searchPath: What a new session has.
    ///   - externalSchemas: Schemas that the platform provides; what stands in them owes nothing.
    public init(searchPath: [String] = ["public"], externalSchemas: Set<String> = []) {
        session = SessionState(searchPath: searchPath)
        session.externalSchemas = externalSchemas
        state.schemas["public"] = ContainerState(provenance: [], origin: .system)
        for schema in externalSchemas { state.schemas[schema] = ContainerState(provenance: [], origin: .system) }
    }

    /// Applies the changes of one file. Transactions that the file rolls back leave nothing.
    public mutating func apply(_ changes: [SchemaChange], file: String) {
        for change in RolledBack.removed(from: changes) {
            location = SourceLocation(file: file, line: change.line, column: change.column)
            isGuarded = change.isGuarded
            apply(change.statement)
        }
        session.endFile()
    }

    /// The catalog as it now stands, and what went wrong on the way.
    public func finish() -> (catalog: Catalog, diagnostics: [Diagnostic]) {
        (CatalogBuilder(state, session).build(), diagnostics)
    }

    // MARK: - Dispatch

    private mutating func apply(_ statement: SQLSyntax.Statement) {
        switch statement {
        case .createTable(let create): createTable(create)
        case .createTableAs(let create): createTableAs(create)
        case .createView(let create): createView(create)
        case .createIndex(let create): createIndex(create)
        case .createSequence(let name, let options, let ifNotExists, let persistence):
            createSequence(name, options, ifNotExists, persistence)
        case .alterSequence(let name, let options, let ifExists): alterSequence(name, options, ifExists)
        case .alterTable(let alter): alterTable(alter)
        case .createTrigger(let create): createTrigger(create)
        case .createPolicy(let policy): createPolicy(policy)
        case .alterPolicy(let policy): alterPolicy(policy)
        case .createRule(let name, let table, _, let orReplace): createRule(name, table, orReplace)
        case .createStatistics(let name, let table, let columns, let ifNotExists):
            createStatistics(name, table, columns, ifNotExists)
        case .createRoutine(let create): createRoutine(create)
        case .alterRoutine(let alter): alterRoutine(alter)
        case .createSchema(let name, let owner, let ifNotExists, let elements):
            createSchema(name, owner, ifNotExists, elements)
        case .rename(let rename): applyRename(rename)
        case .setSchema(let object, let schema, let ifExists): setSchema(object, schema, ifExists)
        case .drop(let drop): applyDrop(drop)
        case .set(let change): session.set(change)
        case .transaction(let command): session.transaction(command)
        case .alterDatabaseSetting(_, let change), .alterRoleSetting(_, let change): session.setDefault(change)
        case .data(.query(let query)): selectStatement(query)
        default: applyType(statement) || applyOther(statement) ? () : ()
        }
    }

    /// Elements of CREATE SCHEMA run in that schema.
    mutating func apply(element: SQLSyntax.Statement) { apply(element) }

    // MARK: - Faults

    /// Records what the server would reject.
    mutating func reject(_ message: String) {
        guard !isGuarded else { return }
        diagnostics.append(
            Diagnostic(rule: "migration-error", severity: .warning, message: message + "; PostgreSQL would reject this statement", location: location))
    }

    /// A provenance entry for the statement being applied.
    func provenance(_ action: Provenance.Action) -> Provenance { Provenance(action, at: location) }
}
