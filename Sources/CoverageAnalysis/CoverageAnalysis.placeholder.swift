// CoverageAnalysis
