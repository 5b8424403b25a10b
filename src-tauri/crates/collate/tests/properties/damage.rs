//! Places in a document, and what can be done to them.

use model::Json;

/// Members whose content is nobody's but the service's.
const FREE: [&str; 13] = [
    "defaultValue",
    "details",
    "headers",
    "metadata",
    "notAllowedWhen",
    "requiredWhen",
    "reviewSnapshot",
    "serviceCode",
    "summary",
    "textWhen",
    "valueCoding",
    "valuesWhen",
    "warnings",
];

/// One place in a document.
pub(crate) struct Place {
    way: Vec<Step>,
    is_object: bool,
    /// Whether it is in, or is, something that is kept without being looked into.
    pub(crate) is_free: bool,
}

#[derive(Clone)]
enum Step {
    Member(String),
    Element(usize),
}

/// Every place, the document itself first.
pub(crate) fn places(doc: &Json) -> Vec<Place> {
    let mut found = Vec::new();
    collect(doc, &mut Vec::new(), false, &mut found);
    found
}

fn collect(value: &Json, way: &mut Vec<Step>, is_free: bool, found: &mut Vec<Place>) {
    found.push(Place { way: way.clone(), is_object: matches!(value, Json::Object(_)), is_free });
    match value {
        Json::List(elements) => {
            for (index, element) in elements.iter().enumerate() {
                way.push(Step::Element(index));
                collect(element, way, is_free, found);
                way.pop();
            }
        }
        Json::Object(members) => {
            for (name, member) in members {
                // The service code of a request is looked into, the one of a resolved route is not.
                let free = FREE.contains(&name.as_str()) && (way.is_empty() || name != "serviceCode");
                way.push(Step::Member(name.clone()));
                collect(member, way, is_free || free, found);
                way.pop();
            }
        }
        _ => {}
    }
}

impl Place {
    /// Whether members can be added. The headers of an upload are sent as they are: none is added to them.
    pub(crate) fn takes_members(&self) -> bool {
        self.is_object && !matches!(self.way.last(), Some(Step::Member(name)) if name == "headers")
    }

    /// Whether it is one value of an answer.
    pub(crate) fn is_value(&self) -> bool {
        matches!(self.way.as_slice(), [.., Step::Member(name), Step::Element(_)] if name == "answer")
    }

    pub(crate) fn find<'a>(&self, doc: &'a mut Json) -> Option<&'a mut Json> {
        self.way.iter().try_fold(doc, |here, step| step.inside(here))
    }

    /// Puts something else there, or takes it away.
    pub(crate) fn damage(&self, doc: &mut Json, instead: Option<Json>) {
        match (instead, self.way.split_last()) {
            (Some(instead), _) => {
                if let Some(here) = self.find(doc) {
                    *here = instead;
                }
            }
            (None, None) => *doc = Json::Null,
            (None, Some((last, before))) => {
                let parent = before.iter().try_fold(doc, |here, step| step.inside(here));
                match (parent, last) {
                    (Some(Json::Object(members)), Step::Member(name)) => members.retain(|(key, _)| key != name),
                    (Some(Json::List(elements)), Step::Element(index)) => drop(elements.remove(*index)),
                    _ => {}
                }
            }
        }
    }
}

impl Step {
    fn inside<'a>(&self, here: &'a mut Json) -> Option<&'a mut Json> {
        match (here, self) {
            (Json::Object(members), Self::Member(name)) => {
                members.iter_mut().find(|(key, _)| key == name).map(|(_, value)| value)
            }
            (Json::List(elements), Self::Element(index)) => elements.get_mut(*index),
            _ => None,
        }
    }
}

/// Whether a text is a way as this crate writes it: names of the reference and numbers, nothing of a document.
pub(crate) fn is_a_way(text: &str) -> bool {
    let byte = text.strip_prefix("byte ").is_some_and(|at| at.bytes().all(|digit| digit.is_ascii_digit()));
    let named = |c: char| c.is_ascii_alphanumeric() || ".[]".contains(c);
    byte || (!text.is_empty() && text.chars().all(named) && !text.contains("zz"))
}
