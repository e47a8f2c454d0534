import Benchmark
import CoverageAnalysis
import Foundation
import MigrationAnalysis
import PgTAPScanning
import SQLText
import SchemaCatalog

/// The parts of a run, each by itself, over the folder `migrations/` and `tests/` in
/// `PGCOV_WORKLOAD`. Scripts/benchmark makes one, runs this and whole processes beside it.
let benchmarks: @Sendable () -> Void = {
    guard let folder = ProcessInfo.processInfo.environment["PGCOV_WORKLOAD"] else {
        fatalError("PGCOV_WORKLOAD names no folder; see Scripts/benchmark --help")
    }
    let work: Workload
    do { work = try Workload(folder) } catch { fatalError("\(folder): \(error)") }
    Benchmark.defaultConfiguration.metrics = [
        .wallClock, .cpuTotal, .throughput, .peakMemoryResident,
    ]
    Benchmark.defaultConfiguration.maxDuration = .seconds(3)

    Benchmark("lexer: \(work.bytes / 1000) kB") { _ in
        for file in work.migrations + work.tests { blackHole(work.tokens(of: file)) }
    }
    Benchmark("migrations, read: \(work.migrations.count) files") { _ in
        for file in work.migrations { blackHole(MigrationFileAnalyzer.analyze(file)) }
    }
    Benchmark("migrations, folded: \(work.statements) statements") { _ in
        blackHole(work.fold())
    }
    Benchmark("tests, scanned: \(work.tests.count) files") { _ in
        for file in work.tests { blackHole(TestFileScanner.scan(file)) }
    }
    Benchmark("claims: \(work.assertions) assertions") { _ in
        blackHole(work.claims())
    }
    Benchmark("join: \(work.join().count) requirements") { _ in
        blackHole(work.join())
    }
}
