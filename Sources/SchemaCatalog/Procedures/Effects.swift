import QueryAnalysis
import SQLSyntax

/// What steps could do to the schema, without running them.
struct Effects {
    /// Something that changes the schema, or may.
    private(set) var changesSchema = false
    /// Nothing but CREATE statements, grants and owners: where they have been made already, making
    /// them again is no change, so it matters little whether they ran.
    private(set) var isRepeatable = true
    /// Something else than who may do what.
    private(set) var changesMoreThanGrants = false
    /// Something may be made that stands by itself, or nobody can tell what is changed.
    private(set) var mayMakeObjects = false
    /// Something that is named by the steps themselves is changed.
    private(set) var changesNamedObjects = false
    /// Variables that may be set.
    private(set) var assigned: Set<String> = []

    private let isChanging: (String) -> Bool
    private let externalSchemas: Set<String>

    /// - Parameters:
    ///   - externalSchemas: Those of a platform, whose tables' policies are not the schema's.
    ///   - isChanging: Whether a call of a routine of this name could change the schema.
    init(
        _ steps: [ProceduralStep], _ externalSchemas: Set<String>,
        isChanging: @escaping (String) -> Bool
    ) {
        self.externalSchemas = externalSchemas
        self.isChanging = isChanging
        for step in steps { add(step.kind) }
    }

    private mutating func add(_ kind: ProceduralStep.Kind) {
        switch kind {
        case .block(let block):
            merge(block.steps)
            for handler in block.handlers { merge(handler.steps) }
        case .statement(let statement, let into):
            assigned.formUnion(into)
            let changedSchema = changesSchema
            changesSchema = false
            add(statement)
            changesNamedObjects = changesNamedObjects || changesSchema
            changesSchema = changesSchema || changedSchema
        case .execute(let text, _, let into):
            assigned.formUnion(into)
            add(CallNames(text).names)
            if !LeadingText.leavesSchemaAlone(text) {
                (changesSchema, isRepeatable) = (true, isRepeatable && LeadingText.isCreation(text))
                if !LeadingText.isGrant(text) { changesMoreThanGrants = true }
                if !LeadingText.changesWhatItNames(text) { mayMakeObjects = true }
                if case .string = text { changesNamedObjects = true }
            }
        case .assign(let name, _, let value):
            assigned.insert(name)
            add(CallNames(value).names)
        case .branch(let branches, let otherwise):
            for branch in branches { merge(branch.steps) }
            merge(otherwise)
        case .loop(let loop, _, let steps):
            assigned.formUnion(loop.targets)
            merge(steps)
        case .perform(let query): add(CallNames(query).names)
        case .forget(let names): assigned.formUnion(names)
        case .unreadable: change()
        case .exit, .return, .raise: break
        }
        if case .execute(let text, _, _) = kind { add(LeadingText.words(text)) }
    }

    private mutating func add(_ calls: Set<String>) {
        if calls.contains(where: isChanging) { change() }
    }

    private mutating func change() {
        (changesSchema, isRepeatable, changesMoreThanGrants) = (true, false, true)
        mayMakeObjects = true
    }

    private mutating func merge(_ steps: [ProceduralStep]) {
        let other = Effects(steps, externalSchemas, isChanging: isChanging)
        changesSchema = changesSchema || other.changesSchema
        isRepeatable = isRepeatable && other.isRepeatable
        changesMoreThanGrants = changesMoreThanGrants || other.changesMoreThanGrants
        mayMakeObjects = mayMakeObjects || other.mayMakeObjects
        changesNamedObjects = changesNamedObjects || other.changesNamedObjects
        assigned.formUnion(other.assigned)
    }

