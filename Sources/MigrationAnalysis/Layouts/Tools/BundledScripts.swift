import Packing

/// A script that a build put together of others (`cat src/*.sql > all.sql`): whoever keeps both runs
/// the one or the others.
enum BundledScripts {
    /// Of more files than this nobody keeps a second copy in one, and all would be read for it.
    private static let maximumFiles = 500
    /// The largest files are looked at, as many as this.
    private static let candidates = 3

    /// Leaves out the parts of a script that holds every line of them, and next to nothing else.
    /// Where all of their names begin with numbers, it is the script that is left out: there may be
    /// newer ones, which go behind theirs.
    static func leaveOut(of project: inout DetectedProject, _ tree: ProjectTree) {
        let paths = project.migrations.map(\.path)
        guard (4...maximumFiles).contains(paths.count) else { return }
        let files = paths.map { tree.bytes($0) ?? [] }
        let largest = files.indices.sorted { files[$0].count > files[$1].count }
        for whole in largest.prefix(candidates) {
            var (held, size): (Set<Int>, Int) = ([], 0)
            for line in lines(files[whole]) {
                held.insert(line)
                size += 1
            }
            var (parts, share): ([Int], Int) = ([], 0)
            for part in files.indices where part != whole {
                var count = 0
                // Most are ruled out by their first line.
                let isHeld = lines(files[part]).allSatisfy { line in
                    count += 1
                    return held.contains(line)
                }
                guard isHeld, count > 0 else { continue }
                parts.append(part)
                share += count
            }
            guard parts.count > 2, share * 5 > size * 3 else { continue }
            if parts.allSatisfy({ PathText.name(paths[$0]).first?.isNumber ?? false }) {
                project.migrations.remove(at: whole)
                project.leaveOut(paths[whole], "put together of \(parts.count) of the others")
            } else {
                let left = Set(parts.map { paths[$0] })
                project.migrations.removeAll { left.contains($0.path) }
                for path in parts.map({ paths[$0] }) {
                    project.leaveOut(path, "put together with others in \(paths[whole])")
                }
            }
            project.ambiguities.append(
                "\(paths[whole]) holds \(parts.count) other scripts as well; name all with --migrations if each of them runs"
            )
            return
        }
    }

    /// The lines of a file that hold anything, each by its hash.
    private static func lines(_ bytes: [UInt8]) -> some Sequence<Int> {
        Lines(bytes).lazy.compactMap { line in
            var end = line.upperBound
            while end > line.lowerBound, bytes[end - 1] <= UInt8(ascii: " ") { end -= 1 }
            return end == line.lowerBound
                ? nil : TextHash.of(bytes.span.extracting(line.lowerBound..<end))
        }
    }
}
