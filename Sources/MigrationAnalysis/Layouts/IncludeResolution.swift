/// Where a psql include may lie.
public enum IncludeResolution {
    /// The paths to try, in order: `\ir` is relative to the file, `\i` to where psql was started,
    /// which is the project or, as often, the file's own folder.
    public static func candidates(
        _ target: String, isRelative: Bool, from path: String, root: String = ""
    ) -> [String] {
        if target.hasPrefix("/") { return [target] }
        let folder = PathText.folder(path)
        let beside = PathText.resolve(target, from: folder) ?? PathText.join(folder, target)
        guard !isRelative else { return [beside] }
        var found: [String] = []
        for candidate in [
            PathText.resolve(target, from: "") ?? target,
            PathText.resolve(target, from: root) ?? target, beside,
        ]
        where !found.contains(candidate) { found.append(candidate) }
        return found
    }
}
