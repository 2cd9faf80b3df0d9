//! Quotes with cue, frame, speaker and addressee.
//!
//! How the stage reads a text, in the order of its files: paragraphs are cut out of the prose (`passages`), quotation marks
//! found and paired with their slips set right (`marks`, `pairing`), each paragraph folded so that what stands between
//! marks is one item (`scene`), frames looked for around those items by an ordered list of rules (`rules`), marks that
//! enclose names told from those that enclose words (`decide`), speakers carried where no frame names one (`carried`), and at
//! last speech without marks added where its frame is plain to see (`indirect`), or where the tree shows it (`unmarked`; only
//! after a grammar stage). `reading` is the main path.

mod addressee;
mod carried;
mod cue;
mod cues;
mod decide;
mod draft;
mod extractor;
mod gender;
mod hash;
mod headings;
mod indirect;
mod interview;
mod marks;
mod pairing;
mod passages;
mod phrase;
mod reading;
mod repair;
mod rules;
mod scene;
mod speaker;
mod subject;
mod unmarked;
mod words;

pub use extractor::QuoteExtractor;

#[cfg(test)]
mod tests;
