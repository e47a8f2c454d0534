extension Int {
    /// A number of things in words: "1 test file", "2 test files".
    ///
    /// - Parameter noun: One of them; its plural ends in "s".
    public func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
