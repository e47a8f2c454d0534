import Foundation
import SystemPackage

/// What lies directly in a folder. The file system mostly says with a name what it leads to, and
/// to look at each of thousands of files is a good part of finding them.
struct FolderListing {
    struct Entry {
        /// Where it is not UTF-8, something like it, by which nothing can be asked for.
        var name: String
        var isText: Bool
        /// Nil where it takes a look: links, and file systems that do not say.
        var kind: FileKind?
    }

    /// Sorted by name.
    let entries: [Entry]

    /// Lists a folder.
    ///
    /// - Throws: `Errno` of what is no folder, or cannot be listed.
    init(_ folder: String) throws {
        let stream = unsafe try Transient.retry({ _ in }) {
            guard let stream = unsafe opendir(folder) else { throw Errno(rawValue: errno) }
            return unsafe stream
        }
        defer { unsafe closedir(stream) }
        var entries: [Entry] = []
        while let found = unsafe readdir(stream) {
            let (name, isText) = unsafe withUnsafePointer(to: &found.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
                    unsafe String(validatingCString: $0).map { ($0, true) }
                        ?? (String(cString: $0), false)
                }
            }
            guard name != ".", name != ".." else { continue }
            let kind = Self.kind(unsafe Int(found.pointee.d_type))
            entries.append(Entry(name: name, isText: isText, kind: kind))
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
