import Foundation

/// What lies directly in a folder. The file system mostly says with a name what it leads to, and
/// to look at each of thousands of files is a good part of finding them.
struct FolderListing {
    struct Entry {
        var name: String
        /// Nil where it takes a look: links, and file systems that do not say.
        var kind: FileKind?
    }

    /// Sorted by name.
    let entries: [Entry]

    /// Nil for what is no folder, or cannot be listed.
    init?(_ folder: String) {
        guard let stream = unsafe opendir(folder) else { return nil }
        defer { unsafe closedir(stream) }
        var entries: [Entry] = []
        while let found = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &found.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
                    unsafe String(validatingCString: $0)
                }
            }
            // What is no text cannot be asked for by a path, either.
            guard let name, name != ".", name != ".." else { continue }
            entries.append(Entry(name: name, kind: Self.kind(unsafe Int(found.pointee.d_type))))
        }
        self.entries = entries.sorted { $0.name < $1.name }
    }

    private static func kind(_ type: Int) -> FileKind? {
        switch type {
        case Int(DT_REG): .regular
        case Int(DT_DIR): .directory
        case Int(DT_LNK), Int(DT_UNKNOWN): nil
        default: .special
        }
    }
}
