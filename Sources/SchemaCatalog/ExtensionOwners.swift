import QueryAnalysis

/// Which extension of a catalog brings a type or a function: dropping the extension would take
/// along what is made of them. Known are the extensions that the server is packaged with, and some
/// more (``ExtensionMembers``).
struct ExtensionOwners: Sendable {
    private var ofTypes: [String: ObjectID] = [:]
    private var ofFunctions: [String: ObjectID] = [:]

    init(_ catalog: Catalog) {
        for object in catalog.objects where object.id.kind == .extension {
            for type in ExtensionMembers.types(of: object.id.name) {
                ofTypes[type.name] = object.id
            }
            for function in ExtensionMembers.functions(of: object.id.name) {
                ofFunctions[function.name] = object.id
            }
        }
    }

    /// The extension that a type named so is of, where the schema itself has none of the name.
    func owner(ofType name: String) -> ObjectID? { ofTypes[name] }

    /// The extension that a function named so is of, where the schema itself has none of the name.
    ///
    /// - Parameter isQualified: Whether a schema is named; without one the server's own function
    ///   comes first (`gen_random_uuid`).
    func owner(ofFunction name: String, isQualified: Bool) -> ObjectID? {
        isQualified || !ServerFunctionResult.exists(name) ? ofFunctions[name] : nil
    }

    /// The extensions whose functions an expression calls.
    func owners(ofCallsIn expression: String) -> [ObjectID] {
        guard !ofFunctions.isEmpty else { return [] }
        return ExpressionCalls.names(in: expression).compactMap {
            owner(ofFunction: $0.name, isQualified: $0.schema != nil)
        }
    }
}
