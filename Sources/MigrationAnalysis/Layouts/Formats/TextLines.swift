extension String {
    /// The lines of a text without their ends (LF, CR LF), empty ones among them. Found byte by
    /// byte: to ask each character costs ten times as much, and of a large repository hundreds of
    /// files are looked at.
    var lines: [Substring] {
        var lines: [Substring] = []
        var rest = self[...]
        while let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n")) {
            let line = rest[..<end]
            let hasReturn = line.utf8.last == UInt8(ascii: "\r")
            lines.append(hasReturn ? Substring(line.utf8.dropLast()) : line)
            rest = rest[rest.utf8.index(after: end)...]
        }
        lines.append(rest)
        return lines
    }
}
