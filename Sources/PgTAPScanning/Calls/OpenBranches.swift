/// The branches of a CASE around assertions in a statement without rows: one of them is taken, and
/// nobody can tell which (`SELECT CASE WHEN EXISTS (…) THEN ok(…) ELSE skip(…) END`).
///
/// What the first asserts counts, and proves nothing; what the others do does neither. Where the
/// conditions are constant, the branch is known.
struct OpenBranches {
    private let cases: RowCases
    /// The number of the branch that is taken, -1 for none; nil where it cannot be told.
    private let taken: Int?
    /// How many lines each prints.
    private var counts: [Int]
    /// The branch that was entered, and how much there was before.
    private var entered: (branch: Int, assertions: Int, others: Int, wasUnreached: Bool)?

    init(_ cases: RowCases) {
        self.cases = cases
        taken = RowSource.taken(of: cases)
        counts = Array(repeating: 0, count: cases.count)
    }

    /// Whether the branch is known, or all print as many lines and one is always taken.
    var isCounted: Bool {
        taken != nil || cases.hasElse && counts.allSatisfy { $0 == counts.first }
    }

    /// Enters the branch in which the token of a call stands.
    mutating func enter(_ index: Int, _ todo: inout TodoRange, _ file: TestFile) {
        guard let branch = cases.result(of: index) else { return }
        entered = (branch, file.assertions.count, file.otherTests, todo.isUnreached)
        todo.isInBranch = taken == nil
        if branch != taken ?? 0 { todo.isUnreached = true }
    }

    /// Leaves it behind the call.
    mutating func leave(_ todo: inout TodoRange, _ file: inout TestFile) {
        guard let (branch, assertions, others, wasUnreached) = entered else { return }
        counts[branch] += file.assertions.count - assertions + file.otherTests - others
        if branch != taken ?? 0 { file.otherTests = others }
        (todo.isInBranch, todo.isUnreached, entered) = (false, wasUnreached, nil)
    }
}
