/// Names between commas, in double quotes where they need them: what settings as `search_path` hold
/// (`SplitIdentifierString()`, `src/backend/utils/adt/varlena.c`). What SET gives such a setting is
/// no list: each of its values is one name, whatever stands in it.
public enum NameList {
    /// The names without their quotes, the others in lower case; an empty one where nothing stands
    /// between two commas.
    public static func names(in list: some StringProtocol) -> [String] {
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
            case _ where isQuoted: name.append(character)
            case _ where character.isWhitespace: break
            default: name += character.lowercased()
            }
        }
        return names + [name]
    }
}
