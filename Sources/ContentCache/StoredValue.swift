import Foundation
import GRDB

/// A row of the cache whose value is as it was stored.
struct StoredValue {
    let value: [UInt8]
    /// Milliseconds since 1970.
    let used: Int

    /// The value of a key; nil where there is none, or where its length or checksum is not what
    /// was stored with it.
    static func find(_ key: ContentHash, in database: GRDB.Database) throws -> StoredValue? {
        let statement = try database.cachedStatement(
            sql: "SELECT size, checksum, used, value FROM result WHERE key = ?")
        return try Row.fetchOne(statement, arguments: [key.blob]).flatMap(StoredValue.init)
    }

    /// Conversions that give nil: what a damaged file holds has any type.
    private init?(_ row: Row) {
        guard let size = Int.fromDatabaseValue(row[0]),
            let checksum = Int.fromDatabaseValue(row[1]),
            let used = Int.fromDatabaseValue(row[2]),
            let value = Data.fromDatabaseValue(row[3]).map({ [UInt8]($0) }), value.count == size,
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
