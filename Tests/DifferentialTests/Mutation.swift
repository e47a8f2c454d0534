import SchemaCatalog

/// How a fact is taken away.
enum Mutation {
    /// SQL that makes a claim false; nil where there is no plain way.
    static func sql(_ claim: Claim, value: FacetValue?) -> String? {
        let id = claim.object
        switch claim.facet {
        case .existence: return drop(id)
        case .rowSecurity: return "ALTER TABLE \(table(id)) DISABLE ROW LEVEL SECURITY"
        case .nullability where id.kind == .column:
            return
                "ALTER TABLE \(owner(id)) ALTER \(quoted(id.name)) \(value == .text("not null") ? "DROP" : "SET") NOT NULL"
        case .default where id.kind == .column:
            return
                "ALTER TABLE \(owner(id)) ALTER \(quoted(id.name)) \(value == .null ? "SET DEFAULT NULL::text || 'x'" : "DROP DEFAULT")"
        case .security:
            return
                "ALTER FUNCTION \(routine(id)) SECURITY \(value == .text("definer") ? "INVOKER" : "DEFINER")"
        case .volatility:
            return
                "ALTER FUNCTION \(routine(id)) \(value == .text("volatile") ? "STABLE" : "VOLATILE")"
        case .strictness:
            return
                "ALTER FUNCTION \(routine(id)) \(value == .text("strict") ? "CALLED ON NULL INPUT" : "STRICT")"
        case .labels: return "ALTER TYPE \(table(id)) ADD VALUE 'pgcov_mutation'"
        case .roles: return "ALTER POLICY \(quoted(id.name)) ON \(owner(id)) TO pg_monitor"
        case .owner: return changeOwner(id)
        case .privileges: return revoke(id, value)
        case .absence: return create(id)
        case .inheritance: return disinherit(id, value)
        default: return nil
        }
    }

    /// SQL that takes a claim's object away: an assertion of any fact of it must notice.
    static func removal(_ claim: Claim) -> String? {
        claim.facet == .absence ? nil : drop(claim.object)
    }

    private static func drop(_ id: ObjectID) -> String? {
        switch id.kind {
        case .schema: "DROP SCHEMA \(quoted(id.name)) CASCADE"
        case .table: "DROP TABLE \(table(id)) CASCADE"
        case .foreignTable: "DROP FOREIGN TABLE \(table(id)) CASCADE"
        case .view: "DROP VIEW \(table(id)) CASCADE"
        case .materializedView: "DROP MATERIALIZED VIEW \(table(id)) CASCADE"
        case .sequence: "DROP SEQUENCE \(table(id)) CASCADE"
        case .index: "DROP INDEX \(table(id)) CASCADE"
        case .enum, .compositeType, .rangeType: "DROP TYPE \(table(id)) CASCADE"
        case .domain: "DROP DOMAIN \(table(id)) CASCADE"
        case .column: "ALTER TABLE \(owner(id)) DROP COLUMN \(quoted(id.name)) CASCADE"
        case .primaryKey, .unique, .foreignKey, .check, .exclusion:
            "ALTER TABLE \(owner(id)) DROP CONSTRAINT \(quoted(id.name)) CASCADE"
        case .function: "DROP FUNCTION \(routine(id)) CASCADE"
        case .procedure: "DROP PROCEDURE \(routine(id)) CASCADE"
        case .aggregate: "DROP AGGREGATE \(routine(id)) CASCADE"
        case .trigger: "DROP TRIGGER \(quoted(id.name)) ON \(owner(id)) CASCADE"
        case .policy: "DROP POLICY \(quoted(id.name)) ON \(owner(id))"
        case .rule: "DROP RULE \(quoted(id.name)) ON \(owner(id))"
        case .role: "ALTER ROLE \(quoted(id.name)) RENAME TO pgcov_mutation"
        case .cast: "DROP CAST (\(id.name))"
        case .operator: "DROP OPERATOR \(id.schema ?? "").\(id.name) (\(operands(id)))"
        case .extension, .language: nil
        default: nil
        }
    }

    private static func operands(_ id: ObjectID) -> String {
        let operands = id.arguments ?? []
        return operands.count == 1 ? "NONE, \(operands[0])" : operands.joined(separator: ", ")
    }

