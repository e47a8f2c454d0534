import SQLText

/// What `.proverc` and Makefiles give to pg_prove.
struct ProveSettings {
    private(set) var tests: [String] = []
    /// Folders that it is given without `--recurse`: what lies deeper is passed over.
    private var shallowFolders: [String] = []

    init(_ tree: ProjectTree) {
        for folder in tree.folders(holding: ".proverc") {
            let text = tree.text(PathText.join(folder, ".proverc")) ?? ""
            let words = text.lines.filter {
                !$0.trimmed.hasPrefix("#")
            }
            .flatMap { $0.split { " \t=\"'".contains($0) }.map(String.init) }
            addFiles(words, folder, tree)
        }
        for name in ["Makefile", "makefile", "GNUmakefile"] {
            for folder in tree.folders(holding: name) {
                addMakefile(tree.text(PathText.join(folder, name)) ?? "", folder, tree)
            }
        }
    }

    /// The folder whose subfolders pg_prove does not look into, of a file that lies in one and that
    /// nothing else names.
    func folder(passingOver path: String) -> String? {
        guard !shallowFolders.isEmpty, !tests.contains(path) else { return nil }
        return shallowFolders.first { path.hasPrefix($0 + "/") }
    }

    /// The paths among a command's words, folders with everything of the extensions that `--ext`
    /// names.
    private mutating func addFiles(_ words: [String], _ folder: String, _ tree: ProjectTree) {
        var extensions = zip(words, words.dropFirst()).filter { $0.0 == "--ext" }.map {
            $0.1.hasPrefix(".") ? $0.1 : "." + $0.1
        }
        if extensions.isEmpty { extensions = [".sql", ".pg"] }
        // `-r`, alone or among other letters.
        let isRecursive = words.contains {
            $0 == "--recurse" || $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.contains("r")
        }
        for (position, word) in words.enumerated() where !word.hasPrefix("-") && !word.contains("$")
        {
            if position > 0, Self.takeValues.contains(words[position - 1]) { continue }
            guard let path = PathText.resolve(word, from: folder), !path.isEmpty else { continue }
            if tree.contains(path) {
                if TestFolders.hasTestExtension(path) { tests.append(path) }
            } else if Glob.isPattern(path) {
                tests += tree.paths.filter {
                    Glob.matches(path, $0) && TestFolders.hasTestExtension($0)
                }
            } else {
                let picked = tree.files(under: path).filter { file in
                    extensions.contains { file.hasSuffix($0) }
                        && (isRecursive || !file.dropFirst(path.count + 1).contains("/"))
                        && TestFolders.mentionsPgTAP(tree.bytes(file) ?? [])
                }
                // Where it finds nothing the word is no folder of tests.
                if !isRecursive, !picked.isEmpty { shallowFolders.append(path) }
                tests += picked
            }
        }
    }

    /// Options of pg_prove with a value behind them.
    private static let takeValues: Set<String> = [
        "-d", "--dbname", "-U", "--username", "-h", "--host", "-p", "--port", "-b", "--psql-bin",
        "-P", "--pset", "-v", "--set", "-s", "--schema", "-x", "--match", "-j", "--jobs", "--ext",
        "-f", "--formatter", "-a", "--archive", "-t", "--timer",
    ]

    /// `TESTS = $(wildcard test/sql/*.sql)`, `REGRESS = a b` (whose files are `sql/a.sql` below the
    /// input folder), and what recipes give to pg_prove.
    private mutating func addMakefile(_ text: String, _ folder: String, _ tree: ProjectTree) {
        guard ["pg_prove", "TESTS", "REGRESS"].contains(where: text.holds) else { return }
        let joined = text.replacing("\\\n", with: " ")
        var inputs = ["test", "tests", ""]
        let lines = joined.lines.map(String.init)
        for line in lines where line.holds("pg_prove") || line.holds("--inputdir=") {
            let words = line.split { " \t".contains($0) }.map(String.init)
            if let option = words.first(where: { $0.hasPrefix("--inputdir=") }) {
                inputs.insert(String(option.dropFirst("--inputdir=".count)), at: 0)
            }
            if line.holds("pg_prove") {
                addFiles(
                    Array(words.drop { !$0.contains("pg_prove") }.dropFirst()), folder, tree)
            }
        }
        for line in lines where line.holds("TESTS") || line.holds("REGRESS") {
            guard let equals = line.firstIndex(of: "="), !line.hasPrefix("\t") else { continue }
            let key = line[..<equals].filter { !" :?+".contains($0) }
            let value = line[line.index(after: equals)...]
            if key == "TESTS", let open = value.firstRange(of: "$(wildcard ") {
                addFiles(
                    value[open.upperBound...].prefix { $0 != ")" }.split(separator: " ").map(
                        String.init), folder, tree)
            } else if key == "REGRESS" {
                for name in value.split(whereSeparator: { " \t".contains($0) })
                where !name.contains("$") {
                    let candidates = inputs.compactMap {
                        PathText.resolve("\($0)/sql/\(name).sql", from: folder)
                    }
                    // The names of pg_regress say nothing of pgTAP.
                    if let path = candidates.first(where: tree.contains),
                        TestFolders.mentionsPgTAP(tree.bytes(path) ?? [])
                    {
                        tests.append(path)
                    }
                }
            }
        }
    }
}
