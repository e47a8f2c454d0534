import CMalloc

/// Where the system's allocator takes large blocks from.
public enum LargeAllocations {
    /// From here on a block is the system's own, and goes back to it at once. glibc would raise its
    /// limit with every such block that is freed, and keep arrays that grow by doubling, one behind
    /// the other, as holes that nothing fits into.
    private static let threshold: Int32 = 256 << 10

    /// Fixes the limit. Other systems' allocators need no such word.
    public static func giveBack() {
        #if canImport(Glibc)
            _ = mallopt(M_MMAP_THRESHOLD, threshold)
        #endif
    }
}
