// Expat: an XML parser that reads what it is given and nothing else.
#include <expat.h>
