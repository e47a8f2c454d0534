import Crypto
import Foundation

/// SHA-256 of some content: what the cache is keyed by.
public struct ContentHash: Sendable, Hashable {
    /// 32 bytes.
    public let bytes: [UInt8]

    /// Hashes bytes.
    public init(of content: [UInt8]) { bytes = Array(SHA256.hash(data: content)) }

    /// Hashes the bytes of a text.
    public init(of text: String) { self.init(of: Array(text.utf8)) }

    /// A hash reckoned earlier; nil where the bytes are not 32.
    public init?(bytes: [UInt8]) {
        guard bytes.count == SHA256.byteCount else { return nil }
        self.bytes = bytes
    }

    fileprivate init(finishing hash: SHA256) { bytes = Array(hash.finalize()) }

    /// As SQLite keeps it.
    var blob: Data { Data(bytes) }
}

/// Hashes a series of parts, each with its length before it, so that no two series are one.
public struct ContentHasher: Sendable {
    private var hash = SHA256()

    /// Nothing yet.
    public init() {}

    /// Adds a text.
    public mutating func add(_ text: String) { add(Array(text.utf8)) }
    /// Adds a hash.
    public mutating func add(_ hash: ContentHash) { add(hash.bytes) }

    private mutating func add(_ bytes: [UInt8]) {
        hash.update(data: (0..<8).map { UInt8(truncatingIfNeeded: bytes.count >> ($0 * 8)) })
        hash.update(data: bytes)
    }

    /// The hash of what has been added.
    public func finish() -> ContentHash { ContentHash(finishing: hash) }
}
