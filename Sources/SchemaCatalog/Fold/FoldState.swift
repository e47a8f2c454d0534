import QueryAnalysis
import SQLSyntax
import Synchronization

/// A name with the schema that holds it.
struct CatalogName: Hashable {
    var schema: String
    var name: String
}

/// What the fold knows while it runs. Objects keep their position (their handle) through renames
/// and moves; a dropped one leaves a hole.
///
/// What grows with the schema is of such a kind that copies share what they do not change: there is
/// one for each transaction that may be undone.
struct FoldState {
    var schemas: [String: ContainerState] = [:]
    var relations = HandleTable<RelationState>()
    var relationByName = SharedDictionary<CatalogName, Int>()
    var types = HandleTable<TypeState>()
    var typeByName = SharedDictionary<CatalogName, Int>()
    /// Types that a statement has named. Of a table's row type, which seldom is, nothing else can
    /// be made.
    let namedTypes = NamedTypes()
    var routines = HandleTable<RoutineState>() { didSet { changingNames = ChangingNames() } }
    var routinesByName = SharedDictionary<CatalogName, [Int]>()
    /// Of the routines as they stand.
    var changingNames = ChangingNames()
    /// Objects that hang on nothing and on which little hangs.
    var others: [ObjectID: OtherState] = [:]
    /// Triggers on a platform's own tables.
    var externalTriggers: [CatalogName: [TriggerState]] = [:]
    /// The tables of indexes, whose names share a namespace with relations.
    var indexOwner = SharedDictionary<CatalogName, Int>()
    /// How many constraints of a schema have a name.
    var constraintNames = SharedDictionary<CatalogName, Int>()
    /// Names that relations and schemas of the migrations no longer have.
    var goneRelations: Set<CatalogName> = []
    var goneTypes: Set<CatalogName> = []
    var goneSchemas: Set<String> = []
    /// Views whose columns could not be told.
    var unknownColumns: Set<Int> = []
    /// By relation: views that read it, and tables with policies, triggers or rules that do. Some
    /// may do so no more.
    var usersByRelation = SharedDictionary<Int, Set<Int>>()
    /// Temporary relations of the session.
    var temporaryRelations: [Int] = []
    /// Routines in `pg_temp`.
    var temporaryRoutines: [Int] = []
    var defaultPrivileges = DefaultPrivileges()
    /// Roles that were there before the first migration.
    var platformRoles: Set<String> = []
    var memberships = RoleMemberships()
    /// Children by parent; some may have left it since.
    var childrenByRelation = SharedDictionary<Int, [Int]>()
    /// What statements have dropped by name; some may have been made again since.
    var dropped = SharedDictionary<ObjectID, Provenance>()
    /// Tables with foreign keys to a table.
    var referencingTables = SharedDictionary<Int, Set<Int>>()
}

/// Handles of types, for whoever holds a copy of the state: one too many costs a look, no more.
final class NamedTypes: Sendable {
    private let handles = Mutex<Set<Int>>([])

    func insert(_ handle: Int) { handles.withLock { _ = $0.insert(handle) } }

    func contains(_ handle: Int) -> Bool { handles.withLock { $0.contains(handle) } }
}

/// A schema or extension.
struct ContainerState {
    var provenance: [Provenance]
    var origin: CatalogObject.Origin
    var ownership: Ownership
}

/// What a publication publishes.
struct PublicationState {
    var tables: Set<Int> = []
    var schemas: Set<String> = []
    var isForAllTables = false
    /// Whether it publishes UPDATE and DELETE.
    var publishesChanges = true
}

/// An object kept as the catalog shows it.
struct OtherState {
    var facets: FacetValues = [:]
    var provenance: [Provenance]
    var origin: CatalogObject.Origin = .schema
    var ownership: Ownership
    /// The wrapper of a foreign server.
    var provider: String?
    /// Where an extension stands.
    var schema: String?
    /// Operands of an operator, source and target of a cast.
    var operands: [SQLType] = []
    /// What a publication publishes.
    var publication = PublicationState()
    /// The function of an operator, cast or event trigger.
    var function: Int?
    /// Of statistics: the table, and the positions of the columns there.
    var table: Int?
    var columns: [Int] = []
}

