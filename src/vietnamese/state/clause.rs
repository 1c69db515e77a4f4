//! A sentence to clauses, and a clause to what it says of the work.

use super::features::Features;
use super::lexicon::{Sense, sense_of, spelt_out};
use super::meaning::States;
use super::words::{Figure, Token, Word, tokens};
use super::{Column, Share};
use crate::model::{Decimal, Status};

/// A word or figure of a clause.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    Says(Sense),
    Unknown,
    Figure(Figure, bool),
}

/// What joins a clause to those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// A comma, a bracket, `và`, `nhưng`, a new predicate.
    And,
    /// `do`, `vì`.
    Because,
    /// `để`, `nhằm`.
    InOrderTo,
    /// `hoặc`, a stroke.
    Or,
}

/// What a clause says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Says {
    /// How the work stands.
    State(Told),
    /// A share of it is done, and no more.
    Share(Share),
    /// A part of it, or of the places where it is done, stands apart: `còn 2 trường`, `cấp tiểu học`.
    PartApart,
    /// Nothing of the work, and nothing unknown: a day, `đến nay`, `Trạng thái:`.
    Nothing,
    /// Something else.
    Other,
}

/// What a clause tells of how the work stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Told {
    /// The states that can be meant.
    pub(super) states: States,
    /// The one that counts.
    pub(super) taken: Option<Status>,
    /// The share that it gives.
    pub(super) share: Option<Share>,
    /// What it does to what was told before it.
    pub(super) weight: Weight,
}

/// What a clause does to a state that was told before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// It says again how the whole work stands: both must hold.
    Asserts,
    /// It holds where both can.
    Agrees,
    /// Something was done: nothing was not.
    SomeDone,
    /// A part is done, and no more.
    PartDone,
    /// A part was not done: not all was.
    PartNotDone,
    /// What closes a work is missing: where it is not said to be completed, it is not.
    NotConcluded,
    /// It goes on: where it is not said to be completed, it may not be.
    GoesOn,
    /// What it takes is missing: it is theirs, at least.
    Lacks,
    /// Nothing.
    Passes,
}

/// A clause, with what joins it to those before.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    /// How it is joined.
    pub(super) joint: Joint,
    parts: Vec<Part>,
}

/// The clauses of a text.
pub(super) fn clauses(text: &str) -> Vec<Clause> {
    let mut split = Split { clauses: vec![Clause { joint: Joint::And, parts: Vec::new() }] };
    let tokens = without_numbering(tokens(text));
    let marked = tokens.iter().any(|token| matches!(token, Token::Word(word) if word.has_marks()));
    let tokens = spelt(tokens);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            Token::Break(mark) => {
                split.begin(if matches!(mark, '/' | '|' | '\\') { Joint::Or } else { Joint::And });
                at += 1;
            }
            Token::Figure(figure, about) => {
                split.push(Part::Figure(*figure, *about));
                at += 1;
            }
            Token::Word(_) => {
                let words: Vec<&Word> = tokens[at..]
                    .iter()
                    .map_while(|token| match token {
                        Token::Word(word) => Some(word),
                        _ => None,
                    })
                    .collect();
                let (sense, length) =
                    sense_of(&words, marked).map_or((None, 1), |(sense, length)| (Some(sense), length));
                split.take(sense);
                at += length;
            }
        }
    }
    split.clauses.retain(|clause| !clause.parts.is_empty());
    split.clauses
}

/// Tokens without the numbers of a list: `1. Hoàn thành 2. Đang thực hiện`.
fn without_numbering(mut tokens: Vec<Token>) -> Vec<Token> {
    let numbers = |tokens: &[Token], at: usize| {
        matches!(tokens.get(at), Some(Token::Figure(Figure::Plain(_), _)))
            && matches!(tokens.get(at + 1), Some(Token::Break('.' | ')' | '-' | ':')))
    };
    if numbers(&tokens, 0) {
        for at in 0..tokens.len() {
            if numbers(&tokens, at) {
                tokens[at] = Token::Break('.');
            }
        }
    }
    tokens
}

