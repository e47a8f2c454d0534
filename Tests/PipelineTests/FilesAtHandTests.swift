import Foundation
import MigrationAnalysis
import TestSupport
import Testing

@testable import Pipeline

struct FilesAtHandTests {
    private let temporary: TemporaryFolder
    private var folder: String { temporary.path }

    init() throws { temporary = try TemporaryFolder() }

    private func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
        return folder + "/" + name
    }

    @Test func whatWasReadIsHandedOverOnce() throws {
        let (files, path) = (FilesAtHand(), try write("a.sql", [1, 2]))
        #expect(files.take(path) == nil)
        #expect(try files.read(path) == [1, 2])
        try FileManager.default.removeItem(atPath: path)
        #expect(try files.read(path) == [1, 2])
        #expect(files.take(path) == [1, 2])
        #expect(files.take(path) == nil)
        #expect(throws: FileReader.Fault.self) { try files.read(path) }
    }

    @Test func thereIsABoundAndRoomAgain() throws {
        let files = FilesAtHand()
        let bytes = [UInt8](repeating: 7, count: 3 << 20)
        let paths = try (0..<3).map { try write("\($0).sql", bytes) }
        for path in paths { #expect(try files.read(path) == bytes) }
        #expect(files.take(paths[2]) == nil)
        #expect(files.take(paths[0]) == bytes)
        #expect(try files.read(paths[2]) == bytes)
        #expect(files.take(paths[2]) == bytes)
        #expect(files.take(paths[1]) == bytes)
    }

    /// From both ends: whatever one side has looked at, the other need not.
    @Test func testsAreLookedForAhead() throws {
        for count in [0, 1, 2, 50] {
            for index in 0..<count {
                _ = try write("\(index)_test.sql", Array("SELECT plan(1);".utf8))
            }
            let files = FilesAtHand()
            let tree = try Project.tree(of: folder, Configuration(), files)
            tree.lookAhead()
            #expect((0..<count).allSatisfy { files.take("\(folder)/\($0)_test.sql") != nil })
            tree.lookAhead()
            #expect((0..<count).allSatisfy { files.take("\(folder)/\($0)_test.sql") == nil })
        }
    }
}
