import QueryAnalysis
import SQLSyntax
import SQLText

/// Folds the changes of migrations, in deploy order, into the catalog that PostgreSQL would have.
///
/// A statement that the server would reject has no effect and leaves a diagnostic; the fold goes
/// on.
public struct CatalogFold {
    var state = FoldState() { didSet { systemCatalog = nil } }
    var session = SessionState() { didSet { systemCatalog = nil } }
    var diagnostics: [Diagnostic] = []
    /// Where the statement being applied stands.
    var location = SourceLocation(file: "", line: 1, column: 1)
    /// Whether what runs hangs on a condition that could not be told: what exists already, or does
    /// not exist, is then no fault.
    var isGuarded = false
    /// Statements that may change the schema in a way that files do not tell (`opaque-ddl`).
    public var opaqueStatements: Int { opaqueOnes.count }
    /// What is said of them.
    var opaqueOnes: Set<Diagnostic> = []
    /// How text becomes statements.
    let dynamic: DynamicSQL
    /// The error of the last statement, within blocks that handle errors.
    var rejection: Rejection?
    /// Blocks with EXCEPTION around what runs.
    var handlerDepth = 0
    /// Statements, or parts of them, that the server would reject whatever it holds besides.
    var rejections = 0
    /// Whether nothing stands in the database but what the migrations make: what they miss is
    /// missing then.
    let isSelfContained: Bool
    /// Whether the external schemas are no more than a guess: one that a migration creates is its
    /// own.
    public var ownsAssumedSchemas = false
    /// Whether some statement could not be read: what it makes may be missed, which is then no
    /// reason to leave out more than what misses it.
    public var isIncomplete = false
    /// Extensions that bring more than is known of them.
    var extensionsWithMore: [String] = []
    /// Routines that call each other, outermost first.
    var callers: [RoutineOnStack] = []
    /// Steps of blocks that the statement of the script has run, in all that it calls: beyond the
    /// limit the rest is opaque, so that nothing is endless.
    var stepsRun = 0
    /// Whether a routine was made whose body may change the schema.
    var hasChangingRoutines = false
    /// The system catalogs as they now stand, where something has asked for all of them since the
    /// last change.
    var systemCatalog: SystemCatalog?
    /// Objects that variables of procedures hold.
    var keptObjects = KeptObjects()
    /// The transaction that the script has begun, where it may have to be undone.
    var transaction: OpenTransaction?
    /// Whether the script undoes something itself.
    var rollsBack = false
    var errorHandling: ErrorHandling
    /// Whether bodies of functions are checked at all.
    public var checksBodies = true
    /// What a new session has.
    private let usualErrorHandling: ErrorHandling

    /// Begins with the schema of a new database.
    ///
    /// - Parameters:
    ///   - searchPath: What a new session has.
    ///   - externalSchemas: Schemas that the platform provides; what stands in them owes nothing.
    ///   - deployRole: The role that runs the migrations, and owns what they make.
    ///   - isSelfContained: Whether nothing stands in the database but what the migrations make.
    ///     Elsewhere, what they miss may have been made by others.
    ///   - dynamic: How EXECUTE's texts and the bodies of functions are read.
    public init(
        searchPath: [String] = ["public"], externalSchemas: Set<String> = [],
        deployRole: String = "postgres", isSelfContained: Bool = false,
        errorHandling: ErrorHandling = .goesOn, dynamic: DynamicSQL = .none
    ) {
        (usualErrorHandling, self.errorHandling) = (errorHandling, errorHandling)
        self.isSelfContained = isSelfContained
        self.dynamic = dynamic
        session = SessionState(searchPath: searchPath, role: deployRole)
        session.externalSchemas = externalSchemas
        // As of PostgreSQL 15.
        let ownership = Ownership(
            owner: "pg_database_owner", access: AccessList(grants: ["public": ["USAGE"]]))
        for schema in externalSchemas.union(["public"]) {
            state.schemas[schema] = ContainerState(
                provenance: [], origin: .system, ownership: ownership)
        }
    }

    /// Runs one migration, with the files that it includes where it does, in a session of its own:
    /// with the settings that a new one has, and without the temporary objects of others.
    ///
    /// - Parameter keepsSession: Whether the next one runs in the same session.
    public mutating func apply(
        _ script: [(path: String, changes: [SchemaChange])], keepsSession: Bool = false
    ) {
        rollsBack = script.contains { part in
            part.changes.contains { OpenTransaction.isUndone(by: $0.statement) }
        }
        for part in script {
            for change in part.changes {
                location = SourceLocation(file: part.path, line: change.line, column: change.column)
                (rejection, handlerDepth, callers, stepsRun) = (nil, 0, [], 0)
                isGuarded = false
                run(change.statement)
            }
        }
        if !keepsSession {
            leaveSession()
            session.endFile()
            errorHandling = usualErrorHandling
        }
    }

    /// Runs a statement in the transaction that the script is in.
    private mutating func run(_ statement: SQLSyntax.Statement) {
        guard !isIgnored(statement) else { return }
        if isRejected({ $0.apply(statement) }), errorHandling == .goesOn {
            transaction?.isAborted = true
        }
    }

    /// What is gone with a session.
    private mutating func leaveSession() {
        abandonTransaction()
        removeTemporary(where: { _ in true })
        for handle in state.temporaryRoutines { removeRoutine(handle) }
        state.temporaryRoutines = []
    }

    /// The catalog as it now stands, and what went wrong on the way.
    public func finish() -> (catalog: Catalog, diagnostics: [Diagnostic]) {
        (CatalogBuilder(state, session).build(), diagnostics)
    }

    // MARK: - Dispatch

