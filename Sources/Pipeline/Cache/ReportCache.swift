import ContentCache
import Foundation
import SystemPackage

/// What a command printed, and how it ended.
public struct FinishedReport: Sendable, Hashable {
    /// As it was printed.
    public var text: String
    /// The run's exit status.
    public var status: Int32
}

/// Reports of earlier runs over the same inputs.
///
/// A run is a function of the program, the options and what it reads. What it read is kept as a
/// list; where all of it is the same by content, so is the report. Nothing is taken on trust: every
/// file is read and hashed again, every folder listed again, and what was missing must be missing
/// still.
struct ReportCache {
    private let cache: ContentCache
    /// Of the program and the options.
    private let base: ContentHash
    /// Of the program, and of the options that matter to files by themselves.
    private let fileBase: ContentHash
    /// Of the program and all options, however the report is shown.
    private let reportBase: ContentHash
    /// Of the program, the options, the project's folder and the names below it: where the list is
    /// kept. The list says where the inputs lie, so those of a project's copy are another list.
    private let listKey: ContentHash
    let project: ContentHash

    /// Reports larger than a part of the cache would leave no room for others.
    private static let largestShare = 16
    let maximumBytes: Int
    /// - Parameter presentation: What of the command shapes the text: format, colour, limits.
    init(_ root: String, _ configuration: Configuration, presentation: [String], version: String)
        throws(CacheFault)
    {
        let build = version + " " + ProgramBuild.identity
        cache = try ContentCache(
            folder: configuration.cache.folder, version: build,
            maximumBytes: configuration.cache.maximumBytes)
        maximumBytes = configuration.cache.maximumBytes / Self.largestShare
        var hasher = ContentHasher()
        hasher.add(build)
        var ofFiles = hasher
        for (name, value) in configuration.variables.sorted(by: { $0.key < $1.key }) {
            ofFiles.add(name)
            ofFiles.add(value)
        }
        fileBase = ofFiles.finish()
        hasher.add(configuration.shapingText)
        reportBase = hasher.finish()
        for part in presentation { hasher.add(part) }
        base = hasher.finish()
        project = ContentHash(of: URL(fileURLWithPath: root).resolvingSymlinksInPath().path)
        hasher.add(project)
        hasher.add(ContentHash(of: TreeWalker(root).names.joined(separator: "\0")))
        hasher.add("inputs")
        listKey = hasher.finish()
    }

    /// A report found, and the keys that led to it.
    struct Found {
        var report: FinishedReport
        var keys: [ContentHash]
        /// Inputs that were compared.
        var inputs: Int
    }

    /// What an earlier run looked at; nil where there was none.
    func inputs() throws(CacheFault) -> [InputRecorder.Input]? {
        try cache.value(listKey).map {
            $0.split(separator: 0).compactMap {
                InputRecorder.Input(line: Substring(decoding: $0, as: UTF8.self))
            }
        }
    }

    /// The report of an earlier run; nil where there is none for what the inputs are now.
    ///
    /// - Parameters:
    ///   - fingerprint: Of the live database, where it is one of them.
    ///   - recorder: Is told of everything that is looked at.
    func find(
        _ inputs: [InputRecorder.Input], _ fingerprint: ContentHash?, _ pool: WorkerPool,
        _ recorder: InputRecorder
    ) async throws(CacheFault) -> Found? {
        if let fingerprint { recorder.note(database: fingerprint) }
        await pool.run {
            await InputRecorder.$current.withValue(recorder) {
                _ = await pool.stream(inputs) {
                    $0.look()
                } each: { _ in
                }
            }
        }
        let key = key(of: recorder)
        guard let value = try cache.value(key), let report = FinishedReport(value) else {
            return nil
        }
        return Found(report: report, keys: [listKey, key], inputs: inputs.count)
    }

    /// For what single files come to.
    ///
    /// - Parameter known: Hashes of files that were read already.
    func files(known: [String: ContentHash]) throws(CacheFault) -> FileResults {
        FileResults(
            try cache.session(), base: fileBase, reportBase: reportBase, known: known)
    }

    /// Keeps what a run came to: its report with what that was made from, what its files came to,
    /// how long it took.
    ///
    /// - Returns: How many values were given up for it.
    func keep(
        _ report: FinishedReport?, _ recorder: InputRecorder, _ files: CacheSession.Outcome,
        _ phases: [ContentCache.PastPhase]
    ) throws(CacheFault) -> Int {
        var values = files.new
        if let report, case let value = report.bytes, value.count <= maximumBytes {
            let list = recorder.all.map(\.input.line).joined(separator: "\0")
            values += [(listKey, Array(list.utf8)), (key(of: recorder), value)]
        }
        return try cache.store(
            values, using: files.used, remembering: ContentCache.Run(of: project, phases))
    }

    /// Keeps what files came to in a run that makes no report.
    func keep(_ files: CacheSession.Outcome) throws(CacheFault) {
        _ = try cache.store(files.new, using: files.used)
    }

    func noteUse(of found: Found) throws(CacheFault) { try cache.noteUse(of: found.keys) }

    /// Ends its use.
    func close() { cache.close() }

    private func key(of recorder: InputRecorder) -> ContentHash {
        var hasher = ContentHasher()
        hasher.add(base)
        for (input, hash) in recorder.all {
            hasher.add(input.line)
            hasher.add(hash)
        }
        return hasher.finish()
    }

    // MARK: - History

    /// Earlier runs of the same project.
    func history() throws(CacheFault) -> [ContentCache.PastPhase] { try cache.history(of: project) }
}

extension FinishedReport {
    /// The status, then the text.
    var bytes: [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: status >> ($0 * 8)) } + Array(text.utf8)
    }

    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 4 else { return nil }
        status = bytes.prefix(4).reversed().reduce(0) { $0 << 8 | Int32($1) }
        text = String(decoding: bytes.dropFirst(4), as: UTF8.self)
    }
}

extension Configuration {
    /// What can change a report, as text that is the same for equal options. Those of most runs are
    /// the defaults, and reflection takes a tenth of a run with nothing changed.
    var shapingText: String {
        let shaping = shaping
        return shaping == Configuration().shaping ? "" : CanonicalText.of(shaping)
    }

    /// Only what can change a report: not how fast it is made, nor what is said beside it.
    private var shaping: Configuration {
        var result = self
        let defaults = Configuration()
        (result.jobs, result.cache, result.logFormat) = (nil, defaults.cache, defaults.logFormat)
        (result.showsTimings, result.metricsFile, result.isVerbose) = (false, nil, false)
        // What is read there counts, not the way there, which may hold a password.
        (result.database, result.connectTimeout) = (
            result.database.map { _ in "" }, defaults.connectTimeout
        )
        return result
    }
}

/// Which build of the program this is: its version alone would be that of every build between two
/// releases.
public enum ProgramBuild {
    /// The release.
    public static let version = "0.1.0"

    static var identity: String {
        guard let path = Bundle.main.executablePath, let stat = FileReader.stat(path) else {
            return ""
        }
        return "\(stat.size) \(stat.st_mtim.tv_sec) \(stat.st_mtim.tv_nsec)"
    }
}
