//! Values that never travel without their origin.

use std::sync::Arc;

use super::{CellRef, Decimal, Status, on_line, percent_of, weighted_mean};

/// A value and where it came from. It cannot be made without an origin, so nothing reaches a page, a sheet or JSON that
/// cannot be led back.
#[derive(Clone, Debug, PartialEq)]
pub struct Traced<T> {
    value: T,
    origin: Origin,
}

/// Where a value came from.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// A cell that an agency filled in.
    Cell(CellRef),
    /// A computation over other values.
    Derived(Arc<Derivation>),
    /// A setting of the workspace, named by file and key: `report.toml: deadline`.
    Setting(Arc<str>),
    /// A file that was sent, as a whole: its path relative to `inputs/<year>/`.
    File(Arc<str>),
    /// A figure of an earlier year, as that year's data have it.
    Earlier(Arc<EarlierFigure>),
}

/// Where a figure of an earlier year stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierFigure {
    /// The year.
    pub year: i16,
    /// Its data, in the workspace: `output/archive/2025-r2/data/output/2025/data.json`.
    pub source: Arc<str>,
    /// The figure in the data: `indicators CT05: actual`.
    pub place: String,
}

/// A computation and what went into it.
#[derive(Clone, Debug, PartialEq)]
pub struct Derivation {
    /// What was done.
    pub method: Method,
    /// The origins of the inputs, in the order they were taken.
    pub inputs: Vec<Origin>,
}

/// What was done with the inputs. Each says all there is to it, so that a figure can be computed anew from its origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The inputs added up.
    Sum,
    /// 100 × the first / the second.
    Ratio,
    /// 100 × the first / all added up.
    Share,
    /// The first less the second.
    Difference,
    /// 100 × (the first less the second) / the second.
    Change,
    /// How many inputs there are: the cells that say this.
    Count(Status),
    /// How many inputs there are: the bodies of which nothing is known.
    Silence,
    /// How many inputs there are, whatever they are.
    Number,
    /// The greatest of the inputs.
    Max,
    /// The least of the inputs.
    Min,
    /// What the straight line from the first input, in one year, to the second, in another, has in a year between.
    Line {
        /// The year of the first.
        from: i16,
        /// The year of the second.
        until: i16,
        /// The year asked for.
        at: i16,
    },
    /// The mean of the first, third … input, weighted by the one behind each.
    Mean,
}

impl<T> Traced<T> {
    /// A value read from a cell.
    pub fn from_cell(value: T, cell: CellRef) -> Self {
        Self { value, origin: Origin::Cell(cell) }
    }

    /// A value computed by `method` from `inputs`.
    pub fn derived(value: T, method: Method, inputs: Vec<Origin>) -> Self {
        Self { value, origin: Origin::Derived(Arc::new(Derivation { method, inputs })) }
    }

    /// A value fixed by a setting, named by file and key.
    pub fn from_setting(value: T, key: impl Into<Arc<str>>) -> Self {
        Self { value, origin: Origin::Setting(key.into()) }
    }

    /// A value taken from the data of an earlier year.
    pub fn earlier(value: T, figure: EarlierFigure) -> Self {
        Self { value, origin: Origin::Earlier(Arc::new(figure)) }
    }

    /// The value.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// Where it came from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The cell it was read from, unless it was computed or set.
    pub fn cell(&self) -> Option<&CellRef> {
        match &self.origin {
            Origin::Cell(cell) => Some(cell),
            Origin::Derived(_) | Origin::Setting(_) | Origin::File(_) | Origin::Earlier(_) => None,
        }
    }

    /// The value rewritten, its origin kept.
    pub fn map<U>(self, rewrite: impl FnOnce(T) -> U) -> Traced<U> {
        Traced { value: rewrite(self.value), origin: self.origin }
    }

    /// The value taken out.
    pub fn into_value(self) -> T {
        self.value
    }
}

impl Traced<usize> {
    /// How many `inputs` there are.
    pub fn number(inputs: Vec<Origin>) -> Self {
        Self::derived(inputs.len(), Method::Number, inputs)
    }

    /// These counts added up.
    pub fn total<'a>(counts: impl IntoIterator<Item = &'a Self>) -> Self {
        let (mut total, mut inputs) = (0, Vec::new());
        for count in counts {
            total += count.value;
            inputs.push(count.origin.clone());
        }
        Self::derived(total, Method::Sum, inputs)
    }
}

impl Traced<Decimal> {
    /// 100 × `part` / `whole`, unrounded. `None` where the whole is zero.
    pub fn ratio<N: Copy + Into<Decimal>>(part: &Traced<N>, whole: &Traced<N>) -> Option<Self> {
        let percent = percent_of(part.value.into(), whole.value.into())?;
        Some(Self::derived(percent, Method::Ratio, vec![part.origin.clone(), whole.origin.clone()]))
    }

    /// These amounts added up; `None` where there are none.
    pub fn sum<'a>(amounts: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let (mut total, mut inputs) = (Decimal::ZERO, Vec::new());
        for amount in amounts {
            total = total.saturating_add(amount.value);
            inputs.push(amount.origin.clone());
        }
        (!inputs.is_empty()).then(|| Self::derived(total, Method::Sum, inputs))
    }

    /// The greatest of these amounts; `None` where there are none.
    pub fn max<'a>(amounts: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        Self::extreme(amounts, Method::Max, Decimal::max)
    }

    /// The least of these amounts; `None` where there are none.
    pub fn min<'a>(amounts: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        Self::extreme(amounts, Method::Min, Decimal::min)
    }

    fn extreme<'a>(
        amounts: impl IntoIterator<Item = &'a Self>,
        method: Method,
        of_two: impl Fn(Decimal, Decimal) -> Decimal,
    ) -> Option<Self> {
        let (values, inputs): (Vec<Decimal>, Vec<Origin>) =
            amounts.into_iter().map(|amount| (amount.value, amount.origin.clone())).unzip();
        let extreme = values.into_iter().reduce(of_two)?;
        Some(Self::derived(extreme, method, inputs))
    }

    /// What a straight line ([`Method::Line`]) has, unrounded; `None` for another method, and for a line without length.
    pub fn line(start: &Self, end: &Self, method: Method) -> Option<Self> {
        let Method::Line { from, until, at } = method else { return None };
        let value = on_line([start.value, end.value], [from, until, at])?;
        Some(Self::derived(value, method, vec![start.origin.clone(), end.origin.clone()]))
    }

    /// The mean of the first of each pair weighted by the second, unrounded; `None` where the weights come to nothing.
    pub fn mean<'a>(weighted: impl IntoIterator<Item = (&'a Self, &'a Self)>) -> Option<Self> {
        let (mut values, mut inputs) = (Vec::new(), Vec::new());
        for (amount, weight) in weighted {
            values.push((amount.value, weight.value));
            inputs.extend([amount.origin.clone(), weight.origin.clone()]);
        }
        Some(Self::derived(weighted_mean(values)?, Method::Mean, inputs))
    }
}
