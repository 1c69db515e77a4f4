//! A draft that came back from its readers: read, compared, shown as a page, and taken over into the commentary.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::durable::{rename, sync_folder, write_file};
use super::{BuildError, Progress, Publication, consolidate, given_file};
use crate::compose::{self, Commentary, PlacePassages};
use crate::config::{Edition, Workspace};
use crate::draft::{Comparison, DraftRecord, Proposal, Tracked, compare, propose};
use crate::intake::{Reader, Refusal, read_word_document};
use crate::model::{Bilingual, Language};
use crate::output::html;

/// Name of the page in `output/<year>/`.
pub const CHANGES_PAGE: &str = "draft-changes.html";

/// Why a draft that came back could not be used. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum DraftReturnError {
    /// The file cannot be read.
    #[error("{}: {}", .path.display(), .reason.en)]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: Bilingual,
    },
    /// It does not carry the record of a draft of this program.
    #[error("{} is no draft", .path.display())]
    NoDraft {
        /// The file.
        path: PathBuf,
    },
    /// The report has no such edition any more.
    #[error("no edition {edition}")]
    NoEdition {
        /// The edition's key.
        edition: String,
        /// The editions that there are.
        known: Vec<String>,
    },
    /// What would be written as commentary does not say what it is to say.
    #[error("the commentary does not come out")]
    NotAsProposed(Vec<crate::config::ConfigError>),
    /// The year cannot be composed, or something cannot be written.
    #[error(transparent)]
    Build(#[from] BuildError),
}

impl DraftReturnError {
    /// The error as lines for the user, with a way out.
    pub fn lines(&self, language: Language) -> Vec<String> {
        let said = |vi: String, en: String| vec![Bilingual::new(vi, en).get(language).to_owned()];
        match self {
            Self::Unreadable { path, reason } => {
                let path = path.display();
                said(format!("Không đọc được {path}: {}.", reason.vi), format!("{path} cannot be read: {}.", reason.en))
            }
            Self::NoDraft { path } => {
                let path = path.display();
                said(
                    format!(
                        "{path} không phải bản dự thảo do tonghop lập, hoặc phần ghi nhận của chương trình trong tệp đã mất. Hãy dùng tệp du-thao-….docx đã gửi đi, lưu lại dạng .docx; đừng chép nội dung sang tệp mới."
                    ),
                    format!(
                        "{path} is no draft made by tonghop, or what the program keeps in it is gone. Use the file du-thao-….docx that was sent out, saved as .docx; do not copy its content into a new file."
                    ),
                )
            }
            Self::NoEdition { edition, known } => {
                let known = known.join(", ");
                said(
                    format!(
                        "Bản dự thảo thuộc bản báo cáo “{edition}”, nay report.toml không còn. Các bản đang có: {known}."
                    ),
                    format!(
                        "The draft is of the edition “{edition}”, which report.toml no longer has. There are: {known}."
                    ),
                )
            }
            Self::NotAsProposed(mistakes) => {
                let first = Bilingual::new(
                    "Chưa ghi commentary.md, vì nhận định sẽ không in ra đúng như bản sửa:",
                    "commentary.md was not written, since it would not print what the draft says:",
                );
                let mistakes = mistakes.iter().map(|mistake| mistake.sentence(language));
                std::iter::once(first.get(language).to_owned()).chain(mistakes).collect()
            }
            Self::Build(error) => error.lines(language),
        }
    }
}

/// A draft that came back.
#[derive(Debug)]
pub struct ReturnedDraft {
    /// What the draft was.
    pub record: DraftRecord,
    /// What changed.
    pub comparison: Comparison,
    /// What of that the commentary can say.
    pub proposal: Proposal,
    /// What was left aside of the file, in sentences.
    pub left_aside: Vec<Bilingual>,
    /// The commentary as proposed; `None` where it stays as it is.
    pub commentary: Option<String>,
    /// Where the page is.
    pub page: PathBuf,
    /// Where the commentary was written; `None` where it was not.
    pub applied: Option<PathBuf>,
}

