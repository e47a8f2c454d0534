import Crypto
import Foundation

/// SHA-256 of some content: what the cache is keyed by.
public struct ContentHash: Sendable, Hashable {
    /// In place: thousands of them wait in memory.
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// Hashes bytes.
    public init(of content: [UInt8]) { self.init(finished: SHA256.hash(data: content)) }

    /// Hashes the bytes of a text.
    public init(of text: String) { self.init(of: Array(text.utf8)) }

    /// A hash reckoned earlier; nil where the bytes are not 32.
    public init?(bytes: [UInt8]) {
        guard bytes.count == SHA256.byteCount else { return nil }
        self.init(bytes)
    }

    fileprivate init(finished hash: SHA256.Digest) { self.init(Array(hash)) }

    private init(_ bytes: [UInt8]) {
        func word(_ index: Int) -> UInt64 {
            bytes[(index * 8)..<(index * 8 + 8)].reduce(0) { $0 << 8 | UInt64($1) }
        }
        words = (word(0), word(1), word(2), word(3))
    }

    /// 32 bytes.
    public var bytes: [UInt8] {
        [words.0, words.1, words.2, words.3].flatMap { word in
            (0..<8).reversed().map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
        }
    }

    public static func == (a: ContentHash, b: ContentHash) -> Bool { a.words == b.words }

    /// Eight bytes of a hash tell hashes apart.
    public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }

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
    public func finish() -> ContentHash { ContentHash(finished: hash.finalize()) }
}
