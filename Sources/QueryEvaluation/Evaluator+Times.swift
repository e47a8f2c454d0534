import SQLSyntax

/// Times and intervals.
extension Evaluator {
    /// Functions of the time; nil for any other.
    func time(_ name: String, _ arguments: [Value]) -> Value? {
        switch (name, arguments.count) {
        case ("now", 0), ("transaction_timestamp", 0): .instant(.now)
        case ("statement_timestamp", 0), ("clock_timestamp", 0):
            // Later than the transaction's by what the test has taken so far.
            .instant(Instant(origin: .now, offset: Instant.hour / 2, slack: Instant.hour / 2))
        // `… AT TIME ZONE 'utc'`.
        case ("timezone", 2):
            if case .instant(var instant) = arguments[1], let zone = arguments[0].text {
                {
                    instant.zone = zone.lowercased()
                    return .instant(instant)
                }()
            } else {
                .unknown
            }
        default: nil
        }
    }

    /// `CURRENT_TIMESTAMP` and its kin.
    func time(_ value: SQLValue) -> Value {
        switch value {
        case .currentTimestamp: .instant(.now)
        case .localTimestamp: .instant(Instant(origin: .now, offset: 0, zone: ""))
        case .currentDate: .instant(.today)
        default: .unknown
        }
    }

    /// A value as a time; nil for a type that is none.
    func castTime(_ value: Value, to name: String) -> Value? {
        switch name {
        case "timestamptz", "timestamp", "date":
            let isDate = name == "date"
            switch value {
            case .instant(let instant): return .instant(isDate ? instant.date : instant)
            case .text(let text):
                return TimeText.instant(text, isDate: isDate).map(Value.instant) ?? .unknown
            default: return .unknown
            }
        case "interval":
            switch value {
            case .span: return value
            case .text(let text): return TimeText.span(text).map(Value.span) ?? .unknown
            default: return .unknown
            }
        default: return nil
        }
    }

    /// An operator of which a side is a time or an interval; nil where none is.
    func times(_ symbol: String, _ left: Value, _ right: Value) -> Value? {
        switch (left, right) {
        case (.instant(let a), .instant(let b)): difference(symbol, a, b)
        case (.instant(let a), .text(let text)):
            symbol == "+" || symbol == "-"
                ? TimeText.span(text).map { moved(symbol, a, $0) } ?? .unknown
                : TimeText.instant(text, isDate: a.isDate).map { ordered(symbol, a, $0) }
                    ?? .unknown
        case (.text(let text), .instant(let b)):
            TimeText.instant(text, isDate: b.isDate).map { difference(symbol, $0, b) } ?? .unknown
        case (.instant(let a), .span(let span)): moved(symbol, a, span)
        case (.span(let span), .instant(let b)):
            symbol == "+" ? .instant(b.adding(span, times: 1)) : .unknown
        case (.instant(let a), .integer(let days)) where a.isDate:
            symbol == "+" || symbol == "-"
                ? .instant(a.adding(days: days, times: symbol == "+" ? 1 : -1)) : .unknown
        case (.span(let a), .span(let b)): spans(symbol, a, b)
        case (.span(let a), .text(let text)):
            TimeText.span(text).map { spans(symbol, a, $0) } ?? .unknown
        case (.span(let span), .integer(let count)), (.integer(let count), .span(let span)):
            symbol == "*" ? product(span, count) : .unknown
        case (.instant, _), (_, .instant), (.span, _), (_, .span): .unknown
        default: nil
        }
    }

    private func moved(_ symbol: String, _ instant: Instant, _ span: TimeSpan) -> Value {
        switch symbol {
        case "+": .instant(instant.adding(span, times: 1))
        case "-": .instant(instant.adding(span, times: -1))
        default: .unknown
        }
    }

    private func difference(_ symbol: String, _ a: Instant, _ b: Instant) -> Value {
        guard symbol == "-" else { return ordered(symbol, a, b) }
        guard a.origin == b.origin, a.zone == b.zone, a.slack == 0, b.slack == 0 else {
            return .unknown
        }
        let offset = a.offset - b.offset
        return a.isDate && b.isDate
            ? .integer(offset / Instant.day) : told(TimeSpan(offset: offset))
    }

    private func ordered(_ symbol: String, _ a: Instant, _ b: Instant) -> Value {
        truth(of: symbol, Instant.order(a, b))
    }

    private func spans(_ symbol: String, _ a: TimeSpan, _ b: TimeSpan) -> Value {
        switch symbol {
        case "+": told(TimeSpan(months: a.months + b.months, offset: a.offset + b.offset))
        case "-": told(TimeSpan(months: a.months - b.months, offset: a.offset - b.offset))
        default: truth(of: symbol, TimeSpan.compare(a, b))
        }
    }

    /// What a comparison says of two values in an order; of some it can be told without all of it.
    private func product(_ span: TimeSpan, _ count: Int) -> Value {
        let months = span.months.multipliedReportingOverflow(by: count)
        let offset = span.offset.multipliedReportingOverflow(by: count)
        guard !months.overflow, !offset.overflow else { return .unknown }
        return told(TimeSpan(months: months.partialValue, offset: offset.partialValue))
    }

    private func told(_ span: TimeSpan) -> Value { span.isInRange ? .span(span) : .unknown }

    private func truth(of symbol: String, _ order: Int?) -> Value {
        guard let order else { return .unknown }
        return switch symbol {
        case "=": .boolean(order == 0)
        case "<>", "!=": .boolean(order != 0)
        case "<": .boolean(order < 0)
        case ">": .boolean(order > 0)
        case "<=": .boolean(order <= 0)
        case ">=": .boolean(order >= 0)
        default: .unknown
        }
    }

    // MARK: - GREATEST and LEAST

    /// The greatest or least of values; nulls are passed over.
    mutating func extremum(_ items: [Expression], greatest: Bool) -> Value {
        var result = Value.null
        for item in items {
            let value = evaluate(item)
            if value == .null { continue }
            if value == .unknown { return .unknown }
            guard result != .null else {
                result = value
                continue
            }
            guard let isMore = binary(">", value, result).truth else { return .unknown }
            if isMore == greatest { result = value }
        }
        return result
    }
}
