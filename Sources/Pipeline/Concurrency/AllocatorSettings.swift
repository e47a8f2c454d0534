import CMalloc

/// What the system's allocator is told. Other systems' allocators than glibc's need no such word.
public enum AllocatorSettings {
    /// From here on a block is the system's own, and goes back to it at once. glibc would raise its
    /// limit with every such block that is freed, and keep arrays that grow by doubling, one behind
    /// the other, as holes that nothing fits into.
    private static let largeBlock: Int32 = 256 << 10

    /// Applies them; before anything else runs. What one worker lets go of another can use where
    /// there are no more arenas than workers.
    public static func apply() {
        #if canImport(Glibc)
            _ = mallopt(M_MMAP_THRESHOLD, largeBlock)
            _ = mallopt(M_ARENA_MAX, Int32(clamping: MachineCapacity.current.workers))
        #endif
    }
}
