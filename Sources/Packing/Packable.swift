/// A value with a compact binary form: what is kept of a file between its reading and its use, in
/// memory and in the cache alike.
///
/// The form has no version of its own. Whoever stores it keys it by the build of the program.
public protocol Packable {
    /// Adds the value to what is written.
    func pack(into writer: inout PackWriter)

    /// Reads a value. Of bytes that ``pack(into:)`` did not write something comes as well, and the
    /// reader is faulty from then on.
    init(from reader: inout PackReader)
}

extension Bool: Packable {
    @inlinable public func pack(into writer: inout PackWriter) { writer.write(byte: self ? 1 : 0) }
    @inlinable public init(from reader: inout PackReader) { self = reader.byte() != 0 }
}

extension Int: Packable {
    /// Small numbers of either sign take one byte.
    @inlinable public func pack(into writer: inout PackWriter) {
        writer.write(number: UInt(bitPattern: self << 1 ^ self >> (Int.bitWidth - 1)))
    }
    @inlinable public init(from reader: inout PackReader) {
        let number = reader.number()
        self = Int(bitPattern: number >> 1) ^ -Int(bitPattern: number & 1)
    }
}

extension Int32: Packable {
    @inlinable public func pack(into writer: inout PackWriter) { Int(self).pack(into: &writer) }
    @inlinable public init(from reader: inout PackReader) {
        self = Int32(truncatingIfNeeded: Int(from: &reader))
    }
}

extension Int16: Packable {
    @inlinable public func pack(into writer: inout PackWriter) { Int(self).pack(into: &writer) }
    @inlinable public init(from reader: inout PackReader) {
        self = Int16(truncatingIfNeeded: Int(from: &reader))
    }
}

extension String: Packable {
    public func pack(into writer: inout PackWriter) { writer.write(text: self) }
    public init(from reader: inout PackReader) { self = reader.text() }
}

extension Optional: Packable where Wrapped: Packable {
    @inlinable public func pack(into writer: inout PackWriter) {
        guard let self else { return writer.write(byte: 0) }
        writer.write(byte: 1)
        self.pack(into: &writer)
    }

    @inlinable public init(from reader: inout PackReader) {
        self = reader.byte() == 0 ? nil : Wrapped(from: &reader)
    }
}

extension Array: Packable where Element: Packable {
    @inlinable public func pack(into writer: inout PackWriter) {
        writer.write(number: UInt(count))
        for element in self { element.pack(into: &writer) }
    }

    @inlinable public init(from reader: inout PackReader) {
        let count = reader.count()
        self = []
        reserveCapacity(count)
        for _ in 0..<count {
            if reader.isFaulty { return }
            append(Element(from: &reader))
        }
    }
}

extension Set: Packable where Element: Packable & Comparable {
    /// In order: the same value has the same form.
    @inlinable public func pack(into writer: inout PackWriter) { sorted().pack(into: &writer) }
    @inlinable public init(from reader: inout PackReader) { self = Set([Element](from: &reader)) }
}

extension Dictionary: Packable where Key: Packable & Comparable, Value: Packable {
    @inlinable public func pack(into writer: inout PackWriter) {
        writer.write(number: UInt(count))
        for (key, value) in sorted(by: { $0.key < $1.key }) {
            key.pack(into: &writer)
            value.pack(into: &writer)
        }
    }

    @inlinable public init(from reader: inout PackReader) {
        self = [:]
        for _ in 0..<reader.count() {
            if reader.isFaulty { return }
            let key = Key(from: &reader)
            self[key] = Value(from: &reader)
        }
    }
}
