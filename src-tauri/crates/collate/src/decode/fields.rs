//! Takes a document apart: every member that is known is moved out, what is left over is noted. A member of another shape
//! than expected counts as not returned, and is noted with the way to it.

use super::json::{Member, Raw};
use crate::odd::{Oddities, Oddity, beginning};
use crate::vocabulary::{Word, read};
use crate::{Contract, InvalidJson};
use model::{Json, MalformedId, Timestamp, UnknownWord, whole_number};
use std::borrow::Cow;
use std::fmt::Write as _;

/// A member without which an object means nothing is missing or of another shape: the way to it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Missing(pub(crate) String);

/// What may hold a link to a live session in any object, and is never kept (reference, section 9).
const LINK: &str = "liveViewUrl";

/// One step on the way to what is read. Never a text of the document.
#[derive(Clone, Copy)]
enum Step {
    Name(&'static str),
    Index(usize),
}

/// What is known while a document is taken apart.
pub(crate) struct Notes {
    contract: Contract,
    path: Vec<Step>,
    odd: Oddities,
}

impl Notes {
    pub(crate) fn contract(&self) -> Contract {
        self.contract
    }

    /// The way to `name` from here.
    fn way(&self, name: &'static str) -> String {
        let mut way = String::new();
        let last = (!name.is_empty()).then_some(Step::Name(name));
        for step in self.path.iter().copied().chain(last) {
            // Writing to a String cannot fail.
            let _ = match step {
                Step::Name(name) if way.is_empty() => write!(way, "{name}"),
                Step::Name(name) => write!(way, ".{name}"),
                Step::Index(index) => write!(way, "[{index}]"),
            };
        }
        way
    }

    /// `name` is of another shape than expected; an empty name means what is being read.
    pub(crate) fn other_shape(&mut self, name: &'static str) {
        if !self.odd.is_full() {
            let at = self.way(name);
            self.odd.add(Oddity::OtherShape { at });
        }
    }

    fn dropped(&mut self, missing: Missing) {
        self.odd.add(Oddity::OtherShape { at: missing.0 });
    }

    pub(crate) fn unknown_field(&mut self, object: &'static str, name: &str) {
        if !self.odd.is_full() {
            self.odd.add(Oddity::UnknownField { object, name: beginning(name) });
        }
    }

    /// Reads a word, and notes it when it is in no list.
    pub(crate) fn word<T: Word>(&mut self, text: &str) -> T {
        let word: T = read(self.contract, text);
        if !word.is_known() && !self.odd.is_full() {
            self.odd.add(Oddity::UnknownWord(UnknownWord { of: T::OF, word: beginning(text) }));
        }
        word
    }

    /// Reads something one step further in.
    fn inside<T>(&mut self, step: Step, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let value = read(self);
        self.path.pop();
        value
    }

    /// Reads the element at that index.
    pub(crate) fn element<T>(&mut self, index: usize, read: impl FnOnce(&mut Self) -> T) -> T {
        self.inside(Step::Index(index), read)
    }

    /// Reads the member of that name.
    pub(crate) fn member<T>(&mut self, name: &'static str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.inside(Step::Name(name), read)
    }

    /// Reads an object's members; what is left of them afterwards is noted. `None`, noted, when it is no object.
    pub(crate) fn object<'a, T>(
        &mut self,
        value: Raw<'a>,
        object: &'static str,
        read: impl FnOnce(&mut Fields<'_, 'a>) -> Result<T, Missing>,
    ) -> Result<T, Missing> {
        let Raw::Object(members) = value else { return Err(Missing(self.way(""))) };
        let mut fields = Fields { object, members, notes: self };
        let value = read(&mut fields)?;
        fields.rest();
        Ok(value)
    }

    /// As [`Self::object`], noted and left out when it cannot be read.
    pub(crate) fn part<'a, T>(
        &mut self,
        value: Raw<'a>,
        object: &'static str,
        read: impl FnOnce(&mut Fields<'_, 'a>) -> Result<T, Missing>,
    ) -> Option<T> {
        self.object(value, object, read).map_err(|missing| self.dropped(missing)).ok()
    }

    /// The elements that are objects and can be read. `object` names one of them.
    pub(crate) fn each<'a, T>(
        &mut self,
        elements: Vec<Raw<'a>>,
        object: &'static str,
        mut read: impl FnMut(&mut Fields<'_, 'a>) -> Result<T, Missing>,
    ) -> Vec<T> {
        let elements = elements.into_iter().enumerate();
        let read =
            elements.filter_map(|(index, value)| self.element(index, |notes| notes.part(value, object, &mut read)));
        read.collect()
    }

    /// A copy of what is kept word for word, without links: their text is never copied.
    pub(crate) fn keep(&mut self, object: &'static str, value: Raw<'_>) -> Json {
        match value {
            Raw::List(elements) => Json::List(elements.into_iter().map(|element| self.keep(object, element)).collect()),
            Raw::Object(members) => {
                let mut kept = Vec::with_capacity(members.len());
                for (name, value) in members {
                    if is_link(&name) {
                        self.found_link(object, &value);
                    } else {
                        kept.push((name.into_owned(), self.keep(object, value)));
                    }
                }
                Json::Object(kept)
            }
            simple => simple.into_json(),
        }
    }

    fn found_link(&mut self, object: &'static str, value: &Raw<'_>) {
        if !value.is_null() {
            self.unknown_field(object, LINK);
        }
    }
}

