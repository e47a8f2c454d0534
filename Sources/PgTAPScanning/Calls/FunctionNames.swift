import SQLText

/// Finds pgTAP's names among a file's words without making a string of each.
struct FunctionNames {
    static let shared = FunctionNames()

    /// Open addressing: position in `names`, or -1.
    private let slots: [Int32]
    private let names: [String]
    private let mask: UInt64
    /// By position in `names`.
    private let isStructural: [Bool]

    /// A name found.
    struct Found {
        /// Its position among the names of ``SignatureTable``.
        let number: Int
        let name: String
        /// Whether it shapes a test rather than asserts.
        let isStructural: Bool
    }

    /// Functions that shape a test.
    private static let structural: Set<String> = [
        "plan", "no_plan", "todo", "todo_start", "todo_end", "skip", "runtests", "do_tap",
        "check_test", "collect_tap", "todo_result", "in_todo", "diag", "finish", "add_result",
        "num_failed", "pgtap_version", "pg_version", "pg_version_num", "os_name", "findfuncs",
        "display_oper", "parse_type", "format_type_string", "diag_test_name",
    ]

    private init() {
        names = SignatureTable.shared.names
        isStructural = names.map(Self.structural.contains)
        var size = 64
        while size < names.count * 4 { size *= 2 }
        mask = UInt64(size - 1)
        var slots = [Int32](repeating: -1, count: size)
        for (index, name) in names.enumerated() {
            var hash = Self.seed
            for byte in name.utf8 { hash = Self.step(hash, byte) }
            var slot = Int(hash & mask)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int32(index)
        }
        self.slots = slots
    }

    /// Whether a function of pgTAP's shapes a test and prints no line of its own.
    func isStructural(_ name: String) -> Bool { Self.structural.contains(name) }

    /// Whether pgTAP has a function of this name.
    func contains(_ name: String) -> Bool { SignatureTable.shared.number(of: name) != nil }

    /// The pgTAP name that a word or quoted identifier is.
    func name(_ token: Token, in bytes: Span<UInt8>) -> String? { find(token, in: bytes)?.name }

    /// The pgTAP function that a word or quoted identifier names.
    func find(_ token: Token, in bytes: Span<UInt8>) -> Found? {
        var (start, end) = (Int(token.start), Int(token.end))
        let isQuoted = token.kind == .quotedIdentifier
        if isQuoted {
            start += 1
            end -= 1
        } else if token.kind != .word {
            return nil
        }
        guard start < end, end - start <= 63 else { return nil }
        var hash = Self.seed
        for index in start..<end { hash = Self.step(hash, Self.fold(bytes[index], isQuoted)) }
        var slot = Int(hash & mask)
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if matches(names[number], bytes, start, end, isQuoted) {
                return Found(
                    number: number, name: names[number], isStructural: isStructural[number])
            }
            slot = (slot + 1) & Int(mask)
        }
        return nil
    }

    private func matches(
        _ name: String, _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ isQuoted: Bool
    ) -> Bool {
        let name = name.utf8.span
        guard name.count == end - start else { return false }
        for index in name.indices
        where Self.fold(bytes[start &+ index], isQuoted) != name[index] { return false }
        return true
    }

    private static func fold(_ byte: UInt8, _ isQuoted: Bool) -> UInt8 {
        !isQuoted && byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }

    // FNV-1a.
    private static let seed: UInt64 = 0xcbf2_9ce4_8422_2325
    private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
}