/// A column by the position of its relation, and its own there.
struct ColumnPlace: Hashable {
    var relation: Int
    var column: Int
}

/// A table, view, materialized view, foreign table or sequence.
struct RelationState {
    var name: CatalogName
    var kind: ObjectKind
    var isTemporary = false
    /// `ON COMMIT DROP`.
    var dropsOnCommit = false
    var columns: [ColumnState] = []
    var constraints: [ConstraintState] = []
    var indexes: [IndexState] = []
    var triggers: [TriggerState] = []
    var policies: [PolicyState] = []
    var rules: [RuleState] = []
    var rowSecurity = false
    var forcesRowSecurity = false
    /// Whether the primary key says which row was changed (REPLICA IDENTITY DEFAULT).
    var isIdentifiedByKey = true
    var partitionKey: PartitionKeyState?
    /// Of a partition, where it can be told.
    var partitionBound: PartitionBoundState?
    var parents: [Int] = []
    /// The column that owns a sequence.
    var ownedBy: (relation: Int, column: Int)?
    /// Of a view: what its query uses, and whether it is read as whoever asks.
    var uses = StoredUses()
    var isInvoker = false
    /// The type of a typed table, and the server of a foreign one.
    var ofType: Int?
    var server: String?
    var provenance: [Provenance]
    var origin: CatalogObject.Origin = .schema
    var ownership: Ownership

    /// The position of a column.
    func column(_ name: String) -> Int? { columns.firstIndex { $0.name == name && !$0.isDropped } }

    /// The column names that a key's positions stand for.
    func names(_ positions: [Int]) -> [String] { positions.map { columns[$0].name } }
}

/// What a table is partitioned by.
struct PartitionKeyState {
    /// `range`, `list` or `hash`.
    var strategy: String
    var elements: [IndexState.Element]
    /// Of each element: a collation other than its own.
    var collations: [String?]
    /// Whether an element has an operator class, which is shown where it is not the type's default.
    var namesOperatorClasses: Bool

    /// Positions of the columns that it uses.
    var columns: [Int] {
        elements.flatMap { element in
            switch element {
            case .column(let column): [column]
            case .expression(let stored): stored.columns
            }
        }
    }
}

/// Which rows a partition takes.
enum PartitionBoundState {
    case `default`
    /// Of DEFAULT and nothing else it is known what it says where a value cannot be told.
    case unknown
    case list([BoundExpression])
    case range(from: [Limit], to: [Limit])
    case hash(modulus: Int32, remainder: Int32)

    enum Limit {
        case minimum, maximum
        case value(BoundExpression)
    }

    var isDefault: Bool { if case .default = self { true } else { false } }
}

/// A column. Its position in the table never changes, as `attnum` does not.
struct ColumnState {
    var name: String
    /// Nil where it is of no known schema.
    var type: SQLType?
    /// Such a type as it is written: an extension's.
    var foreignType: String?
    var isNotNull = false
    /// Why it is not null beyond its own NOT NULL: primary key or identity.
    var defaultValue: StoredExpression?
    var identity: String?
    var generated: StoredExpression?
    var isDropped = false
    var isInherited = false
    /// Declared in this table too, and not only in a parent (`attislocal`).
    var isLocal = true
    var access = AccessList()
    var provenance: [Provenance]
}

/// A constraint of a table.
struct ConstraintState {
    var name: String
    var kind: ObjectKind
    /// Positions of its columns.
    var columns: [Int]
    /// Of a foreign key: the table and the positions there.
    var reference: (relation: Int, columns: [Int])?
    var onDelete: ReferentialAction = .noAction
    var onUpdate: ReferentialAction = .noAction
    /// Of a key of whatever kind.
    var deferral: Constraint.Deferral = .notDeferrable
    /// Of an exclusion: by element, what must not hold between two rows.
    var conflicts: [Expression] = []
    /// Of a check.
    var expression: StoredExpression?
    var noInherit = false
    /// Whether rows from before it may break it: `NOT VALID` of ALTER TABLE.
    var isNotValid = false
    var isInherited = false
    /// `conislocal`.
    var isLocal = true
    var provenance: [Provenance]

    /// Whether an index of its name enforces it.
    var isByIndex: Bool { kind == .primaryKey || kind == .unique || kind == .exclusion }
}

