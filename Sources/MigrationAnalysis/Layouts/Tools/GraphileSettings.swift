import Foundation

/// `.gmrc`, which is JSON5 (graphile/migrate, `src/settings.ts`). What it leaves out has the tool's
/// defaults; a `.gmrc.js` says nothing that can be read.
struct GraphileSettings: Decodable {
    var migrationsFolder: String?
    /// `:NAME` with its colon → value; `!ENV` stands for the environment's.
    var placeholders: [String: String]?
    /// Settings of the session that migrations run in.
    var pgSettings: [String: String]?
    var afterReset: Hooks?

    init() {}

    /// Reads the file of a folder; nil where there is none or it is no JSON5.
    init?(_ folder: String, _ tree: ProjectTree) {
        guard let text = tree.text(PathText.join(folder, ".gmrc")) else { return nil }
        let decoder = JSONDecoder()
        decoder.allowsJSON5 = true
        guard let settings = try? decoder.decode(GraphileSettings.self, from: Data(text.utf8))
        else { return nil }
        self = settings
    }

    /// Scripts that run at a certain point: one, or a list; commands of the shell among them are
    /// not read.
    struct Hooks: Decodable {
        var files: [String]

        private struct Action: Decodable { var file: String? }

        init(from decoder: any Decoder) throws {
            if let name = try? decoder.singleValueContainer().decode(String.self) {
                files = [name]
                return
            }
            guard var list = try? decoder.unkeyedContainer() else {
                files = [try Action(from: decoder).file].compactMap { $0 }
                return
            }
            files = []
            while !list.isAtEnd {
                if let name = try? list.decode(String.self) {
                    files.append(name)
                } else if let file = try list.decode(Action.self).file {
                    files.append(file)
                }
            }
        }
    }

    /// The rules for placeholders.
    var rules: Placeholders {
        var rules = Placeholders(
            .colon, ["DATABASE_NAME": "postgres", "DATABASE_OWNER": "postgres"],
            home: "placeholders of .gmrc")
        for (key, text) in placeholders ?? [:] {
            let name = String(key.drop { $0 == ":" })
            if text == "!ENV" { rules.names.insert(name) } else { rules.values[name] = text }
        }
        return rules
    }

    /// The search path that migrations run with.
    var searchPath: [String]? {
        pgSettings?["search_path"].map { $0.split(separator: ",").map { String($0.trimmed) } }
    }
}
