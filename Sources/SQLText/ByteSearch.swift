extension Span<UInt8> {
    /// Whether `text`, two or more bytes of ASCII, stands anywhere among the bytes.
    public func contains(_ text: StaticString) -> Bool { contains(text, ignoring: 0) }

    /// Whether `text`, of letters in lower case and spaces, stands anywhere in whatever case.
    public func containsLetters(_ text: StaticString) -> Bool { contains(text, ignoring: 0x20) }

    /// Looks for the last byte of `text`, eight places at a time, and where that is met for its
    /// last two.
    ///
    /// - Parameter ignored: The bits in which bytes may differ from those of `text`.
    private func contains(_ text: StaticString, ignoring ignored: UInt8) -> Bool {
        let wanted = unsafe UnsafeBufferPointer(
            start: text.utf8Start, count: text.utf8CodeUnitCount)
        let final = wanted.count - 1
        let (second, last) = unsafe (wanted[final - 1], wanted[final])
        let mask = 0x0101_0101_0101_0101 &* UInt64(ignored)
        var index = final
        while index &+ 8 <= count {
            let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            let marks = (word | mask).marks(of: last)
            if marks != 0 {
                let before = unsafe bytes.unsafeLoadUnaligned(
                    fromByteOffset: index &- 1, as: UInt64.self)
                if (before | mask).marks(of: second) & marks != 0,
                    unsafe ends(within: index..<index &+ 8, wanted, ignored)
                {
                    return true
                }
            }
            index &+= 8
        }
        return unsafe index < count && ends(within: index..<count, wanted, ignored)
    }

    /// Whether some of these places is the last of `wanted`.
    private func ends(
        within places: Range<Int>, _ wanted: UnsafeBufferPointer<UInt8>, _ ignored: UInt8
    ) -> Bool {
        places.contains { place in
            let start = place + 1 - wanted.count
            return wanted.indices.allSatisfy {
                unsafe self[start + $0] | ignored == wanted[$0]
            }
        }
    }

    /// The first place of `byte` from `start` on; the end where there is none. Eight bytes at a
    /// time: strings and bodies are most of a file.
    @inline(__always)
    public func firstIndex(of byte: UInt8, from start: Int) -> Int {
        var index = start
        while index &+ 8 <= count {
            let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            if let offset = word.firstOffset(of: byte) { return index &+ offset }
            index &+= 8
        }
        while index < count, self[index] != byte { index &+= 1 }
        return index
    }

    /// The first byte from `start` on that does not prolong an identifier, and the bits of all
    /// bytes passed over, with those of `first`: whether any is outside of ASCII. Eight bytes at a
    /// time, for the processor guesses the length of a word wrong as often as not.
    @inline(__always)
    func endOfIdentifier(from start: Int, _ first: UInt8) -> (end: Int, bits: UInt8) {
        var index = start
        var bits = first
        while index &+ 8 <= count {
            let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
                .littleEndian
            // What a word beyond ASCII holds is looked at byte by byte.
            guard word & 0x8080_8080_8080_8080 == 0 else { break }
            let others = word.marksOfOtherThanIdentifierContinuations
            if others != 0 { return (index &+ others.trailingZeroBitCount &>> 3, bits) }
            index &+= 8
        }
        while index < count, self[index].isIdentifierContinuation {
            bits |= self[index]
            index &+= 1
        }
        return (index, bits)
    }

    /// Whether `text`, which is ASCII, stands at `start`.
    public func holds(_ text: StaticString, at start: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard count - start >= length else { return false }
        let wanted = unsafe text.utf8Start
        for offset in 0..<length where unsafe self[start + offset] != wanted[offset] {
            return false
        }
        return true
    }
}

extension UInt64 {
    /// Which of its bytes in memory is the first that is `byte`.
    @inline(__always)
    fileprivate func firstOffset(of byte: UInt8) -> Int? {
        // Borrows make marks wrong only above a right one.
        let marks = littleEndian.marks(of: byte)
        return marks == 0 ? nil : marks.trailingZeroBitCount &>> 3
    }

    /// Which of its bytes in memory is the first that is one of two.
    @inline(__always)
    func firstOffset(of first: UInt8, _ second: UInt8) -> Int? {
        let marks = littleEndian.marks(of: first) | littleEndian.marks(of: second)
        return marks == 0 ? nil : marks.trailingZeroBitCount &>> 3
    }

    /// The highest bit of each byte that is no `ident_cont`, of eight bytes of ASCII. No sum of
    /// seven bits and seven more is carried into the next byte.
    @inline(__always)
    fileprivate var marksOfOtherThanIdentifierContinuations: UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let lower = self | ones &* 0x20
        let letters = (lower &+ ones &* 0x1F) & ~(lower &+ ones &* 0x05)
        let digits = (self &+ ones &* 0x50) & ~(self &+ ones &* 0x46)
        let notUnderscore = (self ^ ones &* 0x5F) &+ ones &* 0x7F
        let notDollar = (self ^ ones &* 0x24) &+ ones &* 0x7F
        return ~(letters | digits) & notUnderscore & notDollar & 0x8080_8080_8080_8080
    }

    /// The highest bit of each byte that is `byte` ("Determine if a word has a byte equal to n",
    /// Bit Twiddling Hacks).
    @inline(__always)
    fileprivate func marks(of byte: UInt8) -> UInt64 {
        let rest = self ^ (0x0101_0101_0101_0101 &* UInt64(byte))
        return (rest &- 0x0101_0101_0101_0101) & ~rest & 0x8080_8080_8080_8080
    }
}

extension String {
    /// Whether the bytes of `text` stand somewhere within. `contains` compares characters, and
    /// takes some ten thousand instructions to begin with.
    public func holds(_ text: String) -> Bool {
        let (own, wanted) = (utf8.span, text.utf8.span)
        guard let last = wanted.indices.last else { return true }
        guard own.count > last else { return false }
        for start in 0..<own.count - last where own[start] == wanted[0] {
            var offset = 1
            while offset <= last, own[start + offset] == wanted[offset] { offset += 1 }
            if offset > last { return true }
        }
        return false
    }

    /// With spaces for underscores: names of kinds and facets as people read them. `replacing` goes
    /// from character to character, and takes as long as `contains`.
    public var spaced: String {
        String(decoding: utf8.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }, as: UTF8.self)
    }

    /// Whether one text comes before another by their bytes, as PostgreSQL's `C` collation has it.
    public static func byBytes(_ a: String, _ b: String) -> Bool {
        let (a, b) = (a.utf8.span, b.utf8.span)
        for index in 0..<Swift.min(a.count, b.count) where a[index] != b[index] {
            return a[index] < b[index]
        }
        return a.count < b.count
    }
}