    mutating func apply(_ statement: SQLSyntax.Statement) {
        switch statement {
        case .procedural(let block): atomically { $0.run(block) }
        case .doBlock(let body, let language): atomically { $0.runBody(body, language: language) }
        case .call(let call): atomically { $0.callProcedure(call) }
        case .createTable(let create): createTable(create)
        case .createTableAs(let create): createTableAs(create)
        case .createView(let create): createView(create)
        case .createIndex(let create): createIndex(create)
        case .createSequence(let name, let options, let ifNotExists, let persistence):
            createSequence(name, options, ifNotExists, persistence)
        case .alterSequence(let name, let options, let ifExists):
            alterSequence(name, options, ifExists)
        case .alterTable(let alter):
            if isDoneInOne(alter) {
                alterTable(alter)
            } else {
                atomically { $0.alterTable(alter) }
            }
        case .createTrigger(let create): createTrigger(create)
        case .createPolicy(let policy): createPolicy(policy)
        case .alterPolicy(let policy): alterPolicy(policy)
        case .createRule(let create): createRule(create)
        case .createStatistics(let name, let table, let columns, let ifNotExists):
            createStatistics(name, table, columns, ifNotExists)
        case .createRoutine(let create): createRoutine(create)
        case .alterRoutine(let alter): alterRoutine(alter)
        case .createSchema(let name, let owner, let ifNotExists, let elements):
            atomically { $0.createSchema(name, owner, ifNotExists, elements) }
        case .rename(let rename): applyRename(rename)
        case .setSchema(let object, let schema, let ifExists): setSchema(object, schema, ifExists)
        case .drop(let drop):
            if drop.objects.count == 1 {
                applyDrop(drop)
            } else {
                atomically { $0.applyDrop(drop) }
            }
        case .grant(let grant): apply(grant)
        case .defaultPrivileges(let schemas, let roles, let grant):
            setDefaultPrivileges(schemas, roles, grant)
        case .setOwner(let object, let role): setOwner(object, role)
        case .reassignOwned(let roles, let new): reassignOwned(roles, to: new)
        case .dropOwned(let roles, _): dropOwned(roles)
        case .set(let change): session.set(change)
        case .transaction(let command): obey(command)
        case .stopsAtErrors(let stops): errorHandling = stops ? .stops : .goesOn
        case .connect(let user):
            leaveSession()
            session.connect(as: user)
        case .alterDatabaseSetting(_, let change): session.setDefault(change, of: nil)
        case .alterRoleSetting(let role, let change):
            session.setDefault(change, of: role.map(roleName))
        case .data(.query(let query)): selectStatement(query)
        default: applyType(statement) || applyOther(statement) ? () : ()
        }
    }

    // MARK: - Faults

    /// Records what the server would reject. Within a block that handles errors, the handlers see
    /// it first.
    ///
    /// - Parameter mayExist: Whether others may have made what the files miss.
    mutating func reject(_ message: String, _ kind: Rejection.Kind? = nil, mayExist: Bool = false) {
        guard !isGuarded else { return }
        let isCertain = !mayExist || isSelfContained
        if isCertain { rejections += 1 }
        let failure = Rejection(message, kind, isCertain: isCertain)
        guard handlerDepth == 0 else {
            rejection = rejection ?? failure
            return
        }
        reportRejection(failure)
    }

    /// Runs what a statement does. Where the server would reject a part of it nothing of it is
    /// done.
    mutating func atomically(_ body: (inout CatalogFold) -> Void) {
        let before = (state, session)
        if isRejected(body) { (state, session) = before }
    }

    /// Whether something is rejected while a statement runs, and for certain.
    mutating func isRejected(_ body: (inout CatalogFold) -> Void) -> Bool {
        let count = rejections
        body(&self)
        return rejections > count && isWhole
    }

    /// Whether all that the files do is known, so that what is rejected here the server rejects.
    var isWhole: Bool { opaqueStatements == 0 && !isIncomplete }

    mutating func reportRejection(_ failure: Rejection) {
        if let doubt = doubt(of: failure) {
            diagnostics.append(
                Diagnostic(
                    rule: "migration-error", severity: .info,
                    message: "\(failure.message) as far as files tell: \(doubt)",
                    location: location))
            return
        }
        diagnostics.append(
            Diagnostic(
                rule: "migration-error", severity: .warning,
                message: failure.message + "; PostgreSQL would reject this statement"
                    + (failure.isCertain && isWhole ? consequence : ""), location: location))
    }

    /// What may have made what a statement misses; nil where nothing may.
    private func doubt(of failure: Rejection) -> String? {
        // What is there twice may be gone by what could not be read, and what is gone made again.
        if !isWhole, [.duplicate, .undefined].contains(failure.kind) {
            return "what stands before could not be read in full"
        }
        guard !failure.isCertain, [.undefined, .raised].contains(failure.kind) else { return nil }
        if !isWhole { return "what stands before could not be read in full" }
        guard !extensionsWithMore.isEmpty else { return nil }
        return
            "an extension (\(extensionsWithMore.joined(separator: ", "))) may bring what is missing"
    }

    /// What an error brings with it.
    private var consequence: String {
        switch errorHandling {
        case .stops: ", and the deploy ends here"
        case .goesOn where transaction?.isAborted == false:
            ", and with it the transaction that begins on line \(transaction?.begin.line ?? 0)"
        case .goesOn: ""
        }
    }

    /// Records what only a server could tell: once of each place, however often it runs.
    mutating func reportOpaque(_ reason: String) {
        let diagnostic = Diagnostic(
            rule: "opaque-ddl", severity: .warning,
            message:
                "\(reason); what it does to the schema cannot be read from files (a live database shows it: --database)",
            location: location)
        if opaqueOnes.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
    }

    /// A provenance entry for the statement being applied.
    func provenance(_ action: Provenance.Action) -> Provenance { Provenance(action, at: location) }
}
