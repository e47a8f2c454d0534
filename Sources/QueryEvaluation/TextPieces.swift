extension String {
    /// Whether the server's rules for letters are those of every locale.
    var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }

    /// From characters as the server counts them, which keeps a line end of two apart.
    init(_ scalars: some Sequence<Unicode.Scalar>) {
        var view = UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.init(view)
    }

    /// The pieces between separators, of which there is at least one; none may be empty.
    func split(at separator: String) -> [String] {
        let text = Array(utf8)
        let mark = Array(separator.utf8)
        var pieces: [String] = []
        var (start, position) = (0, 0)
        while position + mark.count <= text.count {
            if text[position..<position + mark.count].elementsEqual(mark) {
                pieces.append(String(decoding: text[start..<position], as: UTF8.self))
                position += mark.count
                start = position
            } else {
                position += 1
            }
        }
        return pieces + [String(decoding: text[start...], as: UTF8.self)]
    }
}
