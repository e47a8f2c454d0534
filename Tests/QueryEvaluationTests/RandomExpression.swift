import TestSupport

/// Expressions and queries over constants, most of them valid, from a seed.
struct RandomExpression {
    private var random: SeededGenerator
    private var depth = 0

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    private enum Kind: CaseIterable { case text, number, truth, texts, numbers }

    mutating func expression() -> String {
        depth = 3
        return make(random.pick(Kind.allCases))
    }

    private mutating func make(_ kind: Kind) -> String {
        guard depth > 0, random.below(5) > 0 else { return constant(kind) }
        depth -= 1
        defer { depth += 1 }
        return switch kind {
        case .text: text()
        case .number: number()
        case .truth: truth()
        case .texts: texts()
        case .numbers: numbers()
        }
    }

    private mutating func constant(_ kind: Kind) -> String {
        switch kind {
        case .text:
            random.pick([
                "'a'", "'B c'", "''", "'a,b,,c'", "'it''s'", "'ab%_'", "E'a\\nb'", "E'x\\\\y'",
                "NULL::text", "'é'", "'NULL'", "'aab'", "'{a}'", "'t'", "' a '", "'01'::text",
            ])
        case .number:
            random.pick(["0", "1", "2", "-1", "7", "NULL::int", "'3'::int", "100"])
        case .truth: random.pick(["true", "false", "NULL::boolean", "'t'::boolean"])
        case .texts:
            random.pick([
                "ARRAY['a','b']", "'{}'::text[]", "'{a,\"b c\",NULL}'::text[]", "ARRAY['']",
                "NULL::text[]", "ARRAY[NULL,'a']",
            ])
        case .numbers:
            random.pick([
                "ARRAY[1,2]", "'{}'::int[]", "'{3,01}'::int[]", "ARRAY[NULL,1]", "NULL::int[]",
            ])
        }
    }

    private mutating func text() -> String {
        let (a, b) = (make(.text), make(.text))
        switch random.below(22) {
        case 0: return "(\(a) || \(b))"
        case 1: return "concat(\(a), \(b), \(make(.number)))"
        case 2: return "concat_ws(\(a), \(b), \(make(.text)))"
        case 3: return "format('%s-%I-%L', \(a), \(b), \(make(.text)))"
        case 4: return "\(random.pick(["lower", "upper", "initcap", "reverse", "btrim"]))(\(a))"
        case 5: return "\(random.pick(["left", "right", "repeat"]))(\(a), \(make(.number)))"
        case 6: return "substr(\(a), \(make(.number)))"
        case 7: return "substr(\(a), \(make(.number)), \(make(.number)))"
        case 8: return "replace(\(a), \(b), \(make(.text)))"
        case 9: return "split_part(\(a), \(b), \(make(.number)))"
        case 10: return "\(random.pick(["btrim", "ltrim", "rtrim"]))(\(a), \(b))"
        case 11: return "\(random.pick(["quote_ident", "quote_literal", "quote_nullable"]))(\(a))"
        case 12: return "coalesce(\(a), \(b))"
        case 13: return "nullif(\(a), \(b))"
        case 14: return "CASE WHEN \(make(.truth)) THEN \(a) ELSE \(b) END"
        case 15: return "CASE \(a) WHEN \(b) THEN \(make(.text)) END"
        case 16: return "array_to_string(\(make(.texts)), \(a))"
        case 17: return "(\(make(.texts)))[\(make(.number))]"
        case 18: return "(\(make(random.pick(Kind.allCases))))::text"
        case 19: return "(SELECT \(aggregate()) FROM \(rows()))"
        case 20: return "(\(a) || \(make(random.pick([.number, .truth]))))"
        default: return "(SELECT x FROM \(rows()) ORDER BY x LIMIT 1)"
        }
    }

    private mutating func number() -> String {
        let (a, b) = (make(.number), make(.number))
        switch random.below(9) {
        case 0: return "(\(a) \(random.pick(["+", "-", "*", "/", "%"])) \(b))"
        case 1: return "(- \(a))"
        case 2: return "length(\(make(.text)))"
        case 3: return "cardinality(\(make(random.pick([.texts, .numbers]))))"
        case 4: return "array_length(\(make(.texts)), \(random.pick(["1", "2"])))"
        case 5: return "coalesce(\(a), \(b))"
        case 6: return "(SELECT count(\(random.pick(["*", "x", "DISTINCT x"]))) FROM \(rows()))"
        case 7: return "strpos(\(make(.text)), \(make(.text)))"
        default: return "(\(make(.text)))::int"
        }
    }

