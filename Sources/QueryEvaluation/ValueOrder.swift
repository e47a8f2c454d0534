import SQLSyntax

/// The order of values, as far as it hangs on no collation.
enum ValueOrder {
    /// Negative, zero or positive; nil where it cannot be told.
    static func compare(_ a: Value, _ b: Value) -> Int? {
        switch (a, b) {
        case (.integer(let a), .integer(let b)): a < b ? -1 : a == b ? 0 : 1
        case (.boolean(let a), .boolean(let b)): a == b ? 0 : b ? -1 : 1
        case (.text(let a), .text(let b)): compare(a, b)
        default: nil
        }
    }

    /// The order of bytes and those of languages agree on texts of small letters, digits and
    /// underscores, unless an underscore meets a digit.
    private static func compare(_ a: String, _ b: String) -> Int? {
        if a == b { return 0 }
        guard isPlain(a) && isPlain(b) || isOfOneShape(a, b) else { return nil }
        for (x, y) in zip(a.utf8, b.utf8) where x != y {
            let isUndecided = isUnderscore(x) && isDigit(y) || isDigit(x) && isUnderscore(y)
            return isUndecided ? nil : x < y ? -1 : 1
        }
        return a.utf8.count < b.utf8.count ? -1 : 1
    }

    /// Small letters and digits with dashes at the same places, as all `uuid`s are: the dashes are
    /// passed over, or are the same.
    private static func isOfOneShape(_ a: String, _ b: String) -> Bool {
        guard a.utf8.count == b.utf8.count else { return false }
        return zip(a.utf8, b.utf8).allSatisfy { x, y in
            x == y && x == UInt8(ascii: "-") || isLetterOrDigit(x) && isLetterOrDigit(y)
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy {
            isDigit($0) || isUnderscore($0)
                || $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z")
        }
    }

    private static func isUnderscore(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "_") }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    /// Sorts by keys, one a sort item, nulls where the items say; nil where it cannot be told,
    /// which is also where items that differ have the same keys.
    ///
    /// - Parameter content: What makes two items differ.
    static func sorted<Item>(
        _ items: [(item: Item, keys: [Value])], by sort: [SortItem], content: (Item) -> [Value]
    ) -> [Item]? {
        guard
            Set(items.map(\.keys)).count == Set(items.map { $0.keys + content($0.item) }).count,
            !sort.contains(where: \.hasOperator)
        else { return nil }
        var isTold = true
        let order = items.indices.sorted { a, b in
            for (index, item) in sort.enumerated() {
                let (x, y) = (items[a].keys[index], items[b].keys[index])
                guard let comparison = place(x, y, item) else {
                    isTold = false
                    return a < b
                }
                if comparison != 0 { return comparison < 0 }
            }
            return a < b
        }
        guard isTold else { return nil }
        return order.map { items[$0].item }
    }

    private static func place(_ a: Value, _ b: Value, _ item: SortItem) -> Int? {
        let nullsFirst = item.nullsFirst ?? item.isDescending
        switch (a == .null, b == .null) {
        case (true, true): return 0
        case (true, false): return nullsFirst ? -1 : 1
        case (false, true): return nullsFirst ? 1 : -1
        case (false, false): return compare(a, b).map { item.isDescending ? -$0 : $0 }
        }
    }
}
