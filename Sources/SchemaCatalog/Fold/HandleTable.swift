/// Objects by number: the number (the handle) stays, and what is dropped leaves a hole.
///
/// The state is kept at each BEGIN and before each statement of several parts, to go back to. The
/// objects stand in pieces that such copies share: a change after one costs a piece, however many
/// objects there are.
struct HandleTable<Object> {
    private var pieces: [[Object?]] = []
    private(set) var count = 0

    private static var pieceBits: Int { 5 }
    private static var pieceMask: Int { 1 << pieceBits - 1 }

    /// Puts an object behind the others.
    mutating func append(_ object: Object) {
        if count & Self.pieceMask == 0 {
            pieces.append([])
            pieces[pieces.count - 1].reserveCapacity(1 << Self.pieceBits)
        }
        pieces[pieces.count - 1].append(object)
        count += 1
    }
}

extension HandleTable: RandomAccessCollection, MutableCollection {
    var startIndex: Int { 0 }
    var endIndex: Int { count }

    subscript(handle: Int) -> Object? {
        // In place: most looks are at one property of many.
        _read { yield pieces[handle >> Self.pieceBits][handle & Self.pieceMask] }
        _modify { yield &pieces[handle >> Self.pieceBits][handle & Self.pieceMask] }
    }
}
