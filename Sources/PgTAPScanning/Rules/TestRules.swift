public import SchemaCatalog
import SQLText

/// The rules over test files, each in a file of its own.
public enum TestRules {
    /// Their pages, and those of the faults that reading tests finds.
    public static let pages: [RulePage] =
        [
            StaleAssertion.page, MisreadDescription.page, AmbiguousCall.page,
            UncheckedArgument.page, PlanMismatch.page, NoPlan.page, MissingFinish.page,
            NeverRun.page, LostOutput.page, SyntaxError.page, AlwaysTrue.page,
            MissingTransaction.page,
            UnknownFunction.page, DuplicateAssertion.page,
        ] + ReadingPages.all

    /// What one file breaks, beside what its assertions say of a catalog.
    public static func check(_ entry: TestSuite.Entry, _ catalog: Catalog) -> [Diagnostic] {
        let found = entry.file.diagnostics.filter {
            !entry.isIncluded || $0.rule != MissingTransaction.page.rule
        }.map { diagnostic in
            var diagnostic = diagnostic
            diagnostic.location?.file = entry.path
            return diagnostic
        }
        return found + ofWholeFiles(entry) + PlanMismatch.check(entry)
            + AmbiguousCall.check(entry, catalog)
    }

    /// Files that others include have no plan of their own.
    private static func ofWholeFiles(_ entry: TestSuite.Entry) -> [Diagnostic] {
        guard !entry.isIncluded else { return [] }
        return NoPlan.check(entry) + MissingFinish.check(entry) + NeverRun.check(entry)
            + AlwaysTrue.check(entry)
            + DuplicateAssertion.check(entry) + MissingTransaction.check(entry)
    }

    static func place(_ entry: TestSuite.Entry, _ assertion: Assertion) -> SourceLocation {
        SourceLocation(file: entry.path, line: assertion.line, column: assertion.column)
    }
}

extension TestSuite.Entry {
    /// Assertions that the file itself runs.
    var running: some Sequence<Assertion> { file.assertions.lazy.filter { $0.state != .unreached } }

    /// Whether `runtests()` runs the file's functions, with a plan and transactions of its own.
    var isRunByRuntests: Bool { !file.runtests.isEmpty }
}
