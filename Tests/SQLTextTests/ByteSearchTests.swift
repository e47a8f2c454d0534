import SQLText
import Testing

struct ByteSearchTests {
    /// Wherever a text stands, beside whatever else, and however long what follows.
    @Test(arguments: 0..<20) func aTextIsFoundAtEachPlace(_ before: Int) {
        for after in 0..<20 {
            let start = "v:pgco:vpgcov" + String(repeating: "v:", count: before)
            let rest = String(repeating: "pgcov ", count: after)
            #expect(Self.holds(start + "pgcov:" + rest))
            #expect(!Self.holds(start + "Pgcov:" + rest))
        }
    }

    /// Letters alone know of cases.
    @Test func lettersAreFoundInAnyCase() {
        #expect(Self.holdsLetters("SET Constraints ALL"))
        #expect(Self.holdsLetters("constraintCONSTRAINTS"))
        #expect(!Self.holdsLetters("constraint s, onstraints"))
        #expect(!Self.holdsLetters(""))
    }

    private static func holds(_ text: String) -> Bool {
        Array(text.utf8).span.contains("pgcov:")
    }
    private static func holdsLetters(_ text: String) -> Bool {
        Array(text.utf8).span.containsLetters("constraints")
    }
}
