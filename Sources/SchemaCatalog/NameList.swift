/// Names between commas, in double quotes where they need them: what settings as `search_path` hold
/// (`SplitIdentifierString()`, `src/backend/utils/adt/varlena.c`).
enum NameList {
    /// The names without their quotes, an empty one where nothing stands between two commas.
    static func names(in list: some StringProtocol) -> [String] {
        var (names, name, isQuoted) = ([String](), "", false)
        var rest = Substring(list)
        while let character = rest.popFirst() {
            switch character {
            case "\"" where isQuoted && rest.first == "\"":
                name.append("\"")
                rest.removeFirst()
            case "\"": isQuoted.toggle()
            case "," where !isQuoted:
                names.append(name)
                name = ""
            case " " where !isQuoted: break
            default: name.append(character)
            }
        }
        return names + [name]
    }
}
