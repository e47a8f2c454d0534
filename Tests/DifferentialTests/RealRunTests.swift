import PgTAPScanning
import Pipeline
import Reporting
import TestSupport
import Testing

/// What is predicted of a project's own assertions, against the lines that its tests print.
@Suite(.serialized)
struct RealRunTests {
    @Test(arguments: FixtureProject.all)
    func linesAreAsPredicted(_ project: FixtureProject) async throws {
        let cluster = try PostgresCluster.shared.get()
        let database = "run_\(project.name)"
        try project.deploy(cluster, as: database)
        let analysis = try await project.analyze()
        var (compared, unknown, wrong, unread) = (0, 0, [String](), [String]())
        for file in analysis.inspectedAssertions {
            let printing = file.assertions.filter { $0.state != "unreached" }
            let output = try project.run(file.path, cluster, database).out.split(separator: "\n")
            // Subtests, which runtests() runs in the order of their names.
            if output.contains(where: { $0.hasPrefix("    ok ") || $0.hasPrefix("    not ok ") }) {
                continue
            }
            let lines = output.filter { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") }
            // An error ends a file early; what stands before it is still in order.
            guard lines.count <= printing.count,
                file.assertions.count == printing.count || lines.count == printing.count
            else {
                unread.append("\(file.path): \(lines.count) lines, \(printing.count) assertions")
                continue
            }
            if lines.count != printing.count {
                unread.append("\(file.path): \(lines.count) lines, \(printing.count) assertions")
            }
            for (assertion, line) in zip(printing, lines) {
                if assertion.predicted == "unknown" { unknown += 1 } else { compared += 1 }
                let isOK = line.hasPrefix("ok ")
                if assertion.predicted == (isOK ? "fail" : "pass") {
                    wrong.append(
                        "\(file.path):\(assertion.line): predicted \(assertion.predicted), but \(line)"
                    )
                }
            }
        }
        if project.isForeign {
            print("\(compared) predicted, \(unknown) unknown; not compared in full: \(unread)")
        }
        #expect(compared > 0)
        #expect(wrong == [], "\(wrong.joined(separator: "\n"))")
        #expect(unread == [] || project.isForeign, "\(unread)")
    }
}
