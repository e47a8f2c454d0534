public import SchemaCatalog

/// How much of a schema must be tested. Ordered: `essential < standard < strict`.
public enum Level: Int, Sendable, Hashable, Comparable, CaseIterable {
    case essential
    case standard
    case strict

    public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }

    /// The JSON and configuration name.
    public var name: String {
        switch self {
        case .essential: "essential"
        case .standard: "standard"
        case .strict: "strict"
        }
    }
}

/// A claim that must be proven.
public struct Requirement: Sendable, Hashable {
    public var claim: Claim
    public var level: Level
    public var severity: Severity
    /// The value that the catalog gives the facet.
    public var value: FacetValue?
    public var definedAt: [Provenance]

    /// Makes a requirement.
    public init(_ claim: Claim, _ level: Level, _ severity: Severity, value: FacetValue?, definedAt: [Provenance]) {
        self.claim = claim
        self.level = level
        self.severity = severity
        self.value = value
        self.definedAt = definedAt
    }
}

/// What a project asks of its tests beyond the rules' own defaults.
public struct CoverageOptions: Sendable {
    public var level = Level.standard
    /// Severity of gaps by kind; `nil` within turns the kind off.
    public var kinds: [ObjectKind: Severity?] = [:]
    /// Patterns of objects that owe nothing: `schema.table`, `schema.*`, `*_old`.
    public var exclusions: [ObjectPattern] = []
    public var waivers: [Waiver] = []

    /// The defaults.
    public init() {}
}

/// A gap that the project accepts, with its reason.
public struct Waiver: Sendable, Hashable {
    public var pattern: ObjectPattern
    /// Nil for every facet.
    public var facet: Facet?
    public var reason: String

    /// Makes a waiver.
    public init(_ pattern: ObjectPattern, facet: Facet?, reason: String) {
        self.pattern = pattern
        self.facet = facet
        self.reason = reason
    }
}

/// A pattern over object names: `*` is any run of characters, `?` any one.
///
/// It is compared with `schema.name`, or `schema.relation` and `schema.relation.name` for what belongs to
/// a table, so that excluding a table excludes what is in it. Without a dot it is compared with names alone.
public struct ObjectPattern: Sendable, Hashable {
    public var text: String
    private let pattern: [Character]

    /// Makes a pattern.
    public init(_ text: String) {
        self.text = text
        pattern = Array(text)
    }

    /// Whether the object, or the table that it belongs to, is meant.
    public func matches(_ id: ObjectID) -> Bool {
        let own = [id.relation, id.name].compactMap { $0 }.joined(separator: ".")
        var candidates = text.contains(".") ? [[id.schema, own].compactMap { $0 }.joined(separator: ".")] : [id.name]
        if let relation = id.relation { candidates.append(text.contains(".") ? [id.schema, relation].compactMap { $0 }.joined(separator: ".") : relation) }
        return candidates.contains { Self.match(pattern[...], Array($0)[...]) }
    }

    private static func match(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>) -> Bool {
        var (p, t) = (pattern.startIndex, text.startIndex)
        var (star, mark) = (-1, 0)
        while t < text.endIndex {
            if p < pattern.endIndex, pattern[p] == "?" || pattern[p] == text[t] {
                p += 1
                t += 1
            } else if p < pattern.endIndex, pattern[p] == "*" {
                (star, mark) = (p, t)
                p += 1
            } else if star >= 0 {
                mark += 1
                (p, t) = (star + 1, mark)
            } else {
                return false
            }
        }
        while p < pattern.endIndex, pattern[p] == "*" { p += 1 }
        return p == pattern.endIndex
    }
}
