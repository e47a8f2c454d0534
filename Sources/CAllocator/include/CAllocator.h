// The program's allocator: jemalloc, on Linux. Whoever depends on this module has it in place of
// the C library's `malloc`, in the libraries that it uses, too; nothing of it is called by name.
#ifndef CALLOCATOR_H
#define CALLOCATOR_H
#endif