    private static func changeOwner(_ id: ObjectID) -> String? {
        let to = "OWNER TO pg_monitor"
        return switch id.kind {
        case .schema: "ALTER SCHEMA \(quoted(id.name)) \(to)"
        case .table: "ALTER TABLE \(table(id)) \(to)"
        case .foreignTable: "ALTER FOREIGN TABLE \(table(id)) \(to)"
        case .view: "ALTER VIEW \(table(id)) \(to)"
        case .materializedView: "ALTER MATERIALIZED VIEW \(table(id)) \(to)"
        case .sequence: "ALTER SEQUENCE \(table(id)) \(to)"
        case .enum, .compositeType, .rangeType, .domain: "ALTER TYPE \(table(id)) \(to)"
        case .function: "ALTER FUNCTION \(routine(id)) \(to)"
        default: nil
        }
    }

    private static func revoke(_ id: ObjectID, _ value: FacetValue?) -> String? {
        let roles = (Facet.privileges.parts(of: value) ?? []).map {
            $0 == "public" ? "PUBLIC" : quoted($0)
        }.joined(separator: ", ")
        let from = "FROM \(roles) CASCADE"
        return switch id.kind {
        case .schema: "REVOKE ALL ON SCHEMA \(quoted(id.name)) \(from)"
        case .table, .view, .materializedView, .foreignTable: "REVOKE ALL ON \(table(id)) \(from)"
        case .column: "REVOKE ALL (\(quoted(id.name))) ON \(owner(id)) \(from)"
        case .sequence: "REVOKE ALL ON SEQUENCE \(table(id)) \(from)"
        case .function: "REVOKE ALL ON FUNCTION \(routine(id)) \(from)"
        case .foreignDataWrapper: "REVOKE ALL ON FOREIGN DATA WRAPPER \(quoted(id.name)) \(from)"
        case .foreignServer: "REVOKE ALL ON FOREIGN SERVER \(quoted(id.name)) \(from)"
        default: nil
        }
    }

    private static func create(_ id: ObjectID) -> String? {
        switch id.kind {
        case .schema: "CREATE SCHEMA \(quoted(id.name))"
        case .table: "CREATE TABLE \(table(id)) ()"
        case .view: "CREATE VIEW \(table(id)) AS SELECT 1 AS one"
        case .sequence: "CREATE SEQUENCE \(table(id))"
        case .column: "ALTER TABLE \(owner(id)) ADD COLUMN \(quoted(id.name)) int"
        case .index: "CREATE INDEX \(quoted(id.name)) ON \(owner(id)) ((1))"
        case .enum: "CREATE TYPE \(table(id)) AS ENUM ()"
        case .role: "CREATE ROLE \(quoted(id.name))"
        case .rule: "CREATE RULE \(quoted(id.name)) AS ON INSERT TO \(owner(id)) DO INSTEAD NOTHING"
        case .trigger:
            "CREATE TRIGGER \(quoted(id.name)) BEFORE INSERT ON \(owner(id)) EXECUTE FUNCTION suppress_redundant_updates_trigger()"
        case .function: "CREATE FUNCTION \(routine(id)) RETURNS int LANGUAGE sql AS 'SELECT 1'"
        default: nil
        }
    }

    private static func disinherit(_ id: ObjectID, _ value: FacetValue?) -> String? {
        guard let parent = Facet.inheritance.parts(of: value)?.first else { return nil }
        // One of the two is the statement for it; the other is rejected.
        return
            "DO $$ BEGIN ALTER TABLE \(parent) DETACH PARTITION \(table(id)); EXCEPTION WHEN OTHERS THEN ALTER TABLE \(table(id)) NO INHERIT \(parent); END $$"
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }
    private static func table(_ id: ObjectID) -> String {
        quoted(id.schema ?? "public") + "." + quoted(id.name)
    }
    private static func owner(_ id: ObjectID) -> String {
        quoted(id.schema ?? "public") + "." + quoted(id.relation ?? "")
    }
    private static func routine(_ id: ObjectID) -> String {
        table(id) + "(" + (id.arguments ?? []).joined(separator: ", ") + ")"
    }
}
