/// The values used last, as many as fit within a number of bytes.
struct RecentValues {
    private let maximumBytes: Int
    private(set) var bytes = 0
    private var values: [ContentHash: (value: [UInt8], use: Int)] = [:]
    /// Uses in order, from `first` on; of one value only the last counts.
    private var uses: [ContentHash] = []
    private var first = 0

    /// What a value takes beside its own bytes: its key, twice, and its places.
    static let overhead = 160

    init(maximumBytes: Int) { self.maximumBytes = maximumBytes }

    mutating func value(_ key: ContentHash) -> [UInt8]? {
        guard let found = values[key] else { return nil }
        note(key, found.value)
        return found.value
    }

    /// Adds a value, unless it alone is too large.
    mutating func add(_ key: ContentHash, _ value: [UInt8]) {
        remove(key)
        let size = value.count + Self.overhead
        guard size <= maximumBytes else { return }
        while bytes + size > maximumBytes { removeLeastRecent() }
        bytes += size
        note(key, value)
    }

    private mutating func note(_ key: ContentHash, _ value: [UInt8]) {
        if uses.count > 64 + values.count * 2 { forgetOvertaken() }
        values[key] = (value, uses.count)
        uses.append(key)
    }

    private mutating func remove(_ key: ContentHash) {
        if let old = values.removeValue(forKey: key) { bytes -= old.value.count + Self.overhead }
    }

    private mutating func removeLeastRecent() {
        while first < uses.count, values[uses[first]]?.use != first { first += 1 }
        if first < uses.count { remove(uses[first]) }
    }

    /// Leaves out uses that a later one of the same value has overtaken.
    private mutating func forgetOvertaken() {
        uses = uses.indices.filter { $0 >= first && values[uses[$0]]?.use == $0 }.map { uses[$0] }
        first = 0
        for (use, key) in uses.enumerated() { values[key]?.use = use }
    }
}