    private mutating func add(_ statement: Statement) {
        switch statement {
        case .data(.query(let query)): add(CallNames(query).names)
        case .call(let call): add(CallNames(.call(call)).names)
        // What a publication publishes is no facet, nor are settings of roles and databases.
        case .untracked, .data, .transaction, .prepare, .set, .alterPublication: break
        case .alterDatabaseSetting(_, let setting), .alterRoleSetting(_, let setting):
            if setting.name ?? "search_path" == "search_path" {
                (changesSchema, changesMoreThanGrants) = (true, true)
            }
        case .createPolicy(let policy) where isExternal(policy.table): break
        case .alterPolicy(let policy) where isExternal(policy.table): break
        case .drop(let drop)
        where drop.objects.allSatisfy({ $0.kind == .policy && isExternal($0.relation) }):
            break
        case .createTable, .createTableAs, .createView, .createIndex, .createSequence,
            .createTrigger, .createPolicy, .createRule,
            .createStatistics, .createEnum, .createComposite, .createRange, .createDomain, .define,
            .createRoutine, .createCast,
            .createSchema, .createExtension, .createRole, .createEventTrigger, .createPublication,
            .createForeignDataWrapper,
            .createForeignServer, .createLanguage, .alterEnum(_, .addValue):
            (changesSchema, changesMoreThanGrants) = (true, true)
        case .grant, .grantRole, .setOwner: changesSchema = true
        case .alterTable(let alter):
            (changesSchema, changesMoreThanGrants) = (true, true)
            if !alter.actions.allSatisfy(Self.isRepeatable) { isRepeatable = false }
        default: change()
        }
    }

    private func isExternal(_ table: QualifiedName?) -> Bool {
        table?.schema.map(externalSchemas.contains) ?? false
    }

    private static func isRepeatable(_ command: AlterTable.Action) -> Bool {
        switch command {
        case .addColumn, .addConstraint, .setOwner: true
        default: false
        }
    }
}

extension ProceduralStep.Loop {
    /// Variables that hold the last row behind the loop; that of a loop over numbers is gone then.
    var targets: [String] {
        switch self {
        case .forever, .while, .integers: []
        case .query(let targets, _), .execution(let targets, _), .array(let targets, _),
            .rows(let targets):
            targets
        }
    }
}

/// What the text of EXECUTE begins with, as far as it is constant.
enum LeadingText {
    /// Whether the statement reads or changes rows or settings only.
    static func leavesSchemaAlone(_ expression: Expression) -> Bool {
        let words = firstWords(expression)
        switch words.first {
        case "insert", "update", "delete", "select", "with", "truncate", "copy", "analyze",
            "vacuum", "comment", "refresh", "notify", "lock", "set", "reset":
            return true
        // What a publication publishes is no facet, nor are a role's settings.
        case "alter":
            return ["database", "system", "publication"].contains(words.dropFirst().first)
                || ["role", "user"].contains(words.dropFirst().first) && changesSettings(expression)
        default: return false
        }
    }

    /// `ALTER ROLE name SET …`
    private static func changesSettings(_ expression: Expression) -> Bool {
        let words = (text(expression) ?? "").split(maxSplits: 4) { $0.isWhitespace }
        return words.count > 3 && ["set", "reset"].contains(words[3].lowercased())
    }

    static func isCreation(_ expression: Expression) -> Bool {
        ["create", "grant"].contains(firstWords(expression).first)
    }

    /// Whether it changes or drops something, gives or takes: of an object that there is already.
    static func changesWhatItNames(_ expression: Expression) -> Bool {
        ["alter", "drop", "grant", "revoke"].contains(firstWords(expression).first)
    }

    static func isGrant(_ expression: Expression) -> Bool {
        ["grant", "revoke"].contains(firstWords(expression).first)
    }

    /// What may be names of functions in its constant parts.
    static func words(_ expression: Expression) -> Set<String> {
        var words: Set<String> = []
        if case .string(let text) = expression {
            words.formUnion(
                text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(
                    String.init))
        }
        for child in expression.children { words.formUnion(Self.words(child)) }
        return words
    }

    /// The first two words; one that the constant part cuts off is none.
    private static func firstWords(_ expression: Expression) -> [String] {
        guard let text = text(expression) else { return [] }
        var rest = text.drop { $0.isWhitespace || $0 == "(" }
        var words: [String] = []
        while words.count < 2 {
            let word = rest.prefix { $0.isLetter }
            guard !word.isEmpty, word.count < rest.count else { break }
            words.append(word.lowercased())
            rest = rest.dropFirst(word.count).drop { $0.isWhitespace }
        }
        return words
    }

    private static func text(_ expression: Expression) -> String? {
        switch expression {
        case .string(let text): text
        case .operator(let name, let left?, _) where name.symbol == "||": text(left)
        case .call(let call) where ["format", "concat"].contains(call.name.name):
            call.arguments.first.flatMap(text)
        case .cast(let inner, _): text(inner)
        default: nil
        }
    }
}
