import QueryAnalysis
import SchemaCatalog
import SQLSyntax
import SQLText

/// `unknown-pgtap-function`: a name that is nearly one of pgTAP's. Needs the catalog, for the
/// schema's own functions.
enum UnknownFunction {
    static let page = RulePage(
        "unknown-pgtap-function",
        "A test calls a function that neither pgTAP, the server nor the schema has, and whose name is close to one of pgTAP's.",
        why: "The test stops here with an error.", example: "SELECT has_tabel('users');",
        remedy: "Correct the name.")

    static func check(_ entry: TestSuite.Entry, _ catalog: Catalog, defined: Set<String>)
        -> [Diagnostic]
    {
        entry.file.exercises.flatMap { exercise in
            exercise.uses.calls.compactMap { call in
                let name = call.name.name
                guard call.name.schema == nil, exercise.state == .active, name.count > 4,
                    !FunctionNames.shared.contains(name),
                    !ServerFunctionResult.exists(name), !defined.contains(name),
                    !catalog.hasExtensions, !isOfSchema(name, catalog), let meant = nearest(name)
                else { return nil }
                return Diagnostic(
                    rule: page.rule, severity: .warning,
                    message: "there is no function \(name)(); did you mean pgTAP's \(meant)()?",
                    location: SourceLocation(
                        file: entry.path, line: exercise.line, column: exercise.column))
            }
        }
    }

    /// Whether some schema has a function of that name.
    static func isOfSchema(_ name: String, _ catalog: Catalog) -> Bool {
        catalog.schemaNames.contains { schema in
            catalog.objects(inSchema: schema, named: name).contains {
                ObjectKind.routines.contains($0.id.kind)
            }
        }
    }

    private static func nearest(_ name: String) -> String? {
        SignatureTable.shared.names.lazy.filter { abs($0.count - name.count) < 3 }
            .map { (name: $0, distance: EditDistance.between($0, name)) }.filter {
                $0.distance <= 2
            }
            .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
    }
}
