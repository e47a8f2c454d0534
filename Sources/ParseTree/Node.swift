import CPgQuery

/// A node of a tree. Valid while ``ParsedStatements`` reads it, which it never outlives: nodes do
/// not leave this module, and reading ends in values.
@safe
struct Node {
    let pointer: UnsafeMutablePointer<PgQuery__Node>

    init?(_ pointer: UnsafeMutablePointer<PgQuery__Node>?) {
        guard let pointer = unsafe pointer else { return nil }
        unsafe self.pointer = pointer
    }

    /// Which node it is.
    var tag: PgQuery__Node__NodeCase { unsafe pointer.pointee.node_case }

    /// The protobuf message inside, whatever it is, for reading with a known type.
    func message<Message>(as type: Message.Type) -> UnsafePointer<Message> {
        // The union's members are all pointers; any of them names the message.
        unsafe UnsafeRawPointer(pointer.pointee.create_stmt).assumingMemoryBound(to: type)
    }

    /// The string of a String node.
    var string: String? {
        guard tag == PG_QUERY__NODE__NODE_STRING else { return nil }
        return unsafe text(pointer.pointee.string.pointee.sval)
    }

    /// The items of a List node; of any other node, itself.
    var items: [Node] {
        guard tag == PG_QUERY__NODE__NODE_LIST else { return [self] }
        let list = unsafe pointer.pointee.list.pointee
        return unsafe nodes(list.n_items, list.items)
    }

    /// The strings of a list of names.
    var strings: [String] { items.compactMap(\.string) }
}

typealias NodeArray = UnsafeMutablePointer<UnsafeMutablePointer<PgQuery__Node>?>

/// The nodes of a repeated field.
func nodes(_ count: Int, _ array: NodeArray?) -> [Node] {
    guard count > 0, let array = unsafe array else { return [] }
    var result: [Node] = []
    result.reserveCapacity(count)
    for index in 0..<count {
        if let node = unsafe Node(array[index]) { result.append(node) }
    }
    return result
}

/// The strings of a repeated field of String nodes.
func strings(_ count: Int, _ array: NodeArray?) -> [String] {
    unsafe nodes(count, array).compactMap(\.string)
}

/// A C string; protobuf's absent string is empty.
func text(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
    guard let pointer = unsafe pointer else { return "" }
    return unsafe String(cString: pointer)
}

/// A C string, or nil where there is none.
func optionalText(_ pointer: UnsafeMutablePointer<CChar>?) -> String? {
    guard let pointer = unsafe pointer, unsafe pointer.pointee != 0 else { return nil }
    return unsafe String(cString: pointer)
}
