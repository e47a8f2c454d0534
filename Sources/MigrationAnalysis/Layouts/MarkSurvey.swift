import SQLText

/// Which tools' marks stand in the SQL files of each folder. A few files of each folder are read,
/// once for all layouts.
struct MarkSurvey {
    /// A mark.
    enum Mark: Hashable {
        case goose, sqlMigrate, dbmate, nodePgMigrate, tern, drizzle, liquibase, graphile, dump
    }

    private static let sampleSize = 6
    private var marks: [String: Set<Mark>] = [:]

    init(_ tree: ProjectTree) {
        for folder in tree.folders {
            let scripts = folder.names.filter { $0.hasSuffix(".sql") }
            guard !scripts.isEmpty else { continue }
            var found: Set<Mark> = []
            for name in Self.sample(scripts) {
                found.formUnion(Self.marks(in: tree.bytes(folder.file(name)) ?? []))
            }
            if !found.isEmpty { marks[folder.path] = found }
        }
    }

    /// Whether a file of this folder bears the mark.
    func has(_ mark: Mark, in folder: String) -> Bool { marks[folder]?.contains(mark) ?? false }

    /// The folders with the mark, by bytes.
    func folders(with mark: Mark) -> [String] {
        marks.filter { $0.value.contains(mark) }.keys.sorted(by: String.byBytes)
    }

    /// First, last and between.
    private static func sample(_ names: [String]) -> [String] {
        guard names.count > sampleSize else { return names }
        return (0..<sampleSize).map { names[$0 * (names.count - 1) / (sampleSize - 1)] }
    }

    /// The marks of one file.
    static func marks(in bytes: [UInt8]) -> Set<Mark> {
        var found: Set<Mark> = []
        var hasDefinitions = false
        for line in Lines(bytes) {
            guard let comment = bytes.commentText(line, indented: true) else {
                if !hasDefinitions { hasDefinitions = isDefinition(bytes[line]) }
                continue
            }
            guard let mark = mark(comment), mark != .dump || !hasDefinitions else { continue }
            found.insert(mark)
        }
        return found
    }

    /// Whether a line begins what makes or drops something: a header of pg_dump behind it stands
    /// over a piece that somebody pasted into a script.
    private static func isDefinition(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first,
            first | 0x20 == UInt8(ascii: "c") || first | 0x20 == UInt8(ascii: "d")
        else { return false }
        let word = String(
            decoding: line.prefix { $0 != UInt8(ascii: " ") }.prefix(8), as: UTF8.self)
        return ["create", "drop"].contains(word.lowercased())
    }

    /// How a file named by hand is read, by its own marks.
    static func reading(of bytes: [UInt8]) -> Reading {
        let marks = marks(in: bytes)
        let syntaxes: [(Mark, MarkSyntax)] = [
            (.goose, .goose), (.sqlMigrate, .sqlMigrate), (.dbmate, .dbmate),
            (.nodePgMigrate, .nodePgMigrate), (.tern, .tern),
            (.drizzle, .drizzle), (.liquibase, .liquibase),
        ]
        return syntaxes.first { marks.contains($0.0) }.map { .marked($0.1) } ?? .whole
    }

    private static func mark(_ comment: String) -> Mark? {
        switch comment.utf8.first {
        case UInt8(ascii: "+"):
            comment.hasPrefix("+goose ")
                ? .goose : comment.hasPrefix("+migrate ") ? .sqlMigrate : nil
        case UInt8(ascii: "m"): DbmateMarks.direction(comment) == nil ? nil : .dbmate
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            NodePgMigrateMarks.direction(comment) == true ? .nodePgMigrate : nil
        case UInt8(ascii: "-"): "--" + comment == TernMarks.divider ? .tern : nil
        case UInt8(ascii: ">"): comment.hasPrefix("> statement-breakpoint") ? .drizzle : nil
        case UInt8(ascii: "l"), UInt8(ascii: "L"): isLiquibase(comment) ? .liquibase : nil
        case UInt8(ascii: "!"): comment.hasPrefix("! Previous:") ? .graphile : nil
        case UInt8(ascii: "P"):
            comment.hasPrefix("PostgreSQL database dump")
                || comment.hasPrefix("PostgreSQL database cluster dump") ? .dump : nil
        default: nil
        }
    }

    private static func isLiquibase(_ comment: String) -> Bool {
        comment.lowercased().split(separator: " ").joined(separator: " ").hasPrefix(
            "liquibase formatted sql")
    }
}
