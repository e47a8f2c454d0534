/// `interval_in`, then `interval_out` in the style `postgres`, for whole numbers of named units and
/// a time of day: `1 year 2 mons 3 days 04:05:06`.
enum IntervalText {
    static func canonical(_ text: String) -> String? {
        var (months, days, seconds) = (0, 0, 0)
        var words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)[...]
        guard !words.isEmpty else { return nil }
        while let word = words.popFirst() {
            if word.contains(":") {
                guard let clock = clock(word) else { return nil }
                seconds += clock
                continue
            }
            // `1h`, or `1` and `hour`.
            let digits = word.prefix { $0.isNumber || $0 == "-" || $0 == "+" }
            var unit = String(word.dropFirst(digits.count))
            if unit.isEmpty { unit = words.popFirst() ?? "second" }
            guard let count = Int(digits), add(count, unit, &months, &days, &seconds) else {
                return nil
            }
        }
        return print(months, days, seconds)
    }

    private static func add(
        _ count: Int, _ unit: String, _ months: inout Int, _ days: inout Int, _ seconds: inout Int
    ) -> Bool {
        switch unit {
        case "y", "yr", "yrs", "year", "years": months += 12 * count
        case "mon", "mons", "month", "months": months += count
        case "w", "week", "weeks": days += 7 * count
        case "d", "day", "days": days += count
        case "h", "hr", "hrs", "hour", "hours": seconds += 3_600 * count
        case "m", "min", "mins", "minute", "minutes": seconds += 60 * count
        case "s", "sec", "secs", "second", "seconds": seconds += count
        case "decade", "decades": months += 120 * count
        case "century", "centuries": months += 1_200 * count
        default: return false
        }
        return true
    }

    private static func clock(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2 || parts.count == 3, let hours = parts[0], let minutes = parts[1],
            hours >= 0, minutes < 60
        else { return nil }
        guard parts.count == 3 else { return hours * 3_600 + minutes * 60 }
        return parts[2].map { hours * 3_600 + minutes * 60 + $0 }
    }

    private static func print(_ months: Int, _ days: Int, _ seconds: Int) -> String? {
        // Signs of several fields interact; such intervals are rare.
        guard months >= 0, days >= 0, seconds >= 0 else { return nil }
        var parts: [String] = []
        let (years, rest) = (months / 12, months % 12)
        if years > 0 { parts.append("\(years) year\(years == 1 ? "" : "s")") }
        if rest > 0 { parts.append("\(rest) mon\(rest == 1 ? "" : "s")") }
        if days > 0 { parts.append("\(days) day\(days == 1 ? "" : "s")") }
        if seconds > 0 || parts.isEmpty {
            parts.append(
                [seconds / 3_600, seconds / 60 % 60, seconds % 60].map(ConstantText.two).joined(
                    separator: ":"))
        }
        return parts.joined(separator: " ")
    }
}
