// What jemalloc reads before `main` (jemalloc(3), "TUNING"). glibc's allocator takes half as long
// again for a hundred times the standard workload, and a fifth more memory: its workers wait for
// one another's arenas, and what one of them lets go of stays in holes.
//
// One arena: with a cache for each thread in front of it few workers wait, and what one frees, the
// others use. Unused pages go back to the system after a twentieth of a second instead of ten: a
// run that takes less should not end with the memory of its first phase. Blocks of over 4 KiB,
// which are few, are not kept in threads' caches.
#include "CAllocator.h"

#ifdef __linux__
const char *malloc_conf = "narenas:1,dirty_decay_ms:50,muzzy_decay_ms:0,lg_tcache_max:12";
#endif