    private mutating func truth() -> String {
        let (a, b) = (make(.text), make(.text))
        switch random.below(17) {
        case 0: return "(\(make(.truth)) \(random.pick(["AND", "OR"])) \(make(.truth)))"
        case 1: return "(NOT \(make(.truth)))"
        case 2: return "(\(a) \(random.pick(["=", "<>"])) \(b))"
        case 3:
            let comparison = random.pick(["=", "<>", "<", ">", "<=", ">="])
            return "(\(make(.number)) \(comparison) \(make(.number)))"
        case 4: return "(\(a) \(random.pick(["LIKE", "NOT LIKE", "ILIKE"])) \(b))"
        case 5:
            let pattern = random.pick(["a", "^a", "b$", "a.b", "[ab]+", "a|B", "^$", "^(a|ab)*$"])
            return "(\(a) \(random.pick(["~", "~*", "!~"])) '\(pattern)')"
        case 6: return "(\(make(random.pick(Kind.allCases))) IS \(random.pick(["", "NOT "]))NULL)"
        case 7: return "(\(a) IS \(random.pick(["", "NOT "]))DISTINCT FROM \(b))"
        case 8:
            let test = random.pick(["TRUE", "NOT TRUE", "FALSE", "NOT FALSE", "UNKNOWN"])
            return "(\(make(.truth)) IS \(test))"
        case 9:
            return "(\(a) \(random.pick(["IN", "NOT IN"])) (\(b), \(make(.text))))"
        case 10: return "(\(a) = ANY(\(make(.texts))))"
        case 11: return "(\(make(.number)) \(random.pick(["=", "<>"])) ALL(\(make(.numbers))))"
        case 12:
            return "(\(make(.texts)) \(random.pick(["@>", "<@", "&&", "=", "<>"])) \(make(.texts)))"
        case 13:
            return "(\(make(.numbers)) \(random.pick(["@>", "&&", "="])) \(make(.numbers)))"
        case 14:
            let words = random.pick(["BETWEEN", "NOT BETWEEN", "BETWEEN SYMMETRIC"])
            return "(\(make(.number)) \(words) \(make(.number)) AND \(make(.number)))"
        case 15: return "EXISTS (SELECT 1 FROM \(rows()) WHERE x = \(a))"
        default: return "(\(a) \(random.pick(["IN", "NOT IN"])) (SELECT x FROM \(rows())))"
        }
    }

    private mutating func texts() -> String {
        switch random.below(8) {
        case 0: return "ARRAY[\(make(.text)), \(make(.text))]"
        case 1: return "(\(make(.texts)) || \(make(.texts)))"
        case 2: return "(\(make(.texts)) || \(make(.text)))"
        case 3: return "string_to_array(\(make(.text)), \(make(.text)))"
        case 4: return "array_append(\(make(.texts)), \(make(.text)))"
        case 5: return "array_cat(\(make(.texts)), \(make(.texts)))"
        case 6: return "ARRAY(SELECT x FROM \(rows()))"
        default: return "(\(make(.text)))::text[]"
        }
    }

    private mutating func numbers() -> String {
        switch random.below(4) {
        case 0: return "ARRAY[\(make(.number)), \(make(.number))]"
        case 1: return "(\(make(.numbers)) || \(make(.number)))"
        case 2: return "array_append(\(make(.numbers)), \(make(.number)))"
        default: return "(\(make(.texts)))::int[]"
        }
    }

    /// A row source with a column `x` of texts.
    private mutating func rows() -> String {
        switch random.below(5) {
        case 0: return "(VALUES (\(make(.text))), (\(make(.text)))) v(x)"
        case 1: return "unnest(\(make(.texts))) v(x)"
        case 2: return "(SELECT \(make(.text)) UNION SELECT \(make(.text))) v(x)"
        case 3: return "(SELECT y FROM unnest(\(make(.texts))) w(y) WHERE \(make(.truth))) v(x)"
        default: return "(SELECT DISTINCT y FROM unnest(\(make(.texts))) w(y)) v(x)"
        }
    }

    private mutating func aggregate() -> String {
        switch random.below(6) {
        case 0: "string_agg(x, ',')"
        case 1: "string_agg(x, ',' ORDER BY x)"
        case 2: "string_agg(DISTINCT x, '-')"
        case 3: "array_agg(x)::text"
        case 4: "bool_and(x IS NULL)::text"
        default: "count(*)::text"
        }
    }
}
