//! The sealed outputs against what the sealed inputs give.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::bag_folder::files_below;
use super::inputs::SealedInputs;
use super::problem::{OutputDifference, Problem};
use super::seal::write_outputs;
use crate::bag::PAYLOAD;
use crate::intake::Reader;
use crate::model::{Bilingual, Language};
use crate::output::json;
use crate::paths::{find_below, key};
use crate::pipeline::{BuildError, Content, DATA, Destination, Progress};

/// Builds the outputs of a bag again, in memory, and compares them byte by byte. `other_program` is the program that
/// sealed the bag, where it is another than this one.
pub(super) fn rebuild(
    bag: &Path,
    other_program: Option<&str>,
    reader: &dyn Reader,
    progress: &dyn Progress,
) -> Vec<Problem> {
    let failed = |why| vec![Problem::NotRebuilt(why, other_program.map(str::to_owned))];
    let sealed = match SealedInputs::open(&bag.join(PAYLOAD)) {
        Ok(sealed) => sealed,
        Err(error) => return failed(Bilingual::new(format!("record.json: {error}"), format!("record.json: {error}"))),
    };
    let folder = sealed.inputs.workspace.outputs(sealed.inputs.year);
    let comparison = Comparison { folder: folder.clone(), made: Mutex::default(), differences: Mutex::default() };
    let rendering = sealed.inputs.render(Some(&sealed.release), reader, progress);
    if let Err(error) = rendering.and_then(|rendering| write_outputs(rendering, &comparison)) {
        return failed(sentences(&error));
    }
    let mut differences = comparison.differences.into_inner().unwrap_or_else(PoisonError::into_inner);
    let made = comparison.made.into_inner().unwrap_or_else(PoisonError::into_inner);
    for file in files_below(&folder).unwrap_or_default().into_iter().filter(|file| !made.contains(&key(file))) {
        differences.push(OutputDifference { file, at: None, is_sealed: true, facts: Vec::new(), other_program: None });
    }
    // Several threads compared.
    differences.sort_by(|a, b| a.file.cmp(&b.file));
    for difference in &mut differences {
        difference.other_program = other_program.map(str::to_owned);
    }
    differences.into_iter().map(Problem::Output).collect()
}

fn sentences(error: &BuildError) -> Bilingual {
    let text = |language| error.lines(language).join(" ");
    Bilingual::new(text(Language::Vietnamese), text(Language::English))
}

/// Takes outputs and compares them with the sealed ones.
struct Comparison {
    folder: PathBuf,
    /// The keys of their names.
    made: Mutex<BTreeSet<String>>,
    differences: Mutex<Vec<OutputDifference>>,
}

impl Destination for Comparison {
    fn accept(&self, name: &str, content: Content<'_>) -> Result<(), BuildError> {
        let path = self.folder.join(name);
        let mut rebuilt = Vec::new();
        content(&mut rebuilt).map_err(|error| BuildError::output(&path, error))?;
        // A disk that the bag was copied to may spell the name otherwise.
        let sealed = find_below(&self.folder, name).ok().flatten().and_then(|path| fs::read(path).ok());
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(key(name));
        if sealed.as_ref() != Some(&rebuilt) {
            let difference = difference(name, sealed.as_deref(), &rebuilt);
            self.differences.lock().unwrap_or_else(PoisonError::into_inner).push(difference);
        }
        Ok(())
    }
}

fn difference(name: &str, sealed: Option<&[u8]>, rebuilt: &[u8]) -> OutputDifference {
    let at = sealed.map(|sealed| {
        let same = sealed.iter().zip(rebuilt).take_while(|(sealed, rebuilt)| sealed == rebuilt).count();
        (same, sealed.len(), rebuilt.len())
    });
    let facts = match sealed {
        Some(sealed) if name == DATA => json::differences(sealed, rebuilt),
        _ => Vec::new(),
    };
    OutputDifference { file: name.to_owned(), at, is_sealed: sealed.is_some(), facts, other_program: None }
}
