/// A value as text that is the same for equal values: sets and dictionaries in order, every stored
/// property of whatever type. A property added later is part of it without anybody's doing.
enum CanonicalText {
    static func of(_ value: Any) -> String {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .set, .dictionary:
            return "[" + mirror.children.map { of($0.value) }.sorted().joined(separator: ",") + "]"
        case .optional: return mirror.children.first.map { "some(" + of($0.value) + ")" } ?? "nil"
        case .some where !mirror.children.isEmpty:
            // The case of an enum is the label of its payload.
            return "("
                + mirror.children.map { "\($0.label ?? ""):" + of($0.value) }.joined(separator: ",")
                + ")"
        // Quoted, so that no text can pass for two.
        default: return String(reflecting: value)
        }
    }
}
