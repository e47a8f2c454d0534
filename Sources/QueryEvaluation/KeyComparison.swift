import SQLSyntax

/// A comparison that WHERE asks of every row (`relname = 'shelf'`, `oid IN (…)`), with values that
/// hang on no row of this FROM: rows that fail it for certain need not be put beside others.
///
/// Only columns that say which object it is count: of a row that its facts keep away, the facts are
/// of interest.
struct KeyComparison {
    /// The alias of the relation; nil where FROM has but one item.
    let alias: String?
    let column: String
    /// None of them null or unknown.
    let values: [Value]

    /// Those among a WHERE's conjuncts, in order.
    static func all(
        _ conjuncts: [Expression], _ aliases: [String], _ evaluator: inout Evaluator
    ) -> [KeyComparison] {
        let isOnlyOne = aliases.count == 1
        var found: [KeyComparison] = []
        for conjunct in conjuncts {
            for (own, others, isArray) in sides(conjunct) {
                guard case .column(let parts) = own, let column = parts.last,
                    let alias = parts.count == 2 ? parts[0] : isOnlyOne ? aliases[0] : nil,
                    parts.count <= 2, aliases.contains(alias),
                    others.allSatisfy({ isFixed($0, aliases) }),
                    let values = values(others, isArray, &evaluator)
                else { continue }
                found.append(KeyComparison(alias: alias, column: column, values: values))
                break
            }
        }
        return found
    }

    /// What a conjunct compares with what, each way round; the last says whether the values are an
    /// array's elements.
    private static func sides(_ conjunct: Expression) -> [(Expression, [Expression], Bool)] {
        switch conjunct {
        case .operator(let name, let left?, let right) where name.symbol == "=":
            [(left, [right], false), (right, [left], false)]
        case .inList(let test, let items, negated: false): [(test, items, false)]
        case .comparison(.anyOf(let name), let left, let right) where name.symbol == "=":
            [(left, [right], true)]
        default: []
        }
    }

    /// Nil where one may be equal to anything.
    private static func values(
        _ expressions: [Expression], _ isArray: Bool, _ evaluator: inout Evaluator
    ) -> [Value]? {
        var values = expressions.map { evaluator.valueOnly($0) }
        if isArray {
            guard case .array(let elements)? = values.first.map(Evaluator.arrayValue) else {
                return nil
            }
            values = elements
        }
        return values.contains(.null) || values.contains(.unknown) ? nil : values
    }

    /// Whether an expression is the same for every row of FROM.
    private static func isFixed(_ expression: Expression, _ aliases: [String]) -> Bool {
        switch expression {
        case .string, .integer: true
        case .cast(let inner, _): isFixed(inner, aliases)
        case .array(let items): items.allSatisfy { isFixed($0, aliases) }
        // Of a row further out.
        case .column(let parts): parts.count == 2 && !aliases.contains(parts[0])
        default: false
        }
    }
}

extension Evaluator {
    /// The rows that may pass all of `keys`, in order; nil for every row.
    func places(
        in relation: Relation, _ columns: [String], _ alias: String, _ keys: [KeyComparison]
    ) -> [Int]? {
        var places: [Int]?
        for key in keys where key.alias == alias {
            guard let column = columns.firstIndex(of: key.column),
                !relation.facts.contains(key.column),
                !relation.facts.contains(relation.columns[column])
            else { continue }
            if places == nil, let found = environment.indexes.places(in: relation, column, key) {
                places = merged(found, blurred, relation, column)
            } else {
                places = (places ?? Array(relation.rows.indices)).filter {
                    let value = self.blurred(relation, relation.rows[$0]).values[column]
                    return key.values.contains { binary("=", value, $0) != .boolean(false) }
                }
            }
        }
        return places
    }

    /// With the row whose value is taken not to be known.
    private func merged(
        _ places: [Int], _ blurred: Read?, _ relation: Relation, _ column: Int
    ) -> [Int] {
        guard let blurred, relation.name == blurred.relation,
            relation.columns[column] == blurred.column
        else { return places }
        let own = relation.rows.indices.filter { relation.rows[$0].object == blurred.object }
        return Set(places + own).sorted()
    }
}
