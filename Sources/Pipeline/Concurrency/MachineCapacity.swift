import Foundation

/// What of the machine this process may use. Containers give less than there is.
struct MachineCapacity: Equatable {
    /// Cores, at least 1.
    var cores: Int
    /// Bytes that can still be taken; nil where it cannot be told.
    var availableMemory: Int?

    /// What one worker may need for a large file and all that comes of it.
    private static let memoryPerWorker = 64 << 20

    /// Items to work on at once.
    var workers: Int {
        max(1, min(cores, availableMemory.map { $0 / Self.memoryPerWorker } ?? cores))
    }

    /// That of this machine when the program began.
    static let current = MachineCapacity(
        processors: ProcessInfo.processInfo.activeProcessorCount
    ) { path in
        (try? FileReader.read(path)).map { String(decoding: $0, as: UTF8.self) }
    }

    init(cores: Int, availableMemory: Int?) {
        (self.cores, self.availableMemory) = (cores, availableMemory)
    }

    /// From the kernel's files: cgroup version 2, then 1
    /// (`Documentation/admin-guide/cgroup-v2.rst`).
    ///
    /// - Parameter read: The text of a file; nil where there is none.
    init(processors: Int, _ read: (String) -> String?) {
        let group = read("/proc/self/cgroup").flatMap(Self.group) ?? ""
        cores = max(1, min(processors, Self.quota(group, read) ?? processors))
        let free = read("/proc/meminfo").flatMap { Self.field("MemAvailable:", of: $0) }.map {
            $0 * 1024
        }
        availableMemory = [free, Self.rest(group, read)].compactMap { $0 }.min()
    }

    /// `0::/user.slice/…`: the group's folder below /sys/fs/cgroup.
    private static func group(_ text: String) -> String? {
        text.split(separator: "\n").first { $0.hasPrefix("0::/") }.map {
            $0.count > 4 ? String($0.dropFirst(3)) : ""
        }
    }

    /// Processors' worth of time, rounded up.
    private static func quota(_ group: String, _ read: (String) -> String?) -> Int? {
        let numbers: [Int?]
        if let text = read("/sys/fs/cgroup\(group)/cpu.max") ?? read("/sys/fs/cgroup/cpu.max") {
            numbers = text.split(whereSeparator: \.isWhitespace).map { Int($0) }
        } else {
            numbers = ["cfs_quota_us", "cfs_period_us"].map {
                read("/sys/fs/cgroup/cpu/cpu.\($0)").flatMap(number)
            }
        }
        guard numbers.count == 2, let quota = numbers[0], let period = numbers[1], quota > 0,
            period > 0
        else { return nil }
        return (quota + period - 1) / period
    }

    /// What the group's limit leaves.
    private static func rest(_ group: String, _ read: (String) -> String?) -> Int? {
        let folders = [
            ("/sys/fs/cgroup\(group)/memory.max", "/sys/fs/cgroup\(group)/memory.current"),
            ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),
            (
                "/sys/fs/cgroup/memory/memory.limit_in_bytes",
                "/sys/fs/cgroup/memory/memory.usage_in_bytes"
            ),
        ]
        for (limit, usage) in folders {
            if let limit = read(limit).flatMap(number), let usage = read(usage).flatMap(number) {
                return max(0, limit - usage)
            }
        }
        return nil
    }

    private static func number(_ text: String) -> Int? { Int(text.filter { !$0.isWhitespace }) }

    /// `MemAvailable:   24000000 kB`
    private static func field(_ name: String, of text: String) -> Int? {
        text.split(separator: "\n").first { $0.hasPrefix(name) }?.split(separator: " ").dropFirst()
            .first.flatMap { Int($0) }
    }
}
