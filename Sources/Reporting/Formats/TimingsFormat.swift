import CoverageAnalysis

/// `--timings` as text, `--metrics` as Prometheus reads it, and the `timings` of JSON.
public enum TimingsFormat {
    /// A table of phases, the slowest files, and the run as a whole.
    public static func text(_ timings: RunTimings) -> String {
        let header = ["phase", "count", "total", "average", "minimum", "maximum", "rate"]
        let rows = timings.phases.map { phase in
            [phase.name, String(phase.count)]
                + [phase.total, phase.average, phase.minimum, phase.maximum].map(duration)
                + [phase.bytesPerSecond.map { "\(size($0))/s" } ?? ""]
        }
        var lines = table([header] + rows)
        if !timings.slowest.isEmpty {
            lines += ["", "slowest files"]
            lines += table(
                timings.slowest.map { [$0.path, duration($0.seconds), size(Double($0.bytes))] })
        }
        lines += ["", whole(timings)]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func whole(_ timings: RunTimings) -> String {
        var parts = [
            "\(duration(timings.wall)) in all", "\(duration(timings.processor)) of processor time",
        ]
        parts.append(
            "\(timings.workers.counted("worker")), \(percent(timings.utilisation)) busy"
        )
        if let peak = timings.peakMemory { parts.append("\(size(Double(peak))) of memory at most") }
        if let cache = timings.cache {
            parts.append(
                "cache: \(cache.hits) hits, \(cache.misses) misses, \(cache.evictions) evicted")
        }
        return parts.joined(separator: " · ")
    }

    /// Columns as wide as they must be: the first to the left, the others to the right.
    private static func table(_ rows: [[String]]) -> [String] {
        let widths = (0..<(rows.first?.count ?? 0)).map { column in
            rows.map { $0[column].count }.max() ?? 0
        }
        return rows.map { row in
            zip(row, widths).enumerated().map { column, cell in
                column == 0 ? cell.0.padded(cell.1) : cell.0.aligned(cell.1)
            }.joined(separator: "  ")
        }
    }

    static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite else { return "" }
        if seconds >= 1 { return "\(rounded(seconds, 100)) s" }
        return seconds >= 0.001
            ? "\(rounded(seconds * 1e3, 10)) ms" : "\(rounded(seconds * 1e6, 1)) µs"
    }

    /// `1.5 MB`.
    public static func size(_ bytes: Double) -> String {
        if bytes >= 1e6 { return "\(rounded(bytes / 1e6, 10)) MB" }
        return bytes >= 1e3 ? "\(rounded(bytes / 1e3, 10)) kB" : "\(Int(bytes)) B"
    }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

    private static func rounded(_ value: Double, _ scale: Double) -> String {
        let result = (value * scale).rounded() / scale
        return result == result.rounded() ? String(Int(result)) : String(result)
    }

    // MARK: - Prometheus

    /// Prometheus' text exposition format, version 0.0.4.
    public static func metrics(_ timings: RunTimings) -> String {
        var lines: [String] = []
        func family(_ name: String, _ help: String, _ samples: [(labels: String, value: String)]) {
            lines += ["# HELP pgcov_\(name) \(help)", "# TYPE pgcov_\(name) gauge"]
            lines += samples.map { "pgcov_\(name)\($0.labels) \($0.value)" }
        }
        func byPhase(_ value: (RunTimings.Phase) -> String) -> [(labels: String, value: String)] {
            timings.phases.map { ("{phase=\"\($0.name)\"}", value($0)) }
        }
        family("phase_calls", "Calls of a phase.", byPhase { String($0.count) })
        family(
            "phase_seconds", "Seconds of a phase, of all its calls together.",
            byPhase { String($0.total) })
        family(
            "phase_seconds_average", "Seconds of a phase's average call.",
            byPhase { String($0.average) })
        family(
            "phase_seconds_minimum", "Seconds of a phase's shortest call.",
            byPhase { String($0.minimum.isFinite ? $0.minimum : 0) })
        family(
            "phase_seconds_maximum", "Seconds of a phase's longest call.",
            byPhase { String($0.maximum) })
        family("phase_bytes", "Bytes that a phase read.", byPhase { String($0.bytes) })
        family("run_seconds", "Seconds of the run.", [("", String(timings.wall))])
        family(
            "run_processor_seconds", "Seconds of processor time of the run.",
            [("", String(timings.processor))])
        family("workers", "Files worked on at once.", [("", String(timings.workers))])
        family(
            "worker_utilisation", "Share of the workers' time that they worked.",
            [("", String(timings.utilisation))])
        if let peak = timings.peakMemory {
            family("memory_peak_bytes", "Most bytes in memory at one time.", [("", String(peak))])
        }
        if let cache = timings.cache {
            family("cache_hits", "Results taken from the cache.", [("", String(cache.hits))])
            family(
                "cache_misses", "Results that the cache did not have.", [("", String(cache.misses))]
            )
            family(
                "cache_evictions", "Results that the cache gave up.",
                [("", String(cache.evictions))])
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension JSONWriter {
    /// The `timings` of a report: seconds.
    mutating func timings(_ timings: RunTimings) {
        array(timings.phases) { writer, phase in
            writer.object { writer in
                writer.key("phase")
                writer.string(phase.name)
                writer.key("count")
                writer.number(phase.count)
                for (name, value) in [
                    ("total", phase.total), ("average", phase.average), ("minimum", phase.minimum),
                    ("maximum", phase.maximum),
                ] {
                    writer.key(name)
                    writer.seconds(value)
                }
            }
        }
    }
}
