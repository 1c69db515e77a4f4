//! `tonghop watch`: keeps the check current while files are dropped in.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use clap::{Arg, value_parser};

use super::arguments::{Request, described, year_argument};
use super::{DONE, FAILED, clock, messages, pick};
use crate::merge::Submission;
use crate::model::{Date, Language, Severity};
use crate::pipeline::{self, BuildError, Motion, Survey, Watch};
use crate::reader::ReaderPool;

/// The command on the command line.
pub(super) fn arguments(language: Language) -> clap::Command {
    let t = |vietnamese, english| pick(language, vietnamese, english);
    described(
        "watch",
        language,
        (
            "Theo dõi thư mục tệp nhận và kiểm tra lại mỗi khi có tệp mới, cho đến khi bấm Ctrl+C",
            "Watches the folder and checks again whenever a file comes in, until Ctrl+C",
        ),
        ("[NĂM] [TÙY CHỌN]", "[YEAR] [OPTIONS]"),
        (
            "  tonghop watch 2026                  giữ output/2026/status.html luôn mới\n  tonghop watch 2026 --interval 10    thư mục trên ổ mạng chậm",
            "  tonghop watch 2026                  keeps output/2026/status.html current\n  tonghop watch 2026 --interval 10    for a folder on a slow network drive",
        ),
    )
    .arg(year_argument(language))
    .arg(
        Arg::new("interval")
            .long("interval")
            .value_name(t("GIÂY", "SECONDS"))
            .value_parser(value_parser!(f64))
            .default_value("2")
            .hide_default_value(true)
            .help(t(
                "Số giây giữa hai lần xem thư mục (mặc định: 2); một tệp được đọc khi đã chép xong và đứng yên qua hai lần xem",
                "Seconds between two looks at the folder (default: 2); a file is read when it is whole and has stayed as it is for two looks",
            )),
    )
}

/// Watches the year asked for, or the newest there is.
pub(super) fn run(request: &Request) -> u8 {
    let Some(year) = request.year() else {
        messages::print_failure(&BuildError::NoYears { folder: request.workspace.inputs() }, request.language);
        return FAILED;
    };
    let seconds = request.matches.get_one::<f64>("interval").copied().unwrap_or(2.0);
    // Neither without a pause nor so long that nobody would wait for it.
    let interval = Duration::from_secs_f64(if seconds.is_finite() { seconds.clamp(0.05, 3600.0) } else { 2.0 });
    let mut session = Session { request, year, readers: ReaderPool::of_this_program(), checked: None, complaint: None };
    match session.begin() {
        Ok(()) => {
            session.watch(interval, &Interruption::listen());
            DONE
        }
        Err(error) => {
            messages::print_failure(&error, request.language);
            FAILED
        }
    }
}

/// Ctrl+C, as something to wait for.
struct Interruption {
    signal: Receiver<()>,
    happened: Arc<AtomicBool>,
}

impl Interruption {
    /// Listens from now on. Where the system does not let us, Ctrl+C ends the program at once, which does no harm either:
    /// outputs are put in place whole.
    fn listen() -> Self {
        let happened = Arc::<AtomicBool>::default();
        let (sender, signal) = mpsc::channel();
        let flag = Arc::clone(&happened);
        let _ = ctrlc::set_handler(move || {
            flag.store(true, Ordering::SeqCst);
            let _ = sender.send(());
        });
        Self { signal, happened }
    }

    /// Waits; true where the user wants to end.
    fn within(&self, time: Duration) -> bool {
        match self.signal.recv_timeout(time) {
            Ok(()) => true,
            Err(mpsc::RecvTimeoutError::Timeout) => self.happened(),
            // Nobody will ever interrupt; the pause is still due.
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                std::thread::sleep(time);
                false
            }
        }
    }

    fn happened(&self) -> bool {
        self.happened.load(Ordering::SeqCst)
    }
}

/// One run of the command.
struct Session<'a> {
    request: &'a Request,
    year: i16,
    readers: ReaderPool,
    /// The day of the last check: what days there are to the deadline changes at midnight.
    checked: Option<Date>,
    /// What could not be done at the last attempt, so that it is said once.
    complaint: Option<Vec<String>>,
}

