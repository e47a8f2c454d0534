import SQLSyntax

/// What a SELECT's WHERE asks of the rows of each item of FROM, before they are put beside one
/// another: those that it keeps away for certain need not be.
struct RowConditions {
    /// Comparisons with an object's own columns.
    private(set) var keys: [KeyComparison] = []
    /// By alias: conjuncts over the columns of one item and of queries further out. Only where
    /// nobody asks what was read: of rows that these keep away it would be of interest.
    private(set) var own: [String: [Expression]] = [:]
    /// The other conjuncts, which are left for the rows that stand beside one another.
    private(set) var rest: Expression?

    /// Nothing, as for the rows that an outer join puts nulls in the place of.
    static let none = RowConditions()

    private init() {}

    init(_ core: SelectCore, _ evaluator: inout Evaluator) {
        rest = core.filter
        guard let filter = core.filter, !core.from.isEmpty else { return }
        let aliases = core.from.flatMap(Self.aliases)
        let conjuncts = if case .and(let items) = filter { items } else { [filter] }
        keys = KeyComparison.all(conjuncts, aliases, &evaluator)
        guard aliases.count > 1, !evaluator.recordsReads else { return }
        let relations = Set(core.from.flatMap(Self.relations))
        var others: [Expression] = []
        for conjunct in conjuncts {
            var named: Set<String> = []
            let isPlain = Self.isPlain(conjunct, &named)
            let inner = named.intersection(aliases)
            if isPlain, inner.count == 1, let alias = inner.first, relations.contains(alias) {
                own[alias, default: []].append(conjunct)
            } else {
                others.append(conjunct)
            }
        }
        rest = others.count > 1 ? .and(others) : others.first
    }

    /// Whether an expression calls and asks nothing, and says of each column whose it is.
    private static func isPlain(_ expression: Expression, _ named: inout Set<String>) -> Bool {
        switch expression {
        case .subquery, .call, .star: return false
        case .column(let parts):
            guard parts.count == 2 else { return false }
            named.insert(parts[0])
            return true
        default: return expression.children.allSatisfy { isPlain($0, &named) }
        }
    }

    /// Relations whose rows all stand beside others, if only beside nulls.
    private static func relations(_ item: FromItem) -> [String] {
        switch item {
        case .relation(let name, let alias, _): [alias?.name ?? name.name]
        case .join(let join):
            relations(join.left) + (join.kind == .inner ? relations(join.right) : [])
        default: []
        }
    }

    private static func aliases(_ item: FromItem) -> [String] {
        switch item {
        case .relation(let name, let alias, _): [alias?.name ?? name.name]
        case .subquery(_, let alias, _), .other(_, let alias): [alias?.name ?? ""]
        case .function(let function):
            [function.alias?.name ?? function.columns.first?.name ?? ""]
        case .join(let join): aliases(join.left) + aliases(join.right)
        case .xmlTable(let table): [table.alias?.name ?? ""]
        }
    }
}
