public import Packing

extension SignatureResolution: Packable {
    /// A signature by the position of its name and its place among those of that name.
    public func pack(into writer: inout PackWriter) {
        switch self {
        case .ambiguous: writer.write(byte: 0)
        case .undefined: writer.write(byte: 1)
        case .indeterminate: writer.write(byte: 2)
        case .resolved(let signature):
            writer.write(byte: 3)
            writer.write(number: UInt(signature.number))
            writer.write(byte: signature.place)
        }
    }

    public init(from reader: inout PackReader) {
        switch reader.tag(below: 4) {
        case 1: self = .undefined
        case 2: self = .indeterminate
        case 3:
            let (number, place) = (reader.number(), Int(reader.byte()))
            guard number < UInt(SignatureTable.shared.names.count),
                place < SignatureTable.shared[Int(number)].count
            else {
                reader.noteFault()
                self = .ambiguous
                return
            }
            self = .resolved(SignatureTable.shared[Int(number)][place])
        default: self = .ambiguous
        }
    }
}
