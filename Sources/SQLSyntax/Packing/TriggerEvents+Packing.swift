public import Packing

extension TriggerEvents: Packable {
    public func pack(into writer: inout PackWriter) { rawValue.pack(into: &writer) }
    public init(from reader: inout PackReader) { self.init(rawValue: Int16(from: &reader)) }
}
