import SQLText

/// SQL files without a tool that pgcov knows: natural order of their names.
enum PlainLayout {
    static let name = "plain"

    private static let backFolders: Set<String> = [
        "down", "revert", "reverts", "verify", "rollback", "rollbacks", "teardown", "undo",
    ]
    /// Folders beside a schema.
    static let sideFolders: Set<String> = [
        "seed", "seeds", "fixtures", "examples", "docs", "query", "queries", "benchmark",
        "benchmarks",
    ]
    private static let backWords: Set<String> = [
        "rollback", "revert", "teardown", "undo", "uninstall",
    ]

    /// What stands before `.sql` in the names of templates.
    private static let templates: Set<String> = [
        "jinja", "jinja2", "j2", "tmpl", "tpl", "template", "mustache", "ejs", "erb", "hbs",
    ]

    /// The project of a tree, if there is any SQL.
    static func detect(_ tree: ProjectTree, root: String = "") -> DetectedProject? {
        let sql = tree.paths.filter {
            $0.hasSuffix(".sql") || $0.hasSuffix(".pg") || $0.hasSuffix(".pgtap")
        }
        guard !sql.isEmpty else { return nil }
        var project = DetectedProject(
            root: root, layout: name,
            evidence: [
                Evidence(
                    "SQL files that belong to no known tool, in natural order of their names",
                    Evidence.weak)
            ])
        let tests = Set(TestFolders.tests(in: tree, leavingOut: []))
        let rest = sql.filter { !tests.contains($0) && $0.hasSuffix(".sql") }.filter { path in
            let isCopy = PgTAPCopies.contain(path, tree)
            if isCopy { project.leaveOut(path, "pgTAP itself") }
            return !isCopy
        }
        let folders = migrationFolders(rest).filter { folder in
            // What only alters what others make, or makes functions for it, is no schema by itself.
            let isWithin = { (path: String) in path.hasPrefix(folder + "/") }
            return rest.contains { isWithin($0) && makesTables($0, tree) }
                || !rest.contains { !isWithin($0) && makesTables($0, tree) }
        }
        // What stands beside migrations by its name, and is all that there is where they are not.
        var beside: [Script] = []
        for path in rest.sorted(by: NaturalOrder.isBefore) {
            switch place(of: path, folders.first, among: tree) {
            case .migration:
                project.migrations.append(
                    Script(path, folders.first.map { "in \($0), natural order" } ?? "natural order")
                )
            case .beside(let reason): beside.append(Script(path, reason))
            case .out(let reason): project.leaveOut(path, reason)
            }
        }
        let isSchemaElsewhere = !project.migrations.contains { makesObjects($0.path, tree) }
        for script in beside {
            if isSchemaElsewhere, makesObjects(script.path, tree) {
                project.migrations.append(
                    Script(script.path, "\(script.reason), but nothing else makes a schema"))
            } else {
                project.leaveOut(script.path, script.reason)
            }
        }
        RedundantUpgrades.leaveOut(of: &project, tree)
        BundledScripts.leaveOut(of: &project, tree)
        orderByUse(&project, tree)
        for other in folders.dropFirst() {
            project.ambiguities.append(
                "\(other) holds migrations as well; name the folders in their order with --migrations"
            )
        }
        noteEqualNumbers(&project)
        return project
    }

    /// Where no name begins with a number, what creates something goes before what uses it.
    private static func orderByUse(_ project: inout DetectedProject, _ tree: ProjectTree) {
        let paths = project.migrations.map(\.path)
        let isNumbered = paths.contains {
            PathText.parts($0).contains { $0.first?.isNumber ?? false }
        }
        guard !isNumbered else { return }
        let sorted = CreationOrder.sorted(paths, in: tree)
        guard sorted != paths else { return }
        project.migrations = sorted.map {
            Script($0, "no numbers: behind what creates the objects that it uses")
        }
        project.ambiguities.append(
            "the names tell no order, so files that create go before those that use; name them in their order with --migrations if it is another"
        )
    }

    /// The folders that are named for migrations, those with most files first.
    static func migrationFolders(_ paths: [String]) -> [String] {
        var counts: [String: Int] = [:]
        for path in paths {
            let parts = PathText.parts(path).dropLast()
            guard
                let index = parts.firstIndex(where: {
                    ["migrations", "migration"].contains($0.lowercased())
                })
            else { continue }
            counts[parts[...index].joined(separator: "/"), default: 0] += 1
        }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }

    /// What a file is, by its name.
    private enum Place {
        case migration
        /// Data, an example, a helper of tests: why.
        case beside(String)
        /// Never part of a schema: why.
        case out(String)
    }

