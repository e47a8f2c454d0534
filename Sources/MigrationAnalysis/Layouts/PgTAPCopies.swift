import SQLText

/// pgTAP itself where a project keeps a copy of it: it is what tests are made with, no schema and
/// no test.
enum PgTAPCopies {
    /// Whether a script is pgTAP's: by its name, and by the function that only it makes.
    static func contain(_ path: String, _ tree: ProjectTree) -> Bool {
        guard isNamedSo(PathText.name(path)) else { return false }
        return makesVersion(tree.bytes(path) ?? [])
    }

    /// Whether a control file is pgTAP's, and the tree is not pgTAP's own.
    static func isControl(_ path: String) -> Bool {
        isNamedSo(PathText.name(path)) && !PathText.folder(path).isEmpty
    }

    /// `pgtap.sql`, `pgtap--1.3.3.sql`, `pgtap-core.sql.in`.
    private static func isNamedSo(_ name: String) -> Bool {
        // Asked of every file.
        guard name.utf8.first.map({ $0 | 0x20 }) == UInt8(ascii: "p") else { return false }
        let stem = name.lowercased().prefix { $0 != "." }
        return ["pgtap", "pgtap-core", "pgtap-schema"].contains(stem) || stem.hasPrefix("pgtap--")
    }

    private static func makesVersion(_ bytes: [UInt8]) -> Bool {
        WordPairs.contain(bytes) { bytes, previous, word in
            bytes.isKeyword("function", previous) && bytes.text(of: word) == "pgtap_version"
        }
    }
}
