libguichet_a_SOURCES +=
