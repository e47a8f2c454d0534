import SQLText

/// The names that PostgreSQL gives to what is left unnamed.
enum GeneratedName {
    /// `makeObjectName` (`src/backend/commands/indexcmds.c`): the parts joined by underscores, the
    /// longer of the first two cut until all fits in 63 bytes.
    static func join(_ name1: String, _ name2: String?, _ label: String?) -> String {
        var overhead = 0
        if name2 != nil { overhead += 1 }
        if let label { overhead += label.utf8.count + 1 }
        let available = 63 - overhead
        var (length1, length2) = (name1.utf8.count, name2?.utf8.count ?? 0)
        while length1 + length2 > available {
            if length1 > length2 { length1 -= 1 } else { length2 -= 1 }
        }
        var result = clip(name1, length1)
        if let name2 { result += "_" + clip(name2, length2) }
        if let label { result += "_" + label }
        return result
    }

    /// The first name of the series `label`, `label1`, `label2` … that is free.
    static func choose(
        _ name1: String, _ name2: String?, _ label: String, isTaken: (String) -> Bool
    ) -> String {
        var number = 0
        while true {
            let name = join(name1, name2, number == 0 ? label : "\(label)\(number)")
            if !isTaken(name) { return name }
            number += 1
        }
    }

    /// `ChooseIndexNameAddition`: column names joined by underscores, within 63 bytes.
    static func addition(_ columns: [String]) -> String {
        var result = ""
        for column in columns {
            if !result.isEmpty { result += "_" }
            result += column
            if result.utf8.count >= 63 { break }
        }
        return result
    }

    /// Cut to so many bytes, between characters (`pg_mbcliplen`).
    private static func clip(_ name: String, _ length: Int) -> String {
        guard name.utf8.count > length else { return name }
        var end = name.utf8.index(name.utf8.startIndex, offsetBy: length)
        while end > name.utf8.startIndex, name.utf8[end] & 0xC0 == 0x80 {
            name.utf8.formIndex(before: &end)
        }
        return String(name[..<end])
    }
}
