import ContentCache
import Foundation
import GRDB
import TestSupport
import Testing

struct ContentCacheTests {
    private let temporary: TemporaryFolder
    private var folder: String { temporary.path + "/cache" }

    init() throws { temporary = try TemporaryFolder() }

    private func open(version: String = "1", maximumBytes: Int = 1 << 20) throws -> ContentCache {
        try ContentCache(folder: folder, version: version, maximumBytes: maximumBytes)
    }

    private func key(_ number: Int) -> ContentHash { ContentHash(of: "key \(number)") }
    private func value(_ number: Int, count: Int = 1000) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* number) }
    }

    /// A connection of another program to the file.
    private func intruder() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        return try DatabaseQueue(
            path: ContentCache.file(in: folder), configuration: configuration)
    }

    private func execute(_ sql: String) throws {
        try intruder().inDatabase { try $0.execute(sql: sql) }
    }

    @Test func whatIsStoredComesBack() throws {
        _ = try open().store([(key(1), value(1)), (key(2), [])])
        let again = try open()
        #expect(try again.value(key(1)) == value(1))
        #expect(try again.value(key(2)) == [])
        #expect(try again.value(key(3)) == nil)
    }

    @Test func whatIsUsedLeastGoesFirst() throws {
        let cache = try open(maximumBytes: 3_500)
        for number in 1...3 {
            _ = try cache.store([(key(number), value(number))])
            Thread.sleep(forTimeInterval: 0.003)
        }
        _ = try cache.store([], using: [key(1)])
        Thread.sleep(forTimeInterval: 0.003)
        #expect(try cache.store([(key(4), value(4))]) == 1)
        #expect(try cache.value(key(2)) == nil)
        for number in [1, 3, 4] { #expect(try cache.value(key(number)) == value(number)) }
        #expect(try cache.statistics().bytes <= 3_500)
    }

    /// A run over what was read a minute ago writes nothing: each write is one that others wait for.
    @Test func useIsNotedNowAndThen() throws {
        func used() throws -> Int {
            try intruder().inDatabase { try Int.fetchOne($0, sql: "SELECT used FROM result") ?? 0 }
        }
        let cache = try open()
        _ = try cache.store([(key(1), value(1))])
        let first = try used()
        Thread.sleep(forTimeInterval: 0.003)
        try cache.noteUse(of: [key(1), key(2)])
        #expect(try used() == first)
        try execute("UPDATE result SET used = used - 3600001")
        try cache.noteUse(of: [key(1), key(2)])
        #expect(try used() > first)
    }

    @Test func theLastToCloseLeavesNoLog() throws {
        let log = ContentCache.file(in: folder) + "-wal"
        let (one, other) = (try open(), try open())
        _ = try one.store([(key(1), value(1))])
        one.close()
        #expect(try other.value(key(1)) == value(1))
        #expect(FileManager.default.fileExists(atPath: log))
        other.close()
        #expect(!FileManager.default.fileExists(atPath: log))
        #expect(try open().value(key(1)) == value(1))
    }

    @Test func otherVersionsGoBeforeThat() throws {
        let old = try open(version: "1", maximumBytes: 3_500)
        let new = try open(version: "2", maximumBytes: 3_500)
        _ = try new.store([(key(1), value(1)), (key(2), value(2))])
        Thread.sleep(forTimeInterval: 0.003)
        _ = try old.store([(key(3), value(3))])
        #expect(try new.statistics().outdated == 1)
        #expect(try new.store([(key(4), value(4))]) == 1)
        #expect(try new.value(key(3)) == nil)
        #expect(try new.value(key(1)) == value(1))
        _ = try old.store([(key(5), value(5, count: 10))])
        #expect(try new.collect() == 1)
        #expect(try new.statistics().outdated == 0)
    }

    @Test(arguments: [
        "UPDATE result SET value = x'00010203'", "UPDATE result SET value = zeroblob(1000)",
        "UPDATE result SET size = 999",
        "UPDATE result SET checksum = 0", "UPDATE result SET checksum = zeroblob(8)",
        "UPDATE result SET value = 'text'",
    ])
    func whatIsDamagedIsNoAnswer(_ damage: String) throws {
        _ = try open().store([(key(1), value(1))])
        try execute(damage)
        #expect(try open().value(key(1)) == nil)
        _ = try open().store([(key(1), value(1))])
        #expect(try open().value(key(1)) == value(1))
    }

    @Test func noiseIsAFault() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(repeating: 0x5A, count: 10_000).write(
            to: URL(fileURLWithPath: ContentCache.file(in: folder)))
        #expect(throws: CacheFault.self) { try open() }
    }

    @Test func anotherProcessIsWaitedForAndNotForLong() throws {
        _ = try open().store([(key(1), value(1))])
        let holder = try intruder()
        try holder.inDatabase { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        let begin = ContinuousClock.now
        #expect(throws: CacheFault.self) {
            let cache = try ContentCache(
                folder: folder, version: "1", maximumBytes: 1 << 20, patience: 0.2)
            _ = try cache.store([(key(2), value(2))])
        }
        #expect(ContinuousClock.now - begin < .seconds(5))
        try holder.inDatabase { try $0.execute(sql: "ROLLBACK") }
        #expect(try open().value(key(1)) == value(1))
    }

    @Test func historyIsBounded() throws {
        let cache = try open()
        let project = ContentHash(of: "project")
        for run in 1...40 {
            _ = try cache.store(
                [],
                remembering: .init(
                    of: project, [.init(name: "tests", seconds: Double(run), bytes: 10)]))
            Thread.sleep(forTimeInterval: 0.002)
        }
        let kept = try cache.history(of: project)
        #expect(kept.count == 30)
        #expect(kept.map(\.seconds).min() == 11)
        #expect(try cache.history(of: ContentHash(of: "other")) == [])
    }
}

struct ContentHashTests {
    @Test func isSHA256() {
        #expect(
            ContentHash(of: "abc").bytes.map {
                String($0 / 16, radix: 16) + String($0 % 16, radix: 16)
            }
            .joined() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func partsAreKeptApart() {
        func hash(_ parts: String...) -> ContentHash {
            var hasher = ContentHasher()
            for part in parts { hasher.add(part) }
            return hasher.finish()
        }
        #expect(hash("ab", "c") != hash("a", "bc"))
        #expect(hash("a") != hash("a", ""))
        #expect(hash("a", "b") == hash("a", "b"))
    }
}
