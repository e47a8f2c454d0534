import SchemaCatalog
import SQLText

/// `plan-mismatch`: more or fewer assertions than planned.
enum PlanMismatch {
    static let page = RulePage(
        "plan-mismatch", "plan(n) differs from the number of assertions in the file.",
        why: "The runner reports the file as failed.",
        example: "SELECT plan(3);\nSELECT pass();",
        remedy: "Correct the plan, or find the assertion that is missing.")

    static func check(_ entry: TestSuite.Entry) -> [Diagnostic] {
        let file = entry.file
        guard case .count(let planned)? = file.plan, let place = file.planPlace,
            !file.hasUncertainCount, file.includes.isEmpty || entry.includesNoTests
        else { return [] }
        let running = file.assertions.filter { assertion in
            assertion.state != .unreached && !assertion.isChecked
                && (assertion.enclosingFunction.map(file.calledFunctions.contains) ?? true)
        }
        let found = file.otherTests + running.count
        // What none of pgTAP's functions fits may be a function of the project's own.
        let others = running.count { $0.resolution == .undefined }
        guard found != planned, found - others != planned else { return [] }
        // Functions of the project's own, or of helpers that are not here, may assert as well.
        if found < planned, file.callsUnknownFunctions { return [] }
        let runs = found == 1 ? "assertion runs" : "assertions run"
        // How often a function asserts is for its callers to say.
        let what =
            running.contains { $0.enclosingFunction != nil }
            ? "at least \(found) \(runs); correct the plan"
            : "\(found) \(runs); change the plan to plan(\(found)), or find what is missing"
        return [
            Diagnostic(
                rule: page.rule, severity: .warning,
                message: "plan(\(planned)) but \(what)",
                location: SourceLocation(file: entry.path, line: place.line, column: place.column))
        ]
    }
}
