// What Swift has no word for: memory asked for before it is needed.
#ifndef CPREFETCH_H
#define CPREFETCH_H

/// Has the processor bring the line of memory at an address into its cache, and does not wait for
/// it. Nothing is read: any address will do.
static inline void prefetch_memory(const void *address) { __builtin_prefetch(address); }

#endif