fn is_link(name: &str) -> bool {
    name.eq_ignore_ascii_case(LINK)
}

/// The members of one object that were not read yet.
pub(crate) struct Fields<'n, 'a> {
    object: &'static str,
    members: Vec<Member<'a>>,
    pub(crate) notes: &'n mut Notes,
}

impl<'a> Fields<'_, 'a> {
    /// Whether there is a member of that name, `null` or not.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.members.iter().any(|(key, _)| key == name)
    }

    /// Moves a member out. `null` says nothing.
    pub(crate) fn take(&mut self, name: &str) -> Option<Raw<'a>> {
        let at = self.members.iter().position(|(key, _)| key == name)?;
        let (_, value) = self.members.swap_remove(at);
        (!value.is_null()).then_some(value)
    }

    /// Moves out all members of these names, in the order they came in, each kept word for word without links.
    pub(crate) fn keep_all(&mut self, names: &[&str]) -> Vec<(String, Json)> {
        let mut kept = Vec::new();
        let mut at = 0;
        while let Some((name, _)) = self.members.get(at) {
            if names.contains(&name.as_ref()) {
                let (name, value) = self.members.remove(at);
                if !value.is_null() {
                    kept.push((name.into_owned(), self.notes.keep(self.object, value)));
                }
            } else {
                at += 1;
            }
        }
        kept
    }

    /// Members the contract has and this desk does not use.
    pub(crate) fn known(&mut self, names: &[&str]) {
        self.members.retain(|(key, _)| !names.contains(&key.as_ref()));
    }

    /// Text as it stands, also an empty one.
    fn written(&mut self, name: &'static str) -> Option<Cow<'a, str>> {
        match self.take(name)? {
            Raw::Text(text) => Some(text),
            _ => {
                self.notes.other_shape(name);
                None
            }
        }
    }

    /// Text, also an empty one.
    pub(crate) fn any_text(&mut self, name: &'static str) -> Option<String> {
        self.written(name).map(Cow::into_owned)
    }

    /// Text that says something.
    pub(crate) fn text(&mut self, name: &'static str) -> Option<String> {
        self.written(name).filter(|text| !text.trim().is_empty()).map(Cow::into_owned)
    }

    /// The texts of a list; elements that are not text are left to whoever shows the whole document.
    pub(crate) fn texts(&mut self, name: &'static str) -> Vec<String> {
        self.list(name, |element, notes| match element {
            Raw::Text(text) => Some(text.into_owned()),
            _ => {
                notes.other_shape("");
                None
            }
        })
    }

    /// A word of one of the lists.
    pub(crate) fn word<T: Word>(&mut self, name: &'static str) -> Option<T> {
        let text = self.written(name).filter(|text| !text.trim().is_empty())?;
        Some(self.notes.word(&text))
    }

    /// A word without which the object means nothing; also an empty one.
    pub(crate) fn any_word<T: Word>(&mut self, name: &'static str) -> Option<T> {
        let text = self.written(name)?;
        Some(self.notes.word(&text))
    }

    /// A whole number.
    pub(crate) fn whole(&mut self, name: &'static str) -> Option<u64> {
        let whole = match self.take(name)? {
            Raw::Number(digits) => whole_number(digits),
            _ => None,
        };
        if whole.is_none() {
            self.notes.other_shape(name);
        }
        whole
    }

    /// Whether it is `true`; anything else is not.
    pub(crate) fn flag(&mut self, name: &'static str) -> bool {
        match self.take(name) {
            Some(Raw::Bool(value)) => value,
            None => false,
            Some(_) => {
                self.notes.other_shape(name);
                false
            }
        }
    }

    /// A point in time as RFC 3339 writes it.
    pub(crate) fn timestamp(&mut self, name: &'static str) -> Option<Timestamp> {
        let read = match self.take(name)? {
            Raw::Text(text) => timestamp(&text),
            _ => None,
        };
        if read.is_none() {
            self.notes.other_shape(name);
        }
        read
    }

    /// An id.
    pub(crate) fn id<T>(
        &mut self,
        name: &'static str,
        new: impl FnOnce(String) -> Result<T, MalformedId>,
    ) -> Option<T> {
        let id = new(self.any_text(name)?).ok();
        if id.is_none() {
            self.notes.other_shape(name);
        }
        id
    }

    /// Without it the object means nothing.
    pub(crate) fn must<T>(&self, name: &'static str, value: Option<T>) -> Result<T, Missing> {
        value.ok_or_else(|| Missing(self.notes.way(name)))
    }

    /// What a member holds, when it is an object that can be read.
    pub(crate) fn object<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&mut Fields<'_, 'a>) -> Result<T, Missing>,
    ) -> Option<T> {
        let value = self.take(name)?;
        self.notes.member(name, |notes| notes.part(value, name, read))
    }

    /// What an object holds without which this one means nothing.
    pub(crate) fn must_object<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&mut Fields<'_, 'a>) -> Result<T, Missing>,
    ) -> Result<T, Missing> {
        let value = self.take(name);
        let value = self.must(name, value)?;
        self.notes.member(name, |notes| notes.object(value, name, read))
    }

    /// The elements of a list that can be read.
    pub(crate) fn list<T>(
        &mut self,
        name: &'static str,
        mut read: impl FnMut(Raw<'a>, &mut Notes) -> Option<T>,
    ) -> Vec<T> {
        match self.take(name) {
            None => Vec::new(),
            Some(Raw::List(elements)) => self.notes.member(name, |notes| {
                let elements = elements.into_iter().enumerate();
                elements.filter_map(|(index, element)| notes.element(index, |notes| read(element, notes))).collect()
            }),
            Some(_) => {
                self.notes.other_shape(name);
                Vec::new()
            }
        }
    }

    /// The elements of a list that are objects and can be read. `object` names one of them.
    pub(crate) fn each<T>(
        &mut self,
        name: &'static str,
        object: &'static str,
        mut read: impl FnMut(&mut Fields<'_, 'a>) -> Result<T, Missing>,
    ) -> Vec<T> {
        self.list(name, |element, notes| notes.part(element, object, &mut read))
    }

    /// The rows of a page: `data`, else the only list there is (noted by its name).
    pub(crate) fn rows(&mut self) -> Result<Vec<Raw<'a>>, Missing> {
        let named = self.members.iter().position(|(name, value)| name == "data" && matches!(value, Raw::List(_)));
        let at = named.or_else(|| {
            let mut lists = self.members.iter().enumerate().filter(|(_, (_, value))| matches!(value, Raw::List(_)));
            lists.next().filter(|_| lists.next().is_none()).map(|(at, _)| at)
        });
        match at.map(|at| self.members.swap_remove(at)) {
            Some((name, Raw::List(rows))) => {
                if name != "data" {
                    self.notes.unknown_field(self.object, &name);
                }
                Ok(rows)
            }
            _ => Err(Missing(self.notes.way("data"))),
        }
    }

    /// A member kept word for word, without links.
    pub(crate) fn kept(&mut self, name: &'static str) -> Option<Json> {
        let value = self.take(name)?;
        Some(self.notes.keep(name, value))
    }

    /// What is still there: known by nobody.
    pub(crate) fn rest(&mut self) -> Vec<Member<'a>> {
        let mut rest = std::mem::take(&mut self.members);
        rest.retain(|(name, value)| {
            let link = is_link(name);
            if link {
                self.notes.found_link(self.object, value);
            } else {
                self.notes.unknown_field(self.object, name);
            }
            !link
        });
        rest
    }
}