/// Reads a draft that came back and compares it with what was drafted. With `applies`, the commentary is written.
pub fn return_draft(
    workspace: &Workspace,
    path: &Path,
    tracked: Tracked,
    applies: bool,
    reader: &dyn Reader,
    progress: &dyn Progress,
) -> Result<ReturnedDraft, DraftReturnError> {
    let bytes = given_file::load(path).map_err(|reason| unreadable(path, reason))?;
    let document = read_word_document(&bytes).map_err(|refusal| unreadable(path, words_of(&refusal)))?;
    let record = DraftRecord::of(&document).ok_or_else(|| DraftReturnError::NoDraft { path: path.to_owned() })?;
    let comparison = compare(&record, &document, tracked);

    let checked = consolidate(workspace, record.year, reader, progress)?;
    let editions = &checked.consolidation().settings.report.editions;
    let edition = editions.iter().find(|edition| edition.id == record.edition).ok_or_else(|| {
        let known = editions.iter().map(|edition| edition.id.clone()).collect();
        DraftReturnError::NoEdition { edition: record.edition.clone(), known }
    })?;
    let commentary = Commentary::load(workspace, record.year).map_err(BuildError::Config)?;
    commentary.check_figures(checked.consolidation()).map_err(BuildError::Config)?;
    let places = |edition: &Edition, commentary: &Commentary| -> Result<Vec<PlacePassages>, DraftReturnError> {
        let passages = compose::passages(&checked, edition, commentary, workspace);
        Ok(passages.map_err(BuildError::Compose)?)
    };
    let now = places(edition, &commentary)?;
    let reference = |code: &str, text: &str| compose::figure_reference(code, text, &checked);
    let proposal = propose(&record, &comparison, &now, &reference);

    let proposed = if proposal.edits.is_empty() {
        None
    } else {
        let others = editions.iter().filter(|other| other.id != edition.id);
        let others: Vec<(String, Vec<PlacePassages>)> = others
            .map(|other| Ok((other.id.clone(), places(other, &commentary)?)))
            .collect::<Result<_, DraftReturnError>>()?;
        let text = commentary.rewritten(&edition.id, &now, &others, &proposal.edits);
        // What is proposed has to be what can be read and printed.
        let file = workspace.commentary_path(record.year);
        let again = Commentary::of_text(file, &text).map_err(DraftReturnError::NotAsProposed)?;
        again.check_figures(checked.consolidation()).map_err(DraftReturnError::NotAsProposed)?;
        for edition in editions {
            places(edition, &again)?;
        }
        let unprinted = again.unprinted();
        if !unprinted.is_empty() {
            return Err(DraftReturnError::NotAsProposed(unprinted));
        }
        Some(text)
    };
    let applied = match proposed.as_ref().filter(|_| applies) {
        Some(text) => Some(write_commentary(workspace, record.year, text)?),
        None => None,
    };
    let folder = workspace.outputs(record.year);
    let left_aside = document.left_aside;
    let page = html::draft_changes(&record, &comparison, &proposal, &left_aside);
    let path = folder.join(CHANGES_PAGE);
    let publication = Publication::begin(folder)?;
    publication.write(CHANGES_PAGE, |sink| sink.write_all(page.as_bytes()))?;
    publication.finish(&[CHANGES_PAGE])?;
    Ok(ReturnedDraft { record, comparison, proposal, left_aside, commentary: proposed, page: path, applied })
}

fn unreadable(path: &Path, reason: Bilingual) -> DraftReturnError {
    DraftReturnError::Unreadable { path: path.to_owned(), reason }
}

fn words_of(refusal: &Refusal) -> Bilingual {
    given_file::words_of(refusal, |_| {
        Bilingual::new(
            "đây không phải tệp Word .docx; hãy mở bằng Word rồi lưu lại dạng .docx",
            "it is no Word document (.docx); open it in Word and save it as .docx",
        )
    })
}

/// Writes the commentary under a temporary name, and renames it when all of it is on the disk.
fn write_commentary(workspace: &Workspace, year: i16, text: &str) -> Result<PathBuf, BuildError> {
    let path = workspace.root().join(workspace.commentary_path(year));
    let folder = path.parent().unwrap_or(workspace.root()).to_owned();
    let temporary = folder.join(".commentary.md.tmp");
    let failed = |error: io::Error| BuildError::output(&path, error);
    write_file(&temporary, |sink| sink.write_all(text.as_bytes())).map_err(failed)?;
    if let Err(error) = rename(&temporary, &path) {
        _ = fs::remove_file(&temporary);
        return Err(failed(error));
    }
    sync_folder(&folder).map_err(failed)?;
    Ok(path)
}
