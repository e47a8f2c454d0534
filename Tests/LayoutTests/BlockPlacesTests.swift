import MigrationAnalysis
import SQLSyntax
import SQLText
import SchemaCatalog
import Testing

/// Statements within DO stand on the lines of the file, whatever of it is deployed.
struct BlockPlacesTests {
    @Test func blocksOfMarkedFiles() throws {
        let text = """
            -- +goose Up
            CREATE TABLE s (id int);
            -- +goose StatementBegin
            DO $$ BEGIN
              CREATE TABLE t (id int);
            END $$;
            -- +goose StatementEnd
            -- +goose Down
            DROP TABLE t;
            """
        let source = SourceFile(path: "1.sql", bytes: Array(text.utf8))
        let file = DeployedSource.read(source, as: .marked(.goose), Placeholders()).file
        let blocks = MigrationFileAnalyzer.analyze(file).steps.compactMap { step in
            if case .change(let change) = step, case .procedural(let block) = change.statement {
                block
            } else {
                nil
            }
        }
        let step = try #require(blocks.first?.steps.first)
        #expect(step.line == 5)
        #expect(step.column == 3)
    }
}
