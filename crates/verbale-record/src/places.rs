//! Where places lie: a venue in its city, a city in its country, all on the globe.

use crate::model::{Degrees, Encounter, Event, Place};
use std::collections::BTreeMap;
use verbale_register::{Entry, Register, fold};

/// How two places stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lie {
    /// One place.
    Same,
    /// One in the other.
    Inside,
    /// Nothing says that they are one, nor that they are two.
    Unknown,
    /// Two places.
    Apart,
}

/// The register's places by name.
#[derive(Debug)]
pub(crate) struct Atlas {
    /// Folded name without spaces to the place and all it lies in, the state last.
    chains: BTreeMap<String, Vec<String>>,
    /// Folded name without spaces to every place of that name.
    spots: BTreeMap<String, Vec<Spot>>,
}

/// A place on the globe.
#[derive(Debug, Clone)]
struct Spot {
    country: Option<&'static str>,
    /// Of a venue.
    city: Option<&'static str>,
    at: (Degrees, Degrees),
}

impl Atlas {
    pub(crate) fn new(register: &Register) -> Self {
        let mut chains = BTreeMap::new();
        let mut spots: BTreeMap<String, Vec<Spot>> = BTreeMap::new();
        for s in register.states() {
            let state = vec![s.code.to_owned()];
            for name in std::iter::once(&s.name).chain(&s.aliases) {
                chains.insert(key(name), state.clone());
            }
            for name in &s.capitals {
                chains.entry(key(name)).or_insert_with(|| vec![key(name), s.code.to_owned()]);
            }
        }
        for p in register.places() {
            let mut chain = vec![key(p.name)];
            let (mut at, mut country) = (p.within.and_then(|w| register.place(w)), p.country);
            // Tables are small trees; the bound is against a loop in them.
            for _ in 0..8 {
                let Some(outer) = at else { break };
                chain.push(key(outer.name));
                country = country.or(outer.country);
                at = outer.within.and_then(|w| register.place(w));
            }
            chain.extend(country.map(str::to_owned));
            for name in std::iter::once(&p.name).chain(&p.aliases) {
                chains.entry(key(name)).or_insert_with(|| chain.clone());
            }
            let city =
                p.within.and_then(|w| register.place(w)).filter(|c| p.kind == "venue" && c.kind == "city");
            let Some((lat, lon)) = p.at else { continue };
            let at = (Degrees::from(lat), Degrees::from(lon));
            let spot = Spot { country: p.country, city: city.map(|c| c.name), at };
            for name in std::iter::once(&p.name).chain(&p.aliases) {
                spots.entry(key(name)).or_default().push(spot.clone());
            }
        }
        // Palaces that stand for who sits in them: the place of the city will do.
        let palaces = |kind: &str| matches!(kind, "presidency" | "head-of-government-office");
        for b in register.bodies().filter(|b| b.listed && palaces(b.kind)) {
            let Some(city) = register.seat(Entry::Body(b.id)) else { continue };
            let Some((lat, lon)) = city.at else { continue };
            let at = (Degrees::from(lat), Degrees::from(lon));
            for name in b.aliases.iter().map(|n| key(n)) {
                let chain = vec![name.clone(), key(city.name), b.country.to_owned()];
                chains.entry(name.clone()).or_insert(chain);
                let spot = Spot { country: Some(b.country), city: Some(city.name), at };
                spots.entry(name).or_default().push(spot);
            }
        }
        Self { chains, spots }
    }

    /// Gives every place its city and coordinates, where the register knows it.
    pub(crate) fn locate(&self, encounters: &mut [Encounter], events: &mut [Event]) {
        let own = encounters
            .iter_mut()
            .flat_map(|e| e.place.iter_mut().chain(e.accounts.iter_mut().filter_map(|a| a.place.as_mut())));
        own.chain(events.iter_mut().filter_map(|e| e.place.as_mut())).for_each(|p| self.put(p));
    }

