/// Some kinds of objects, as bits of a number: every assertion asks for objects of one of several
/// kinds.
public struct ObjectKinds: Sendable, Hashable {
    @usableFromInline var bits: UInt64

    @inlinable init(bits: UInt64) { self.bits = bits }

    /// These kinds.
    @inlinable public init(_ kinds: some Sequence<ObjectKind>) {
        bits = 0
        for kind in kinds { bits |= 1 &<< UInt64(kind.rank) }
    }

    /// Whether a kind is one of them.
    @inlinable public func contains(_ kind: ObjectKind) -> Bool {
        bits &>> UInt64(kind.rank) & 1 != 0
    }

    /// These kinds and others.
    @inlinable public func union(_ other: ObjectKinds) -> ObjectKinds {
        ObjectKinds(bits: bits | other.bits)
    }

    /// Whether all of them are among others.
    @inlinable public func isSubset(of other: ObjectKinds) -> Bool { bits & ~other.bits == 0 }
}

extension ObjectKinds: ExpressibleByArrayLiteral {
    @inlinable public init(arrayLiteral kinds: ObjectKind...) { self.init(kinds) }
}

extension ObjectKinds: Sequence {
    /// In the order of the declaration.
    public func makeIterator() -> some IteratorProtocol<ObjectKind> {
        ObjectKind.allCases.lazy.filter(contains).makeIterator()
    }
}
