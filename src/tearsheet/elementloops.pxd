"""What single elements say; see ``elementloops.pyx``."""

cdef str best_candidate(const char* data, size_t length)
cdef bint is_placeholder(str address) except -1
cdef int assigned(const unsigned char* data, Py_ssize_t length, Py_ssize_t* first, Py_ssize_t* last) noexcept
cdef bint may_tell(const unsigned char* data, Py_ssize_t length) noexcept
cdef Py_ssize_t characters(const unsigned char* data, Py_ssize_t length) noexcept
cdef bint holds(const char* data, Py_ssize_t length, const char* wanted, Py_ssize_t size) noexcept
