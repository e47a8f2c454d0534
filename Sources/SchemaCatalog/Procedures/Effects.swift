import SQLSyntax

/// What steps could do to the schema, without running them.
struct Effects {
    /// Something that changes the schema, or may.
    private(set) var changesSchema = false
    /// Nothing but CREATE statements and grants: where they have been made already, making them again is no
    /// change, so it matters little whether they ran.
    private(set) var isRepeatable = true
    /// Variables that may be set.
    private(set) var assigned: Set<String> = []

    init(_ steps: [ProceduralStep]) { for step in steps { add(step.kind) } }

    private mutating func add(_ kind: ProceduralStep.Kind) {
        switch kind {
        case .block(let block):
            merge(Effects(block.steps))
            for handler in block.handlers { merge(Effects(handler.steps)) }
        case .statement(let statement, let into):
            assigned.formUnion(into)
            add(statement)
        case .execute(let text, _, let into):
            assigned.formUnion(into)
            if !LeadingText.isData(text) { (changesSchema, isRepeatable) = (true, isRepeatable && LeadingText.isCreation(text)) }
        case .assign(let name, _): assigned.insert(name)
        case .branch(let branches, let otherwise):
            for branch in branches { merge(Effects(branch.steps)) }
            merge(Effects(otherwise))
        case .loop(_, _, let steps): merge(Effects(steps))
        case .forget(let names): assigned.formUnion(names)
        case .unreadable: (changesSchema, isRepeatable) = (true, false)
        case .perform, .exit, .return, .raise: break
        }
    }

    private mutating func merge(_ other: Effects) {
        changesSchema = changesSchema || other.changesSchema
        isRepeatable = isRepeatable && other.isRepeatable
        assigned.formUnion(other.assigned)
    }

    private mutating func add(_ statement: Statement) {
        switch statement {
        case .untracked, .data, .transaction, .prepare, .call, .set: break
        case .createTable, .createTableAs, .createView, .createIndex, .createSequence, .createTrigger, .createPolicy, .createRule,
            .createStatistics, .createEnum, .createComposite, .createRange, .createDomain, .define, .createRoutine, .createCast,
            .createSchema, .createExtension, .createRole, .createEventTrigger, .createPublication, .createForeignDataWrapper,
            .createForeignServer, .createLanguage, .alterEnum(_, .addValue), .grant, .grantRole:
            changesSchema = true
        case .alterTable(let alter):
            changesSchema = true
            if !alter.actions.allSatisfy(Self.isAddition) { isRepeatable = false }
        default: (changesSchema, isRepeatable) = (true, false)
        }
    }

    private static func isAddition(_ command: AlterTable.Action) -> Bool {
        switch command {
        case .addColumn, .addConstraint: true
        default: false
        }
    }
}

/// What the text of EXECUTE begins with, as far as it is constant.
enum LeadingText {
    /// Whether the statement reads or changes rows only.
    static func isData(_ expression: Expression) -> Bool {
        guard let word = firstWord(expression) else { return false }
        return ["insert", "update", "delete", "select", "with", "truncate", "copy", "analyze", "vacuum", "comment", "refresh", "notify", "lock"]
            .contains(word)
    }

    static func isCreation(_ expression: Expression) -> Bool { firstWord(expression) == "create" || firstWord(expression) == "grant" }

    private static func firstWord(_ expression: Expression) -> String? {
        guard let text = text(expression) else { return nil }
        let start = text.drop { $0.isWhitespace || $0 == "(" }
        let word = start.prefix { $0.isLetter }
        // A word that the constant part cuts off is none.
        return word.isEmpty || word.count == start.count ? nil : word.lowercased()
    }

    private static func text(_ expression: Expression) -> String? {
        switch expression {
        case .string(let text): text
        case .operator(let name, let left?, _) where name.symbol == "||": text(left)
        case .call(let call) where ["format", "concat"].contains(call.name.name): call.arguments.first.flatMap(text)
        case .cast(let inner, _): text(inner)
        default: nil
        }
    }
}
