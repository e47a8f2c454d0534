public import Packing

extension SQLType: Packable {
    /// Mostly one of the server's types without a modifier: its number alone, and a byte.
    public func pack(into writer: inout PackWriter) {
        switch base {
        case .builtin(let type):
            writer.write(byte: (isArray ? 1 : 0) | (modifier == -1 ? 0 : 2))
            writer.write(byte: type.index)
        case .user(let handle):
            writer.write(byte: (isArray ? 1 : 0) | (modifier == -1 ? 0 : 2) | 4)
            handle.pack(into: &writer)
        }
        if modifier != -1 { modifier.pack(into: &writer) }
    }

    public init(from reader: inout PackReader) {
        let flags = reader.tag(below: 8)
        let base: Base =
            flags & 4 != 0 ? .user(Int(from: &reader)) : .builtin(BuiltinType(from: &reader))
        self.init(
            base, isArray: flags & 1 != 0, modifier: flags & 2 != 0 ? Int32(from: &reader) : -1)
    }
}

extension BuiltinType {
    init(from reader: inout PackReader) {
        if let type = BuiltinType(index: reader.byte()) {
            self = type
        } else {
            reader.noteFault()
            self = .text
        }
    }
}
