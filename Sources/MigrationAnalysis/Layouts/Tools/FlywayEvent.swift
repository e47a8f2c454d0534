/// What Flyway calls scripts for (flyway-core, `Event`), and when a `migrate` of an empty database
/// comes to it (`Flyway.migrate`, `DbSchemas`, `DbMigrate`).
enum FlywayEvent: String, CaseIterable {
    case afterConnect, beforeConnect
    case beforeValidate, afterValidate
    case createSchema, beforeCreateSchema
    case beforeMigrate, beforeEachMigrate, afterEachMigrate
    case afterVersioned, beforeRepeatables
    case afterMigrateApplied, afterMigrate, afterMigrateOperationFinish
    case beforeEachMigrateStatement, afterEachMigrateStatement
    case afterEachMigrateStatementError, afterEachMigrateError, afterMigrateError
    case beforeUndo, beforeEachUndo, beforeEachUndoStatement, afterEachUndoStatement
    case afterEachUndoStatementError, afterEachUndo, afterEachUndoError, afterUndo, afterUndoError
    case afterUndoOperationFinish
    case beforeClean, afterClean, afterCleanError, afterCleanOperationFinish
    case afterValidateError, afterValidateOperationFinish
    case beforeBaseline, afterBaseline, afterBaselineError, afterBaselineOperationFinish
    case beforeRepair, afterRepair, afterRepairError, afterRepairOperationFinish
    case beforeInfo, afterInfo, afterInfoError, afterInfoOperationFinish

    /// Before Flyway makes the schemas that it is given.
    static let beforeSchemas: [FlywayEvent] = [
        .afterConnect, .beforeValidate, .afterValidate, .createSchema, .beforeCreateSchema,
    ]
    /// After the last migration.
    static let afterAll: [FlywayEvent] = [
        .afterMigrateApplied, .afterMigrate, .afterMigrateOperationFinish,
    ]
    /// Those that run in a migration, whatever it deploys.
    static let deployed: [FlywayEvent] =
        beforeSchemas + [
            .beforeMigrate, .beforeEachMigrate, .afterEachMigrate, .afterVersioned,
            .beforeRepeatables,
        ] + afterAll
}
