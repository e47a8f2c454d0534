public import Packing

extension SignatureResolution: Packable {
    /// A signature by its name and its place among those of that name.
    public func pack(into writer: inout PackWriter) {
        switch self {
        case .ambiguous: writer.write(byte: 0)
        case .undefined: writer.write(byte: 1)
        case .indeterminate: writer.write(byte: 2)
        case .resolved(let signature):
            writer.write(byte: 3)
            writer.write(text: signature.name)
            writer.write(byte: signature.place)
        }
    }

    public init(from reader: inout PackReader) {
        switch reader.tag(below: 4) {
        case 1: self = .undefined
        case 2: self = .indeterminate
        case 3:
            let overloads = SignatureTable.shared[reader.text()]
            let place = Int(reader.byte())
            if place < overloads.count {
                self = .resolved(overloads[place])
            } else {
                reader.noteFault()
                self = .ambiguous
            }
        default: self = .ambiguous
        }
    }
}
