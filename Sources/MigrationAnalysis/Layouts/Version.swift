import SQLText

/// Versions in file names.
enum Version {
    /// The number at the beginning, without leading zeros; nil where there is none.
    static func number(_ name: String) -> Digits? {
        let digits = name.utf8.prefix { $0 >= 0x30 && $0 <= 0x39 }
        return digits.isEmpty ? nil : Digits(String(decoding: digits, as: UTF8.self))
    }

    /// The number before the first underscore; nil where something else stands there.
    static func beforeUnderscore(_ name: String) -> Digits? {
        guard let number = number(name),
            name.utf8.dropFirst(number.text.utf8.count).first == UInt8(ascii: "_")
        else { return nil }
        return number
    }

    /// A whole number of any length.
    struct Digits: Comparable, Hashable {
        /// As it is written.
        var text: String
        private var value: Substring { text.drop { $0 == "0" } }

        init(_ text: String) { self.text = text }

        static func < (a: Digits, b: Digits) -> Bool {
            a.value.count != b.value.count ? a.value.count < b.value.count : a.value < b.value
        }

        static func == (a: Digits, b: Digits) -> Bool { a.value == b.value }
        func hash(into hasher: inout Hasher) { hasher.combine(value) }
        /// Leading zeros off.
        var short: String { value.isEmpty ? "0" : String(value) }
    }

    /// Sorts files by their versions, equal ones by bytes of their paths.
    static func sorted<Key: Comparable>(_ files: [(key: Key, path: String)]) -> [(
        key: Key, path: String
    )] {
        files.sorted { $0.key != $1.key ? $0.key < $1.key : String.byBytes($0.path, $1.path) }
    }
}
