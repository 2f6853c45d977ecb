//! Which address is what: a request in, the answer of the right room out.

use crate::ask::{Ask, Form, encoded};
use crate::pages::{self, Frame};
use crate::pool::Pool;
use crate::read::{Kind, Snapshot};
use crate::reply::{Answer, Reply, Trouble};
use crate::{api, feeds};
use rusqlite::Connection;
use std::path::Path;
use std::time::Duration;
use verbale_record::store::StoreError;

/// A record, open to readers.
#[derive(Debug)]
pub(crate) struct Room {
    pool: Pool,
    /// What the record is called: its file's name.
    title: String,
}

impl Room {
    /// Opens the record at `file` once, to say at the start what is wrong with it.
    pub(crate) fn open(file: &Path, limit: Duration) -> Result<Self, StoreError> {
        verbale_record::store::Store::open(file)?.into_reader()?;
        let title = file.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
        Ok(Self { pool: Pool::new(file, limit), title })
    }

    /// Lets go of what nobody has used for a while.
    pub(crate) fn rest(&self) {
        self.pool.rest();
    }

    /// Answers; troubles too are answers.
    pub(crate) fn answer(&self, ask: &Ask) -> Reply {
        if let Some(asset) = pages::asset(ask) {
            return asset;
        }
        let answer = self.pool.read(|c| self.find(c, ask));
        answer.unwrap_or_else(|trouble| {
            let wants_json = ask.form == Form::Json || ask.segments().first() == Some(&"api");
            if wants_json { trouble.json() } else { pages::trouble(&Frame::new(&self.title, ask), &trouble) }
        })
    }

    fn find(&self, c: &Connection, ask: &Ask) -> Answer {
        let s = Snapshot::new(c);
        let frame = Frame::new(&self.title, ask);
        match ask.segments()[..] {
            [] | ["timeline"] => pages::timeline(&s, &frame),
            ["search"] => pages::search(&s, &frame),
            ["about"] => pages::about(&s, &frame, self.pool.path()),
            ["api", "v1", ref rest @ ..] => api::answer(&s, ask, rest),
            ["feed.atom"] => feeds::atom(&s, ask, &self.title, self.pool.written()),
            ["planned.ics"] => feeds::calendar(&s, ask, &self.title, self.pool.written()),
            ["id", id] => to_entry(&s, id, None),
            ["actors"] => pages::actors(&s, &frame),
            ["issues"] => pages::issues(&s, &frame),
            ["dyads"] => pages::dyads(&s, &frame),
            ["positions"] => pages::positions(&s, &frame),
            ["issues", id] => pages::issue(&s, &frame, id),
            ["dyads", id] => pages::dyad(&s, &frame, id),
            [room] => match Kind::of_room(room) {
                Some(kind) => pages::list(&s, &frame, kind),
                None => Err(Trouble::Missing("There is no such page.".to_owned())),
            },
            [room, id] => self.entry(&s, &frame, room, id, None),
            [room, id, part] => self.entry(&s, &frame, room, id, Some(part)),
            _ => Err(Trouble::Missing("There is no such page.".to_owned())),
        }
    }

    fn entry(&self, s: &Snapshot<'_>, frame: &Frame<'_>, room: &str, id: &str, part: Option<&str>) -> Answer {
        let kind = match room {
            "issues" if part == Some("matrix") => return pages::issue(s, frame, id),
            "dyads" if part == Some("curve") => return pages::dyad(s, frame, id),
            _ => Kind::of_room(room),
        };
        let kind = kind.ok_or_else(|| Trouble::Missing("There is no such page.".to_owned()))?;
        // Of a great power a position is long: its page reads it line by line.
        if kind == Kind::Position && s.position(id)?.is_some() {
            return match part {
                None => pages::position(s, frame, id),
                Some("cite") => crate::cite::of_position(s, frame, id),
                Some(_) => Err(Trouble::Missing("There is no such page.".to_owned())),
            };
        }
        let Some(raw) = s.raw(kind, id)? else { return to_entry(s, id, Some(kind)) };
        let cite = part == Some("cite");
        if cite {
            return crate::cite::reply(s, frame, kind, &raw);
        }
        if kind == Kind::Comparison && frame.ask.form == Form::Json {
            return Ok(Reply::json(raw + "\n"));
        }
        let answer = match (kind, part) {
            (Kind::Article, None) => pages::article(s, frame, &raw),
            (Kind::Actor, None | Some("positions")) => pages::actor(s, frame, &raw),
            (Kind::Encounter, None | Some("accounts")) => pages::encounter(s, frame, &raw),
            (Kind::Story, None | Some("lineage")) => pages::story(s, frame, &raw),
            (Kind::Statement, None) => pages::statement(s, frame, &raw),
            (Kind::Demand, None) => pages::demand(s, frame, &raw),
            (Kind::Event | Kind::Consult, None) => pages::event(s, frame, &raw),
            (Kind::Comparison, None) => pages::comparison(s, &raw),
            _ => Err(Trouble::Missing("There is no such page.".to_owned())),
        }?;
        Ok(answer)
    }
}

/// Sends the reader to the entry an id leads to.
fn to_entry(s: &Snapshot<'_>, id: &str, wanted: Option<Kind>) -> Answer {
    let what = wanted.map_or("entry", Kind::table);
    let (kind, entry) = s.resolve(id)?.ok_or_else(|| Trouble::nothing(what, id))?;
    Ok(Reply::redirect(&format!("/{}/{}", kind.room(), encoded(&entry))))
}
