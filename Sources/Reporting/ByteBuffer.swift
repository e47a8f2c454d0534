/// Bytes that are gathered to be written: a few instructions for each run of text, where an array's
/// appends take a hundred.
@safe
struct ByteBuffer: ~Copyable {
    private var bytes: UnsafeMutableRawPointer
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = capacity
        unsafe bytes = .allocate(byteCount: capacity, alignment: 1)
    }

    deinit { unsafe bytes.deallocate() }

    /// The bytes as text.
    var text: String {
        unsafe String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    mutating func removeAll() { count = 0 }

    mutating func append(_ byte: UInt8) {
        reserve(1)
        unsafe bytes.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    mutating func append(_ text: StaticString) { append(text, text.utf8CodeUnitCount) }

    /// The first `length` bytes of `text`.
    mutating func append(_ text: StaticString, _ length: Int) {
        reserve(length)
        unsafe bytes.advanced(by: count).copyMemory(from: text.utf8Start, byteCount: length)
        count += length
    }

    /// The text as it stands.
    mutating func append(_ text: String) {
        let utf8 = text.utf8.span
        let length = utf8.count
        reserve(length)
        unsafe utf8.withUnsafeBytes { source in
            guard let start = source.baseAddress else { return }
            unsafe bytes.advanced(by: count).copyMemory(from: start, byteCount: length)
        }
        count += length
    }

    /// The digits of a number.
    mutating func append(_ number: Int) {
        guard number >= 0 else { return append(String(number)) }
        reserve(20)
        var (rest, length) = (number, 1)
        while rest >= 10 { (rest, length) = (rest / 10, length + 1) }
        rest = number
        for offset in (0..<length).reversed() {
            unsafe bytes.storeBytes(
                of: UInt8(ascii: "0") + UInt8(rest % 10), toByteOffset: count + offset,
                as: UInt8.self)
            rest /= 10
        }
        count += length
    }

    @inline(__always)
    private mutating func reserve(_ length: Int) {
        if capacity &- count < length { grow(length) }
    }

    private mutating func grow(_ length: Int) {
        let larger = max(capacity * 2, count + length)
        let moved = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 1)
        unsafe moved.copyMemory(from: bytes, byteCount: count)
        unsafe bytes.deallocate()
        unsafe (bytes, capacity) = (moved, larger)
    }
}
