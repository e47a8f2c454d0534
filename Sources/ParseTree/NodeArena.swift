import CPgQuery

/// Memory for one tree: taken in blocks, given back at once. protobuf-c otherwise asks for each
/// node, and walks the tree once more to free it.
@safe
struct NodeArena: ~Copyable {
    private let state: UnsafeMutablePointer<State>

    /// A block begins with the address of the one before.
    @safe
    private struct State {
        var block: UnsafeMutableRawPointer?
        var next = 0
        var end = 0
        var blockSize = 1 << 14
    }

    init() {
        unsafe state = .allocate(capacity: 1)
        unsafe state.initialize(to: State())
    }

    deinit {
        var block = unsafe state.pointee.block
        while let current = unsafe block {
            unsafe block = current.load(as: UnsafeMutableRawPointer?.self)
            unsafe current.deallocate()
        }
        unsafe state.deallocate()
    }

    /// Calls `body` with this arena as protobuf-c's allocator.
    func withAllocator<Value>(_ body: (UnsafeMutablePointer<ProtobufCAllocator>) -> Value) -> Value
    {
        var allocator = unsafe ProtobufCAllocator(
            alloc: { state, size in
                unsafe NodeArena.allocate(state?.assumingMemoryBound(to: State.self), size)
            },
            free: { _, _ in }, allocator_data: state)
        return unsafe body(&allocator)
    }

    private static let alignment = 16

    private static func allocate(_ state: UnsafeMutablePointer<State>?, _ size: Int)
        -> UnsafeMutableRawPointer?
    {
        guard let state = unsafe state, size <= Int.max - alignment else { return nil }
        let rounded = (size + alignment - 1) & ~(alignment - 1)
        if unsafe state.pointee.end - state.pointee.next < rounded {
            unsafe addBlock(state, atLeast: rounded)
        }
        let position = unsafe state.pointee.next
        unsafe state.pointee.next += rounded
        return unsafe state.pointee.block?.advanced(by: position)
    }

    private static func addBlock(_ state: UnsafeMutablePointer<State>, atLeast size: Int) {
        let length = unsafe max(state.pointee.blockSize, size + alignment)
        let block = UnsafeMutableRawPointer.allocate(byteCount: length, alignment: alignment)
        unsafe block.storeBytes(of: state.pointee.block, as: UnsafeMutableRawPointer?.self)
        unsafe (state.pointee.block, state.pointee.next, state.pointee.end) = (
            block, alignment, length
        )
        unsafe state.pointee.blockSize = min(length * 2, 1 << 20)
    }
}
