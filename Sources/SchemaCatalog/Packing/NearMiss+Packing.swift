public import Packing
import SQLText

extension NearMiss: Packable {
    /// Without the file's path, as diagnostics are.
    public func pack(into writer: inout PackWriter) {
        claim.pack(into: &writer)
        location.line.pack(into: &writer)
        location.column.pack(into: &writer)
        function.pack(into: &writer)
        reason.pack(into: &writer)
    }

    public init(from reader: inout PackReader) {
        let claim = Claim(from: &reader)
        let (line, column) = (Int(from: &reader), Int(from: &reader))
        self.init(
            claim, at: SourceLocation(file: "", line: line, column: column),
            function: String(from: &reader), reason: String(from: &reader))
    }
}

extension Claim: Packable {
    public func pack(into writer: inout PackWriter) {
        object.pack(into: &writer)
        facet.pack(into: &writer)
    }

    public init(from reader: inout PackReader) {
        self.init(ObjectID(from: &reader), Facet(from: &reader))
    }
}

extension ObjectID: Packable {
    public func pack(into writer: inout PackWriter) {
        writer.write(byte: UInt8(kind.rank))
        schema.pack(into: &writer)
        relation.pack(into: &writer)
        name.pack(into: &writer)
        arguments.pack(into: &writer)
    }

    public init(from reader: inout PackReader) {
        let kinds = ObjectKind.allCases
        let kind = kinds[Int(reader.tag(below: UInt8(kinds.count)))]
        self.init(
            kind, schema: String?(from: &reader), relation: String?(from: &reader),
            name: String(from: &reader), arguments: [String]?(from: &reader))
    }
}

extension Facet: Packable {
    public func pack(into writer: inout PackWriter) { writer.write(byte: rank) }

    public init(from reader: inout PackReader) {
        self = Self.byRank[Int(reader.tag(below: UInt8(Self.byRank.count)))]
    }

    private static let byRank = Facet.allCases
}
