public import SchemaCatalog
import Synchronization
import SQLText

/// The files of a folder, as layouts see them: paths relative to it, and the bytes of those a
/// layout asks for. Indexed once, so that each layout looks names up instead of walking over
/// everything.
public struct ProjectTree: Sendable {
    /// A folder that holds files.
    public struct Folder: Sendable, Hashable {
        /// Relative path; "" for the tree's own.
        public var path: String
        /// Names of the files that lie directly in it, by bytes.
        public var names: [String]

        /// The path of one of its files.
        func file(_ name: String) -> String { PathText.join(path, name) }
    }

    /// Regular files, sorted by bytes of their paths.
    public let paths: [String]
    /// What could not be looked at.
    public let faults: [Diagnostic]
    /// Folders that directly hold files, in the order of their first file.
    let folders: [Folder]
    private let folderIndex: [String: Int]
    private let known: Set<String>
    private let foldersByName: [String: [String]]
    private let read: @Sendable (String) -> [UInt8]?
    private let looks: Looks

    /// - Parameters:
    ///   - paths: Those of the files.
    ///   - faults: What could not be looked at.
    ///   - read: The bytes of a file; nil where it cannot be read.
    public init(
        paths: [String], faults: [Diagnostic] = [],
        read: @escaping @Sendable (String) -> [UInt8]?
    ) {
        self.init(paths, faults, read, Looks())
    }

    private init(
        _ paths: [String], _ faults: [Diagnostic],
        _ read: @escaping @Sendable (String) -> [UInt8]?, _ looks: Looks
    ) {
        (self.faults, self.looks) = (faults, looks)
        let sorted = paths.sorted(by: String.byBytes)
        self.paths = sorted
        self.read = read
        known = Set(sorted)
        var folders: [Folder] = []
        var index: [String: Int] = [:]
        var byName: [String: [String]] = [:]
        for path in sorted {
            let (folder, name) = (PathText.folder(path), PathText.name(path))
            byName[name, default: []].append(folder)
            if let place = index[folder] {
                folders[place].names.append(name)
            } else {
                index[folder] = folders.count
                folders.append(Folder(path: folder, names: [name]))
            }
        }
        self.folders = folders
        folderIndex = index
        foldersByName = byName
    }

    /// The tree without some of its files.
    func without(_ paths: Set<String>) -> ProjectTree {
        ProjectTree(self.paths.filter { !paths.contains($0) }, faults, read, looks)
    }

    /// The files that lie in a folder, by the same paths.
    func within(_ folder: String) -> ProjectTree {
        ProjectTree(paths.filter { PathText.lies($0, in: folder) }, faults, read, looks)
    }

    /// A file's text; nil where it cannot be read. A byte order mark is taken off.
    public func text(_ path: String) -> String? {
        guard contains(path), var bytes = read(path) else { return nil }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A file's bytes; nil where it cannot be read.
    func bytes(_ path: String) -> [UInt8]? { contains(path) ? read(path) : nil }

    /// What a look at a file's bytes finds: several layouts want to know the same of hundreds of
    /// files.
    func mentionsPgTAP(_ path: String) -> Bool {
        looks.outcome(path) { TestFolders.mentionsPgTAP(bytes(path) ?? []) }
    }

    /// Looks at what may be tests, the last first, for who looks at them next and begins with the
    /// first: ends where the two meet.
    public func lookAhead() {
        for path in paths.reversed() where TestFolders.isNamedAsTest(path) {
            if looks.holds(path) { return }
            _ = mentionsPgTAP(path)
        }
    }

    /// What was found in files, for whoever looks next.
    private final class Looks: Sendable {
        private let outcomes = Mutex<[String: Bool]>([:])

        func holds(_ path: String) -> Bool { outcomes.withLock { $0[path] != nil } }

        func outcome(_ path: String, _ look: () -> Bool) -> Bool {
            if let known = outcomes.withLock({ $0[path] }) { return known }
            let found = look()
            outcomes.withLock { $0[path] = found }
            return found
        }
    }

    /// Whether there is such a file.
    public func contains(_ path: String) -> Bool { known.contains(path) }

    /// The files below a folder, at any depth; "" is the whole tree.
    public func files(under folder: String) -> ArraySlice<String> {
        guard !folder.isEmpty else { return paths[...] }
        let prefix = folder + "/"
        var (low, high) = (0, paths.count)
        while low < high {
            let middle = (low + high) / 2
            if String.byBytes(paths[middle], prefix) { low = middle + 1 } else { high = middle }
        }
        let end = paths[low...].firstIndex { !$0.hasPrefix(prefix) } ?? paths.count
        return paths[low..<end]
    }

    /// The files directly in a folder, by bytes of their names.
    func names(in folder: String) -> [String] {
        folderIndex[folder].map { folders[$0].names } ?? []
    }

    /// The folders that hold a file of this name.
    func folders(holding name: String) -> [String] { foldersByName[name] ?? [] }

    /// The folders below a folder that hold files, at any depth, with their paths relative to it.
    func folders(under folder: String) -> [Folder] {
        guard !folder.isEmpty else { return folders }
        return folders.filter { $0.path == folder || $0.path.hasPrefix(folder + "/") }
    }

    /// Whether a file named `manifest`, in the folder or above it, holds the word.
    func manifest(_ manifest: String, above folder: String, mentions word: String) -> String? {
        var current = folder
        while true {
            let path = PathText.join(current, manifest)
            if contains(path), text(path)?.contains(word) ?? false { return path }
            if current.isEmpty { return nil }
            current = PathText.folder(current)
        }
    }
}
