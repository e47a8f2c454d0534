import CoverageAnalysis
import PgTAPScanning
import Packing
import SchemaCatalog
import SQLText

/// Assertions of a test file.
struct AssertionCounts {
    let all: Int
    /// Those that run.
    let running: Int
    let dynamic: Int

    init(_ file: TestFile) {
        all = file.assertions.count
        // By position: an assertion is much to copy for a look at its state.
        running = file.assertions.indices.count { file.assertions[$0].state != .unreached }
        dynamic = file.assertions.indices.count { file.assertions[$0].state == .dynamic }
    }
}

/// What one test comes to against a catalog.
struct TestClaims {
    var evidence: FileEvidence
    /// What is wrong with it.
    var diagnostics: [Diagnostic]
    var assertions: AssertionCounts
    var nearMisses: [NearMiss]

    /// Whether everything stands in the file at a path, which its binary form does not name.
    func isAllIn(_ path: String) -> Bool {
        diagnostics.allSatisfy { $0.location.map { $0.file == path } ?? true }
            && nearMisses.allSatisfy { $0.location.file == path }
    }

    /// As those of the test at a path.
    func placed(at path: String) -> TestClaims {
        var result = self
        result.evidence.path = path
        for index in diagnostics.indices { result.diagnostics[index].location?.file = path }
        for index in nearMisses.indices { result.nearMisses[index].location.file = path }
        return result
    }
}

extension TestClaims: Packable {
    func pack(into writer: inout PackWriter) {
        evidence.pack(into: &writer)
        diagnostics.pack(into: &writer)
        assertions.pack(into: &writer)
        nearMisses.pack(into: &writer)
    }

    init(from reader: inout PackReader) {
        evidence = FileEvidence(from: &reader)
        diagnostics = [Diagnostic](from: &reader)
        assertions = AssertionCounts(from: &reader)
        nearMisses = [NearMiss](from: &reader)
    }
}

extension AssertionCounts: Packable {
    func pack(into writer: inout PackWriter) {
        all.pack(into: &writer)
        running.pack(into: &writer)
        dynamic.pack(into: &writer)
    }

    init(from reader: inout PackReader) {
        (all, running, dynamic) = (
            Int(from: &reader), Int(from: &reader), Int(from: &reader)
        )
    }
}
