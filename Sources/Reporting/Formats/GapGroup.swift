import CoverageAnalysis
import SQLText
import SchemaCatalog

/// The gaps of one table, type or function, as the text shows them: one line an object.
struct GapGroup {
    var title: String
    /// `file:line:column` of what made it.
    var place: String?
    var items: [Item]

    /// The gaps of one object.
    struct Item {
        var label: String
        var facets: String
        var place: String?
        var suggestions: [String] = []
        /// What came close, as `file:line: what and why`.
        var nearMisses: [String] = []
        /// Whether the only suggestion so far is one of mere existence.
        var startsWithExistence = false
    }

    /// Groups in the order of the catalog, and how many there are beyond the limit.
    static func groups(_ results: [RequirementResult], limit: Int?) -> (
        shown: [GapGroup], hidden: Int
    ) {
        var groups: [GapGroup] = []
        var hidden = 0
        var lastObject: ObjectID?
        // By position: a result is much to copy for a look at its state.
        for index in results.indices where results[index].state == .gap {
            let id = results[index].requirement.claim.object
            let isFirst = !(lastObject?.isOfSameRelation(as: id) ?? false)
            defer { lastObject = id }
            if isFirst, groups.count == limit {
                hidden += 1
            }
            guard hidden == 0 else { continue }
            let result = results[index]
            if isFirst {
                groups.append(GapGroup(title: title(id), place: place(result), items: []))
            }
            let last = groups.count - 1
            let facet = result.requirement.claim.facet.rawValue.spaced
            if id == lastObject {
                let item = groups[last].items.count - 1
                groups[last].items[item].facets += ", " + facet
                if let suggestion = result.suggestion { groups[last].items[item].add(suggestion) }
                groups[last].items[item].add(result.nearMisses)
            } else {
                var item = Item(label: label(id), facets: facet, place: place(result))
                if let suggestion = result.suggestion { item.add(suggestion) }
                item.add(result.nearMisses)
                item.startsWithExistence = result.requirement.claim.facet == .existence
                groups[last].items.append(item)
            }
        }
        return (groups, hidden)
    }

    private static func place(_ result: RequirementResult) -> String? {
        result.requirement.definedAt.first.map {
            "\($0.location.file):\($0.location.line):\($0.location.column)"
        }
    }

    private static func title(_ id: ObjectID) -> String {
        [id.schema, id.relation ?? id.name].compactMap { $0 }.joined(separator: ".")
    }

    private static func label(_ id: ObjectID) -> String {
        let kind = id.kind.rawValue.spaced
        if let arguments = id.arguments {
            return "\(kind) \(id.name)(\(arguments.joined(separator: ", ")))"
        }
        return "\(kind) \(id.name)"
    }
}

extension GapGroup.Item {
    /// Near misses, each once. The first two tell enough.
    mutating func add(_ misses: [NearMiss]) {
        for miss in misses where nearMisses.count < 2 {
            let text =
                "\(miss.location.file):\(miss.location.line): \(miss.function)() \(miss.reason)"
            if !nearMisses.contains(text) { nearMisses.append(text) }
        }
    }

    /// A further suggestion. One that asserts more makes one of mere existence unnecessary: what it
    /// proves implies that the object exists.
    mutating func add(_ suggestion: String) {
        if startsWithExistence, !suggestions.contains(suggestion) { suggestions = [] }
        startsWithExistence = false
        if !suggestions.contains(suggestion) { suggestions.append(suggestion) }
    }
}
