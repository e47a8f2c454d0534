import ContentCache
import CoverageAnalysis
import Packing
import PgTAPScanning
import SchemaCatalog

/// What tests proved in earlier runs: by their content, by the schema that they were joined with,
/// and by what the suite's other files make of them. Where one test has changed, and defines
/// nothing that others call, what those prove is known.
struct ClaimResults: Sendable {
    private let results: FileResults
    private let base: ContentHash
    private let catalog: Catalog

    /// - Returns: Nil where results are not kept, or it cannot be told what they would hang on.
    init?(_ results: FileResults?, _ schema: FoldedSchema, _ suite: TestSuite) {
        guard let results, let identity = schema.identity else { return nil }
        var writer = PackWriter()
        suite.packLinks(into: &writer)
        var hasher = ContentHasher()
        hasher.add("claims")
        hasher.add(results.reportBase)
        hasher.add(identity)
        hasher.add(ContentHash(of: writer.finish()))
        (self.results, base, catalog) = (results, hasher.finish(), schema.catalog)
    }

    /// What a test came to; nil where that was not kept.
    func claims(of test: ScannedTest) -> TestClaims? {
        guard let key = key(of: test), let value = results.claims(key),
            let bytes = CompressedBlock.bytes(of: value)
        else { return nil }
        var reader = PackReader(bytes)
        let claims = TestClaims(from: &reader)
        return reader.isFaulty || !claims.evidence.fits(catalog)
            ? nil : claims.placed(at: test.path)
    }

    /// Keeps what a test came to.
    func keep(_ claims: TestClaims, of test: ScannedTest) {
        guard let key = key(of: test), claims.isAllIn(test.path) else { return }
        var writer = PackWriter()
        claims.pack(into: &writer)
        results.keep(claims: CompressedBlock.of(writer.finish()), key)
    }

    private func key(of test: ScannedTest) -> ContentHash? {
        guard let identity = test.identity.flatMap({ ContentHash(bytes: $0) }) else { return nil }
        var hasher = ContentHasher()
        hasher.add(base)
        hasher.add(identity)
        // What is said of a test may name it.
        hasher.add(test.path)
        hasher.add("\(test.isIncluded) \(test.includesNoTests)")
        return hasher.finish()
    }
}
