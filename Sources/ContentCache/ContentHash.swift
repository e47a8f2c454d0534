/// SHA-256 of some content: what the cache is keyed by.
public struct ContentHash: Sendable, Hashable {
    /// 32 bytes.
    public let bytes: [UInt8]

    /// Hashes bytes.
    public init(of content: [UInt8]) {
        var hash = SHA256()
        hash.update(content.span)
        bytes = hash.finish()
    }

    /// Hashes the bytes of a text.
    public init(of text: String) { self.init(of: Array(text.utf8)) }

    /// A hash reckoned earlier; nil where the bytes are not 32.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    init(finishing hash: SHA256) { bytes = hash.finish() }
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
        let length = (0..<8).map { UInt8(truncatingIfNeeded: bytes.count >> ($0 * 8)) }
        hash.update(length.span)
        hash.update(bytes.span)
    }

    /// The hash of what has been added.
    public func finish() -> ContentHash { ContentHash(finishing: hash) }
}
