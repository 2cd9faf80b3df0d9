//! A page's text: what a reader sees, block by block, with roles.
//!
//! The page is read as browsers read it, tag by tag, by html5ever's tokenizer; [`page`] keeps the stack of open elements
//! and writes the text down: white space collapsed as it is shown, a line break at the edges of blocks, a blank line
//! around paragraphs. Nothing that is seen is left out: navigation and the like are marked as boilerplate
//! ([`layout`]). Scripts, styles and hidden parts are not text. [`meta`] reads title, language, date and author.

mod charset;
mod elements;
mod layout;
mod meta;
mod page;

pub use charset::declared_encoding;
pub use page::extract;

use wortlaut_model::{Meta, Segment};

/// What was found on a page.
#[derive(Debug)]
pub struct Page {
    pub text: String,
    pub meta: Meta,
    pub segments: Vec<Segment>,
}

#[cfg(test)]
mod tests;
