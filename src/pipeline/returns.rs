//! The workbooks that go back to agencies whose files have findings.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::BuildError;
use super::folder::{self, Coming};
use super::publish::Publication;
use super::read::{member_paths, open_file, read_member};
use crate::check::CheckedYear;
use crate::config::Workspace;
use crate::intake::{self, Opened, Reader, SourceFile, Submitted};
use crate::model::{Finding, Severity};
use crate::output::xlsx::{self, Return};
use crate::paths::{Limits, PortableNames};

/// Folder of the returns in `output/<year>/`.
pub const RETURNS: &str = "returns";

/// A workbook that goes back to an agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// The submission that it corrects, relative to `inputs/<year>/`.
    pub file: String,
    /// Where the workbook lies.
    pub path: PathBuf,
}

/// The workbooks that go back: which there are to be, and their bytes.
pub(super) struct Returns {
    /// In the order of the files.
    pub(super) returned: Vec<Returned>,
    /// Their contents by the name of the workbook.
    files: Vec<(String, Vec<u8>)>,
}

/// Writes `output/<year>/returns/`: a workbook for each file of a known sender in which something has to be corrected,
/// and removes those of earlier runs that are no longer needed. Gives the returns there are now, in the
/// order of the files; one that somebody has changed since is left as it is.
pub fn write_returns(
    workspace: &Workspace,
    checked: &CheckedYear,
    reader: &dyn Reader,
) -> Result<Vec<Returned>, BuildError> {
    let returns = make_returns(workspace, checked, reader)?;
    let outputs = workspace.outputs(checked.consolidation().settings.report.year);
    let publication = Publication::begin(outputs.clone())?.with_folder(RETURNS)?;
    let Coming { names, stale, .. } = returns.stage(&publication, &outputs)?;
    publication.finish_without(&names, &stale)?;
    Ok(returns.returned)
}

impl Returns {
    /// Has the workbooks written under temporary names, for the publication of `outputs` to put them in place.
    pub(super) fn stage(&self, publication: &Publication, outputs: &Path) -> Result<Coming, BuildError> {
        // A file that somebody has worked on stands for the return that would have been written.
        folder::stage(publication, &outputs.join(RETURNS), &format!("{RETURNS}/"), &self.files)
    }
}

/// Makes the workbooks. The files are read once more: only few have findings, and the grids of all would be a lot to keep.
/// A file that is gone or has become unreadable since gets no return.
pub(super) fn make_returns(
    workspace: &Workspace,
    checked: &CheckedYear,
    reader: &dyn Reader,
) -> Result<Returns, BuildError> {
    let consolidation = checked.consolidation();
    let report = &consolidation.settings.report;
    let inputs = workspace.submissions(report.year);
    let wanted = files_to_return(checked.findings());
    let listed = intake::list_files(&inputs).map_err(|error| BuildError::Inputs { folder: inputs, error })?;
    let submitted: FxHashMap<&str, &Submitted> = listed.iter().map(|file| (&*file.path, file)).collect();
    let names = return_names(wanted.keys().copied());
    let rebuild = |(file, findings): (&str, Vec<&Finding>)| -> Result<Option<Vec<u8>>, BuildError> {
        let archive = consolidation.spellings.archive_of(file);
        let Some(submission) = submitted.get(archive.unwrap_or(file)) else { return Ok(None) };
        let Some(source) = read_again(submission, file, reader)? else { return Ok(None) };
        let Ok((_, workbook)) = source.content else { return Ok(None) };
        let sender = findings.iter().find_map(|finding| finding.agency.as_ref());
        let agency = sender.and_then(|sender| consolidation.agency(sender.as_str()));
        let agency = agency.map_or("", |agency| agency.body.name.as_str());
        Ok(Some(xlsx::write_return(&Return { file, agency, report, workbook: &workbook, findings })?))
    };
    let sent: Vec<&str> = wanted.keys().copied().collect();
    let rebuilt: Vec<Option<Vec<u8>>> = wanted.into_par_iter().map(rebuild).collect::<Result<_, _>>()?;
    let folder = workspace.outputs(report.year).join(RETURNS);
    let (mut returned, mut files) = (Vec::new(), Vec::new());
    for ((file, name), bytes) in sent.into_iter().zip(names).zip(rebuilt) {
        if let Some(bytes) = bytes {
            returned.push(Returned { file: file.to_owned(), path: folder.join(&name) });
            files.push((name, bytes));
        }
    }
    Ok(Returns { returned, files })
}

/// Reads the file that is called so: the submission itself, or one that lies in it.
fn read_again(submission: &Submitted, file: &str, reader: &dyn Reader) -> Result<Option<SourceFile>, BuildError> {
    let members = match open_file(submission, reader)? {
        Opened::File(source) => return Ok((*submission.path == *file).then_some(source)),
        Opened::Archive(members) => members,
    };
    let paths = member_paths(&submission.path, &members);
    let own = paths.into_iter().zip(&members).find(|(path, _)| **path == *file);
    own.map(|(path, member)| read_member(path, submission.modified, member, reader, &submission.path)).transpose()
}

/// The files in which a known sender has to correct something, with all findings about them, worst first.
fn files_to_return(findings: &[Finding]) -> BTreeMap<&str, Vec<&Finding>> {
    let mut files: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        if finding.agency.is_some() && !finding.file.is_empty() {
            files.entry(&finding.file).or_default().push(finding);
        }
    }
    // What is for the record alone is no reason to send a file back.
    files.retain(|_, findings| findings.iter().any(|finding| finding.rule.severity < Severity::Info));
    files
}

/// A name for the return of each file: its own, in one folder, with the format that returns have. Where two files would
/// get the same name, the later one tells its folder and format too.
fn return_names<'a>(files: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names = PortableNames::new(Limits::OUTPUT);
    let name = |file: &str| {
        let own = file.rsplit('/').next().unwrap_or(file);
        let stem = own.rsplit_once('.').map_or(own, |(stem, _)| stem);
        let whole = file.replace('/', " - ").replace('.', " ");
        names.first_free(&[format!("{stem}.xlsx"), format!("{whole}.xlsx")])
    };
    files.map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::return_names;

    #[test]
    fn returns_keep_the_names_of_their_files() {
        let files = ["Bến Cầu/bao cao.xls", "a.xlsx", "bao cao.xlsx", "x/Bao Cao.ods"];
        let names = return_names(files.into_iter());
        assert_eq!(names, ["bao cao.xlsx", "a.xlsx", "bao cao xlsx.xlsx", "x - Bao Cao ods.xlsx"]);
    }
}
