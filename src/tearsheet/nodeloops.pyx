# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The parser's tree, read by the functions of the library inside selectolax, without an object for each node.

They are those by which selectolax itself reads the tree (https://lexbor.com/docs/lexbor/), found by their names in its
module. Where it does not show them, documents are read in Python.
"""

from libc.stdint cimport uintptr_t
from libc.string cimport memcmp

cdef extern from "Python.h":
    str PyUnicode_DecodeUTF8(const char* data, Py_ssize_t length, const char* errors)

cdef Lexbor lexbor


def connect():
    """Find the functions; false where one is missing."""
    import ctypes
    from selectolax import lexbor as module

    try:
        library = ctypes.CDLL(module.__file__)

        def address(name):
            return ctypes.cast(getattr(library, name), ctypes.c_void_p).value

        lexbor.first_child = <Dom (*)(Dom) noexcept><uintptr_t>address("lxb_dom_node_first_child_noi")
        lexbor.next = <Dom (*)(Dom) noexcept><uintptr_t>address("lxb_dom_node_next_noi")
        lexbor.prev = <Dom (*)(Dom) noexcept><uintptr_t>address("lxb_dom_node_prev_noi")
        lexbor.parent = <Dom (*)(Dom) noexcept><uintptr_t>address("lxb_dom_node_parent_noi")
        lexbor.type = <int (*)(Dom) noexcept><uintptr_t>address("lxb_dom_node_type_noi")
        lexbor.text = <const char* (*)(Dom, size_t*) noexcept><uintptr_t>address("lxb_dom_node_text_content")
        lexbor.is_blank = <unsigned char (*)(Dom) noexcept><uintptr_t>address("lxb_dom_node_is_empty")
        lexbor.tag = <const char* (*)(Dom, size_t*) noexcept><uintptr_t>address("lxb_dom_element_qualified_name")
        lexbor.first_attribute = <Dom (*)(Dom) noexcept><uintptr_t>address("lxb_dom_element_first_attribute_noi")
        lexbor.next_attribute = <Dom (*)(Dom) noexcept><uintptr_t>address("lxb_dom_element_next_attribute_noi")
        lexbor.name = <const char* (*)(Dom, size_t*) noexcept><uintptr_t>address("lxb_dom_attr_qualified_name")
        lexbor.value = <const char* (*)(Dom, size_t*) noexcept><uintptr_t>address("lxb_dom_attr_value_noi")
    except (AttributeError, OSError):
        return False
    return True


cdef class Node:
    """A node as `selectolax.lexbor.LexborNode` shows it, for the little that is asked of one."""

    @property
    def tag(self):
        """Name of an element; ``"-text"`` and the like for other nodes."""
        cdef int kind = lexbor.type(self.at)
        if kind == ELEMENT:
            return tag_of(self.at)
        return {TEXT: "-text", COMMENT: "-comment", DOCUMENT: "-document", DOCTYPE: "-doctype"}.get(kind)

    @property
    def first_child(self):
        """The first node inside."""
        cdef Dom child = lexbor.first_child(self.at)
        return None if child == NULL else node_at(child, self.document)

    @property
    def next(self):
        """The node behind, in the same element."""
        cdef Dom found = lexbor.next(self.at)
        return None if found == NULL else node_at(found, self.document)

    @property
    def text_content(self):
        """What a text holds; ``None`` for any other node."""
        cdef size_t length = 0
        cdef const char* data
        if lexbor.type(self.at) != TEXT:
            return None
        data = lexbor.text(self.at, &length)
        return None if data == NULL else decoded(data, length)

    def text(self, deep=True):
        """All texts inside, as one."""
        cdef Dom node = lexbor.first_child(self.at)
        cdef list parts = []
        cdef size_t length
        cdef const char* data
        while node != NULL:
            if lexbor.type(node) == TEXT:
                data = lexbor.text(node, &length)
                if data != NULL:
                    parts.append(data[:length])
            elif lexbor.first_child(node) != NULL:
                node = lexbor.first_child(node)
                continue
            while lexbor.next(node) == NULL:
                node = lexbor.parent(node)
                if node == self.at:
                    return b"".join(parts).decode("utf-8", "replace")
            node = lexbor.next(node)
        return ""


cdef Node node_at(Dom at, object document):
    """A node; the document is not let go of before it."""
    cdef Node node = Node.__new__(Node)
    node.at = at
    node.document = document
    return node


cdef str decoded(const char* data, size_t length):
    return PyUnicode_DecodeUTF8(data, length, "replace")


cdef str tag_of(Dom element):
    """Name of an element."""
    cdef size_t length = 0
    cdef const char* data = lexbor.tag(element, &length)
    return decoded(data, length) if data != NULL else None


cdef str value_of(Dom attribute):
    """Value of an attribute, ``None`` where it has none."""
    cdef size_t length = 0
    cdef const char* data = lexbor.value(attribute, &length)
    return decoded(data, length) if data != NULL else None


cdef str value_named(Dom element, str name):
    """Value of the attribute of this name."""
    cdef bytes wanted = name.encode()
    cdef const char* given = wanted
    cdef size_t length, most = len(wanted)
    cdef const char* data
    cdef Dom attribute = lexbor.first_attribute(element)
    while attribute != NULL:
        data = lexbor.name(attribute, &length)
        if length == most and not memcmp(data, given, length):
            return value_of(attribute)
        attribute = lexbor.next_attribute(attribute)
    return None
