/// Where a psql include may lie.
public enum IncludeResolution {
    /// The paths to try, in order: `\ir` is relative to the file, `\i` to where psql was started,
    /// which is the project or, as often, the file's own folder or one above it (Supabase's runner
    /// starts in the folder of all tests). An absolute path may be one of a
    /// container that has the project mounted somewhere (`/tmp/supabase/roles.sql`): what it ends
    /// in, folder and name at least, is looked for in the project.
    public static func candidates(
        _ target: String, isRelative: Bool, from path: String, root: String = ""
    ) -> [String] {
        let folder = PathText.folder(path)
        if target.hasPrefix("/") { return [target] + mounted(PathText.parts(target), folder) }
        let beside = PathText.resolve(target, from: folder) ?? PathText.join(folder, target)
        guard !isRelative else { return [beside] }
        var found: [String] = []
        for candidate in [
            PathText.resolve(target, from: "") ?? target,
            PathText.resolve(target, from: root) ?? target, beside,
        ] + above(folder, root).compactMap({ PathText.resolve(target, from: $0) })
        where !found.contains(candidate) { found.append(candidate) }
        return found
    }

    /// The folders above one, within the project.
    private static func above(_ folder: String, _ root: String) -> [String] {
        var (folder, found): (String, [String]) = (folder, [])
        while !folder.isEmpty, folder != root {
            folder = PathText.folder(folder)
            found.append(folder)
        }
        return found
    }

    /// The ends of an absolute path, the longest first, in the file's own folder and in those above
    /// it: whatever is mounted is one of them, or lies in one.
    private static func mounted(_ parts: [String], _ folder: String) -> [String] {
        let folders = (folder.isEmpty ? [] : [folder]) + PathText.ancestors(of: folder) + [""]
        var found: [String] = []
        for start in parts.indices.dropLast() {
            let end = parts[start...].joined(separator: "/")
            for folder in folders {
                let path = PathText.join(folder, end)
                if !found.contains(path) { found.append(path) }
            }
        }
        return found
    }
}
