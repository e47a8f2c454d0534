import Reporting
import SystemPackage

/// The file of `--metrics`.
enum MetricsFile {
    static func write(_ timings: RunTimings, _ configuration: Configuration) throws(PipelineError) {
        guard let path = configuration.metricsFile else { return }
        do {
            try WholeFile.write(to: FilePath(path)) { $0(TimingsFormat.metrics(timings)) }
        } catch {
            throw PipelineError(.configuration, "--metrics \(path): cannot be written: \(error)")
        }
    }
}
