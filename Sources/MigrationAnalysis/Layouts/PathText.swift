/// Parts of relative paths.
enum PathText {
    static func folder(_ path: String) -> String {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
    }

    static func name(_ path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(path[path.utf8.index(after: slash)...])
    }

    /// The name without its last extension.
    static func stem(_ path: String) -> String {
        let name = name(path)
        return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    }

    static func join(_ folder: String, _ name: String) -> String {
        folder.isEmpty ? name : name.isEmpty ? folder : "\(folder)/\(name)"
    }

    static func parts(_ path: String) -> [String] {
        path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    }

    static func byBytes(_ a: String, _ b: String) -> Bool {
        a.utf8.lexicographicallyPrecedes(b.utf8)
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
        folder.isEmpty || path == folder || path.hasPrefix(folder + "/")
    }
}
