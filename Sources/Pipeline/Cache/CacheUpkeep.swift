import CoverageAnalysis
import ContentCache
import Foundation
import Reporting

/// `pgcov cache`.
public enum CacheUpkeep {
    /// Where the cache is, and what it holds.
    public static func info(_ options: CacheOptions, version: String) throws(PipelineError)
        -> String
    {
        let file = ContentCache.file(in: options.folder)
        guard FileReader.fileKind(file) != nil else { return "\(file)\nempty\n" }
        let found = try attempt { () throws(CacheFault) in try open(options, version).statistics() }
        return """
            \(file)
            \(found.entries) results, \(TimingsFormat.size(Double(found.bytes))) of at most \(TimingsFormat.size(Double(options.maximumBytes)))
            \(found.outdated) of them of other versions; \(TimingsFormat.size(Double(found.fileBytes))) on disk

            """
    }

    /// Gives up what other versions left and what is too much.
    public static func collect(_ options: CacheOptions, version: String) throws(PipelineError)
        -> String
    {
        let count = try attempt { () throws(CacheFault) in try open(options, version).collect() }
        return "\(count.counted("result")) given up\n"
    }

    /// Deletes the cache's files, whatever state they are in.
    public static func clear(_ options: CacheOptions) throws(PipelineError) -> String {
        let file = ContentCache.file(in: options.folder)
        var count = 0
        for path in [file, file + "-wal", file + "-shm"] where FileReader.stat(path) != nil {
            do {
                try FileManager.default.removeItem(atPath: path)
                count += 1
            } catch {
                throw PipelineError(
                    .configuration, "\(path): cannot be deleted: \(error.localizedDescription)")
            }
        }
        return count > 0 ? "\(file) deleted\n" : "\(file): nothing there\n"
    }

    private static func open(_ options: CacheOptions, _ version: String) throws(CacheFault)
        -> ContentCache
    {
        try ContentCache(
            folder: options.folder, version: version + " " + ProgramBuild.identity,
            maximumBytes: options.maximumBytes, patience: 10)
    }

    private static func attempt<Value>(_ body: () throws(CacheFault) -> Value) throws(PipelineError)
        -> Value
    {
        do throws(CacheFault) { return try body() } catch {
            throw PipelineError(.configuration, error.description)
        }
    }
}
