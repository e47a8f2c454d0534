/// Where each part of a text that was made from a file stands in that file: what a migration tool
/// deploys is often not the file as it is, and messages must still name the file's own lines.
public struct OffsetMap: Sendable, Equatable {
    private struct Segment: Equatable {
        var start: Int
        var source: Int
        /// A byte-for-byte copy; else every byte comes from one place.
        var isCopy: Bool
    }

    private var segments: [Segment] = []

    /// Nothing mapped yet.
    public init() {}

    /// Notes that the text from `start` on copies the file from `source` on.
    public mutating func copy(from source: Int, at start: Int) {
        segments.append(Segment(start: start, source: source, isCopy: true))
    }

    /// Notes that the text from `start` on was put in for what stands at `source`.
    public mutating func insertion(for source: Int, at start: Int) {
        segments.append(Segment(start: start, source: source, isCopy: false))
    }

    /// Notes that the text from `start` on copies a range of another text, which `map` leads back.
    public mutating func copy(_ range: Range<Int>, of map: OffsetMap, at start: Int) {
        guard !range.isEmpty else { return }
        let shift = start - range.lowerBound
        let first = map.index(of: range.lowerBound)
        for segment in map.segments[first...] where segment.start < range.upperBound {
            let skipped = max(0, range.lowerBound - segment.start)
            segments.append(
                Segment(
                    start: max(segment.start, range.lowerBound) + shift,
                    source: segment.source + (segment.isCopy ? skipped : 0), isCopy: segment.isCopy)
            )
        }
    }

    /// The offset in the file of the byte at `offset` of the text.
    public func source(of offset: Int) -> Int {
        guard !segments.isEmpty else { return offset }
        let segment = segments[index(of: offset)]
        return segment.isCopy ? segment.source + max(0, offset - segment.start) : segment.source
    }

    /// The segment that holds `offset`, or the first.
    private func index(of offset: Int) -> Int {
        var (low, high) = (0, segments.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if segments[middle].start <= offset { low = middle } else { high = middle }
        }
        return low
    }
}
