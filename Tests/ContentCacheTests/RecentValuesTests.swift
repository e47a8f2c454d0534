import Foundation
import TestSupport
import Testing

@testable import ContentCache

struct RecentValuesTests {
    private func key(_ number: Int) -> ContentHash { ContentHash(of: "key \(number)") }

    /// Whatever is added and asked for, the bytes are never more than allowed, and nothing but what
    /// was added comes back.
    @Test(arguments: 0..<20)
    func boundIsStrict(_ seed: Int) {
        let bound = 4_000
        var memory = RecentValues(maximumBytes: bound)
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func random(below limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        for _ in 0..<2_000 {
            let number = random(below: 60)
            let value = [UInt8](repeating: UInt8(number), count: number * 25)
            if random(below: 3) == 0 {
                memory.add(key(number), value)
            } else if let found = memory.value(key(number)) {
                #expect(found == value)
            }
            #expect(memory.bytes <= bound)
        }
    }

    @Test func whatIsUsedLeastGoesFirst() {
        var memory = RecentValues(maximumBytes: 3 * (100 + RecentValues.overhead))
        for number in 1...3 { memory.add(key(number), [UInt8](repeating: 0, count: 100)) }
        for _ in 0..<200 { _ = memory.value(key(1)) }
        memory.add(key(4), [UInt8](repeating: 0, count: 100))
        #expect(memory.value(key(2)) == nil)
        #expect([1, 3, 4].allSatisfy { memory.value(key($0)) != nil })
        memory.add(key(5), [UInt8](repeating: 0, count: 10_000))
        #expect(memory.value(key(5)) == nil)
    }
}

struct CacheSessionTests {
    @Test func valuesOfOneRunGoInTogether() throws {
        let temporary = try TemporaryFolder()
        defer { withExtendedLifetime(temporary) {} }
        let cache = try ContentCache(folder: temporary.path, version: "1", maximumBytes: 1 << 20)
        let (one, two) = (ContentHash(of: "one"), ContentHash(of: "two"))
        _ = try cache.store([(one, [1, 2, 3])])
        let session = try cache.session()
        #expect(session.value(one) == [1, 2, 3])
        #expect(session.value(two) == nil)
        session.keep(two, [4])
        #expect(session.value(two) == [4])
        #expect(try cache.value(two) == nil)
        let outcome = session.finish()
        #expect((outcome.hits, outcome.misses) == (2, 1))
        #expect(outcome.new.map(\.key) == [two] && outcome.used.isEmpty && outcome.fault == nil)
        _ = try cache.store(outcome.new)
        #expect(try cache.session().value(two) == [4])
    }
}
