/// Writes values one after another. Texts go to a table, each once, and stand in the values by
/// their number.
///
///     number of texts · length of each · bytes of all · values
public struct PackWriter {
    @usableFromInline var values: [UInt8] = []
    private var texts: [UInt8] = []
    /// Where each text ends in `texts`.
    private var ends: [Int] = []
    /// Open addressing: numbers of texts, or -1. As many as a power of two, and never full.
    private var slots = [Int32](repeating: -1, count: 64)

    /// Nothing written yet.
    public init() { values.reserveCapacity(1024) }

    /// All of it.
    public consuming func finish() -> [UInt8] {
        var header = PackWriter()
        header.write(number: UInt(ends.count))
        var start = 0
        for end in ends {
            header.write(number: UInt(end - start))
            start = end
        }
        var result = header.values
        result.reserveCapacity(result.count + texts.count + values.count)
        result.append(contentsOf: texts)
        result.append(contentsOf: values)
        return result
    }

    @inlinable public mutating func write(byte: UInt8) { values.append(byte) }

    /// Seven bits a byte, lowest first (LEB128).
    @inlinable public mutating func write(number: UInt) {
        var rest = number
        while rest > 0x7F {
            values.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        values.append(UInt8(truncatingIfNeeded: rest))
    }

    /// The number of a text in the table.
    public mutating func write(text: String) { write(number: UInt(number(of: text.utf8.span))) }

    private mutating func number(of text: Span<UInt8>) -> Int {
        let hash = TextHash.of(text)
        var slot = hash & (slots.count - 1)
        while slots[slot] >= 0 {
            if equals(Int(slots[slot]), text) { return Int(slots[slot]) }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = ends.count
        slots[slot] = Int32(number)
        unsafe text.withUnsafeBufferPointer { unsafe texts.append(contentsOf: $0) }
        ends.append(texts.count)
        if number * 2 > slots.count { grow() }
        return number
    }

    private func equals(_ number: Int, _ text: Span<UInt8>) -> Bool {
        let start = number == 0 ? 0 : ends[number - 1]
        guard ends[number] - start == text.count else { return false }
        return texts.span.extracting(start..<ends[number]).isEqual(to: text)
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 4)
        var start = 0
        for (number, end) in ends.enumerated() {
            var slot = TextHash.of(texts.span.extracting(start..<end)) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
            start = end
        }
    }
}

extension Span<UInt8> {
    fileprivate func isEqual(to other: Span<UInt8>) -> Bool {
        unsafe withUnsafeBytes { own in
            unsafe other.withUnsafeBytes { unsafe own.elementsEqual($0) }
        }
    }
}
