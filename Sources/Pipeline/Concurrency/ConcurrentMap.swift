/// Maps items over at most `width` tasks at once; results come in the order of the items, whatever the
/// width.
func concurrentMap<Item: Sendable, Value: Sendable>(
    _ items: [Item], width: Int, _ body: @escaping @Sendable (Item) -> Value
) async -> [Value] {
    guard width > 1, items.count > 1 else { return items.map(body) }
    var results = [Value?](repeating: nil, count: items.count)
    await withTaskGroup(of: (Int, [Value]).self) { group in
        // Small files by the handful: a task costs more than a short file.
        let chunk = max(1, items.count / (width * 8))
        var next = 0
        func add() {
            guard next < items.count else { return }
            let range = next..<min(items.count, next + chunk)
            next = range.upperBound
            let slice = items[range]
            group.addTask { (range.lowerBound, slice.map(body)) }
        }
        for _ in 0..<width { add() }
        while let (start, values) = await group.next() {
            for (offset, value) in values.enumerated() { results[start + offset] = value }
            add()
        }
    }
    return results.compactMap { $0 }
}
