//! Lengths of time in words.

use crate::model::Minutes;

impl Minutes {
    /// "more than 5 hours", "about 3 hours", "45 minutes", "7.5 hours"; `None` where neither bound is known.
    pub fn words(self) -> Option<String> {
        match (self.low, self.high) {
            (Some(low), Some(high)) if (high - low).abs() < 0.5 => Some(unit(low)),
            (Some(low), Some(high)) => Some(match about(low, high) {
                Some(middle) => format!("about {}", unit(middle)),
                None => format!("{} to {}", unit(low), unit(high)),
            }),
            (Some(low), None) => Some(format!("more than {}", unit(low))),
            (None, Some(high)) => Some(format!("less than {}", unit(high))),
            (None, None) => None,
        }
    }
}

/// The middle of bounds that stand a tenth around it, as those of "about three hours" do.
fn about(low: f64, high: f64) -> Option<f64> {
    let middle = (low + high) / 2.0;
    ((high - low) / 2.0 / middle - 0.1).abs().lt(&0.01).then_some(middle)
}

/// In hours where they are whole or half, else in hours and minutes.
fn unit(minutes: f64) -> String {
    let word = |n: f64, unit: &str| format!("{n} {unit}{}", if n == 1.0 { "" } else { "s" });
    let rounded = minutes.round();
    if rounded >= 60.0 && rounded % 30.0 == 0.0 {
        word(rounded / 60.0, "hour")
    } else if rounded > 120.0 {
        format!("{} {}", word((rounded / 60.0).floor(), "hour"), word(rounded % 60.0, "minute"))
    } else {
        word((minutes * 10.0).round() / 10.0, "minute")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_said_as_one_says_them() {
        let said = |low, high| Minutes { low, high }.words();
        assert_eq!(said(Some(300.0), None).as_deref(), Some("more than 5 hours"));
        assert_eq!(said(Some(162.0), Some(198.0)).as_deref(), Some("about 3 hours"));
        assert_eq!(said(Some(120.0), Some(180.0)).as_deref(), Some("2 hours to 3 hours"));
        assert_eq!(said(Some(450.0), Some(450.0)).as_deref(), Some("7.5 hours"));
        assert_eq!(said(Some(80.0), Some(80.0)).as_deref(), Some("80 minutes"));
        assert_eq!(said(None, Some(264.0)).as_deref(), Some("less than 4 hours 24 minutes"));
        assert_eq!(said(None, Some(1.0)).as_deref(), Some("less than 1 minute"));
        assert_eq!(said(None, None), None);
    }
}
