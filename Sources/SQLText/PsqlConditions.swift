/// `\if … \elif … \else … \endif`.
public struct PsqlConditions: Sendable {
    /// Whether `\q` has ended the script.
    public var hasQuit = false

    /// No condition yet.
    public init() {}

    private enum Branch: Sendable {
        /// This branch runs.
        case taken
        /// One before it ran, or none has yet.
        case passed, waiting
        /// The whole `\if` stands in a branch that is skipped.
        case ignored
    }

    private var branches: [Branch] = []

    /// Whether what stands here is skipped.
    public var isSkipping: Bool { branches.contains { $0 != .taken } }

    /// Obeys a conditional command.
    /// - Returns: False where its condition depends on something outside, and was taken as true.
    public mutating func apply(_ directive: PsqlDirective, _ variable: (String) -> String?) -> Bool
    {
        switch directive.name {
        case .if:
            guard !isSkipping else {
                branches.append(.ignored)
                return true
            }
            let condition = directive.condition(variable)
            branches.append(condition ?? true ? .taken : .waiting)
            return condition != nil
        case .elif: return next(directive.condition(variable))
        case .else: return next(.some(true))
        default:
            _ = branches.popLast()
            return true
        }
    }

    private mutating func next(_ condition: Bool?) -> Bool {
        guard let current = branches.last else { return true }
        switch current {
        case .taken, .passed:
            branches[branches.count - 1] = .passed
            return true
        case .ignored: return true
        case .waiting:
            branches[branches.count - 1] = condition ?? true ? .taken : .waiting
            return condition != nil
        }
    }
}
