/// A table of generated data: lines of tab-separated fields, sorted by bytes, in one static string.
///
/// Nothing is read until a lookup; then the starts of the lines are found once.
struct DataTable: Sendable {
    private let text: StaticString
    private let lineStarts: [Int32]

    init(_ text: StaticString) {
        self.text = text
        var starts: [Int32] = []
        text.withUTF8Buffer { bytes in
            var start = 0
            for index in 0..<bytes.count where unsafe bytes[index] == UInt8(ascii: "\n") {
                starts.append(Int32(start))
                start = index + 1
            }
            if start < bytes.count { starts.append(Int32(start)) }
        }
        lineStarts = starts
    }

    /// Every line, split into its fields.
    var rows: [[Substring]] { lineStarts.indices.map(row) }

    /// The lines whose first field is `key`.
    func rows(key: String) -> [[Substring]] {
        var found: [[Substring]] = []
        var index = lowerBound(key)
        while index < lineStarts.count, compare(line: index, key: key) == 0 {
            found.append(row(index))
            index += 1
        }
        return found
    }

    private func row(_ index: Int) -> [Substring] {
        line(index).utf8.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map
        { Substring($0) }
    }

    private func line(_ index: Int) -> String {
        text.withUTF8Buffer { bytes in
            let start = Int(lineStarts[index])
            let next = index + 1 < lineStarts.count ? Int(lineStarts[index + 1]) - 1 : bytes.count
            return unsafe String(decoding: bytes[start..<next], as: UTF8.self)
        }
    }

    private func lowerBound(_ key: String) -> Int {
        var (low, high) = (0, lineStarts.count)
        while low < high {
            let middle = (low + high) / 2
            if compare(line: middle, key: key) < 0 { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Below, at or above zero as the line's first field sorts before, with or after `key`.
    private func compare(line index: Int, key: String) -> Int {
        text.withUTF8Buffer { bytes in
            var offset = Int(lineStarts[index])
            for byte in key.utf8 {
                let other = unsafe offset < bytes.count ? bytes[offset] : UInt8(ascii: "\n")
                if other != byte { return other < byte ? -1 : 1 }
                offset += 1
            }
            return unsafe offset < bytes.count && bytes[offset] == UInt8(ascii: "\t") ? 0 : 1
        }
    }
}