impl Session<'_> {
    /// The first check, which says how the year stands.
    fn begin(&mut self) -> Result<(), BuildError> {
        let survey = self.survey()?;
        self.publish(&survey)?;
        let language = self.request.language;
        let folder = self.request.workspace.submissions(self.year);
        messages::print_lines(&[match language {
            Language::Vietnamese => {
                format!("Đang theo dõi {}; trang tình hình: {}. Bấm Ctrl+C để dừng.", folder.display(), self.page())
            }
            Language::English => {
                format!("Watching {}; the page: {}. Ctrl+C to stop.", folder.display(), self.page())
            }
        }]);
        self.say(&[tally(&survey, language)]);
        self.say_changes(&survey);
        Ok(())
    }

    fn page(&self) -> String {
        self.request.workspace.outputs(self.year).join(pipeline::STATUS_PAGE).display().to_string()
    }

    /// Looks, checks and says what changed, until the user wants to end.
    fn watch(&mut self, interval: Duration, interruption: &Interruption) {
        let mut watch = Watch::new(&self.request.workspace, self.year);
        while !interruption.within(interval) {
            let motion = match watch.look() {
                Ok(motion) => motion,
                Err(error) => {
                    let folder = self.request.workspace.submissions(self.year);
                    self.complain(BuildError::Inputs { folder, error }.lines(self.request.language));
                    continue;
                }
            };
            let is_due = match motion {
                Motion::Settled => true,
                Motion::Moving => false,
                Motion::Still => self.complaint.is_some() || self.checked != Some(clock::today()),
            };
            if is_due {
                self.check(interruption);
            }
        }
        self.say(&[pick(self.request.language, "Đã dừng theo dõi.", "Stopped.").to_owned()]);
    }

    /// One more check. What cannot be done now is said once and tried again.
    fn check(&mut self, interruption: &Interruption) {
        let survey = self.survey();
        // Ctrl+C reaches the reader processes too: files they could not finish are not to be called unreadable.
        if interruption.happened() {
            return;
        }
        match survey.and_then(|survey| self.publish(&survey).map(|()| survey)) {
            Ok(survey) => {
                self.complaint = None;
                self.say_changes(&survey);
            }
            Err(error) => self.complain(error.lines(self.request.language)),
        }
    }

    fn survey(&self) -> Result<Survey, BuildError> {
        let today = clock::today();
        pipeline::survey(&self.request.workspace, self.year, today, &self.readers, &pipeline::Silent)
    }

    fn publish(&mut self, survey: &Survey) -> Result<(), BuildError> {
        pipeline::publish_survey(survey, &self.request.workspace, &self.readers)?;
        self.checked = Some(survey.status().today);
        Ok(())
    }

    fn say_changes(&self, survey: &Survey) {
        let status = survey.status();
        let changes = status.changes.unwrap_or_default();
        let line = |change: &crate::status::Change| {
            let text = change.text.get(self.request.language);
            if change.file.is_empty() { text.to_owned() } else { format!("{}: {text}", change.file) }
        };
        self.say(&changes.iter().map(line).collect::<Vec<_>>());
    }

    fn complain(&mut self, lines: Vec<String>) {
        if self.complaint.as_ref() != Some(&lines) {
            messages::print_problem(&lines);
            self.complaint = Some(lines);
        }
    }

    /// Prints lines with the time before them.
    fn say(&self, lines: &[String]) {
        let time = clock::time_of_day();
        messages::print_lines(&lines.iter().map(|line| format!("{time}  {line}")).collect::<Vec<_>>());
    }
}

/// How many have reported, and what is wrong.
fn tally(survey: &Survey, language: Language) -> String {
    let status = survey.status();
    let reported = Submission::ALL.into_iter().filter(|submission| submission.is_counted());
    let reported: usize =
        reported.map(|submission| survey.checked.consolidation().submissions(submission).into_value()).sum();
    let all = survey.checked.consolidation().agencies.len();
    let [errors, warnings] =
        [Severity::Error, Severity::Warning].map(|severity| status.findings(severity).into_value());
    match language {
        Language::Vietnamese => {
            format!("Năm {}: {reported}/{all} đơn vị đã có báo cáo; {errors} lỗi, {warnings} cảnh báo.", status.year())
        }
        Language::English => {
            format!(
                "{}: {reported} of {all} bodies have reported; {errors} errors, {warnings} warnings.",
                status.year()
            )
        }
    }
}
