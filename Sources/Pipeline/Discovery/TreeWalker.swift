import SystemPackage
import SQLText

/// Lists the files below a folder, once, within bounds.
struct TreeWalker {
    /// Folders that hold other people's files, or none that matter.
    private static let passedOver: Set<String> = [
        ".git", ".hg", ".svn", "node_modules", ".build", "vendor", "target", "dist", ".venv",
        "venv", "__pycache__", ".next", ".cache", ".tox",
    ]
    private static let maximumFiles = 200_000
    private static let maximumDepth = 24

    private(set) var files: [String] = []
    private(set) var isTruncated = false
    private var seen: Set<Identity> = []

    /// A folder by whatever path it is reached.
    private struct Identity: Hashable {
        var device: DeviceID
        var inode: Inode
    }

    /// The files below `root`, relative to it, sorted by bytes. Links to folders are followed once.
    init(_ root: String) {
        walk(root, "", depth: 0)
        files.sort(by: String.byBytes)
        InputRecorder.current?.note(namesBelow: root, files)
    }

    private mutating func walk(_ folder: String, _ prefix: String, depth: Int) {
        guard depth <= Self.maximumDepth, let stat = FileReader.stat(folder),
            seen.insert(Identity(device: stat.deviceID, inode: stat.inode)).inserted,
            let listing = FolderListing(folder)
        else { return }
        for entry in listing.entries {
            guard files.count < Self.maximumFiles else {
                isTruncated = true
                return
            }
            let (name, path) = (entry.name, folder + "/" + entry.name)
            switch entry.kind ?? FileReader.stat(path).map({ FileKind($0.type) }) {
            case .directory?:
                if !Self.passedOver.contains(name) {
                    walk(path, prefix + name + "/", depth: depth + 1)
                }
            case .regular?: files.append(prefix + name)
            default: break
            }
        }
    }
}
