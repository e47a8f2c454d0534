import MigrationAnalysis

/// The projects in files that are given with their texts.
func detect(_ files: [String: String]) -> [DetectedProject] {
    Layouts.detect(
        ProjectTree(paths: Array(files.keys)) { path in files[path].map { Array($0.utf8) } })
}
