import TOMLKit

/// A TOML file's values.
struct TomlFile {
    private let table: TOMLTable

    /// Nil for what is no TOML.
    init?(_ text: String?) {
        guard let text, let table = try? TOMLTable(string: text) else { return nil }
        self.table = table
    }

    /// A text below nested tables.
    func string(_ path: String...) -> String? { value(path)?.string }

    /// Whether it is so, below nested tables.
    func bool(_ path: String...) -> Bool? { value(path)?.bool }

    /// Texts: a list, or a single one.
    func strings(_ path: String...) -> [String]? {
        guard let value = value(path) else { return nil }
        return value.array?.compactMap(\.string) ?? value.string.map { [$0] }
    }

    /// The scalars of a table as texts; lists of texts with commas between.
    func texts(_ path: String...) -> [String: String] {
        guard let table = value(path)?.table else { return [:] }
        var texts: [String: String] = [:]
        for (key, value) in table {
            texts[key] =
                value.string ?? value.bool.map(String.init) ?? value.int.map(String.init)
                ?? value.array.map { $0.compactMap(\.string).joined(separator: ",") }
        }
        return texts
    }

    private func value(_ path: [String]) -> (any TOMLValueConvertible)? {
        var current: (any TOMLValueConvertible)? = table
        for key in path { current = current?.table?[key] }
        return current
    }
}
