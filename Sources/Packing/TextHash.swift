/// A hash of text that costs little: the same in every run, and no defense against whoever picks
/// the texts.
public enum TextHash {
    /// Eight bytes at a time, multiplied and folded; the rest by FNV-1a.
    public static func of(_ text: Span<UInt8>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(text.count)
        unsafe text.withUnsafeBytes { bytes in
            var index = 0
            while index + 8 <= bytes.count {
                hash =
                    unsafe (hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                    &* 0x9E37_79B9_7F4A_7C15
                hash ^= hash >> 29
                index += 8
            }
            while index < bytes.count {
                hash = unsafe (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3
                index += 1
            }
        }
        return Int(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
