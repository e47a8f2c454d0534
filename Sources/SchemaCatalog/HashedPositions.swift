/// Positions by hash, in one flat list: what a dictionary is where the keys are at hand elsewhere.
/// A look is at one place in memory, where a dictionary of names looks at three.
struct HashedPositions: Sendable {
    private struct Slot {
        /// The upper half of the hash; the lower one tells the place.
        var tag: UInt32
        /// One more than the position; zero where the slot is free.
        var entry: UInt32
    }

    private let slots: [Slot]

    /// Of hashes by position.
    init(_ hashes: [Int]) {
        // Half of the slots stay free, and there is always a free one to stop at.
        var size = 2
        while size < hashes.count * 2 { size *= 2 }
        var slots = [Slot](repeating: Slot(tag: 0, entry: 0), count: size)
        for (position, hash) in hashes.enumerated() {
            var index = Self.start(hash, size)
            while slots[index].entry != 0 { index = (index + 1) & (size - 1) }
            slots[index] = Slot(tag: Self.tag(hash), entry: UInt32(position + 1))
        }
        self.slots = slots
    }

    /// The first position given with this hash that is the one wanted; others may share its hash.
    func first(_ hash: Int, where isWanted: (Int) -> Bool) -> Int? {
        let tag = Self.tag(hash)
        var index = Self.start(hash, slots.count)
        while slots[index].entry != 0 {
            if slots[index].tag == tag, isWanted(Int(slots[index].entry) - 1) {
                return Int(slots[index].entry) - 1
            }
            index = (index + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Asks for the memory that a look for a hash begins at.
    func prefetch(_ hash: Int) { slots.prefetch(Self.start(hash, slots.count)) }

    private static func start(_ hash: Int, _ size: Int) -> Int {
        // The lower bits of a product hang on the lower bits of its factors alone.
        Int(truncatingIfNeeded: (UInt64(bitPattern: Int64(hash)) &* 0x9E37_79B9_7F4A_7C15) >> 32)
            & (size - 1)
    }

    private static func tag(_ hash: Int) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }
}
