/// A row of the cache whose value is as it was stored.
struct StoredValue {
    let value: [UInt8]
    /// Milliseconds since 1970.
    let used: Int

    /// Nil for a value of another length or checksum than was stored with it.
    init?(_ row: [Database.Value]) {
        guard case .integer(let size) = row[0], case .integer(let checksum) = row[1],
            case .integer(let used) = row[2],
            case .blob(let value) = row[3], value.count == size,
            Self.checksum(of: value) == checksum
        else { return nil }
        (self.value, self.used) = (value, used)
    }

    /// Against damage, not against intent: two sums over eight bytes at a time, multiplied and
    /// folded.
    static func checksum(of bytes: [UInt8]) -> Int {
        var (a, b) = (UInt64(bytes.count) ^ 0x9E37_79B9_7F4A_7C15, UInt64(0))
        unsafe bytes.withUnsafeBytes { bytes in
            var index = 0
            while index + 8 <= bytes.count {
                a =
                    unsafe (a
                    ^ UInt64(
                        littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
                    &* 0xBF58_476D_1CE4_E5B9
                a ^= a >> 32
                b = b &+ a
                index += 8
            }
            while index < bytes.count {
                a = unsafe (a ^ UInt64(bytes[index])) &* 0x94D0_49BB_1331_11EB
                b = b &+ (a ^ a >> 29)
                index += 1
            }
        }
        return Int(bitPattern: UInt(a ^ b &* 0x94D0_49BB_1331_11EB))
    }
}
