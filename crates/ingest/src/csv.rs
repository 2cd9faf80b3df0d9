//! Records of CSV and TSV files: the header row, and a record's fields.

use csv::{ReaderBuilder, StringRecord, Terminator};

use crate::{Format, Options};

/// The header row of a file.
#[derive(Debug)]
pub struct Header {
    pub delimiter: u8,
    pub names: StringRecord,
    /// Which column holds the text.
    pub text: usize,
    /// Which column holds the id.
    pub id: Option<usize>,
}

impl Header {
    /// Reads the header row. Commas separate, unless the text column shows itself only between semicolons or tabs.
    ///
    /// # Errors
    ///
    /// A sentence on what is wrong, where no column bears the text field's name.
    pub fn parse(row: &str, format: Format, options: &Options) -> Result<Self, String> {
        let delimiters: &[u8] = if format == Format::Tsv { b"\t" } else { b",;\t" };
        for &delimiter in delimiters {
            let names = fields(row, delimiter);
            let position = |name: &str| names.iter().position(|column| column == name);
            if let Some(text) = position(&options.text_field) {
                let id = position(&options.id_field);
                return Ok(Self { delimiter, text, id, names });
            }
        }
        let shown: String = row.chars().take(200).collect();
        Err(format!("no column is named `{}` in the header `{shown}`", options.text_field))
    }
}

/// The fields of one record.
pub fn fields(record: &str, delimiter: u8) -> StringRecord {
    // The record was cut out at its line end: a carriage return that is left belongs to a field.
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .terminator(Terminator::Any(b'\n'))
        .from_reader(record.as_bytes());
    let mut fields = StringRecord::new();
    match reader.read_record(&mut fields) {
        Ok(_) => fields,
        Err(_) => StringRecord::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(record: &str, delimiter: u8, expected: &[&str]) {
        assert_eq!(fields(record, delimiter).iter().collect::<Vec<_>>(), expected, "{record}");
    }

    #[test]
    fn quotes_hold_delimiters_line_ends_and_quotes() {
        check(r#"1,"a, ""b""",c"#, b',', &["1", r#"a, "b""#, "c"]);
        check("1;\"a\r\nb\";", b';', &["1", "a\r\nb", ""]);
        check("5\" Rohr\tja", b'\t', &["5\" Rohr", "ja"]);
        check("a\rb,c", b',', &["a\rb", "c"]);
    }

    #[test]
    fn the_text_column_shows_the_delimiter() {
        let delimiter = |row| Header::parse(row, Format::Csv, &Options::default()).map(|header| header.delimiter);
        assert_eq!(delimiter("id,text"), Ok(b','));
        assert_eq!(delimiter("\"id\";\"text\""), Ok(b';'));
        assert_eq!(delimiter("id\ttext"), Ok(b'\t'));
        assert_eq!(delimiter("id,titel"), Err("no column is named `text` in the header `id,titel`".to_owned()));
    }
}
