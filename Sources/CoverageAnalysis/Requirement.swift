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
    /// Of its gap.
    public var severity: Severity
    /// The value that the catalog gives the facet.
    public var value: FacetValue?
    public var definedAt: [Provenance]

    /// Makes a requirement.
    public init(
        _ claim: Claim, _ level: Level, _ severity: Severity, value: FacetValue?,
        definedAt: [Provenance]
    ) {
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
    /// What gaps of a kind, or of one facet of it, count for.
    public var adjustments: [Adjustment.Key: Adjustment] = [:]
    /// Patterns of objects that owe nothing: `schema.table`, `schema.*`, `*_old`.
    public var exclusions: [ObjectPattern] = []

    /// The defaults.
    public init() {}
}

/// How a project wants a kind of object, or one facet of a kind, to count.
public struct Adjustment: Sendable, Hashable {
    /// Nil within for every facet.
    public struct Key: Sendable, Hashable {
        public var kind: ObjectKind
        public var facet: Facet?

        /// Makes a key.
        public init(_ kind: ObjectKind, _ facet: Facet?) {
            self.kind = kind
            self.facet = facet
        }
    }

    /// Owes nothing.
    public var isOff = false
    /// Nil for the rules' own.
    public var severity: Severity?
    /// From which level on it is owed; nil for the rules' own.
    public var level: Level?

    /// Changes nothing.
    public init() {}
}
