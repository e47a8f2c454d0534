/// Turns byte offsets of one file into lines and columns.
///
/// Lines end at `\n`, `\r\n` or a lone `\r`. A column counts characters (Unicode scalars), as
/// PostgreSQL's error positions do; a byte that continues a UTF-8 character counts nothing, nor does
/// a byte order mark, which psql takes off (`src/bin/psql/mainloop.c`).
/// Built once in one pass; a lookup is a binary search.
public struct LineTable: Sendable, Equatable {
    /// Offset of the first byte of each line.
    private var starts: [UInt32] = [0]
    /// Per 64 bytes, which of them continue a UTF-8 character; empty for an ASCII file.
    private var continuationBits: [UInt64] = []
    /// Per 64 bytes, how many such bytes stand before them.
    private var continuationsBefore: [UInt32] = []
    private let byteCount: Int

    /// Reads `bytes` once, or twice when they are not ASCII.
    public init(_ bytes: Span<UInt8>) {
        byteCount = min(bytes.count, Int(UInt32.max))
        var high: UInt8 = 0
        var index = 0
        while index < byteCount {
            // Eight bytes at a time to where a line ends.
            if index &+ 8 <= byteCount {
                let word = unsafe bytes.bytes.unsafeLoadUnaligned(
                    fromByteOffset: index, as: UInt64.self)
                if word & 0x8080_8080_8080_8080 != 0 { high = 0x80 }
                guard let end = word.firstOffset(of: UInt8(ascii: "\n"), UInt8(ascii: "\r")) else {
                    index &+= 8
                    continue
                }
                index &+= end
            }
            let byte = bytes[index]
            index &+= 1
            high |= byte
            if byte == UInt8(ascii: "\n")
                || (byte == UInt8(ascii: "\r") && !bytes.has(UInt8(ascii: "\n"), at: index))
            {
                starts.append(UInt32(truncatingIfNeeded: index))
            }
        }
        if high >= 0x80 { markContinuations(in: bytes) }
    }

    private mutating func markContinuations(in bytes: Span<UInt8>) {
        let blocks = byteCount / 64 + 1
        continuationBits.reserveCapacity(blocks)
        continuationsBefore.reserveCapacity(blocks)
        var before: UInt32 = 0
        for block in 0..<blocks {
            var bits: UInt64 = 0
            for index in (block * 64)..<min(block * 64 + 64, byteCount)
            where bytes[index] & 0xC0 == 0x80 {
                bits |= 1 << UInt64(index & 63)
            }
            if block == 0, bytes.startsWithByteOrderMark { bits |= 1 }
            continuationBits.append(bits)
            continuationsBefore.append(before)
            before &+= UInt32(bits.nonzeroBitCount)
        }
    }

    /// Whether every byte is an ASCII character.
    public var isASCII: Bool { continuationBits.isEmpty }

    /// Number of lines; an empty file has one.
    public var lineCount: Int { starts.count }

    /// Offset of the first byte of `line`, from 1; that of the nearest line when there is no such.
    public func start(ofLine line: Int) -> Int {
        Int(starts[min(max(line, 1), starts.count) - 1])
    }

    /// Line and column, both from 1, of the byte at `offset`; past the end, those of the end.
    public func position(at offset: Int) -> (line: Int, column: Int) {
        let offset = min(max(offset, 0), byteCount)
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(starts[middle]) <= offset { low = middle } else { high = middle }
        }
        let start = Int(starts[low])
        return (
            low + 1,
            offset - start - continuations(before: offset) + continuations(before: start) + 1
        )
    }

    /// The place of the byte at `offset` of `file`.
    public func location(at offset: Int, in file: String) -> SourceLocation {
        let (line, column) = position(at: offset)
        return SourceLocation(file: file, line: line, column: column)
    }

    /// How many bytes before `offset` continue a UTF-8 character.
    private func continuations(before offset: Int) -> Int {
        guard !continuationBits.isEmpty else { return 0 }
        let block = offset / 64
        let mask = (UInt64(1) << UInt64(offset & 63)) &- 1
        return Int(continuationsBefore[block]) + (continuationBits[block] & mask).nonzeroBitCount
    }
}
