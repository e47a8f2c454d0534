public import SQLText
public import SchemaCatalog

/// What a project lets pass, with its reason: a comment in its SQL, or an entry of its
/// configuration.
public struct Waiver: Sendable, Hashable {
    /// What it lets pass.
    public var subject: Subject
    /// Where it holds.
    public var scope: Scope
    /// As written; never empty.
    public var reason: String
    /// Where the waiver itself stands.
    public var location: SourceLocation

    /// Makes a waiver.
    public init(_ subject: Subject, _ scope: Scope, reason: String, location: SourceLocation) {
        self.subject = subject
        self.scope = scope
        self.reason = reason
        self.location = location
    }

    /// What is let pass.
    public enum Subject: Sendable, Hashable {
        /// Diagnostics of a rule.
        case rule(String)
        /// Gaps; of every kind and facet where they are nil.
        case gap(ObjectKind?, Facet?)
    }

    /// Where.
    public enum Scope: Sendable, Hashable {
        case objects(ObjectPattern)
        /// Files whose paths fit a pattern with `*` and `?`.
        case files(String)
        /// All of the file that the waiver stands in.
        case file
        /// One statement of that file, or one element of it.
        case statement(StatementPlace)
    }

    /// A statement from its first byte to its last, and what of it is meant; nil for all of it.
    public struct StatementPlace: Sendable, Hashable {
        var start: SourceLocation
        var end: SourceLocation
        var element: TableElement?

        func contains(_ location: SourceLocation) -> Bool { start <= location && location <= end }
    }

    /// For messages: `column.default`, `gap`, `stale-assertion`.
    public var subjectText: String {
        switch subject {
        case .rule(let rule): rule
        case .gap(nil, nil): "gap"
        case .gap(let kind, let facet):
            [kind?.rawValue, facet?.rawValue].compactMap { $0 }.joined(separator: ".")
        }
    }
}

extension Waiver {
    /// Whether it speaks of a diagnostic.
    func covers(_ diagnostic: Diagnostic) -> Bool {
        guard subject == .rule(diagnostic.rule) else { return false }
        switch scope {
        case .objects: return false
        case .files(let pattern):
            return diagnostic.location.map { Wildcard(pattern).matches($0.file) } ?? false
        case .file: return diagnostic.location?.file == location.file
        case .statement(let place): return diagnostic.location.map(place.contains) ?? false
        }
    }

    /// Whether it speaks of a requirement.
    ///
    /// A comment that names no facet speaks of what its statement makes; one that names a facet,
    /// also of what it alters.
    func covers(_ requirement: Requirement, _ catalog: Catalog) -> Bool {
        guard case .gap(let kind, let facet) = subject else { return false }
        let claim = requirement.claim
        guard kind == nil || kind == claim.object.kind, facet == nil || facet == claim.facet else {
            return false
        }
        switch scope {
        case .objects(let pattern): return pattern.matches(claim.object)
        case .files(let pattern):
            return requirement.definedAt.contains { Wildcard(pattern).matches($0.location.file) }
        case .file: return requirement.definedAt.first?.location.file == location.file
        case .statement(let place):
            let isOfStatement = requirement.definedAt.contains {
                place.contains($0.location)
                    && (facet != nil || $0.action == .created || $0.action == .replaced)
            }
            return isOfStatement && (place.element?.covers(claim.object, catalog) ?? true)
        }
    }
}
