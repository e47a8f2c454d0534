/// `sqitch.plan` (sqitch, `App::Sqitch::Plan`).
struct SqitchPlan {
    /// One change.
    struct Change {
        var name: String
        /// Tags since it, where it is reworked later, the nearest to the reworking first: its
        /// earlier script bears one of them.
        var reworkTags: [String] = []
        var tags: [String] = []
        /// `name`, `name@tag`, `project:name`.
        var requires: [String]
        /// Line of the plan, from 1.
        var line: Int
    }

    private(set) var project: String?
    private(set) var changes: [Change] = []

    /// Other projects whose changes this plan's changes require.
    var requiredProjects: Set<String> {
        let named = changes.flatMap(\.requires).compactMap { requirement in
            requirement.firstIndex(of: ":").map { String(requirement[..<$0]) }
        }
        return Set(named).subtracting([project ?? ""])
    }

    init(_ text: String) {
        for (index, raw) in text.lines.enumerated() {
            let line = raw.trimmed
            guard let first = line.first, first != "#" else { continue }
            if first == "%" {
                let parts = line.dropFirst().split(separator: "=", maxSplits: 1).map(\.trimmed)
                if parts.count == 2, parts[0] == "project" { project = String(parts[1]) }
                continue
            }
            let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
            guard let word = words.first else { continue }
            if first == "@" {
                if !changes.isEmpty { changes[changes.count - 1].tags.append(String(word)) }
            } else {
                read(String(word), requires: Self.requirements(line), line: index + 1)
            }
        }
    }

    private mutating func read(_ word: String, requires: [String], line: Int) {
        // A leading + deploys, a leading - takes a change back out of the plan.
        let name = word.hasPrefix("+") || word.hasPrefix("-") ? String(word.dropFirst()) : word
        if word.hasPrefix("-") {
            changes.removeAll { $0.name == name }
            return
        }
        if let earlier = changes.lastIndex(where: { $0.name == name }) {
            changes[earlier].reworkTags =
                changes[(earlier + 1)...].reversed().flatMap(\.tags) + changes[earlier].tags
        }
        changes.append(Change(name: name, requires: requires, line: line))
    }

    /// What stands in brackets, without conflicts (`!name`).
    private static func requirements(_ line: Substring) -> [String] {
        let note = line.firstIndex(of: "#") ?? line.endIndex
        guard let open = line[..<note].firstIndex(of: "["),
            let close = line[open..<note].firstIndex(of: "]")
        else { return [] }
        return line[line.index(after: open)..<close].split(whereSeparator: {
            $0 == " " || $0 == "," || $0 == "\t"
        })
        .filter { !$0.hasPrefix("!") }.map(String.init)
    }
}
