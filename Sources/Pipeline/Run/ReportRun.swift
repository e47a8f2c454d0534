import ContentCache
public import Reporting
import SchemaCatalog

/// A run with the cache: a printed report comes from it where its inputs are those of an earlier
/// run.
public struct ReportRun {
    private let root: String
    private let configuration: Configuration
    private let version: String
    private let monitor: PerformanceMonitor
    private let pool: WorkerPool

    /// Prepares a run.
    public init(_ root: String, _ configuration: Configuration, version: String) {
        let log = RunLog(format: configuration.logFormat, isVerbose: configuration.isVerbose)
        self.init(root, configuration, version: version, PerformanceMonitor(log: log))
    }

    /// Prepares a run of which a part is measured already.
    init(
        _ root: String, _ configuration: Configuration, version: String,
        _ monitor: PerformanceMonitor
    ) {
        (self.root, self.configuration, self.version) = (root, configuration, version)
        self.monitor = monitor
        pool = WorkerPool(
            width: configuration.jobs ?? MachineCapacity.current.workers, log: monitor.log)
    }

    /// Makes the report and prints it.
    ///
    /// - Parameters:
    ///   - presentation: What of the command shapes the text: format, colour, limits.
    ///   - write: Prints what its argument hands over.
    ///   - render: Hands over the text of a report, piece by piece.
    ///   - end: Called when everything is printed, with the status to end with, while the run's
    ///     memory is still held: giving it back would take longer than much of the run.
    /// - Throws: ``PipelineError`` where there is no report.
    public func print(
        presentation: [String],
        write: ((@escaping (String) -> Void) -> Void) throws(PipelineError) -> Void,
        render: @escaping (Report, @escaping (String) -> Void) -> Void,
        end: (Int32, _ timings: String?) -> Void
    ) async throws(PipelineError) {
        let cache = openCache(presentation)
        let seen = InputRecorder()
        if let cache, !configuration.showsTimings || !presentation.contains("json"),
            let found = try await found(cache, seen)
        {
            try write { $0(found.report.text) }
            guarded { () throws(CacheFault) in try cache.noteUse(of: found) }
            cache.close()
            monitor.noteCache(hits: 1, misses: 0, evictions: 0)
            return end(found.report.status, try finish())
        }
        let recorder = cache == nil ? nil : InputRecorder()
        var files: FileResults?
        if let cache {
            guarded { () throws(CacheFault) in files = try cache.files(known: seen.files) }
        }
        let analysis = try await analyze(recorder, files, keepsTests: false)
        try analysis.requireSchema()
        let report = analysis.report(version: version)
        var text = ""
        var isKept = recorder != nil && !report.diagnostics.contains { $0.rule == "file-timeout" }
        try write { sink in
            render(report) { piece in
                if isKept { text += piece }
                if let cache, text.utf8.count > cache.maximumBytes { (isKept, text) = (false, "") }
                sink(piece)
            }
        }
        let status: Int32 = report.failures.isEmpty ? 0 : 1
        if let cache, let recorder, let outcome = files?.finish() {
            if let fault = outcome.fault { monitor.warn(fault) }
            guarded { () throws(CacheFault) in
                let report = isKept ? FinishedReport(text: text, status: status) : nil
                let evictions = try cache.keep(
                    report, recorder, outcome, try comparedWithHistory(cache))
                monitor.noteCache(hits: outcome.hits, misses: outcome.misses, evictions: evictions)
            }
        }
        cache?.close()
        let timings = try finish()
        withExtendedLifetime((analysis, report)) { end(status, timings) }
    }

    /// Hands over what other commands look at: files that some run has read before come from the
    /// cache, and what is new is kept once `body` is done.
    public func analysis<Value>(_ body: (Analysis) throws(PipelineError) -> Value)
        async throws(PipelineError) -> Value
    {
        let cache = openCache([])
        var files: FileResults?
        if let cache {
            guarded { () throws(CacheFault) in files = try cache.files(known: [:]) }
        }
        // The recorder hashes files as they are read.
        let recorder = files == nil ? nil : InputRecorder()
        let analysis = try await analyze(recorder, files, keepsTests: true)
        let outcome = files?.finish()
        if let outcome {
            monitor.noteCache(hits: outcome.hits, misses: outcome.misses, evictions: 0)
        }
        let value = try body(analysis)
        if let cache, let outcome {
            if let fault = outcome.fault { monitor.warn(fault) }
            guarded { () throws(CacheFault) in try cache.keep(outcome) }
        }
        return value
    }

