import PgTAPScanning
import SchemaCatalog
import Testing

@testable import Pipeline

/// A set-up that every test of a suite begins with is read once.
struct IncludedOnceTests {
    private func reads(
        _ files: [(path: String, searchPath: [String]?)],
        diagnostics: [Diagnostic] = []
    ) -> [String] {
        let included = IncludedTests()
        var read: [String] = []
        for file in files {
            var session = TestSession()
            session.searchPath = file.searchPath
            let test = included.test(file.path, session) {
                read.append(file.path)
                var test = ProjectReader.Test(path: file.path)
                (test.session, test.diagnostics) = (session, diagnostics)
                return test
            }
            #expect(test.path == file.path && test.session == session)
        }
        return read
    }

    @Test func onceForEachSession() {
        #expect(
            reads([("a", nil), ("b", nil), ("a", nil), ("a", ["x"]), ("a", ["x"]), ("b", nil)])
                == ["a", "b", "a"])
    }

    /// What was not read to its end for want of time is read again.
    @Test func whatTookTooLongIsReadAgain() {
        let late = Diagnostic(
            rule: "file-timeout", severity: .error, message: "this file took too long",
            location: nil)
        #expect(reads([("a", nil), ("a", nil)], diagnostics: [late]) == ["a", "a"])
    }
}
