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
///
/// A handle on its object: a large schema owes a hundred thousand.
public struct Requirement: Sendable, Hashable {
    private let object: CatalogObject
    private let facet: Facet
    /// From which level on it is asked for.
    public let level: Level
    /// Of its gap.
    public let severity: Severity

    /// Makes a requirement of one facet of an object.
    public init(_ object: CatalogObject, _ facet: Facet, _ level: Level, _ severity: Severity) {
        (self.object, self.facet, self.level, self.severity) = (object, facet, level, severity)
    }

    /// What must be proven.
    public var claim: Claim { Claim(object.id, facet) }
    /// The value that the catalog gives the facet; nil for existence and the like, which have none.
    public var value: FacetValue? { object.facets[facet] }
    /// The statements that created or altered the object, in deploy order.
    public var definedAt: [Provenance] { object.provenance }
}

/// What a project asks of its tests beyond the rules' own defaults.
public struct CoverageOptions: Sendable, Hashable {
    /// What is asked for at most.
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
        /// The kind of object.
        public var kind: ObjectKind
        /// One facet of it; nil for all that have no adjustment of their own.
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
