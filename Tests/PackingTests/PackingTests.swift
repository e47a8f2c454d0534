import MigrationAnalysis
import Packing
import PgTAPScanning
import SQLText
import TestSupport
import Testing

/// A value and what is read back of its binary form.
private func readBack<Value: Packable>(_ value: Value) -> (
    value: Value, form: [UInt8], isWhole: Bool
) {
    var writer = PackWriter()
    value.pack(into: &writer)
    let form = writer.finish()
    var reader = PackReader(form)
    let read = Value(from: &reader)
    return (read, form, reader.isAtEnd && !reader.isFaulty)
}

/// All members of a value, of those it holds, and so on.
private func dumped<Value>(_ value: Value) -> String {
    var text = ""
    dump(value, to: &text)
    return text
}

@Suite struct PackingTests {
    @Test(arguments: [0, 1, -1, 63, 64, -64, -65, 1 << 31, Int.max, Int.min])
    func numbers(_ number: Int) {
        let read = readBack(number)
        #expect(read.value == number && read.isWhole)
    }

    @Test func texts() {
        let texts =
            ["", "a", "naïve ✗", "a", String(repeating: "long ", count: 1000), "\0"]
            + (0..<500).map { "text \($0)" }
        let read = readBack(texts)
        #expect(read.value == texts && read.isWhole)
        #expect(read.form.count < 12_000, "a text stands in the table once")
    }

    @Test func containers() {
        let value: [String: [Int?]] = ["b": [nil, 3], "a": [], "": [-9]]
        let read = readBack(value)
        #expect(read.value == value && read.isWhole)
        #expect(readBack(Set(["y", "x"])).form == readBack(Set(["x", "y"])).form)
    }

    @Test(arguments: try Fixtures.sqlFiles())
    func migrations(_ file: Fixtures.File) {
        let analyzed = MigrationFileAnalyzer.analyze(SourceFile(path: file.path, bytes: file.bytes))
        let read = readBack(analyzed)
        #expect(read.isWhole)
        #expect(read.value.steps == analyzed.steps)
        #expect(readBack(read.value).form == read.form)
    }

    @Test(arguments: try Fixtures.sqlFiles())
    func tests(_ file: Fixtures.File) {
        let scanned = TestFileScanner.scan(SourceFile(path: file.path, bytes: file.bytes))
        let read = readBack(scanned)
        #expect(read.isWhole)
        #expect(dumped(read.value.assertions) == dumped(scanned.assertions))
        #expect(read.value.exercises == scanned.exercises)
        #expect(read.value.wrappers == scanned.wrappers)
        #expect(readBack(read.value).form == read.form)
    }

    @Test(arguments: 0..<200)
    func noise(_ seed: Int) throws {
        let file = try #require(
            try Fixtures.sqlFiles("projects").first { $0.path.contains("test") })
        var form = readBack(TestFileScanner.scan(SourceFile(path: file.path, bytes: file.bytes)))
            .form
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func random(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<(1 + seed % 20) { form[random(below: form.count)] = UInt8(random(below: 256)) }
        if seed % 3 == 0 { form.removeLast(random(below: form.count)) }
        var reader = PackReader(form)
        // Whatever comes of it, it ends.
        _ = TestFile(from: &reader)
    }

    /// What repeats itself, what does not, and nothing at all.
    @Test(arguments: [0, 1, 7, 8, 4_000, 300_000])
    func compressed(_ count: Int) {
        for period in [1, 7, 251, 65_537] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 % period &* 2_654_435_761) }
            let block = CompressedBlock.of(bytes)
            #expect(CompressedBlock.bytes(of: block) == bytes)
            #expect(CompressedBlock.bytes(of: [1, 2, 3] + block, from: 3) == bytes)
            #expect(CompressedBlock.bytes(of: Array(block.dropLast())) == nil)
            #expect(CompressedBlock.bytes(of: block, from: block.count) == nil)
        }
        #expect(CompressedBlock.bytes(of: Array(repeating: 0xFF, count: 64)) == nil)
        #expect(CompressedBlock.bytes(of: Array(repeating: 0, count: 8) + [1, 2]) == [1, 2])
    }
}
