// LZ4: blocks that are packed and unpacked faster than memory is copied by parts.
#include <lz4.h>
