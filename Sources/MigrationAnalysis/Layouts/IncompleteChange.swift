/// A change that a tool would turn into SQL lacks what the tool demands.
struct IncompleteChange: Error {
    /// For people to read: `createTable lacks tableName`.
    var message: String
    /// Of the file, from 1.
    var line: Int
}
