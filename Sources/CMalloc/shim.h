// glibc's settings of its allocator, which its own module leaves out.
#ifdef __linux__
#include <malloc.h>
#endif
