// A module of C needs a file of its own; all of it stands in the header.
#include "CPrefetch.h"
