import SchemaCatalog
import SQLText
import SystemPackage

/// Lists the files below a folder, once, within bounds, and says what it could not look at.
struct TreeWalker {
    /// Folders that hold other people's files, or none that matter.
    private static let passedOver: Set<String> = [
        ".git", ".hg", ".svn", "node_modules", ".build", "vendor", "target", "dist", ".venv",
        "venv", "__pycache__", ".next", ".cache", ".tox",
        // Instructions for coding agents, with templates of tests among them, and their copies of
        // the project.
        ".claude", ".agents", ".codex", ".cursor", ".gemini", ".windsurf",
    ]
    private static let maximumFiles = 200_000
    private static let maximumDepth = 24

    /// The files, relative to the folder, sorted by bytes.
    private(set) var files: [String] = []
    /// `unreadable-file`: folders that cannot be listed, which may hold nothing of the project's (a
    /// server's data), and SQL files that nothing can read.
    private(set) var faults: [Diagnostic] = []
    private var isFull = false
    private var seen: Set<Identity> = []

    /// A folder by whatever path it is reached.
    private struct Identity: Hashable {
        var device: DeviceID
        var inode: Inode
    }

    /// Looks at everything below `root`. Links to folders are followed once.
    init(_ root: String) {
        walk(root, "", depth: 0)
        if isFull {
            note(
                "", .warning,
                "more than \(Self.maximumFiles) files lie below this folder, and only as many are looked at; name what is to be read with --migrations and --tests"
            )
        }
        files.sort(by: String.byBytes)
        InputRecorder.current?.note(namesBelow: root, names)
    }

    /// All names that are met: where they are the same, there is the same to find.
    var names: [String] { files + faults.compactMap(\.location?.file) }

    private mutating func walk(_ folder: String, _ prefix: String, depth: Int) {
        do {
            let stat = try FilePath(folder).stat()
            guard seen.insert(Identity(device: stat.deviceID, inode: stat.inode)).inserted else {
                return
            }
            guard depth <= Self.maximumDepth else {
                note(prefix, .info, "the folder lies deeper than \(Self.maximumDepth) others")
                return
            }
            let entries = try FolderListing(folder).entries
            if depth > 0, Self.isLinkedWorktree(folder, entries) { return }
            for entry in entries { look(at: entry, folder, prefix, depth) }
        } catch {
            note(prefix, .info, "the folder cannot be listed: \(error)")
        }
    }

    /// Whether a folder is another work tree of a repository (`git worktree add`): the project once
    /// more, at another commit. Its `.git` is a file that leads into `worktrees` of the repository;
    /// a submodule's leads into `modules`.
    private static func isLinkedWorktree(_ folder: String, _ entries: [FolderListing.Entry]) -> Bool
    {
        guard entries.contains(where: { $0.name == ".git" && $0.kind == .regular }),
            let bytes = try? FileReader.read(folder + "/.git")
        else { return false }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.hasPrefix("gitdir:") && text.contains("/worktrees/")
    }

    private mutating func look(
        at entry: FolderListing.Entry, _ folder: String, _ prefix: String, _ depth: Int
    ) {
        let (name, path) = (entry.name, folder + "/" + entry.name)
        guard entry.isText else {
            return noteSQL(prefix + name, "the name is not UTF-8, so that no path leads to it")
        }
        switch entry.kind ?? FileReader.stat(path).map({ FileKind($0.type) }) {
        case .directory?:
            if !Self.passedOver.contains(name) {
                walk(path, prefix + name + "/", depth: depth + 1)
            }
        case .regular? where files.count == Self.maximumFiles: isFull = true
        case .regular?: files.append(prefix + name)
        case .special?: noteSQL(prefix + name, FileReader.notRegular.message)
        case nil: noteSQL(prefix + name, "the link leads to nothing")
        }
    }

    private mutating func noteSQL(_ path: String, _ message: String) {
        if path.hasSuffix(".sql") { note(path, .warning, message) }
    }

    private mutating func note(_ path: String, _ severity: Severity, _ message: String) {
        let place = path.isEmpty ? "." : path
        faults.append(
            Diagnostic(
                rule: "unreadable-file", severity: severity,
                message: message + "; what is there is no part of the analysis",
                location: SourceLocation(file: place, line: 1, column: 1)))
    }
}
