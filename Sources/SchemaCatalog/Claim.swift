public import SQLText

/// The join key of the program: one facet of one object.
public struct Claim: Sendable, Hashable {
    /// What it is about.
    public var object: ObjectID
    /// What of it is as the catalog has it.
    public var facet: Facet

    /// Makes a claim.
    public init(_ object: ObjectID, _ facet: Facet) {
        self.object = object
        self.facet = facet
    }
}

/// The value of a facet.
public enum FacetValue: Sendable, Hashable {
    /// A text, such as a type's name.
    case text(String)
    /// A list, such as a key's columns.
    case list([String])
    /// The facet is known to be empty: no default, no identity.
    case null
    /// Migrations do not tell (an expression that could not be inferred, an opaque statement).
    case unknown
}

extension Facet {
    /// Whether assertions prove it part by part.
    public var hasParts: Bool { self == .privileges || self == .inheritance }

    /// What of a value assertions prove one by one: roles with privileges, parents of a table; nil
    /// where one assertion proves it whole.
    public func parts(of value: FacetValue?) -> [String]? {
        guard case .list(let items)? = value else { return nil }
        switch self {
        case .inheritance: return items
        case .privileges:
            // `role=PRIVILEGE`, sorted.
            let roles = items.compactMap { item in
                item.lastIndex(of: "=").map { String(item[..<$0]) }
            }
            return roles.enumerated().filter {
                $0.offset == 0 || roles[$0.offset - 1] != $0.element
            }.map(\.element)
        default: return nil
        }
    }
}

/// How strongly a piece of evidence proves a claim. Ordered: `exercised < implied < asserted`.
public enum Grade: Int, Sendable, Hashable, Comparable, CaseIterable, Codable {
    /// A statement that the test executes would fail, or give another result, without it.
    case exercised
    /// Follows from an asserted claim: a column type proves the column and its table.
    case implied
    /// A pgTAP assertion names the claim.
    case asserted

    public static func < (a: Grade, b: Grade) -> Bool { a.rawValue < b.rawValue }

    /// The JSON name.
    public var name: String {
        switch self {
        case .exercised: "exercised"
        case .implied: "implied"
        case .asserted: "asserted"
        }
    }
}

/// An assertion, or another statement of a test, that proves a claim.
public struct Evidence: Sendable, Hashable {
    /// How strong it is.
    public var grade: Grade
    /// Of the assertion, or of the statement that exercises.
    public var location: SourceLocation
    /// The pgTAP function called, or nil for a statement that exercises the object.
    public var function: String?
    /// Of a facet that has parts (privileges by role, parents): the one proven; nil for all of it.
    public var part: String?

    /// Makes a piece of evidence.
    public init(grade: Grade, location: SourceLocation, function: String?, part: String? = nil) {
        self.grade = grade
        self.location = location
        self.function = function
        self.part = part
    }
}

/// A claim with the evidence that proves it: what test scanning hands to coverage analysis.
public struct ProvenClaim: Sendable, Hashable {
    /// What is proven.
    public var claim: Claim
    /// By what.
    public var evidence: Evidence
    /// Whether everything that the object needs is proven with it (``Implications``).
    public var implies: Bool

    /// Makes a proven claim.
    public init(_ claim: Claim, _ evidence: Evidence, implies: Bool = false) {
        self.claim = claim
        self.evidence = evidence
        self.implies = implies
    }
}
