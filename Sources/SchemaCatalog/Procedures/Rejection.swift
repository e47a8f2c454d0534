import SQLText

/// An error that the server would report for a statement, as EXCEPTION's handlers see it.
struct Rejection: Equatable {
    var message: String
    var kind: Kind
    /// Whether the server rejects it whatever others have made.
    var isCertain: Bool

    /// Families of conditions (manual, appendix A). Within one the server tells tables, columns and
    /// functions apart; migrations name the right member, so the family is enough.
    enum Kind {
        /// `duplicate_object` and its kin.
        case duplicate
        /// `undefined_object` and its kin.
        case undefined
        /// RAISE.
        case raised
        case other
    }

    init(_ message: String, _ kind: Kind?, isCertain: Bool) {
        self.message = message
        self.isCertain = isCertain
        // The server's own messages tell the family.
        self.kind =
            kind
            ?? (message.holds("already exists")
                ? .duplicate : message.holds("does not exist") ? .undefined : .other)
    }

    /// Whether one of a handler's conditions names it.
    func isCaught(by conditions: [String]) -> Bool {
        conditions.contains { condition in
            switch condition {
            case "others": return true
            case "syntax_error_or_access_rule_violation": return kind != .raised
            case "raise_exception", "P0001": return kind == .raised
            default: break
            }
            switch kind {
            case .duplicate:
                return condition.hasPrefix("duplicate_") || Self.duplicateStates.contains(condition)
            case .undefined:
                return condition.hasPrefix("undefined_") || condition.hasPrefix("invalid_")
                    || Self.undefinedStates.contains(condition)
            case .raised: return false
            case .other:
                return !condition.hasPrefix("duplicate_") && !condition.hasPrefix("undefined_")
            }
        }
    }

    private static let duplicateStates: Set<String> = [
        "42710", "42P07", "42701", "42723", "42P06", "42P04", "42712",
    ]
    private static let undefinedStates: Set<String> = [
        "42704", "42P01", "42703", "42883", "3F000", "3D000",
    ]
}
