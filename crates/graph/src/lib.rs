//! One entity graph from many documents: an associative, commutative merge of fragments.
