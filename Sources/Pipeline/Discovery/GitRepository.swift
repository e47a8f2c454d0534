import Subprocess
import SystemPackage

/// The git work tree that a folder lies in.
struct GitRepository: Sendable {
    private let folder: String
    private static let outputLimit = 64 << 20

    /// - Parameter folder: A folder of the work tree; paths are relative to it.
    init(_ folder: String) { self.folder = folder }

    /// Why git could not answer.
    private struct Refusal: Error {
        var message: String
    }

    /// The files below the folder that were added or changed since a revision, committed or not.
    /// What a branch has forked off from counts, not what went on beside it.
    ///
    /// - Throws: ``PipelineError`` where git, the work tree, the revision or its history is
    ///   missing.
    func changedFiles(since revision: String) async throws(PipelineError) -> (
        files: Set<String>, note: String?
    ) {
        do throws(Refusal) {
            _ = try await git(["rev-parse", "--show-toplevel"])
        } catch {
            throw PipelineError(
                .configuration, "--since needs a git work tree: \(folder): \(error.message)")
        }
        let commit = try await commit(revision)
        let (base, note) = try await base(commit, revision)
        do throws(Refusal) {
            let tracked = try await git([
                "diff", "--name-only", "-z", "--relative", "--find-renames=100%",
                "--diff-filter=AMT", base, "--", ".",
            ])
            let untracked = try await git(["ls-files", "-z", "--others", "--exclude-standard"])
            return (Set((tracked + untracked).split(separator: "\0").map(String.init)), note)
        } catch {
            throw PipelineError(
                .configuration, "--since \(revision): git cannot compare: \(error.message)")
        }
    }

    private func commit(_ revision: String) async throws(PipelineError) -> String {
        do throws(Refusal) {
            return try await git([
                "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}",
            ]).trimmingLine
        } catch {
            let hint =
                await isShallow
                ? "this clone is shallow: fetch the revision (git fetch --deepen=100 origin, or fetch-depth: 0 in the checkout step)"
                : "fetch it (git fetch origin), or check its spelling"
            throw PipelineError(
                .configuration, "--since \(revision): git knows no such revision here; \(hint)")
        }
    }

    /// The commit to compare with: where the two histories parted. A shallow clone may not reach so
    /// far back; the revision itself then serves.
    private func base(_ commit: String, _ revision: String) async throws(PipelineError) -> (
        commit: String, note: String?
    ) {
        do throws(Refusal) {
            return (try await git(["merge-base", commit, "HEAD"]).trimmingLine, nil)
        } catch {
            guard await isShallow else {
                throw PipelineError(
                    .configuration, "--since \(revision): it has no history in common with HEAD")
            }
            return (
                commit,
                "this shallow clone does not reach back to where HEAD parted from \(revision); compared with \(revision) itself (git fetch --unshallow brings the history)"
            )
        }
    }

    private var isShallow: Bool {
        get async {
            do throws(Refusal) {
                return try await git(["rev-parse", "--is-shallow-repository"]).trimmingLine
                    == "true"
            } catch {
                return false
            }
        }
    }

    private func git(_ arguments: [String]) async throws(Refusal) -> String {
        let result: ExecutionResult<Void, StringOutput<UTF8>, StringOutput<UTF8>>
        do {
            result = try await run(
                .name("git"), arguments: Arguments(arguments), workingDirectory: FilePath(folder),
                output: .string(limit: Self.outputLimit), error: .string(limit: 1 << 16))
        } catch {
            throw Refusal(message: "git cannot be run: \(error)")
        }
        guard result.terminationStatus.isSuccess else {
            let words = result.standardError.split(whereSeparator: \.isNewline).first.map(
                String.init)
            throw Refusal(message: words ?? "git \(arguments[0]) failed")
        }
        return result.standardOutput
    }
}

extension String {
    /// Without the line feed that ends git's answers.
    fileprivate var trimmingLine: String { String(prefix { !$0.isNewline }) }
}
