import HashTreeCollections

/// A dictionary whose copies share what they do not change: a change after a copy costs as little
/// as one without.
struct SharedDictionary<Key: Hashable, Value> {
    private var tree: TreeDictionary<Key, Value> = [:]

    var isEmpty: Bool { tree.isEmpty }

    subscript(key: Key) -> Value? {
        get { tree[key] }
        _modify { yield &tree[key] }
    }

    subscript(key: Key, default value: @autoclosure () -> Value) -> Value {
        get { tree[key] ?? value() }
        _modify { yield &tree[key, default: value()] }
    }

    @discardableResult
    mutating func removeValue(forKey key: Key) -> Value? { tree.removeValue(forKey: key) }
}

extension SharedDictionary: Sequence {
    func makeIterator() -> TreeDictionary<Key, Value>.Iterator { tree.makeIterator() }
}
