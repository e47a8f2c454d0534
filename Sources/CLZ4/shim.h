// LZ4: fast compression of blocks in memory.
#include <lz4.h>
