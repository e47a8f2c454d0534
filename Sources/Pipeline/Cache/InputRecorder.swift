import ContentCache
import Synchronization

/// What a run has looked at: files by the hash of their bytes, what stands at a path, the names
/// below a folder, a live database by its fingerprint. A run whose inputs are the same again would
/// give the same report.
final class InputRecorder: Sendable {
    /// One look.
    enum Input: Hashable, Comparable {
        case file(String)
        case kind(String)
        case names(String)
        /// What the live database of the run's configuration holds. Where that is says no list of
        /// inputs.
        case database
    }

    /// The recorder of the run that goes on, if its inputs are recorded.
    @TaskLocal static var current: InputRecorder?

    /// What no file's bytes hash to.
    private static let missing = ContentHash(of: "pgcov: not to be read")

    private let inputs = Mutex<[Input: ContentHash]>([:])

    /// Notes a file that was read; nil where it could not be.
    func note(file path: String, _ bytes: [UInt8]?) {
        note(.file(path), bytes.map { ContentHash(of: $0) } ?? Self.missing)
    }
    func note(kind path: String, _ kind: FileKind?) {
        note(.kind(path), ContentHash(of: kind?.rawValue ?? ""))
    }
    func note(namesBelow folder: String, _ names: [String]) {
        note(.names(folder), ContentHash(of: names.joined(separator: "\0")))
    }

    func note(database fingerprint: ContentHash) { note(.database, fingerprint) }

    private func note(_ input: Input, _ hash: ContentHash) { inputs.withLock { $0[input] = hash } }

    /// Notes a file by the hash of what it held when it was last read.
    func note(file path: String, _ hash: ContentHash) { note(.file(path), hash) }

    /// The hash of a file as it was last read; nil where it was not, or could not be.
    func hash(ofFile path: String) -> ContentHash? {
        inputs.withLock { $0[.file(path)] }.flatMap { $0 == Self.missing ? nil : $0 }
    }

    /// The files that could be read, by path.
    var files: [String: ContentHash] {
        inputs.withLock { inputs in
            var files: [String: ContentHash] = [:]
            for case (.file(let path), let hash) in inputs where hash != Self.missing {
                files[path] = hash
            }
            return files
        }
    }

    /// What was looked at, sorted.
    var all: [(input: Input, hash: ContentHash)] {
        inputs.withLock { $0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension InputRecorder.Input {
    /// One line of a list of inputs.
    var line: String {
        switch self {
        case .file(let path): "f" + path
        case .kind(let path): "k" + path
        case .names(let path): "n" + path
        case .database: "d"
        }
    }

    init?(line: Substring) {
        let path = String(line.dropFirst())
        switch line.first {
        case "f": self = .file(path)
        case "k": self = .kind(path)
        case "n": self = .names(path)
        case "d": self = .database
        default: return nil
        }
    }

    /// Looks again at what is on disk, which notes what is seen now in the recorder that is
    /// current.
    func look() {
        switch self {
        case .file(let path): _ = try? FileReader.read(path)
        case .kind(let path): _ = FileReader.fileKind(path)
        case .names(let path): _ = TreeWalker(path)
        case .database: break
        }
    }
}