/// An index; that of a constraint is implied by it.
struct IndexState {
    var name: String
    var elements: [Element]
    /// The names that its columns had when it was made; they do not follow those of the table.
    var names: [String]
    var including: [Int] = []
    var isUnique: Bool
    var method: String
    var predicate: StoredExpression?
    var isOfConstraint = false
    /// The index of the partitioned parent that this one belongs to.
    var parent: String?
    var provenance: [Provenance]

    /// A column by position, or an expression.
    enum Element {
        case column(Int)
        case expression(StoredExpression)
    }
}

/// A trigger.
struct TriggerState {
    var name: String
    /// Nil where it is of no known schema.
    var function: CatalogName?
    var isRow = false
    var events: TriggerEvents = []
    /// `UPDATE OF`, of the table that it was made on.
    var columns: [ColumnPlace] = []
    /// WHEN.
    var condition: Expression?
    /// What its column list and its condition use.
    var uses = StoredUses()
    /// Whether it came from the partitioned parent.
    var isCloned = false
    var provenance: [Provenance]
}

/// A row security policy.
struct PolicyState {
    var name: String
    var command: String
    var isRestrictive = false
    var roles: [String]
    var using: Expression?
    var check: Expression?
    /// What each of those uses.
    var usingUses = StoredUses()
    var checkUses = StoredUses()
    var provenance: [Provenance]
}

/// A rule.
struct RuleState {
    var name: String
    /// What its condition and its commands use.
    var uses = StoredUses()
    var provenance: [Provenance]
}

/// A type of the schema.
struct TypeState {
    var name: CatalogName
    var kind: ObjectKind
    var labels: [String] = []
    /// Of a domain: its base; of a range: its subtype.
    var underlying: SQLType?
    var attributes: [ColumnState] = []
    var isNotNull = false
    var defaultValue: Expression?
    /// Of an extension's base type.
    var category = TypeCategory.userDefined
    /// The range type that a multirange comes with.
    var multirangeOf: Int?
    /// The row type of a relation, which is no object of its own.
    var relation: Int?
    var provenance: [Provenance]
    var origin: CatalogObject.Origin = .schema
    var ownership: Ownership
}

/// How a routine says what it returns.
enum ResultForm {
    /// A procedure: not at all.
    case none
    case unknown
    /// A type, perhaps SETOF.
    case plain
    /// TABLE with the output columns.
    case table
}

/// A function, procedure or aggregate.
struct RoutineState {
    var name: CatalogName
    var kind: ObjectKind
    var arguments: [SQLType?]
    /// The arguments as written, for types that could not be told.
    var argumentTexts: [String]
    var argumentNames: [String]
    /// How many of the last arguments have defaults.
    var defaults = 0
    /// Those defaults, as far as the migrations write them: of the last arguments, in order.
    var defaultExpressions: [Expression] = []
    var variadic: SQLType?
    var result: SQLType?
    var resultForm: ResultForm
    /// The range or multirange type whose constructor it is.
    var constructorOf: Int?
    var returnsSet = false
    var outputs: [Column] = []
    var language = "sql"
    var volatility = "volatile"
    var isStrict = false
    var isSecurityDefiner = false
    /// What the planner is told of it.
    var planning = RoutinePlanning()
    /// Which way the values of all parameters go, in order, those of `RETURNS TABLE` aside; empty
    /// where all go in.
    var modes: [CreateRoutine.Parameter.Mode] = []
    /// The text of AS.
    var body: String?
    /// Of an aggregate: the functions that it is made with.
    var parts: [Int] = []
    /// `SET search_path`, which holds while it runs.
    var searchPath: [String]?
    /// `name=value` of each SET, as `proconfig` has them; nil where one cannot be told.
    var settings: [String]? = []
    var provenance: [Provenance]
    var origin: CatalogObject.Origin = .schema
    var ownership: Ownership
}

extension FoldState {
    /// The routines of a name, nearest schema first.
    func routineHandles(_ name: QualifiedName, along searchPath: [String]) -> [Int] {
        (name.schema.map { [$0] } ?? searchPath).flatMap { schema in
            (routinesByName[CatalogName(schema: schema, name: name.name)] ?? []).filter {
                routines[$0] != nil
            }
        }
    }
}
