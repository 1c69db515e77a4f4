//! How the columns of a table share its width. Each column has a least width, its longest word; a preferred one, its widest
//! paragraph on one line; and a demand in between, which grows with how much text the column holds.

/// Bisection steps; each halves the error, and forty leave less than a thousandth of a point.
const STEPS: usize = 40;

/// How strongly a column with more text gets more room: 0 not at all, 1 in proportion.
const PULL: f32 = 0.7;

/// A column that prefers less than this share of an even one is narrow.
const NARROW: f32 = 0.75;

/// The share of the width that keeping narrow columns on one line may fix.
const MOST_KEPT: f32 = 0.65;

/// What a column needs, in any one unit.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Needs {
    /// The longest part that no line breaks.
    pub(super) least: f32,
    /// The widest paragraph on one line.
    pub(super) preferred: f32,
    /// Root mean square of the paragraphs' widths.
    pub(super) demand: f32,
    /// The share that the document fixes.
    pub(super) weight: Option<f32>,
}

/// Widths of the columns. Their sum is `total`, whatever the needs; where they allow it no column gets less than its least.
pub(super) fn share(needs: &[Needs], total: f32) -> Vec<f32> {
    let least: f32 = needs.iter().map(|need| need.least).sum();
    if least >= total {
        return level(needs, total);
    }
    if needs.iter().any(|need| need.weight.is_some()) {
        return weighted(needs, total);
    }
    let preferred: f32 = needs.iter().map(|need| need.preferred.max(need.least)).sum();
    if preferred <= total { widen(needs, total, preferred) } else { by_demand(&with_narrow_kept(needs, total), total) }
}

/// Not even the longest words fit: narrow columns keep what they need, the others are cut to the same width.
fn level(needs: &[Needs], total: f32) -> Vec<f32> {
    let cap = bisect(total, total, |cap| needs.iter().map(|need| need.least.min(cap)).sum());
    exact(needs.iter().map(|need| need.least.min(cap)).collect(), total)
}

/// Columns without a weight get what they prefer within reason; those with one share the rest accordingly.
fn weighted(needs: &[Needs], total: f32) -> Vec<f32> {
    let free: Vec<Needs> = needs.iter().filter(|need| need.weight.is_none()).copied().collect();
    let least_weighted: f32 = needs.iter().filter(|need| need.weight.is_some()).map(|need| need.least).sum();
    let room = (total - least_weighted).min(total * 0.5).max(free.iter().map(|need| need.least).sum());
    let wanted: f32 = free.iter().map(|need| need.preferred.max(need.least)).sum();
    let free_total = wanted.min(room);
    let mut free_widths = if free.is_empty() { Vec::new() } else { share(&free, free_total) }.into_iter();
    let rest = total - free_total;
    let weight = |need: &Needs| need.weight.map_or(0.0, |weight| weight.max(0.001));
    let weighted = needs.iter().filter(|need| need.weight.is_some());
    let scale =
        bisect(rest, rest * 1001.0, |scale| weighted.clone().map(|need| (weight(need) * scale).max(need.least)).sum());
    let widths = needs.iter().map(|need| match need.weight {
        Some(_) => (weight(need) * scale).max(need.least),
        None => free_widths.next().unwrap_or(need.least),
    });
    exact(widths.collect(), total)
}

/// Everything fits on one line: what is left over goes to the columns in proportion.
fn widen(needs: &[Needs], total: f32, preferred: f32) -> Vec<f32> {
    if preferred <= 0.0 {
        return vec![total / needs.len().max(1) as f32; needs.len()];
    }
    needs.iter().map(|need| need.preferred.max(need.least) * total / preferred).collect()
}

/// The same needs, with columns that are narrow anyway (a number, a unit) kept on one line where that leaves the others
/// most of the width.
fn with_narrow_kept(needs: &[Needs], total: f32) -> Vec<Needs> {
    let narrow = NARROW * total / needs.len().max(1) as f32;
    let kept = needs.iter().map(|need| match need.preferred <= narrow {
        true => Needs { least: need.preferred.max(need.least), ..*need },
        false => *need,
    });
    let kept: Vec<Needs> = kept.collect();
    let least: f32 = kept.iter().map(|need| need.least).sum();
    if least <= total * MOST_KEPT { kept } else { needs.to_vec() }
}

/// Columns share the width by their demand, none below its least and none above what it prefers.
fn by_demand(needs: &[Needs], total: f32) -> Vec<f32> {
    let width = |need: &Needs, scale: f32| {
        (need.demand.max(0.0).powf(PULL) * scale).clamp(need.least, need.preferred.max(need.least))
    };
    let scale = bisect(total, total, |scale| needs.iter().map(|need| width(need, scale)).sum());
    exact(needs.iter().map(|need| width(need, scale)).collect(), total)
}

/// The argument up to `most` at which the growing function `sum` reaches `total`.
fn bisect(total: f32, most: f32, sum: impl Fn(f32) -> f32) -> f32 {
    let (mut low, mut high) = (0.0, most);
    for _ in 0..STEPS {
        let middle = (low + high) / 2.0;
        if sum(middle) < total {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// Takes up what rounding left, so that the last rule stands at the margin.
fn exact(mut widths: Vec<f32>, total: f32) -> Vec<f32> {
    let sum: f32 = widths.iter().sum();
    if sum > 0.0 {
        widths.iter_mut().for_each(|width| *width *= total / sum);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(least: f32, preferred: f32, demand: f32) -> Needs {
        Needs { least, preferred, demand, weight: None }
    }

    fn sum(widths: &[f32]) -> f32 {
        widths.iter().sum()
    }

    #[test]
    fn text_gets_more_than_numbers_and_no_column_less_than_its_longest_word() {
        let needs = [need(15.0, 20.0, 18.0), need(40.0, 2000.0, 900.0), need(30.0, 300.0, 120.0)];
        let widths = share(&needs, 470.0);
        assert!((sum(&widths) - 470.0).abs() < 0.1);
        assert!(widths.iter().zip(&needs).all(|(width, need)| *width >= need.least - 0.1));
        assert!(widths[1] > widths[2] && widths[2] > widths[0]);
        assert!(widths[0] <= 20.1);
    }

    #[test]
    fn too_many_columns_are_cut_evenly() {
        let needs = vec![need(40.0, 80.0, 60.0); 60];
        let widths = share(&needs, 470.0);
        assert!((sum(&widths) - 470.0).abs() < 0.1);
        assert!(widths.iter().all(|width| (width - 470.0 / 60.0).abs() < 0.01));
    }

    #[test]
    fn weights_are_shares() {
        let weighted = |weight| Needs { weight: Some(weight), ..need(10.0, 100.0, 50.0) };
        let widths = share(&[weighted(1.0), weighted(3.0)], 400.0);
        assert!((widths[0] - 100.0).abs() < 0.1 && (widths[1] - 300.0).abs() < 0.1);
        let widths = share(&[need(10.0, 20.0, 15.0), weighted(1.0), weighted(1.0)], 400.0);
        assert!((widths[0] - 20.0).abs() < 0.5 && (widths[1] - 190.0).abs() < 0.5);
    }

    #[test]
    fn empty_columns_share_evenly() {
        assert_eq!(share(&[Needs::default(); 4], 400.0), [100.0; 4]);
        assert!(share(&[], 400.0).is_empty());
    }
}
