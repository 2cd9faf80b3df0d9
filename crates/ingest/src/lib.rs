//! Bytes to documents: formats, encodings, decompression, language, page furniture.
