import SQLText

/// The scripts of one extension.
struct ExtensionScripts {
    /// All of them, installed or not.
    private(set) var all: [String] = []
    private var installs: [String: String] = [:]
    private var updates: [String: [(to: String, path: String)]] = [:]
    private var sources: [String] = []

    init(_ name: String, under folder: String, _ tree: ProjectTree) {
        for path in tree.files(under: folder) {
            let file = PathText.name(path)
            guard let stem = Self.stem(file),
                PathText.parts(PathText.relative(path, to: folder)).count <= 3
            else { continue }
            if stem == name {
                sources.append(path)
            } else if stem == "uninstall_" + name {
                all.append(path)
                continue
            } else if stem.hasPrefix(name + "--") {
                let parts = stem.dropFirst(name.count + 2).split(
                    separator: "--", omittingEmptySubsequences: false
                ).map(String.init)
                if parts.count == 1 { installs[parts[0]] = installs[parts[0]] ?? path }
                if parts.count == 2 { updates[parts[0], default: []].append((parts[1], path)) }
            } else {
                continue
            }
            all.append(path)
        }
    }

    /// Whether a file's name is that of an update: `name--1.0--1.1.sql`.
    static func isUpdate(_ file: String) -> Bool {
        guard file.holds("--") else { return false }
        let parts = stem(file)?.split(separator: "--", omittingEmptySubsequences: false) ?? []
        return parts.count == 3
            && parts.dropFirst().allSatisfy { $0.first?.isNumber ?? false }
    }

    /// The greatest number that can be installed; nil where there is none.
    var greatestVersion: String? {
        let all = Set(installs.keys).union(updates.values.joined().map(\.to))
        return all.filter { ($0.first?.isNumber ?? false) && !chain(to: $0).isEmpty }.max {
            NaturalOrder.isBefore($0, $1)
        }
    }

    /// What versions are named that have no number yet.
    private static let unreleased: Set<String> = [
        "unreleased", "next", "dev", "devel", "main", "master", "trunk", "head",
    ]

    /// The version that is at work, and that the tests beside it are of; nil where there is none.
    var unreleasedVersion: String? {
        installs.keys.filter { Self.unreleased.contains($0.lowercased()) }.min(by: String.byBytes)
    }

    private static func stem(_ file: String) -> String? {
        if file.hasSuffix(".sql") { return String(file.dropLast(4)) }
        return file.hasSuffix(".sql.in") ? String(file.dropLast(7)) : nil
    }

    /// The scripts to run for a version. Without one that bears it, the source that the build
    /// copies.
    func chain(to version: String?) -> [(path: String, reason: String)] {
        if let version, let path = installs[version] {
            return [(path, "installs version \(version)")]
        }
        if let version,
            let best = installs.keys.compactMap({ path(from: $0, to: version) }).min(
                by: Self.isBetter)
        {
            return best
        }
        return sources.first.map { [($0, "what the build makes the install script of")] } ?? []
    }

    /// Fewest scripts first; then, as the server does, the greater name of the first version.
    private static func isBetter(
        _ a: [(path: String, reason: String)], _ b: [(path: String, reason: String)]
    ) -> Bool {
        a.count != b.count ? a.count < b.count : String.byBytes(b[0].path, a[0].path)
    }

    private func path(from start: String, to end: String) -> [(path: String, reason: String)]? {
        guard let install = installs[start] else { return nil }
        var ways: [String: [(path: String, reason: String)]] = [
            start: [(install, "installs version \(start)")]
        ]
        var queue = [start]
        while !queue.isEmpty {
            let current = queue.removeFirst()
            if current == end { return ways[current] }
            for update in (updates[current] ?? []).sorted(by: { String.byBytes($0.to, $1.to) })
            where ways[update.to] == nil {
                ways[update.to] =
                    (ways[current] ?? []) + [(update.path, "updates \(current) to \(update.to)")]
                queue.append(update.to)
            }
        }
        return nil
    }
}
