/// Reads what a ``PackWriter`` wrote. Every access is checked: of other bytes it reads nothing
/// worth having, and says so by ``isFaulty``.
public struct PackReader {
    @usableFromInline let bytes: [UInt8]
    @usableFromInline var offset: Int
    private var texts: [String] = []
    /// Whether the bytes are none that a writer made. What was read is then of no use.
    public private(set) var isFaulty = false

    /// Reads the table of texts.
    ///
    /// - Parameter start: Where the form begins; several may stand one after another.
    public init(_ bytes: [UInt8], from start: Int = 0) {
        (self.bytes, offset) = (bytes, start)
        readTexts()
    }

    private mutating func readTexts() {
        var lengths: [UInt] = []
        for _ in 0..<count() { lengths.append(number()) }
        texts.reserveCapacity(lengths.count)
        for length in lengths {
            guard length <= UInt(bytes.count - offset) else { return noteFault() }
            let end = offset + Int(length)
            texts.append(Self.text(bytes.span.extracting(offset..<end)))
            offset = end
        }
    }

    /// Where the next value begins; after the last one, where it ended.
    public var position: Int { offset }

    /// Whether everything has been read.
    public var isAtEnd: Bool { offset == bytes.count }

    /// Says that what was read makes no sense. From here on there is nothing but zeros.
    public mutating func noteFault() {
        isFaulty = true
        offset = bytes.count
    }

    /// The next byte; 0 past the end.
    @inlinable public mutating func byte() -> UInt8 {
        guard offset < bytes.count else {
            noteFault()
            return 0
        }
        defer { offset += 1 }
        return bytes[offset]
    }

    /// The next number.
    @inlinable public mutating func number() -> UInt {
        var result: UInt = 0
        var shift: UInt = 0
        while shift < 64 {
            let next = byte()
            result |= UInt(next & 0x7F) << shift
            if next < 0x80 { return result }
            shift += 7
        }
        noteFault()
        return 0
    }

    /// The number of an enum's case.
    @inlinable public mutating func tag(below count: UInt8) -> UInt8 {
        let tag = byte()
        guard tag >= count else { return tag }
        noteFault()
        return 0
    }

    /// The number of values that follow: never more than there are bytes left.
    @inlinable public mutating func count() -> Int {
        let count = number()
        guard count <= UInt(bytes.count - offset) else {
            noteFault()
            return 0
        }
        return Int(count)
    }

    /// The next text.
    public mutating func text() -> String {
        let index = number()
        guard index < UInt(texts.count) else {
            noteFault()
            return ""
        }
        return texts[Int(index)]
    }

    private static func text(_ bytes: Span<UInt8>) -> String {
        unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