    private func analyze(
        _ recorder: InputRecorder?, _ files: FileResults?, keepsTests: Bool
    ) async throws(PipelineError) -> Analysis {
        let made: Result<Analysis, PipelineError> = await InputRecorder.$current.withValue(recorder)
        {
            do throws(PipelineError) {
                return .success(
                    try await Analysis(
                        root, configuration, monitor, pool, files, keepsTests: keepsTests)
                )
            } catch {
                return .failure(error)
            }
        }
        return try made.get()
    }

    // MARK: - Cache

    /// Nil where it is off, cannot be used, or could not tell what the report depends on: a
    /// repository's history.
    private func openCache(_ presentation: [String]) -> ReportCache? {
        guard configuration.cache.isOn, configuration.since == nil else { return nil }
        do throws(CacheFault) {
            return try ReportCache(
                root, configuration, presentation: presentation, version: version)
        } catch {
            monitor.warn(error)
            return nil
        }
    }

    private func found(_ cache: ReportCache, _ recorder: InputRecorder) async throws(PipelineError)
        -> ReportCache.Found?
    {
        let start = ContinuousClock.now
        var known: [InputRecorder.Input]?
        guarded { () throws(CacheFault) in known = try cache.inputs() }
        guard let inputs = known else { return nil }
        let fingerprint =
            inputs.contains(.database) ? try LiveSchema.fingerprint(configuration, monitor) : nil
        do throws(CacheFault) {
            let found = try await cache.find(inputs, fingerprint, pool, recorder)
            monitor.record(.compare, since: start)
            return found
        } catch {
            monitor.warn(error)
            return nil
        }
    }

    private func guarded(_ body: () throws(CacheFault) -> Void) {
        do throws(CacheFault) { try body() } catch { monitor.warn(error) }
    }

    // MARK: - What it took

    /// What the phases took. Says which took more than twice their own average for each byte.
    private func comparedWithHistory(_ cache: ReportCache) throws(CacheFault) -> [ContentCache
        .PastPhase]
    {
        let timings = monitor.timings(workers: pool.width)
        let bytes = timings.phases.reduce(0) { $0 + $1.bytes }
        let present = timings.phases.map {
            ContentCache.PastPhase(name: $0.name, seconds: $0.total, bytes: max($0.bytes, bytes))
        }
        let past = Dictionary(grouping: try cache.history(), by: \.name)
        let slow = present.compactMap { phase in
            SlowPhase.factor(phase, past[phase.name] ?? []).map { "\(phase.name) (\($0) times)" }
        }
        if !slow.isEmpty {
            monitor.warnOnce(
                "slower for each byte than earlier runs of this project: \(slow.joined(separator: ", ")); --timings shows more"
            )
        }
        return present
    }

    private func finish() throws(PipelineError) -> String? {
        let timings = monitor.timings(workers: pool.width)
        try MetricsFile.write(timings, configuration)
        return configuration.showsTimings ? TimingsFormat.text(timings) : nil
    }
}

/// A phase against its own past.
enum SlowPhase {
    /// Runs that an average needs, and seconds below which a phase is not worth a word.
    private static let fewestRuns = 3
    private static let leastSeconds = 0.25

    /// How many times slower for each byte than on average; nil where it is not more than twice.
    static func factor(_ phase: ContentCache.PastPhase, _ past: [ContentCache.PastPhase]) -> Double?
    {
        let bytes = past.reduce(0) { $0 + $1.bytes }
        let seconds = past.reduce(0) { $0 + $1.seconds }
        guard past.count >= fewestRuns, phase.seconds >= leastSeconds, phase.bytes > 0, bytes > 0,
            seconds > 0
        else { return nil }
        let factor = (phase.seconds / Double(phase.bytes)) / (seconds / Double(bytes))
        return factor > 2 ? (factor * 10).rounded() / 10 : nil
    }
}
