/* guichet.js - comfort for the pages; each of them works without it. */