    fn put(&self, place: &mut Place) {
        let first = place.name.split(", ").next().unwrap_or_default();
        let named = self.spots.get(&key(first)).map_or(&[][..], Vec::as_slice);
        let country = place.country.as_deref();
        let fit =
            || named.iter().filter(|s| country.is_none() || s.country.is_none() || s.country == country);
        // Of two of one name nothing says which, but a town and its palace are one spot.
        let near =
            |a: &Spot, b: &Spot| (a.at.0.0 - b.at.0.0).abs() < 100 && (a.at.1.0 - b.at.1.0).abs() < 100;
        let Some(spot) = fit().next().filter(|first| fit().all(|s| near(first, s))) else { return };
        place.city = spot.city.map(|c| c.trim_start_matches('=').to_owned());
        (place.lat, place.lon) = (Some(spot.at.0), Some(spot.at.1));
    }

    /// The place and what it lies in, the narrowest first; for "Tianjin, China" the city, then the state.
    pub(crate) fn chain(&self, place: &Place) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let mut add = |k: &String| {
            if !k.is_empty() && !out.contains(k) {
                out.push(k.clone());
            }
        };
        for piece in place.name.split(", ") {
            let own = key(piece);
            match self.chains.get(&own) {
                Some(chain) => chain.iter().for_each(&mut add),
                None => add(&own),
            }
        }
        place.country.iter().for_each(add);
        out
    }

    /// How `a` and `b` stand to each other.
    pub(crate) fn lie(&self, a: &Place, b: &Place) -> Lie {
        let (x, y) = (self.chain(a), self.chain(b));
        let (Some(first), Some(second)) = (x.first(), y.first()) else { return Lie::Unknown };
        if first == second {
            return Lie::Same;
        }
        if x.contains(second) || y.contains(first) {
            return Lie::Inside;
        }
        let part = |n: &str, m: &str| n.len() >= 4 && m.starts_with(n);
        if part(first, second) || part(second, first) {
            return Lie::Same;
        }
        let state = |c: &[String]| c.iter().find(|k| is_code(k)).cloned();
        match (state(&x), state(&y)) {
            (Some(s), Some(t)) if s != t => Lie::Apart,
            // Two cities the tables know; a name they do not know may be a house in either.
            (Some(_), Some(_)) if self.knows(a) && self.knows(b) => Lie::Apart,
            _ => Lie::Unknown,
        }
    }

    /// How narrow a place is: more for a venue than for a city, more for a city than for a state.
    pub(crate) fn narrowness(&self, place: &Place) -> usize {
        self.chain(place).len()
    }

    /// Whether it is narrower than a state.
    pub(crate) fn below_state(&self, place: &Place) -> bool {
        self.chain(place).first().is_some_and(|k| !is_code(k))
    }

    fn knows(&self, place: &Place) -> bool {
        place.name.split(", ").next().is_some_and(|p| self.chains.contains_key(&key(p)))
    }
}

fn is_code(key: &str) -> bool {
    key.len() == 3 && key.bytes().all(|b| b.is_ascii_uppercase())
}

fn key(name: &str) -> String {
    let folded = fold(name);
    folded.strip_prefix("the ").unwrap_or(&folded).replace(' ', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(name: &str, country: Option<&str>) -> Place {
        let mut place = Place::new(name, country.map(str::to_owned));
        Atlas::new(Register::embedded()).put(&mut place);
        place
    }

    #[test]
    fn a_city_a_venue_and_a_palace_are_on_the_globe() {
        let geneva = serde_json::to_value(put("Geneva", Some("CHE"))).unwrap();
        assert_eq!(geneva, serde_json::json!({"name": "Geneva", "country": "CHE", "lat": 46.2, "lon": 6.14}));
        assert_eq!(put("Great Hall of the People", Some("CHN")).city.as_deref(), Some("Beijing"));
        let kremlin = put("Kremlin", Some("RUS"));
        assert_eq!((kremlin.city.as_deref(), kremlin.lat), (Some("Moscow"), Some(Degrees(5575))));
    }

    #[test]
    fn of_namesakes_the_country_decides_and_without_it_none() {
        assert_eq!(put("Valencia", Some("VEN")).lat, Some(Degrees(1016)));
        assert_eq!(put("Valencia", Some("ESP")).lat, Some(Degrees(3947)));
        assert_eq!(put("Valencia", None).lat, None);
        assert_eq!(put("Nowhere-on-Sea", Some("GBR")).lat, None);
    }
}
