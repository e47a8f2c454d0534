/// tern: what stands above `---- create above / drop below ----` (tern, `migrate/migrate.go`). Its
/// Go templates are placeholders; `{{ template "shared/x.sql" . }}` puts in a file of a folder
/// below.
enum TernMarks {
    static let divider = "---- create above / drop below ----"

    static func read(_ text: inout ScriptText) {
        let bytes = text.source
        for line in Lines(bytes) {
            if bytes.trimmedText(line) == divider { return }
            if let included = included(bytes.trimmedText(line)) {
                text.put("\\ir \(included)\n", for: line.lowerBound)
            } else {
                text.keep(line)
            }
        }
    }

    /// The file that a line `{{ template "name" . }}` names.
    private static func included(_ line: String) -> String? {
        guard line.hasPrefix("{{"), line.contains("template") else { return nil }
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].dropFirst(2).filter({ !" -\t".contains($0) }) == "template"
        else { return nil }
        return String(parts[1])
    }
}
