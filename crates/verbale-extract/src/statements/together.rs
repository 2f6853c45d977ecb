//! One act from two readers: the head's probabilities and the rule's act.
//!
//! Log-linear: where a rule sees a sign of an act, it adds its weight to the logarithm of that act's probability. Rules
//! see a sign in one of five of our own sentences, and are then right twice as often as a head that differs.

use crate::attribution::STANCES;
use crate::findings::Stance;

/// What a rule weighs.
const RULE: f32 = 3.0;

/// The act by head and rule together, with its share.
pub fn together(probabilities: &[f32; STANCES.len()], rule: Option<Stance>) -> (Stance, f32) {
    let score = |k: usize| probabilities[k] * if Some(STANCES[k]) == rule { RULE.exp() } else { 1.0 };
    let best = (1..STANCES.len()).fold(0, |best, k| if score(k) > score(best) { k } else { best });
    let all: f32 = (0..STANCES.len()).map(score).sum();
    (STANCES[best], score(best) / all.max(f32::MIN_POSITIVE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn torn(between: [Stance; 2], first: f32) -> [f32; STANCES.len()] {
        STANCES.map(|stance| match stance {
            _ if stance == between[0] => first,
            _ if stance == between[1] => 1.0 - first,
            _ => 0.0,
        })
    }

    #[test]
    fn a_rule_decides_for_a_doubtful_head_and_not_against_a_sure_one() {
        let sides = [Stance::Warn, Stance::Deny];
        assert_eq!(together(&torn(sides, 0.8), Some(Stance::Deny)).0, Stance::Deny);
        assert_eq!(together(&torn(sides, 0.99), Some(Stance::Deny)).0, Stance::Warn);
    }

    #[test]
    fn without_a_rule_the_head_stands_as_it_is() {
        let (stance, share) = together(&torn([Stance::Promise, Stance::Warn], 0.7), None);
        assert_eq!(stance, Stance::Promise);
        assert!((share - 0.7).abs() < 1e-6);
    }
}