/// A point in time as RFC 3339 writes it.
pub(crate) fn timestamp(text: &str) -> Option<Timestamp> {
    let parsed: jiff::Timestamp = text.parse().ok()?;
    Some(Timestamp(parsed.as_millisecond()))
}

/// What was read, and what was odd about it.
pub(crate) type Decoded<T> = (Result<T, Missing>, Vec<Oddity>);

/// Takes a whole document apart. `root` begins every way to a part of it.
pub(crate) fn whole<'a, T>(
    value: Raw<'a>,
    root: &'static str,
    contract: Contract,
    read: impl FnOnce(&mut Fields<'_, 'a>) -> Result<T, Missing>,
) -> Decoded<T> {
    open(root, contract, |notes| notes.object(value, root, read))
}

/// As [`whole`], for a document that need not be an object.
pub(crate) fn open<T>(
    root: &'static str,
    contract: Contract,
    read: impl FnOnce(&mut Notes) -> Result<T, Missing>,
) -> Decoded<T> {
    let mut notes = Notes { contract, path: vec![Step::Name(root)], odd: Oddities::default() };
    let value = read(&mut notes);
    (value, notes.odd.into_vec())
}

impl From<InvalidJson> for Missing {
    fn from(invalid: InvalidJson) -> Self {
        Self(format!("byte {}", invalid.offset()))
    }
}
