public import SQLSyntax

/// How text becomes statements while migrations run: EXECUTE's strings and the bodies of functions.
/// Reading text is the business of others; the fold is given the means.
public struct DynamicSQL: Sendable {
    /// The statements of a text; nil where it cannot be read.
    public var statements: @Sendable (_ text: String) -> [Statement]?
    /// The block of a function's or DO's body; nil where its language is not one that is read.
    public var procedure: @Sendable (_ body: String, _ language: String) -> ProceduralBlock?

    /// Makes the means.
    public init(
        statements: @escaping @Sendable (_ text: String) -> [Statement]?,
        procedure: @escaping @Sendable (_ body: String, _ language: String) -> ProceduralBlock?
    ) {
        self.statements = statements
        self.procedure = procedure
    }

    /// Nothing can be read: every such text is opaque.
    public static let none = DynamicSQL(statements: { _ in nil }, procedure: { _, _ in nil })
}