    private static func place(of path: String, _ folder: String?, among tree: ProjectTree) -> Place
    {
        let parts = PathText.parts(path).map { $0.lowercased() }
        let name = parts.last ?? ""
        if name.split(separator: ".").dropFirst().dropLast().contains(where: {
            templates.contains(String($0))
        }) {
            return .out("a template, of which a program makes the SQL")
        }
        if let back = parts.dropLast().first(where: backFolders.contains) {
            return .out("in a folder named \(back)")
        }
        if takesBack(path, among: tree) { return .out("takes a migration back") }
        if drops(path, among: tree) { return .out("drops what a script beside it creates") }
        if let side = parts.dropLast().first(where: sideFolders.contains) {
            return .beside("in a folder named \(side)")
        }
        if name.hasPrefix("seed")
            || ["_seed.sql", ".seed.sql", "_seeds.sql"].contains(where: name.hasSuffix)
        {
            return .beside("seed data")
        }
        if TestFolders.looksLikeTest(path) {
            return .beside("stands among tests, and calls no pgTAP function")
        }
        if let folder, !path.hasPrefix(folder + "/") { return .beside("not in \(folder)") }
        return .migration
    }

    /// Whether a file creates something that tests could assert.
    private static func makesObjects(_ path: String, _ tree: ProjectTree) -> Bool {
        WordPairs.contain(tree.bytes(path) ?? []) { bytes, previous, word in
            bytes.isKeyword("create", previous) && !bytes.isKeyword("database", word)
                && !bytes.isKeyword("role", word) && !bytes.isKeyword("user", word)
                && !bytes.isKeyword("extension", word) && !bytes.isKeyword("temp", word)
                && !bytes.isKeyword("temporary", word)
        }
    }

    private static func makesTables(_ path: String, _ tree: ProjectTree) -> Bool {
        WordPairs.contain(tree.bytes(path) ?? []) { bytes, previous, word in
            bytes.isKeyword("create", previous) && bytes.isKeyword("table", word)
        }
    }

    /// `x.down.sql`, `rollback_x.sql`; a name with "undo" only beside the script that it undoes,
    /// for functions may be named so.
    private static func takesBack(_ path: String, among tree: ProjectTree) -> Bool {
        let stem = PathText.stem(path).lowercased()
        if ["down", "rollback", "revert", "teardown", "uninstall"].contains(stem) { return true }
        if [".down", "_down", "-down"].contains(where: stem.hasSuffix) { return true }
        let words = words(stem)
        if words.first == "down", has(["up"] + words.dropFirst(), beside: path, in: tree) {
            return true
        }
        guard
            let word = [words.first, words.last].compactMap({ $0 }).first(where: backWords.contains)
        else { return false }
        if word != "undo" { return true }
        return has(words.filter { $0 != word }, beside: path, in: tree)
    }

    /// Whether a file of these words stands in the same folder.
    private static func has(_ words: [String], beside path: String, in tree: ProjectTree) -> Bool {
        tree.names(in: PathText.folder(path)).contains { name in
            Self.words(PathText.stem(name).lowercased()) == words
        }
    }

    /// What the script is named after that creates.
    private static let creators: Set<String> = [
        "create", "init", "install", "setup", "make", "build", "load",
    ]

    /// `drop.sql` beside `create.sql`, `drop_x.sql` beside `create_x.sql` or `x.sql`, and the like,
    /// that create nothing.
    private static func drops(_ path: String, among tree: ProjectTree) -> Bool {
        let stem = PathText.stem(path).lowercased()
        guard stem.contains("drop") || stem.hasPrefix("clean") else { return false }
        let isWhole = ["drop", "dropall", "droptables", "cleanup", "clean"].contains(
            stem.filter { $0.isLetter })
        let creator = stem.replacing("drop", with: "create")
        let thing = words(stem).filter { $0 != "drop" }
        if !isWhole, creator == stem || thing.isEmpty { return false }
        let hasCreator = tree.names(in: PathText.folder(path)).contains { name in
            guard name.hasSuffix(".sql") else { return false }
            let other = PathText.stem(name).lowercased()
            return isWhole
                ? other.contains("create") || other == "schema" || other == "init"
                : other == creator || words(other).filter { !creators.contains($0) } == thing
        }
        return hasCreator && !makesObjects(path, tree)
    }

    private static func words(_ stem: String) -> [String] {
        stem.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// The numbers at the beginning of a name, `2023-01-09` as well as `007`.
    private static func numbers(_ path: String) -> [Version.Digits]? {
        let prefix = PathText.name(path).prefix {
            $0.isASCII && ($0.isNumber || "-._".contains($0))
        }
        let numbers = prefix.split { !$0.isNumber }.map { Version.Digits(String($0)) }
        return numbers.isEmpty ? nil : numbers
    }

    /// Two files of one number in one folder: only their names decide.
    private static func noteEqualNumbers(_ project: inout DetectedProject) {
        for (first, second) in zip(
            project.migrations.map(\.path), project.migrations.map(\.path).dropFirst())
        where PathText.folder(first) == PathText.folder(second) {
            guard let number = numbers(first), number == numbers(second) else { continue }
            project.ambiguities.append(
                "\(first) and \(second) have the same number; the rest of their names decides")
        }
    }
}
