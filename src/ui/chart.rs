//! A small chart of amounts, drawn on the server. What it shows also stands in a table beside it.

use leptos::prelude::*;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// A bar of a chart: where its upper edge stands below the chart's, and its height, in whole units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Below the upper edge of the chart.
    pub y: i64,
    /// From its upper to its lower edge; at least one for an amount other than nought.
    pub height: i64,
}

/// The bars of amounts in a chart so many units high, and where its line of nought stands. An amount below
/// nought hangs below the line.
pub fn bars(amounts: &[Decimal], height: i64) -> (Vec<Bar>, i64) {
    let most = amounts.iter().copied().fold(Decimal::ZERO, Decimal::max);
    let least = amounts.iter().copied().fold(Decimal::ZERO, Decimal::min);
    let span = most - least;
    if span.is_zero() {
        return (amounts.iter().map(|_| Bar { y: height, height: 0 }).collect(), height);
    }
    let units = |amount: Decimal| (amount / span * Decimal::from(height)).round().to_i64().unwrap_or(0);
    let nought = units(most);
    let bar = |amount: &Decimal| {
        let length = units(amount.abs()).max(i64::from(!amount.is_zero()));
        if amount.is_sign_negative() { Bar { y: nought, height: length } } else { Bar { y: nought - length, height: length } }
    };
    (amounts.iter().map(bar).collect(), nought)
}

/// Bars side by side, with the names of the first and of the last one below. A unit is a pixel where the style sheet says so.
#[component]
pub fn BarChart(
    /// In order.
    amounts: Vec<Decimal>,
    /// The bar that stands out, counted from 0.
    current: usize,
    /// Units from one bar to the next, of which two thirds are the bar.
    step: usize,
    /// How high the bars may be, in units.
    height: i64,
    /// What the first bar is called.
    #[prop(into)]
    from: String,
    /// What the last bar is called.
    #[prop(into)]
    to: String,
    /// What the chart shows, for screen readers.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let (drawn, nought) = bars(&amounts, height);
    let (width, bar_width) = (drawn.len() * step, step * 2 / 3);
    let bars: Vec<_> = drawn
        .into_iter()
        .enumerate()
        .map(|(at, bar)| {
            let class = if at == current { "bar" } else { "bar past" };
            view! { <rect class=class x={at * step + (step - bar_width) / 2} y=bar.y width=bar_width height=bar.height rx=2/> }
        })
        .collect();
    let height = height + 14;
    view! {
        <svg class="chart" viewBox=format!("0 0 {width} {height}") role="img" aria-label=label>
            {bars}
            <line x1=0 x2=width y1=nought y2=nought/>
            <text x=2 y={height - 2}>{from}</text>
            <text x={width - 2} y={height - 2} text-anchor="end">{to}</text>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_on_the_line_of_nought_and_hang_below_it_where_more_was_paid_back() {
        let amounts = |numbers: &[i64]| numbers.iter().map(|number| Decimal::from(*number)).collect::<Vec<_>>();
        let bar = |y, height| Bar { y, height };
        assert_eq!(bars(&amounts(&[50, 100, 0]), 80), (vec![bar(40, 40), bar(0, 80), bar(80, 0)], 80));
        assert_eq!(bars(&amounts(&[60, -20]), 80), (vec![bar(0, 60), bar(60, 20)], 60));
        assert_eq!(bars(&amounts(&[0, 0]), 80), (vec![bar(80, 0), bar(80, 0)], 80));
        assert_eq!(bars(&amounts(&[1_000_000, 1]), 80).0[1], bar(79, 1), "what is there is seen");
        assert_eq!(bars(&[], 80), (vec![], 80));
    }
}
