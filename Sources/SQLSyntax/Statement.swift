/// A statement of PostgreSQL's grammar, as far as its effect on a schema goes.
public indirect enum Statement: Sendable, Hashable {
    // Relations
    case createTable(CreateTable)
    case createTableAs(CreateTableAs)
    case createView(CreateView)
    case createIndex(CreateIndex)
    case createSequence(
        QualifiedName, options: [DefinitionItem], ifNotExists: Bool, persistence: Persistence)
    case alterSequence(QualifiedName, options: [DefinitionItem], ifExists: Bool)
    case alterTable(AlterTable)
    case createTrigger(CreateTrigger)
    case createPolicy(PolicyDefinition)
    case alterPolicy(PolicyDefinition)
    case createRule(CreateRule)
    case createStatistics(
        QualifiedName?, table: QualifiedName, columns: [String], ifNotExists: Bool)

    // Types
    case createEnum(QualifiedName, labels: [String])
    case alterEnum(QualifiedName, EnumChange)
    case createComposite(QualifiedName, columns: [ColumnDefinition])
    case createRange(QualifiedName, options: [DefinitionItem])
    case createDomain(QualifiedName, TypeName, constraints: [Constraint])
    case alterDomain(QualifiedName, DomainChange)
    /// CREATE TYPE, AGGREGATE, OPERATOR, COLLATION, TEXT SEARCH … with a definition list.
    case define(
        StatementObjectKind, QualifiedName, arguments: [TypeName], options: [DefinitionItem],
        ifNotExists: Bool, orReplace: Bool)

    // Routines
    case createRoutine(CreateRoutine)
    case alterRoutine(AlterRoutine)
    case createCast(source: TypeName, target: TypeName, function: ObjectReference?, context: String)

    // Containers and globals
    case createSchema(name: String?, owner: RoleName?, ifNotExists: Bool, elements: [Statement])
    case createExtension(String, schema: String?, ifNotExists: Bool, cascade: Bool)
    case createRole(CreateRole)
    case createEventTrigger(String, event: String, function: QualifiedName)
    case createPublication(String, PublicationContent)
    case alterPublication(String, PublicationChange, PublicationContent)
    case createForeignDataWrapper(String)
    case createForeignServer(String, wrapper: String, ifNotExists: Bool)
    case createLanguage(String, orReplace: Bool)

    // Any object
    case rename(Rename)
    case setSchema(ObjectReference, schema: String, ifExists: Bool)
    case setOwner(ObjectReference, RoleName)
    case drop(Drop)
    case dropRole([String], ifExists: Bool)
    case dropOwned([RoleName], DropBehavior)
    case reassignOwned([RoleName], to: RoleName)
    case grant(Grant)
    case grantRole(roles: [String], grantees: [RoleName], isGrant: Bool)
    case defaultPrivileges(schemas: [String], roles: [RoleName], Grant)

    // Session and flow
    case set(SettingChange)
    case transaction(TransactionCommand)
    /// psql's ON_ERROR_STOP: whether an error ends the script.
    case stopsAtErrors(Bool)
    /// psql's `\connect`: a new session; nil for the user of the one before.
    case connect(user: String?)
    case alterDatabaseSetting(String, SettingChange)
    case alterRoleSetting(RoleName?, SettingChange)
    case doBlock(body: String, language: String)
    /// DO in PL/pgSQL with its body read.
    case procedural(ProceduralBlock)
    case call(FunctionCall)
    case data(DataStatement)
    /// PREPARE.
    case prepare(String, DataStatement?)

    /// A statement without effect on what pgcov tracks; the grammar's name of it (`VacuumStmt`).
    case untracked(String)
}

/// ALTER TYPE … of an enum.
public enum EnumChange: Sendable, Hashable {
    case addValue(String, neighbour: String?, after: Bool, ifNotExists: Bool)
    case renameValue(String, to: String)
}

/// ALTER DOMAIN.
public indirect enum DomainChange: Sendable, Hashable {
    case setDefault(Expression?)
    case setNotNull(Bool)
    case addConstraint(Constraint)
    case dropConstraint(String, ifExists: Bool)
    case validateConstraint(String)
}

/// SET, RESET and `SET LOCAL`.
public struct SettingChange: Sendable, Hashable {
    /// Lower case, as the grammar gives it; nil for RESET ALL.
    public var name: String?
    /// The values given; nil for RESET, DEFAULT and FROM CURRENT.
    public var values: [String]?
    /// `SET LOCAL`: undone when the transaction ends.
    public var isLocal: Bool

    /// Makes a change.
    public init(_ name: String?, values: [String]?, isLocal: Bool) {
        self.name = name
        self.values = values
        self.isLocal = isLocal
    }
}

/// BEGIN, COMMIT and the like.
public enum TransactionCommand: Sendable, Hashable {
    case begin
    case commit
    case rollback
    case savepoint(String)
    case release(String)
    case rollbackTo(String)
    /// Two-phase commit.
    case other
}