/// Tokens with abbreviations spelt out.
fn spelt(tokens: Vec<Token>) -> Vec<Token> {
    let mut spelt = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1).and_then(|next| match next {
            Token::Word(word) => Some(word),
            _ => None,
        });
        match token {
            Token::Word(word) => match spelt_out(word, next) {
                Some(full) => spelt.extend(full.iter().cloned().map(Token::Word)),
                None => spelt.push(token.clone()),
            },
            other => spelt.push(other.clone()),
        }
    }
    spelt
}

struct Split {
    clauses: Vec<Clause>,
}

impl Split {
    fn begin(&mut self, joint: Joint) {
        match self.clauses.last_mut() {
            // `(do …`, `, nhưng …`: the last word counts.
            Some(last) if last.parts.is_empty() => {
                if joint != Joint::And {
                    last.joint = joint;
                }
            }
            _ => self.clauses.push(Clause { joint, parts: Vec::new() }),
        }
    }

    fn push(&mut self, part: Part) {
        if let Some(last) = self.clauses.last_mut() {
            last.parts.push(part);
        }
    }

    fn take(&mut self, sense: Option<Sense>) {
        let Some(sense) = sense else { return self.push(Part::Unknown) };
        match sense {
            Sense::And => return self.begin(Joint::And),
            Sense::Because => return self.begin(Joint::Because),
            Sense::InOrderTo => return self.begin(Joint::InOrderTo),
            Sense::Or => return self.begin(Joint::Or),
            _ => {}
        }
        // Words that begin a predicate end the one before; what is not theirs is so to the next break.
        if begins_predicate(sense) && self.clauses.last().is_some_and(|clause| clause.has_predicate()) {
            self.begin(Joint::And);
        }
        self.push(Part::Says(sense));
    }
}

fn begins_predicate(sense: Sense) -> bool {
    matches!(
        sense,
        Sense::Past
            | Sense::UnderWay
            | Sense::Waits
            | Sense::Ahead
            | Sense::Must
            | Sense::NotYet
            | Sense::Not
            | Sense::Continues
            | Sense::NotTheirs
            | Sense::NothingArisen
            | Sense::NotArisenYet
            | Sense::NotDue
            | Sense::Except
    )
}

fn is_act(sense: Sense) -> bool {
    matches!(
        sense,
        Sense::Completes
            | Sense::Reaches
            | Sense::Exceeds
            | Sense::CarriesOut
            | Sense::RollsOut
            | Sense::Prepares
            | Sense::Manages
    )
}

