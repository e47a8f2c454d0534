import SQLText
import Testing

@Suite struct ByteSearchTests {
    /// Wherever a text stands, beside whatever else, and however long what follows.
    @Test(arguments: 0..<20) func aTextIsFoundAtEachPlace(_ before: Int) {
        for after in 0..<20 {
            let bytes = Self.bytes("v:pgco:vpgcov" + String(repeating: "v:", count: before))
            let rest = Self.bytes(String(repeating: "pgcov ", count: after))
            #expect((bytes + Self.bytes("pgcov:") + rest).span.contains("pgcov:"))
            #expect(!(bytes + Self.bytes("Pgcov:") + rest).span.contains("pgcov:"))
        }
    }

    /// Letters alone know of cases.
    @Test func lettersAreFoundInAnyCase() {
        #expect(Self.bytes("SET Constraints ALL").span.containsLetters("constraints"))
        #expect(Self.bytes("constraintCONSTRAINTS").span.containsLetters("constraints"))
        #expect(!Self.bytes("constraint s, onstraints").span.containsLetters("constraints"))
        #expect(!Self.bytes("").span.containsLetters("constraints"))
    }

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
}
