/// A point in time, as far as it can be told without a clock: counted from a fixed one or from the
/// transaction's.
///
/// Nothing here reads a clock: that `now()` lies between ``earliestNow`` and ``latestNow`` is all
/// that is known of it.
public struct Instant: Sendable, Hashable {
    enum Origin: Sendable, Hashable {
        /// The beginning of 1970.
        case epoch
        /// `now()`.
        case now
        /// `CURRENT_DATE`.
        case today
    }

    var origin: Origin
    /// Microseconds behind the origin.
    var offset: Int
    /// How far from that it may be, in microseconds.
    var slack = 0
    /// The zone that it is written in, as written; nil where its distance from UTC is known. Empty
    /// for the session's, and for a type that has none.
    var zone: String?
    /// Whether it is a date: counted in days.
    var isDate = false

    static let second = 1_000_000
    static let hour = 3_600 * second
    static let day = 24 * hour
    /// How far two zones may be apart.
    static let zones = 26 * hour
    /// Beyond all years that anybody writes.
    static let infinity = 4_000_000 * day

    /// Years that tests are taken to run in: a literal before them is past, one behind them future.
    static let earliestNow = CivilDate(year: 2025, month: 1, day: 1).days * day
    static let latestNow = CivilDate(year: 2030, month: 1, day: 1).days * day

    static let now = Instant(origin: .now, offset: 0)
    static let today = Instant(origin: .today, offset: 0, zone: "", isDate: true)

    /// Negative, zero or positive; nil where it cannot be told.
    static func compare(_ a: Instant, _ b: Instant) -> Int? {
        let (a, b) = a.origin == b.origin ? (a, b) : (a.counted, b.counted)
        let tolerance = a.slack + b.slack + (a.zone == b.zone ? 0 : zones)
        let difference = a.offset - b.offset
        if tolerance == 0 { return difference.signum() }
        return abs(difference) > tolerance ? difference.signum() : nil
    }

    /// The same from 1970 on, however roughly.
    private var counted: Instant {
        var result = self
        switch origin {
        case .epoch: break
        case .now, .today:
            result.origin = .epoch
            result.offset += (Self.earliestNow + Self.latestNow) / 2
            result.slack += (Self.latestNow - Self.earliestNow) / 2 + Self.day
        }
        return result
    }

    /// The same from `now()` on.
    private var fromNow: Instant {
        guard origin == .today else { return self }
        var result = self
        result.origin = .now
        result.offset -= Self.day / 2
        result.slack += Self.day / 2 + Self.zones
        return result
    }

    /// Its order beside another, where one is counted in days of today.
    static func order(_ a: Instant, _ b: Instant) -> Int? {
        let isMixed = a.origin != b.origin && a.origin != .epoch && b.origin != .epoch
        return isMixed ? compare(a.fromNow, b.fromNow) : compare(a, b)
    }

    func adding(_ span: TimeSpan, times: Int) -> Instant {
        var result = self
        let length = span.length
        result.offset = Self.bounded(offset + times * length.offset)
        result.slack = Self.bounded(slack + length.slack)
        result.isDate = false
        return result
    }

    func adding(days: Int, times: Int = 1) -> Instant {
        var result = self
        let limit = Self.infinity / Self.day
        result.offset = Self.bounded(
            offset + times * Swift.min(Swift.max(days, -limit), limit) * Self.day)
        return result
    }

    /// No further than the infinite ones: the server has an error for what lies there.
    private static func bounded(_ offset: Int) -> Int {
        Swift.min(Swift.max(offset, -infinity), infinity)
    }

    /// The day that it is in.
    var date: Instant {
        if isDate { return self }
        if origin == .now, offset % Self.day == 0, slack == 0 {
            return Instant(origin: .today, offset: offset, zone: "", isDate: true)
        }
        var result = self
        result.isDate = true
        if origin == .epoch, zone == "", slack == 0 {
            let days = (Double(offset) / Double(Self.day)).rounded(.down)
            result.offset = Int(days) * Self.day
            return result
        }
        result.offset -= Self.day / 2
        result.slack += Self.day / 2
        return result
    }
}

/// An interval.
public struct TimeSpan: Sendable, Hashable {
    var months = 0
    /// Days and less, in microseconds.
    var offset = 0

    /// How long it is, and by how much that may be wrong.
    var length: (offset: Int, slack: Int) {
        (offset + months * 30 * Instant.day, abs(months) * 2 * Instant.day)
    }

    /// Whether it is no longer than all of time; sums and products of such do not overflow.
    var isInRange: Bool {
        offset.magnitude <= Instant.infinity
            && months.magnitude <= Instant.infinity / (30 * Instant.day)
    }

    static func compare(_ a: TimeSpan, _ b: TimeSpan) -> Int? {
        if a.months == b.months { return (a.offset - b.offset).signum() }
        let (x, y) = (a.length, b.length)
        let difference = x.offset - y.offset
        return abs(difference) > x.slack + y.slack ? difference.signum() : nil
    }
}

/// A date of the calendar.
struct CivilDate {
    var year: Int
    var month: Int
    var day: Int

    /// Days since the beginning of 1970 (H. Hinnant, "chrono-compatible low-level date
    /// algorithms").
    var days: Int {
        let years = month <= 2 ? year - 1 : year
        let era = (years >= 0 ? years : years - 399) / 400
        let yearOfEra = years - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
