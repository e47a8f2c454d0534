import SQLText
import Testing

/// Meta-commands, decoded as psql 15 decodes them.
struct PsqlDirectiveTests {
    private let variables = ["a": "it's", "n": "x", "back": "a\\b", "yes": "on"]

    private func directive(_ text: String) -> PsqlDirective {
        let bytes = Array(text.utf8)
        return PsqlDirective(Lexer.tokens(bytes, .psql)[0], in: bytes.span)
    }

    private func values(_ text: String) -> [String?] {
        directive(text).arguments.map { $0.value { variables[$0] } }
    }

    @Test func names() {
        #expect(directive("\\set a").name == .set)
        #expect(directive("\\include_relative a").name == .includeRelative)
        #expect(directive("\\c db").name == .connect)
        #expect(directive("\\setx a").name == .other)
        #expect(directive("\\SET a").name == .other)
        #expect(directive("\\i\\g").name == .include)
    }

    @Test func argumentsAndQuotes() {
        #expect(values("\\echo a 'b c' \"d e\" '' x'y'z") == ["a", "b c", "\"d e\"", "", "xyz"])
        #expect(values("\\echo 'it''s' 'a\\n\\t\\\\\\'\\x41\\101\\q'") == ["it's", "a\n\t\\'AAq"])
        #expect(values("\\echo") == [])
        #expect(values("\\echo a\t\t b ") == ["a", "b"])
    }

    @Test func variableReferences() {
        #expect(
            values("\\echo :a :'a' :\"n\" :{?a} :{?z}") == [
                "it's", "'it''s'", "\"x\"", "TRUE", "FALSE",
            ])
        #expect(values("\\echo :'back'") == [" E'a\\\\b'"])
        #expect(values("\\echo :z :'z' :\"z\"") == [":z", ":'z'", ":\"z\""])
        #expect(values("\\echo ':a' pre:n.sql a:") == [":a", "prex.sql", "a:"])
        #expect(values("\\echo :\"z y\" :{?z :") == [":\"z y\"", ":{?z", ":"])
        #expect(directive("\\echo :'z").isUnterminated)
    }

    @Test func theShellIsNotRun() {
        #expect(values("\\set d `date` ok") == ["d", nil, "ok"])
        #expect(directive("\\set d `date`").assignment { variables[$0] } == nil)
        #expect(directive("\\if `test`").condition { variables[$0] } == nil)
    }

    @Test func constants() {
        let arguments = directive("\\echo 'a'b :c `d`").arguments
        #expect(arguments.map(\.constant) == ["ab", nil, nil])
    }

    @Test func unterminatedQuotes() {
        let directive = directive("\\echo a 'b\nselect 1;")
        #expect(directive.isUnterminated)
        #expect(directive.arguments.map(\.constant) == ["a"])
    }

    @Test func assignments() {
        func assigned(_ text: String) -> [String] {
            directive(text).assignment { variables[$0] }.map { [$0.name, $0.value] } ?? []
        }
        #expect(assigned("\\set ON_ERROR_STOP on") == ["ON_ERROR_STOP", "on"])
        #expect(assigned("\\set a b 'c d' :n") == ["a", "bc dx"])
        #expect(assigned("\\set a") == ["a", ""])
        #expect(assigned("\\set") == [])
        #expect(assigned("\\unset a") == [])
    }

    @Test(arguments: [
        ("true", true), ("T", true), ("on", true), ("yes", true), ("1", true), ("y", true),
        ("false", false), ("off", false), ("of", false), ("no", false), ("0", false),
        ("o", false), ("2", false), ("trueish", false), ("1 = 1", false), ("", false),
        (":yes", true), (":{?yes}", true), (":{?z}", false), ("not :{?z}", false),
    ])
    func conditions(_ text: String, _ expected: Bool) {
        #expect(directive("\\if \(text)").condition { variables[$0] } == expected)
    }

    @Test func pathsLoseTheirSemicolon() {
        func path(_ text: String) -> String? {
            directive(text).arguments.first?.valueWithoutSemicolons { variables[$0] }
        }
        #expect(path("\\i a.sql;;") == "a.sql")
        #expect(path("\\ir 'a.sql;'") == "a.sql;")
        #expect(path("\\i 'a.sql';") == "a.sql")
        #expect(path("\\i :n;") == "x")
    }

    @Test func wholeLines() {
        let text = "\\copy t from 'a \\ b' ; \nselect"
        let bytes = Array(text.utf8)
        let directive = directive(text)
        #expect(directive.name == .copy)
        #expect(directive.arguments == [])
        #expect(bytes.span.text(of: directive.line) == "t from 'a \\ b' ;")
        #expect(values("\\o |cat 'a \\ b") == ["|cat 'a \\ b"])
        #expect(values("\\g (a=b) |cat 'x") == ["(a=b)", "|cat 'x"])
    }
}
