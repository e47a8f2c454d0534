/// Names that are asked for. Lengths and first letters tell most others from them, without the hash
/// that a set wants of each.
struct AskedNames {
    private let names: Set<String>
    private let shapes: UInt64
    /// Whether a relation is asked for by its own name alone.
    let isByRelation: Bool

    init(_ names: Set<String>, isByRelation: Bool = false) {
        (self.names, self.isByRelation) = (names, isByRelation)
        shapes = names.reduce(0) { $0 | Self.shape($1) }
    }

    func contains(_ name: String) -> Bool {
        shapes & Self.shape(name) != 0 && names.contains(name)
    }

    private static func shape(_ name: String) -> UInt64 {
        1 << ((name.utf8.count &* 7 &+ Int(name.utf8.first ?? 0)) & 63)
    }
}
