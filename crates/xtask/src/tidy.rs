//! What keeps the house in order: who may depend on whom, what every file must say, how long it may be, which licences
//! come in. The dependency table is the one in `ARCHITECTURE.md`, so that the page cannot go stale.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::shell::{cargo, root};

/// Lines at which a file has to say why it is that long.
const LONG: usize = 400;

/// How a long file says it.
const REASON: &str = "// Long because ";

/// Lines at which no reason helps.
const TOO_LONG: usize = 800;

/// Licences that a dependency may offer.
const PERMISSIVE: [&str; 12] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "0BSD",
    "ISC",
    "Zlib",
    "Unlicense",
    "Unicode-3.0",
];

/// Dedications to the public domain count as permissive too.
const PUBLIC_DOMAIN: [&str; 1] = ["CC0-1.0"];

/// Runs all of it and shows every problem together.
pub fn tidy() -> Result<()> {
    let root = root();
    let mut problems = dependencies(&root)?;
    for file in rust_files(&root)? {
        problems.extend(file_problems(&root, &file)?);
    }
    problems.extend(licences()?);
    for problem in &problems {
        println!("tidy: {problem}");
    }
    ensure!(problems.is_empty(), "{} problems", problems.len());
    println!("tidy: the dependency table, module docs, file sizes and licences are in order");
    Ok(())
}

/// Crates that depend on what the table does not grant them, and crates the table does not know.
fn dependencies(root: &Path) -> Result<Vec<String>> {
    let page = fs::read_to_string(root.join("ARCHITECTURE.md")).context("ARCHITECTURE.md")?;
    let table = table(&page);
    let mut problems = Vec::new();
    let mut crates: Vec<String> = Vec::new();
    for entry in fs::read_dir(root.join("crates"))? {
        crates.push(entry?.file_name().to_string_lossy().into_owned());
    }
    crates.sort();
    for name in &crates {
        let Some(granted) = table.get(name) else {
            problems.push(format!("crate `{name}` is missing from the table of ARCHITECTURE.md"));
            continue;
        };
        let manifest = fs::read_to_string(root.join("crates").join(name).join("Cargo.toml"))?;
        let used = used(&manifest).with_context(|| format!("manifest of `{name}`"))?;
        let refused = used.iter().filter(|used| !granted.allows(used));
        problems
            .extend(refused.map(|used| format!("crate `{name}` depends on `{used}`, which the table does not grant")));
    }
    let gone = table.keys().filter(|name| !crates.contains(name));
    problems.extend(gone.map(|name| format!("the table of ARCHITECTURE.md names `{name}`, which does not exist")));
    Ok(problems)
}

/// What a crate may depend on.
#[derive(Debug, PartialEq, Eq)]
enum Granted {
    Any,
    These(Vec<String>),
}

impl Granted {
    fn allows(&self, name: &str) -> bool {
        match self {
            Self::Any => true,
            Self::These(names) => names.iter().any(|granted| granted == name),
        }
    }
}

/// Rows `| crate | purpose | may depend on |` of the page.
fn table(page: &str) -> BTreeMap<String, Granted> {
    let rows = page.lines().skip_while(|line| !line.starts_with("| crate |")).skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    rows.filter_map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let &[name, _, granted] = cells.as_slice() else { return None };
        let names = || granted.split(',').map(str::trim).filter(|name| *name != "–").map(str::to_owned);
        let granted = if granted == "any" { Granted::Any } else { Granted::These(names().collect()) };
        Some((name.to_owned(), granted))
    })
    .collect()
}

/// The crates of the house that a manifest's `[dependencies]` name.
fn used(manifest: &str) -> Result<Vec<String>> {
    let manifest: toml::Table = manifest.parse()?;
    let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
    let names = dependencies.into_iter().flat_map(toml::Table::keys);
    Ok(names.filter_map(|name| name.strip_prefix("wortlaut-").map(str::to_owned)).collect())
}

fn rust_files(root: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![root.join("crates"), root.join("tests"), root.join("fuzz")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() {
                folders.extend((!path.ends_with("target")).then_some(path));
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// A file starts with what lives in it and why, and is no longer than it has a reason for.
fn file_problems(root: &Path, file: &Path) -> Result<Vec<String>> {
    let source = fs::read_to_string(file)?;
    let name = file.strip_prefix(root).unwrap_or(file).display();
    let lines = source.lines().count();
    let mut problems = Vec::new();
    if !source.starts_with("//!") {
        problems.push(format!("{name} does not start with `//!` and what lives there"));
    }
    if lines > TOO_LONG {
        problems.push(format!("{name} has {lines} lines, more than {TOO_LONG}"));
    } else if lines > LONG && !source.contains(REASON) {
        problems.push(format!("{name} has {lines} lines and no line `{REASON}…`"));
    }
    Ok(problems)
}

/// Dependencies under no permissive licence.
fn licences() -> Result<Vec<String>> {
    let output = cargo(&["metadata", "--format-version", "1", "--locked"]).output()?;
    ensure!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata.get("packages").and_then(Value::as_array).context("cargo metadata has no packages")?;
    let text = |package: &Value, key: &str| package.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let refused = packages.iter().filter(|package| !is_permissive(&text(package, "license")));
    Ok(refused.map(|package| format!("`{}` is under `{}`", text(package, "name"), text(package, "license"))).collect())
}

/// Whether one may choose permissive licences only, in an expression of `OR`, `AND`, `/` and parentheses.
fn is_permissive(expression: &str) -> bool {
    let known = |licence: &str| PERMISSIVE.contains(&licence) || PUBLIC_DOMAIN.contains(&licence);
    // Alternatives inside parentheses: "(MIT OR Apache-2.0) AND Unicode-3.0".
    let conjuncts = expression.split(" AND ");
    let mut conjuncts = conjuncts.map(|part| part.trim().trim_matches(['(', ')']));
    if expression.contains(") AND ") || expression.contains(" AND (") || !expression.contains(" OR ") {
        return conjuncts.all(|part| part.replace('/', " OR ").split(" OR ").any(|licence| known(licence.trim())));
    }
    let mut alternatives = expression.split(" OR ");
    alternatives.any(|part| part.split(" AND ").all(|licence| known(licence.trim().trim_matches(['(', ')']))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspace_is_tidy() {
        tidy().unwrap();
    }

    #[test]
    fn the_table_is_read_and_enforced() {
        let table = table(
            "text\n\n| crate | purpose | may depend on |\n|---|---|---|\n| a | x | – |\n| b | y | a, c |\n| d | z | any |\n\n| e | f | g |\n",
        );
        assert_eq!(table.len(), 3);
        assert!(table["b"].allows("c") && !table["a"].allows("b") && table["d"].allows("x"));
        assert_eq!(
            used("[dependencies]\nwortlaut-b = 1\nserde = 1\n[dev-dependencies]\nwortlaut-c = 1").unwrap(),
            ["b"]
        );
    }

    #[test]
    fn licences_are_weighed() {
        for good in ["MIT", "MIT/Apache-2.0", "GPL-3.0 OR MIT", "(MIT OR Apache-2.0) AND Unicode-3.0", "CC0-1.0"] {
            assert!(is_permissive(good), "{good}");
        }
        for bad in ["", "MPL-2.0", "MIT AND GPL-3.0", "(MIT OR Apache-2.0) AND MPL-2.0"] {
            assert!(!is_permissive(bad), "{bad}");
        }
    }
}
