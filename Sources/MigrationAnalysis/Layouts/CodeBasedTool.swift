/// A tool whose migrations are code: recognised, so that an error can say what to do instead.
public struct CodeBasedTool: Sendable, Hashable {
    /// The tool's name.
    public var name: String
    /// What it was recognised by.
    public var evidence: String
    /// A command that writes the SQL.
    public var command: String

    /// The tools of a tree, in a fixed order.
    public static func detect(_ tree: ProjectTree) -> [CodeBasedTool] {
        rules.compactMap { rule in
            rule.evidence(tree).map {
                CodeBasedTool(name: rule.name, evidence: $0, command: rule.command)
            }
        }
    }

    private struct Rule {
        var name: String
        var command: String
        var evidence: @Sendable (ProjectTree) -> String?
    }

    private static let dump =
        "migrate an empty database, then pg_dump --schema-only --file schema.sql DATABASE"

    private static let rules: [Rule] = [
        Rule(name: "Django", command: "python manage.py sqlmigrate APP MIGRATION, or \(dump)") {
            tree in
            first(tree) {
                $0.hasSuffix(".py") && PathText.name(PathText.folder($0)) == "migrations"
                    && Version.number(PathText.name($0)) != nil
            }
        },
        Rule(name: "Alembic", command: "alembic upgrade head --sql > schema.sql") {
            named("alembic.ini", $0)
        },
        Rule(name: "Entity Framework", command: "dotnet ef migrations script --output schema.sql") {
            tree in
            first(tree) { $0.hasSuffix("ModelSnapshot.cs") }
        },
        Rule(
            name: "Rails",
            command: "bin/rails db:schema:dump with config.active_record.schema_format = :sql"
        ) { tree in
            named("schema.rb", tree)
                ?? first(tree) {
                    $0.hasSuffix(".rb") && PathText.folder($0).hasSuffix("db/migrate")
                }
        },
        Rule(name: "Ecto", command: "mix ecto.dump") { tree in
            first(tree) { $0.hasSuffix(".exs") && PathText.folder($0).hasSuffix("repo/migrations") }
        },
        Rule(name: "Laravel", command: "php artisan schema:dump") { tree in
            first(tree) {
                $0.hasSuffix(".php") && PathText.folder($0).hasSuffix("database/migrations")
            }
        },
        Rule(name: "Knex", command: dump) { tree in
            ["knexfile.js", "knexfile.ts", "knexfile.cjs", "knexfile.mjs"].compactMap {
                named($0, tree)
            }.first ?? dependency("\"knex\"", tree)
        },
        Rule(name: "TypeORM", command: dump) { tree in
            ["ormconfig.json", "ormconfig.js", "ormconfig.ts"].compactMap { named($0, tree) }.first
                ?? dependency("\"typeorm\"", tree)
        },
        Rule(name: "Sequelize", command: dump) {
            named(".sequelizerc", $0) ?? dependency("\"sequelize-cli\"", $0)
        },
        Rule(name: "MikroORM", command: "npx mikro-orm schema:create --dump > schema.sql") {
            dependency("\"@mikro-orm/migrations\"", $0)
        },
        Rule(
            name: "Prisma",
            command:
                "npx prisma migrate diff --from-empty --to-schema-datamodel SCHEMA --script > schema.sql"
        ) { named("schema.prisma", $0) },
        Rule(name: "Drizzle", command: "npx drizzle-kit generate") { tree in
            ["drizzle.config.ts", "drizzle.config.js", "drizzle.config.mjs"].compactMap {
                named($0, tree)
            }.first
        },
    ]

    private static func named(_ name: String, _ tree: ProjectTree) -> String? {
        tree.folders(holding: name).first.map { PathText.join($0, name) }
    }

    private static func first(_ tree: ProjectTree, where fits: (String) -> Bool) -> String? {
        tree.paths.first(where: fits)
    }

    private static func dependency(_ word: String, _ tree: ProjectTree) -> String? {
        tree.folders(holding: "package.json").map { PathText.join($0, "package.json") }.first {
            tree.text($0)?.contains(word) ?? false
        }
    }
}
