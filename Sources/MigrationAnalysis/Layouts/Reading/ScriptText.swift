import SQLText

/// What is deployed of a file, put together piece by piece, with the way back to the file's lines.
struct ScriptText {
    let source: [UInt8]
    private(set) var bytes: [UInt8] = []
    private(set) var origin = OffsetMap()
    private(set) var faults: [Fault] = []
    /// Where placeholders count, as ranges of ``bytes``; nil for everywhere.
    var placeholderRanges: [Range<Int>]?

    /// A fault of a file's form.
    struct Fault {
        var message: String
        /// Offset in the file.
        var offset: Int
    }

    init(_ source: [UInt8]) { self.source = source }

    /// Takes a range of the file as it stands.
    mutating func keep(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        origin.copy(from: range.lowerBound, at: bytes.count)
        bytes += source[range]
    }

    /// Puts text in for what stands at an offset of the file.
    mutating func put(_ text: String, for offset: Int) {
        origin.insertion(for: offset, at: bytes.count)
        bytes += Array(text.utf8)
    }

    /// Ends the statement so far: what the tool sends apart must not run together. An empty
    /// statement does no harm.
    mutating func endStatement(for offset: Int) { put("\n;\n", for: offset) }

    mutating func fault(_ message: String, at offset: Int) {
        faults.append(Fault(message: message, offset: offset))
    }
}

/// The lines of a file, each with its line feed.
struct Lines: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private var position: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        // A byte order mark belongs to no line.
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    mutating func next() -> Range<Int>? {
        guard position < bytes.count else { return nil }
        let start = position
        let newline = bytes.span.firstIndex(of: UInt8(ascii: "\n"), from: start)
        position = Swift.min(newline + 1, bytes.count)
        return start..<position
    }
}

extension [UInt8] {
    /// The text of a `--` comment that fills a line, without blanks around it; nil for other lines.
    ///
    /// - Parameter indented: Whether blanks may stand before the dashes.
    func commentText(_ line: Range<Int>, indented: Bool = false) -> String? {
        var start = line.lowerBound
        if indented { while start < line.upperBound, isBlank(self[start]) { start += 1 } }
        guard start + 1 < line.upperBound, self[start] == UInt8(ascii: "-"),
            self[start + 1] == UInt8(ascii: "-")
        else { return nil }
        return trimmedText(start + 2..<line.upperBound)
    }

    /// The text of a range without blanks and line ends around it.
    func trimmedText(_ range: Range<Int>) -> String {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isBlank(self[start]) { start += 1 }
        while end > start, isBlank(self[end - 1]) { end -= 1 }
        return String(decoding: self[start..<end], as: UTF8.self)
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
