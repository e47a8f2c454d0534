import SQLText

/// node-pg-migrate: `migrations/<number>_<name>.sql`, by number, where 17 digits are a date in UTC
/// and everything else counts as it stands (node-pg-migrate, `src/migration.ts`).
enum NodePgMigrateLayout: Layout {
    static let name = "node-pg-migrate"

    static func detect(_ tree: ProjectTree, _ marks: MarkSurvey) -> [DetectedProject] {
        var found: [String: [Evidence]] = [:]
        for folder in marks.folders(with: .nodePgMigrate) {
            found[folder, default: []].append(
                Evidence("-- Up Migration marks in \(folder)", Evidence.mark))
        }
        for folder in tree.folders
        where PathText.name(folder.path) == "migrations" || found[folder.path] != nil {
            guard folder.names.contains(where: { isMigration($0) }),
                let manifest = tree.manifest(
                    "package.json", above: folder.path, mentions: "\"node-pg-migrate\"")
            else { continue }
            found[folder.path, default: []].append(Evidence(manifest, Evidence.dependency))
        }
        return found.sorted { String.byBytes($0.key, $1.key) }.map {
            project($0.key, $0.value, tree)
        }
    }

    private static func isMigration(_ name: String) -> Bool {
        name.hasSuffix(".sql") || [".js", ".cjs", ".mjs", ".ts"].contains { name.hasSuffix($0) }
    }

    private static func project(_ folder: String, _ evidence: [Evidence], _ tree: ProjectTree)
        -> DetectedProject
    {
        var project = DetectedProject(
            root: ProjectRoot.of(folder, tree), layout: name, evidence: evidence)
        var files: [(key: Order, path: String)] = []
        for file in tree.names(in: folder) where isMigration(file) && !file.hasPrefix(".") {
            let path = PathText.join(folder, file)
            if file.hasSuffix(".sql") {
                files.append((Order(file), path))
            } else {
                project.reportCode(path, "JavaScript")
            }
        }
        project.migrations = Version.sorted(files).map {
            Script($0.path, $0.key.reason, .marked(.nodePgMigrate))
        }
        return project
    }

    /// By number, equal ones by natural order of their names.
    private struct Order: Comparable {
        var number: Double
        var name: String
        var reason: String

        init(_ name: String) {
            self.name = name
            let prefix = String(name.prefix { $0 != "_" })
            let isNumber = !prefix.isEmpty && prefix.allSatisfy { $0.isASCII && $0.isNumber }
            number =
                isNumber
                ? (prefix.count == 17 ? Self.milliseconds(prefix) : Double(prefix)) ?? 0 : 0
            reason =
                isNumber
                ? "version \(prefix)" : "no number before the first underscore: counts as 0"
        }

        /// `YYYYMMDDHHMMSSmmm` in UTC as milliseconds since 1970.
        private static func milliseconds(_ text: String) -> Double? {
            let digits = text.compactMap(\.wholeNumberValue)
            guard digits.count == 17 else { return nil }
            func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
            let (year, month, day) = (number(0..<4), number(4..<6), number(6..<8))
            guard (1...12).contains(month), (1...31).contains(day) else { return nil }
            // Days from civil (proleptic Gregorian), years beginning in March.
            let shifted = month > 2 ? year : year - 1
            let era = shifted / 400
            let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
            let yearOfEra = shifted - era * 400
            let days =
                era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
                - 719_468
            let seconds = number(8..<10) * 3600 + number(10..<12) * 60 + number(12..<14)
            return Double((days * 86_400 + seconds) * 1000 + number(14..<17))
        }

        static func < (a: Order, b: Order) -> Bool {
            a.number != b.number ? a.number < b.number : NaturalOrder.isBefore(a.name, b.name)
        }

        static func == (a: Order, b: Order) -> Bool { a.number == b.number && a.name == b.name }
    }
}
