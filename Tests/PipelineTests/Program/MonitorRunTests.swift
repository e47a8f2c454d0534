import Foundation
import TestSupport
import Testing

/// What a run says of itself: to people, to programs, to Prometheus.
struct MonitorRunTests {
    private static let phases = ["find", "migrations", "fold", "tests", "link", "claims", "join"]

    private func run(
        _ arguments: [String], _ body: (_ output: String, _ said: String) throws -> Void
    ) async throws {
        let program = try RunningProgram(arguments)
        #expect(try await program.ending() != nil)
        try body(program.output, program.saidText)
    }

    private func inProject(_ body: (_ root: String, _ cache: String) async throws -> Void)
        async throws
    {
        try await TemporaryFolder.with([:]) { folder in
            let root = folder + "/project"
            try FileManager.default.copyItem(
                atPath: Repository.fixture("projects/bookings"), toPath: root)
            try await body(root, folder + "/cache")
        }
    }

    @Test func timingsAreATableAndJSON() async throws {
        try await inProject { root, _ in
            try await run(["gaps", root, "--no-cache", "--timings"]) { _, said in
                for phase in Self.phases { #expect(said.contains("\n\(phase) ")) }
                let header = said.split(separator: "\n").first { $0.hasPrefix("phase") }
                let columns = header?.split(separator: " ").map(String.init)
                #expect(
                    columns == [
                        "phase", "count", "total", "average", "minimum", "maximum", "rate",
                    ])
                #expect(said.contains("slowest files"))
                #expect(said.contains(" busy") && said.contains(" of processor time"))
                #if os(Linux)
                    #expect(said.contains(" of memory at most"))
                #endif
            }
            try await run(["gaps", root, "--no-cache", "--timings", "--format", "json"]) {
                output, _ in
                let report = try JSONSerialization.jsonObject(with: Data(output.utf8))
                let timings = (report as? [String: Any])?["timings"] as? [[String: Any]]
                #expect(timings?.compactMap { $0["phase"] as? String } == Self.phases)
                for phase in timings ?? [] {
                    let least = phase["minimum"] as? Double ?? -1
                    let average = phase["average"] as? Double ?? -1
                    let most = phase["maximum"] as? Double ?? -1
                    #expect(0 <= least && least <= average && average <= most)
                    #expect(most <= phase["total"] as? Double ?? -1)
                }
            }
        }
    }

    @Test func metricsAreWhatPrometheusReads() async throws {
        try await inProject { root, cache in
            let file = root + "/metrics"
            for hits in [0, 1] {
                try await run(["gaps", root, "--cache-dir", cache, "--metrics", file]) { _, _ in }
                let text = try String(contentsOfFile: file, encoding: .utf8)
                var values: [String: Double] = [:]
                for line in text.split(separator: "\n") where !line.hasPrefix("#") {
                    let parts = line.split(separator: " ")
                    #expect(parts.count == 2)
                    let name = try #require(parts.first.map(String.init))
                    #expect(name.wholeMatch(of: /pgcov_[a-z_]+(\{phase="[a-z]+"\})?/) != nil)
                    let value: Double = try #require(parts.last.flatMap { Double($0) })
                    values[name] = value
                }
                // Nothing has changed: the report itself is the hit.
                #expect(values["pgcov_cache_hits"] == Double(hits))
                #expect((values["pgcov_cache_misses"] ?? 0 > 0) == (hits == 0))
                #expect(values["pgcov_run_seconds"] ?? 0 > 0)
                let families = values.keys.map { $0.prefix { $0 != "{" } }
                for family in Set(families) { #expect(text.contains("# TYPE \(family) gauge")) }
                try FileManager.default.removeItem(atPath: file)
            }
        }
    }

    @Test func eventsAreLinesOfJSON() async throws {
        try await inProject { root, _ in
            try await run(["gaps", root, "--no-cache", "--verbose", "--log-format", "json"]) {
                _, said in
                let lines = said.split(separator: "\n")
                #expect(lines.count >= Self.phases.count)
                for line in lines {
                    let event = try JSONDecoder().decode(
                        [String: String].self, from: Data(line.utf8))
                    #expect(event["level"] == "debug")
                    #expect(event["time"] != nil && event["seconds"].flatMap(Double.init) != nil)
                }
            }
            try await run(["gaps", root, "--no-cache"]) { _, said in #expect(said.isEmpty) }
        }
    }

    @Test func theCacheIsShownTidiedAndDeleted() async throws {
        try await inProject { root, cache in
            func cacheCommand(_ name: String, _ body: (String) -> Void) async throws {
                try await run(["cache", name, "--cache-dir", cache]) { output, _ in body(output) }
            }
            try await cacheCommand("info") { #expect($0.contains("empty")) }
            try await run(["gaps", root, "--cache-dir", cache]) { _, _ in }
            try await cacheCommand("info") {
                #expect($0.contains(cache) && $0.contains("results,") && $0.contains("\n0 of them"))
            }
            try await cacheCommand("gc") { #expect($0 == "0 results given up\n") }
            try await cacheCommand("clear") { #expect($0.contains("deleted")) }
            try await cacheCommand("info") { #expect($0.contains("empty")) }
        }
    }
}
