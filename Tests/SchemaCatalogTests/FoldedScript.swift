import MigrationAnalysis
import SchemaCatalog
import SQLText

/// What a script makes, and what is wrong with it.
func fold(
    _ sql: String, _ errorHandling: ErrorHandling = .goesOn, externalSchemas: Set<String> = []
) -> (catalog: Catalog, diagnostics: [Diagnostic]) {
    let file = MigrationFileAnalyzer.analyze(SourceFile(path: "m.sql", bytes: Array(sql.utf8)))
    var fold = CatalogFold(
        externalSchemas: externalSchemas, errorHandling: errorHandling, dynamic: .grammar)
    let changes = file.steps.compactMap { step in
        if case .change(let change) = step { change } else { nil }
    }
    fold.apply([("m.sql", changes)])
    return fold.finish()
}

/// The names of a catalog's objects of a kind.
func names(_ catalog: Catalog, _ kind: ObjectKind) -> [String] {
    catalog.objects.filter { $0.id.kind == kind }.map(\.id.name)
}
