/// SHA-256 (FIPS 180-4, section 6.2). Here rather than from a library because that library takes
/// longer to build than all of the program.
struct SHA256 {
    private var state: [UInt32] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
        0x5be0_cd19,
    ]
    private var rest: [UInt8] = []
    private var count: UInt64 = 0

    private static let constants: [UInt32] = [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
        0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7,
        0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc,
        0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351,
        0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e,
        0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585,
        0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
        0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
        0xc67178f2,
    ]

    /// Adds bytes.
    mutating func update(_ bytes: Span<UInt8>) {
        count &+= UInt64(bytes.count)
        var index = 0
        var schedule = [UInt32](repeating: 0, count: 64)
        if !rest.isEmpty {
            while index < bytes.count, rest.count < 64 {
                rest.append(bytes[index])
                index += 1
            }
            guard rest.count == 64 else { return }
            let block = rest
            rest.removeAll(keepingCapacity: true)
            compress(block.span, 0, &schedule)
        }
        while bytes.count - index >= 64 {
            compress(bytes, index, &schedule)
            index += 64
        }
        while index < bytes.count {
            rest.append(bytes[index])
            index += 1
        }
    }

    /// The hash of what has been added: 32 bytes.
    func finish() -> [UInt8] {
        var last = self
        let bits = count &* 8
        var padding: [UInt8] = [0x80]
        while (rest.count + padding.count) % 64 != 56 { padding.append(0) }
        for shift in stride(from: 56, through: 0, by: -8) {
            padding.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
        }
        last.update(padding.span)
        var result: [UInt8] = []
        for index in last.state.indices {
            for shift in stride(from: 24, through: 0, by: -8) {
                result.append(UInt8(truncatingIfNeeded: last.state[index] >> UInt32(shift)))
            }
        }
        return result
    }

    private mutating func compress(_ bytes: Span<UInt8>, _ start: Int, _ schedule: inout [UInt32]) {
        for index in 0..<16 {
            let word = unsafe bytes.bytes.unsafeLoadUnaligned(
                fromByteOffset: start &+ index &* 4, as: UInt32.self)
            schedule[index] = UInt32(bigEndian: word)
        }
        for index in 16..<64 {
            let (a, b) = (schedule[index &- 15], schedule[index &- 2])
            let first = Self.rotate(a, 7) ^ Self.rotate(a, 18) ^ (a >> 3)
            let second = Self.rotate(b, 17) ^ Self.rotate(b, 19) ^ (b >> 10)
            schedule[index] = schedule[index &- 16] &+ first &+ schedule[index &- 7] &+ second
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for index in 0..<64 {
            let mixed =
                (Self.rotate(e, 6) ^ Self.rotate(e, 11) ^ Self.rotate(e, 25))
                &+ ((e & f) ^ (~e & g))
            let first = h &+ mixed &+ Self.constants[index] &+ schedule[index]
            let second =
                (Self.rotate(a, 2) ^ Self.rotate(a, 13) ^ Self.rotate(a, 22))
                &+ ((a & b) ^ (a & c) ^ (b & c))
            (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
        }
        state[0] &+= a
        state[1] &+= b
        state[2] &+= c
        state[3] &+= d
        state[4] &+= e
        state[5] &+= f
        state[6] &+= g
        state[7] &+= h
    }

    @inline(__always)
    private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
        (word >> count) | (word << (32 &- count))
    }
}
