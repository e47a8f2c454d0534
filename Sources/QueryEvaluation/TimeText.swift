/// Times and intervals as they are mostly written (manual, "Date/Time Types"); what is written
/// otherwise is not told.
enum TimeText {
    /// A literal of `date`, `timestamp` or `timestamptz`.
    static func instant(_ text: String, isDate: Bool) -> Instant? {
        let text = text.trimmingSpaces
        if let special = special(text.lowercased()) { return isDate ? special.date : special }
        var rest = Substring(text)
        guard let year = number(&rest, 4...4), take("-", &rest), let month = number(&rest, 1...2),
            take("-", &rest), let day = number(&rest, 1...2), (1...12).contains(month),
            (1...31).contains(day)
        else { return nil }
        let days = CivilDate(year: year, month: month, day: day).days * Instant.day
        var result = Instant(origin: .epoch, offset: days, zone: "")
        if rest.isEmpty || isDate {
            result.isDate = isDate
            return result
        }
        guard take(" ", &rest) || take("T", &rest) || take("t", &rest), let time = time(&rest)
        else { return nil }
        result.offset += time
        return zoned(result, rest.drop { $0 == " " })
    }

    private static func special(_ text: String) -> Instant? {
        switch text {
        case "now": .now
        case "today": .today
        case "tomorrow": Instant.today.adding(days: 1)
        case "yesterday": Instant.today.adding(days: -1)
        case "infinity": Instant(origin: .epoch, offset: Instant.infinity)
        case "-infinity": Instant(origin: .epoch, offset: -Instant.infinity)
        case "epoch": Instant(origin: .epoch, offset: 0)
        default: nil
        }
    }

    /// With what stands behind the time of day: an offset from UTC, or a zone's name.
    private static func zoned(_ instant: Instant, _ text: Substring) -> Instant? {
        var (instant, rest) = (instant, text)
        if rest.isEmpty { return instant }
        if ["z", "utc", "gmt"].contains(rest.lowercased()) {
            instant.zone = nil
            return instant
        }
        let sign = take("+", &rest) ? 1 : take("-", &rest) ? -1 : 0
        guard sign != 0 else {
            guard rest.first?.isLetter ?? false else { return nil }
            instant.zone = rest.lowercased()
            return instant
        }
        guard let hours = number(&rest, 1...2) else { return nil }
        _ = take(":", &rest)
        let minutes = rest.isEmpty ? 0 : number(&rest, 2...2)
        guard let minutes, rest.isEmpty else { return nil }
        instant.offset -= sign * (hours * 60 + minutes) * 60 * Instant.second
        instant.zone = nil
        return instant
    }

    /// `12:30`, `12:30:15.25`: microseconds.
    private static func time(_ rest: inout Substring) -> Int? {
        guard let hours = number(&rest, 1...2), take(":", &rest), let minutes = number(&rest, 2...2)
        else { return nil }
        var seconds = 0.0
        if take(":", &rest) {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            guard let value = Double(digits), value < 61 else { return nil }
            seconds = value
            rest = rest.dropFirst(digits.count)
        }
        return (hours * 60 + minutes) * 60 * Instant.second
            + Int((seconds * Double(Instant.second)).rounded())
    }

    /// A literal of `interval`: `1 day`, `-2 hours 30 minutes`, `3 weeks ago`, `04:05:06`.
    static func span(_ text: String) -> TimeSpan? {
        var words = text.lowercased().split(separator: " ")[...]
        var sign = 1
        if words.last == "ago" {
            words.removeLast()
            sign = -1
        }
        guard !words.isEmpty else { return nil }
        var result = TimeSpan()
        while let word = words.popFirst() {
            if word.contains(":") {
                let isNegative = word.hasPrefix("-")
                var rest = isNegative ? word.dropFirst() : word
                guard let time = time(&rest), rest.isEmpty else { return nil }
                result.offset += isNegative ? -time : time
                guard result.isInRange else { return nil }
                continue
            }
            let digits = word.prefix { !$0.isLetter }
            let unit = digits.count < word.count ? word[digits.endIndex...] : words.popFirst()
            guard let count = Double(digits), let unit, add(count, unit, to: &result) else {
                return nil
            }
        }
        return TimeSpan(months: sign * result.months, offset: sign * result.offset)
    }

    private static func add(_ count: Double, _ unit: Substring, to span: inout TimeSpan) -> Bool {
        guard abs(count) < 1e6 else { return false }
        let name = unit.count > 2 && unit.hasSuffix("s") ? unit.dropLast() : unit
        let months: Int? =
            switch name {
            case "month", "mon": 1
            case "year", "yr", "y": 12
            case "decade": 120
            case "century": 1_200
            default: nil
            }
        if let months {
            guard count == count.rounded() else { return false }
            span.months += Int(count) * months
            return span.isInRange
        }
        let length: Int? =
            switch name {
            case "microsecond": 1
            case "millisecond", "ms": 1_000
            case "second", "sec", "s": Instant.second
            case "minute", "min", "m": 60 * Instant.second
            case "hour", "hr", "h": Instant.hour
            case "day", "d": Instant.day
            case "week", "w": 7 * Instant.day
            default: nil
            }
        guard let length else { return false }
        span.offset += Int((count * Double(length)).rounded())
        return span.isInRange
    }

    // MARK: - Pieces

    private static func number(_ rest: inout Substring, _ count: ClosedRange<Int>) -> Int? {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard count.contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        return Int(digits)
    }

    private static func take(_ character: Character, _ rest: inout Substring) -> Bool {
        guard rest.first == character else { return false }
        rest.removeFirst()
        return true
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        let start = drop { $0 == " " }
        return start.lastIndex { $0 != " " }.map { String(start[...$0]) } ?? ""
    }
}