impl Clause {
    fn has_predicate(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Says(sense) if is_act(*sense) || matches!(sense, Sense::Regular | Sense::Closing | Sense::Means | Sense::Quality | Sense::Fully)))
            && !self.is_theirs_not()
    }

    fn is_theirs_not(&self) -> bool {
        self.parts.contains(&Part::Says(Sense::NotTheirs))
    }

    /// Whether it is no more than `đã` or `chưa`, before a stroke: `Đã/chưa hoàn thành`.
    pub(super) fn is_marker(&self) -> bool {
        matches!(self.parts.as_slice(), [Part::Says(Sense::Past | Sense::NotYet | Sense::UnderWay)])
    }

    /// Whether all its words are known, and none is of anything but the work.
    pub(super) fn is_known(&self) -> bool {
        let is_of_work = |part: &Part| {
            !matches!(
                part,
                Part::Unknown
                    | Part::Says(Sense::Means | Sense::Closing | Sense::Trouble | Sense::Lacks | Sense::Scope)
            )
        };
        self.parts.iter().all(is_of_work)
    }

    /// Words and figures.
    pub(super) fn len(&self) -> usize {
        self.parts.len()
    }

    /// What it says, in a report on `year`; a number alone may be a share, where the column is one of shares.
    pub(super) fn says(&self, year: i16, column: Column) -> Says {
        self.features(column).says(year)
    }

    fn features(&self, column: Column) -> Features {
        let mut features = Features::default();
        let mut at = 0;
        while let Some(part) = self.parts.get(at) {
            at += 1;
            match *part {
                Part::Unknown => features.unknown = true,
                Part::Says(Sense::FromHereOn) => break,
                Part::Says(Sense::NotTheirs) => {
                    features.take(Sense::NotTheirs);
                    break;
                }
                Part::Says(sense) => features.take(sense),
                Part::Figure(figure, about) => {
                    at = self.take_figure(&mut features, at - 1, figure, about, column);
                }
            }
        }
        features
    }

    /// Takes the figure at `at`; the part after it and what it counts.
    fn take_figure(&self, features: &mut Features, at: usize, figure: Figure, about: bool, column: Column) -> usize {
        let before = at.checked_sub(1).map(|before| self.parts[before]);
        let is_day = matches!(before, Some(Part::Says(Sense::DayFollows | Sense::Before)));
        let about = about || matches!(before, Some(Part::Says(Sense::About | Sense::OutOf | Sense::Nearly)));
        let next = self.parts.get(at + 1);
        match figure {
            Figure::Symbol => {}
            Figure::Date(year) => {
                features.year = features.year.max(year);
                features.unknown |= before == Some(Part::Says(Sense::Stage));
            }
            Figure::Percent(percent) if before == Some(Part::Says(Sense::Nearly)) => {
                // `gần 80%` is about that much, `gần 100%` not all.
                if percent < Decimal::ONE_HUNDRED {
                    features.forget(Sense::Nearly);
                    features.shares.push(Share { percent: Some(percent), done: percent, about: true });
                }
            }
            Figure::Percent(percent) => features.shares.push(Share { percent: Some(percent), done: percent, about }),
            Figure::Fraction(..) if is_day => {}
            Figure::Fraction(part, whole) => return self.take_fraction(features, at + 1, part, whole),
            Figure::Plain(_) if next == Some(&Part::Says(Sense::Piece)) => {
                features.take(Sense::Partly);
                return at + 2;
            }
            Figure::Plain(_) if is_day || before == Some(Part::Says(Sense::Stage)) => {}
            Figure::Plain(number) => {
                if let Some((whole, after)) = self.out_of(at + 1) {
                    return self.take_counted(features, after, number, whole);
                }
                match (next, column) {
                    (Some(Part::Says(Sense::Percent)), _) => {
                        features.shares.push(Share { percent: Some(number), done: number, about });
                        return at + 2;
                    }
                    (None | Some(Part::Says(_)), Column::Shares { fractions }) => {
                        let is_fraction = fractions && number <= Decimal::ONE;
                        let percent = if is_fraction { number * Decimal::ONE_HUNDRED } else { number };
                        features.shares.push(Share { percent: Some(percent), done: percent, about });
                    }
                    _ => (features.counts, features.number) = (true, number),
                }
            }
        }
        at + 1
    }

    /// The whole of `4 trên 5`, `4 trong tổng số 5`, where the parts from `at` on tell it, and the place after it.
    fn out_of(&self, at: usize) -> Option<(Decimal, usize)> {
        let Some(Part::Says(Sense::OutOf)) = self.parts.get(at) else { return None };
        match self.parts.get(at + 1) {
            Some(Part::Figure(Figure::Plain(whole), _)) => Some((*whole, at + 2)),
            _ => None,
        }
    }

    fn take_fraction(&self, features: &mut Features, after: usize, part: u32, whole: u32) -> usize {
        // `15/10` may be a day as well; what is counted tells that it is none.
        let may_be_day = (1..=31).contains(&part) && (1..=12).contains(&whole);
        if may_be_day && self.parts.get(after).is_none() && part < whole {
            features.day_or_share = true;
            return after;
        }
        self.take_counted(features, after, Decimal::from(part), Decimal::from(whole))
    }

    /// So many of so many, and the word for what they are.
    fn take_counted(&self, features: &mut Features, after: usize, part: Decimal, whole: Decimal) -> usize {
        if whole.is_zero() {
            features.unknown = true;
            return after;
        }
        let done = if part >= whole { Decimal::ONE_HUNDRED } else { part * Decimal::ONE_HUNDRED / whole };
        features.shares.push(Share { percent: None, done, about: false });
        let is_what =
            |part: &&Part| matches!(part, Part::Unknown | Part::Says(Sense::Scope | Sense::Piece | Sense::Nothing));
        after + self.parts[after..].iter().take_while(is_what).count()
    }
}
