public import CPrefetch

/// A name that is about to be looked up: of what stands in a schema, or of what belongs to that.
public struct NameAhead: Sendable {
    var schema: String?
    var name: String
    var child: String?

    /// - Parameters:
    ///   - name: Of a relation, type or function.
    ///   - child: Of a column, index, trigger … of that relation; nil for the relation itself.
    public init(schema: String?, name: String, child: String?) {
        (self.schema, self.name, self.child) = (schema, name, child)
    }
}

extension Array {
    /// Asks for the memory of an element, and does not wait for it; one that there is not is passed
    /// over.
    @inlinable public func prefetch(_ position: Int) {
        unsafe withUnsafeBufferPointer { elements in
            guard position < elements.count, let start = elements.baseAddress else { return }
            unsafe prefetch_memory(start + position)
        }
    }
}

extension Catalog {
    /// From how many objects on a catalog does not fit into a processor's own cache, so that asking
    /// ahead is worth its instructions.
    private static let largeCount = 8_000

    /// Asks for the memory that looks at these names will need, of all of them at once: a look at
    /// one name goes from place to place, and in a large schema waits for each.
    ///
    /// - Parameter names: Only asked for where the catalog is large.
    public func prefetch(_ names: () -> [NameAhead]) {
        guard objects.count >= Self.largeCount else { return }
        contents.prefetch(names())
    }
}

extension CatalogContents {
    func prefetch(_ names: [NameAhead]) {
        let positions = groups.prefetch(names).compactMap { $0 }
        for position in positions {
            objects.prefetch(position)
            groups.prefetchIdentity(position)
        }
        for position in positions {
            objects[position].prefetch()
            groups.identity(position).prefetch()
        }
        for position in positions {
            objects[position].facets.prefetch()
            groups.identity(position).prefetchTexts()
        }
    }
}

extension ObjectID {
    /// Asks for the memory of the names.
    func prefetch() {
        let start = unsafe Unmanaged.passUnretained(names).toOpaque()
        unsafe prefetch_memory(start)
        unsafe prefetch_memory(start + 64)
    }

    /// The same for what looks compare of them, where they are at hand.
    func prefetchTexts() {
        if let relation = names.relation {
            Self.prefetch(relation)
        } else {
            Self.prefetch(names.name)
        }
    }

    private static func prefetch(_ text: borrowing String) {
        // Short texts stand in the names themselves.
        guard text.utf8.count > 15 else { return }
        unsafe text.utf8.span.withUnsafeBytes { bytes in
            unsafe bytes.baseAddress.map { unsafe prefetch_memory($0) }
        }
    }
}
