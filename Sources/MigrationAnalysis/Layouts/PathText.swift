import SQLText

/// Parts of relative paths. Of each file of a tree they are asked for many times, so that their
/// bytes are looked at in place.
enum PathText {
    private static let slash = UInt8(ascii: "/")

    static func folder(_ path: String) -> String {
        let bytes = path.utf8.span
        return bytes.text(of: 0..<(last(slash, bytes) ?? 0))
    }

    static func name(_ path: String) -> String {
        let bytes = path.utf8.span
        guard let slash = last(slash, bytes) else { return path }
        return bytes.text(of: slash + 1..<bytes.count)
    }

    /// The name without its last extension.
    static func stem(_ path: String) -> String {
        let name = name(path)
        let bytes = name.utf8.span
        return last(UInt8(ascii: "."), bytes).map { bytes.text(of: 0..<$0) } ?? name
    }

    private static func last(_ byte: UInt8, _ bytes: Span<UInt8>) -> Int? {
        bytes.indices.last { bytes[$0] == byte }
    }

    static func join(_ folder: String, _ name: String) -> String {
        folder.isEmpty ? name : name.isEmpty ? folder : "\(folder)/\(name)"
    }

    static func parts(_ path: String) -> [String] {
        let bytes = path.utf8.span
        var parts: [String] = []
        var start = 0
        for index in bytes.indices where bytes[index] == slash {
            if index > start { parts.append(bytes.text(of: start..<index)) }
            start = index + 1
        }
        if start < bytes.count { parts.append(bytes.text(of: start..<bytes.count)) }
        return parts
    }

    /// Whether one of the folders above a file is wanted.
    static func hasFolder(in path: String, where isWanted: (String) -> Bool) -> Bool {
        let bytes = path.utf8.span
        var start = 0
        for index in bytes.indices where bytes[index] == slash {
            if index > start, isWanted(bytes.text(of: start..<index)) { return true }
            start = index + 1
        }
        return false
    }

    /// `path`, seen from `folder`, without `.` and `..`; nil where it leads out of the tree.
    static func resolve(_ path: String, from folder: String) -> String? {
        var parts = path.hasPrefix("/") ? [] : Self.parts(folder)
        for part in Self.parts(path) where part != "." {
            guard part == ".." else {
                parts.append(part)
                continue
            }
            if parts.isEmpty { return nil }
            parts.removeLast()
        }
        let isAbsolute = folder.hasPrefix("/") && !path.hasPrefix("/")
        return (isAbsolute ? "/" : "") + parts.joined(separator: "/")
    }

    /// `path` seen from `folder`, which it lies in.
    static func relative(_ path: String, to folder: String) -> String {
        folder.isEmpty || !path.hasPrefix(folder + "/")
            ? path : String(path.dropFirst(folder.count + 1))
    }

    /// The folder that two paths have in common.
    static func common(_ a: String, _ b: String) -> String {
        zip(parts(a), parts(b)).prefix { $0 == $1 }.map(\.0).joined(separator: "/")
    }

    /// Whether `path` is `folder` or lies below it.
    static func lies(_ path: String, in folder: String) -> Bool {
        // Asked of each file and each folder of a tree: nothing is put together for it.
        let (path, folder) = (path.utf8.span, folder.utf8.span)
        guard folder.count > 0 else { return true }
        guard path.count >= folder.count else { return false }
        for index in folder.indices where path[index] != folder[index] { return false }
        return path.count == folder.count || path[folder.count] == slash
    }

    /// The folders above a path, the nearest first, without that of all paths.
    static func ancestors(of path: String) -> [String] {
        var found: [String] = []
        var folder = self.folder(path)
        while !folder.isEmpty {
            found.append(folder)
            folder = self.folder(folder)
        }
        return found
    }
}
