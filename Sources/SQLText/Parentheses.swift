extension Array where Element == Token {
    /// The position of the parenthesis or bracket that closes the one at `open`; nil where none
    /// does.
    public func closing(_ open: Int) -> Int? {
        var depth = 0
        for index in open..<count {
            switch self[index].kind {
            case .openParen, .openBracket: depth += 1
            case .closeParen, .closeBracket:
                depth -= 1
                if depth == 0 { return index }
            default: break
            }
        }
        return nil
    }
}
