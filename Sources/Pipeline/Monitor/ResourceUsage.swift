import Foundation

/// What the system says this process has used.
enum ResourceUsage {
    /// Most bytes in memory at one time: VmHWM where there is `/proc`, which leaves out address
    /// space that was never touched; `ru_maxrss` elsewhere.
    static var peakMemory: Int? {
        if let status = try? FileReader.read("/proc/self/status") {
            let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first {
                $0.hasPrefix("VmHWM:")
            }
            return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
                .map { $0 * 1024 }
        }
        return usage.map { Int($0.ru_maxrss) }
    }

    /// Seconds of processor time, of all threads.
    static var processorSeconds: Double {
        guard let usage else { return 0 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    private static var usage: rusage? {
        var usage = rusage()
        #if canImport(Glibc)
            let who = RUSAGE_SELF.rawValue
            return unsafe getrusage(Int32(bitPattern: UInt32(who)), &usage) == 0 ? usage : nil
        #else
            return unsafe getrusage(RUSAGE_SELF, &usage) == 0 ? usage : nil
        #endif
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }
}
