import MigrationAnalysis
import SQLText
import SchemaCatalog
import Testing

@testable import CoverageAnalysis

/// What the index answers is what one gets by writing down everything that each assertion implies.
@Suite struct CoverageIndexTests {
    private static let catalog: Catalog = {
        let text = """
            CREATE SCHEMA app;
            CREATE TYPE app.mood AS ENUM ('happy');
            CREATE TABLE app.users (id int PRIMARY KEY, mood app.mood, UNIQUE (mood));
            CREATE TABLE app.orders (id int PRIMARY KEY, buyer int REFERENCES app.users, CHECK (buyer > 0));
            CREATE VIEW app.buyers AS SELECT id, mood FROM app.users;
            CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER touched BEFORE UPDATE OF mood ON app.users FOR EACH ROW EXECUTE FUNCTION app.touch();
            CREATE TABLE app.gone (a int);
            DROP TABLE app.gone;
            """
        let file = SourceFile(path: "1.sql", bytes: Array(text.utf8))
        let changes = MigrationFileAnalyzer.analyze(file).steps.compactMap { step in
            if case .change(let change) = step { change } else { nil }
        }
        var fold = CatalogFold()
        fold.apply([(file.path, changes)])
        return fold.finish().catalog
    }()

    private static let dependencies = Dependencies(catalog)
    private static let facets: [Facet] = [.existence, .nullability, .type]
    /// Of the catalog, dropped, and one that nobody has in a table that there is.
    private static let objects =
        catalog.objects.map(\.id) + catalog.dropped.map(\.id)
        + [ObjectID(.column, schema: "app", relation: "users", name: "nobody")]

    private struct Random {
        var state: UInt64

        mutating func below(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
    }

    /// Claims of some files: assertions, which imply, and other statements, which do not.
    private func claims(_ random: inout Random) -> [(path: String, claims: [ProvenClaim])] {
        (0..<1 + random.below(3)).map { file in
            let path = "\(file).sql"
            var line = 1
            let claims = (0..<random.below(12)).map { _ in
                // Several claims may have one place.
                line += random.below(2)
                let object = Self.objects[random.below(Self.objects.count)]
                let asserts = random.below(3) > 0
                return ProvenClaim(
                    Claim(object, Self.facets[random.below(Self.facets.count)]),
                    Evidence(
                        grade: asserts ? .asserted : .exercised,
                        location: SourceLocation(file: path, line: line, column: 1),
                        function: asserts ? "has_\(random.below(2))" : nil),
                    implies: asserts && random.below(4) > 0)
            }
            return (path, claims)
        }
    }

    /// A claim, and that there is the key of which it names the index.
    private func withKeys(_ proven: ProvenClaim) -> [ProvenClaim] {
        let id = proven.claim.object
        let key = Self.catalog.objects.first {
            id.kind == .index && ($0.id.kind == .primaryKey || $0.id.kind == .unique)
                && $0.id.relation == id.relation && $0.id.name == id.name
        }
        guard let key, proven.implies || proven.claim.facet == .existence else { return [proven] }
        var evidence = proven.evidence
        evidence.grade = min(evidence.grade, .implied)
        return [
            proven,
            ProvenClaim(Claim(key.id, .existence), evidence, implies: proven.implies),
        ]
    }

    /// Each place once for each claim, at its best grade.
    private func expanded(_ files: [(path: String, claims: [ProvenClaim])]) -> [Claim: [Place]] {
        var result: [Claim: [Place]] = [:]
        for proven in files.flatMap(\.claims).flatMap(withKeys) {
            let implied = proven.implies ? Self.dependencies.implied(by: proven.claim) : []
            for (claim, grade) in [(proven.claim, proven.evidence.grade)]
                + implied.map({ ($0, Grade.implied) })
            {
                let place = Place(location: proven.evidence.location, grade: grade)
                var places = result[claim] ?? []
                if let last = places.popLast(), last.location == place.location {
                    places.append(
                        Place(location: place.location, grade: max(last.grade, grade)))
                } else {
                    places = (result[claim] ?? []) + [place]
                }
                result[claim] = places
            }
        }
        return result
    }

    private struct Place: Equatable {
        var location: SQLText.SourceLocation
        var grade: Grade
    }

    @Test(arguments: 0..<200)
    func impliedEvidence(_ seed: Int) {
        var random = Random(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1)
        let files = claims(&random)
        var builder = CoverageIndexBuilder(Self.catalog)
        for file in files {
            builder.add(FileEvidence([file.claims], path: file.path, Self.catalog))
        }
        let index = CoverageIndex(builder, Implications(Self.catalog, Self.dependencies))
        let expected = expanded(files)
        for object in Self.objects where Self.catalog.claimPosition(of: object) != nil {
            for facet in Self.facets {
                let claim = Claim(object, facet)
                let found = index.evidence(for: claim)
                let places = expected[claim] ?? []
                #expect(found.map { Place(location: $0.location, grade: $0.grade) } == places)
                #expect(found.bestGrade == places.map(\.grade).max())
                #expect(found.isEmpty == places.isEmpty)
            }
        }
    }

    @Test func whatImpliesIsTheOtherDirection() {
        let implications = Implications(Self.catalog, Self.dependencies)
        let reversed = implications.reversed()
        var pairs: Set<[Int]> = []
        for source in Self.catalog.claimPositions {
            for target in implications.of(source) { pairs.insert([source, Int(target)]) }
        }
        #expect(!pairs.isEmpty)
        for target in Self.catalog.claimPositions {
            for source in reversed.of(target) {
                #expect(pairs.remove([Int(source), target]) != nil)
            }
        }
        #expect(pairs.isEmpty)
    }
}
