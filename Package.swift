// swift-tools-version: 6.2
import Foundation
import PackageDescription

// Warnings are errors where it matters (CI, Scripts/test); a newer compiler's new warning must not
// stop somebody who only wants to build the tool.
let warningsAreErrors = ProcessInfo.processInfo.environment["PGCOV_WARNINGS_AS_ERRORS"] != nil

let swiftSettings: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .strictMemorySafety(),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ] + (warningsAreErrors ? [.treatAllWarnings(as: .error)] : [])

func module(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: swiftSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

/// The catalog queries of LiveIntrospection.
let liveQueries = [
    "session", "schema", "extension", "table", "view", "foreign_table", "sequence", "column",
    "view_column", "key",
    "check", "foreign_key", "index",
    "routine", "trigger", "policy", "rule", "enum", "domain", "composite_type", "range_type",
    "base_type", "operator", "cast",
    "collation", "statistics", "publication", "event_trigger", "foreign_data_wrapper",
    "foreign_server", "language", "role",
]

let package = Package(
    name: "pgcov",
    platforms: [.macOS(.v26)],
    products: [.executable(name: "pgcov", targets: ["pgcov"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // C libraries
        .systemLibrary(
            name: "CPgQuery",
            providers: [
                .apt(["libpg-query-dev", "libprotobuf-c-dev"]),
                .brew(["libpg_query", "protobuf-c"]),
            ]),
        .target(name: "CPgTree", dependencies: ["CPgQuery"]),
        .systemLibrary(
            name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"]), .brew(["lz4"])]),
        .systemLibrary(
            name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        // Loads libpq itself: of libpq-dev it needs the header alone.
        .target(name: "CLibPQ"),
        // libjemalloc-dev; other systems keep their own allocator.
        .target(
            name: "CAllocator",
            linkerSettings: [.linkedLibrary("jemalloc", .when(platforms: [.linux]))]),
        .target(name: "CPrefetch"),

        // Pure values, bottom up
        module("Packing", ["CLZ4"]),
        module("SQLText"),
        module("SQLSyntax", ["Packing", "SQLText"]),
        module("PLpgSQL", ["SQLText"]),
        module("QueryAnalysis", ["Packing", "SQLSyntax"]),
        module("QueryEvaluation", ["SQLSyntax"]),
        module(
            "SchemaCatalog",
            [
                "CPrefetch", "Packing", "QueryAnalysis", "QueryEvaluation", "SQLSyntax", "SQLText",
                .product(name: "HashTreeCollections", package: "swift-collections"),
            ]),
        module("CoverageAnalysis", ["Packing", "SchemaCatalog", "SQLSyntax", "SQLText"]),
        module("Reporting", ["CoverageAnalysis", "SchemaCatalog", "SQLText"]),

        // Readers
        module("ParseTree", ["CPgQuery", "CPgTree", "PLpgSQL", "SQLSyntax", "SQLText"]),
        .target(
            name: "LiveIntrospection", dependencies: ["CLibPQ", "SchemaCatalog"],
            // One file a kind; embedded, so that the program stays one file.
            resources: liveQueries.map { .embedInCode("Queries/\($0).sql") },
            swiftSettings: swiftSettings),
        module(
            "MigrationAnalysis",
            [
                "CExpat", "Packing", "ParseTree", "SchemaCatalog", "SQLSyntax", "SQLText",
                .product(name: "TOMLKit", package: "TOMLKit"),
                .product(name: "Yams", package: "Yams"),
            ]),
        module(
            "PgTAPScanning",
            [
                "Packing", "ParseTree", "QueryAnalysis", "QueryEvaluation", "SchemaCatalog",
                "SQLSyntax", "SQLText",
            ], exclude: ["Signatures/signatures.tsv"]),

        module(
            "ContentCache",
            [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),

        // The program
        module(
            "Pipeline",
            [
                "CoverageAnalysis", "LiveIntrospection", "MigrationAnalysis", "PgTAPScanning",
                "Reporting", "SchemaCatalog", "SQLText",
                "ContentCache", "Packing",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Yams", package: "Yams"),
            ]),
        .executableTarget(
            name: "pgcov",
            dependencies: [
                "CAllocator", "Pipeline", "Reporting",
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: swiftSettings),

        // Tests
        .target(
            name: "TestSupport", dependencies: ["SQLText"], path: "Tests/TestSupport",
            swiftSettings: swiftSettings),
        tests("SQLTextTests", ["CPgQuery", "SQLText", "TestSupport"]),
        tests("ParseTreeTests", ["CPgQuery", "CPgTree", "ParseTree", "SQLSyntax", "TestSupport"]),
        tests(
            "PackingTests",
            ["MigrationAnalysis", "Packing", "PgTAPScanning", "SQLText", "TestSupport"]),
        tests("PLpgSQLTests", ["CPgQuery", "PLpgSQL", "SQLText", "TestSupport"]),
        tests(
            "QueryEvaluationTests", ["ParseTree", "QueryEvaluation", "SQLSyntax", "TestSupport"]),
        tests("SchemaCatalogTests", ["MigrationAnalysis", "SchemaCatalog", "SQLText"]),
        tests(
            "CoverageAnalysisTests",
            ["CoverageAnalysis", "MigrationAnalysis", "SchemaCatalog", "SQLText"]),
        tests("LayoutTests", ["MigrationAnalysis", "SchemaCatalog", "SQLText", "TestSupport"]),
        tests(
            "PgTAPScanningTests",
            [
                "PgTAPScanning", "QueryAnalysis", "SchemaCatalog", "SQLSyntax", "SQLText",
                "TestSupport",
            ]),
        tests(
            "ContentCacheTests",
            ["ContentCache", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")]),
        tests(
            "PipelineTests",
            [
                "ContentCache", "CoverageAnalysis", "MigrationAnalysis", "PgTAPScanning",
                "Pipeline", "Reporting",
                "SchemaCatalog", "SQLText", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        // Whole-program tests against a private PostgreSQL: files and server must agree.
        tests(
            "DifferentialTests",
            [
                "CoverageAnalysis", "LiveIntrospection", "MigrationAnalysis", "PgTAPScanning",
                "Pipeline", "Reporting", "SchemaCatalog", "SQLText",
                "TestSupport",
            ]),
    ]
)

// The parts by themselves (Scripts/benchmark): with a package and plugins that nobody else needs.
if ProcessInfo.processInfo.environment["PGCOV_BENCHMARKS"] != nil {
    package.dependencies.append(
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []))
    package.targets.append(
        .executableTarget(
            name: "Parts",
            dependencies: [
                "CoverageAnalysis", "MigrationAnalysis", "PgTAPScanning", "SQLText",
                "SchemaCatalog",
                .product(name: "Benchmark", package: "benchmark"),
            ], path: "Benchmarks/Parts",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]))
}
