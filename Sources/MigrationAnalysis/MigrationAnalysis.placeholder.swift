// MigrationAnalysis
