//! What stands on the pages. Every control has a stable id and a visible label.

use std::collections::BTreeMap;

use axum::http::StatusCode;

use super::html::{Escaped, Page};
use crate::world::case::Case;
use crate::world::payer::Payer;
use crate::world::script::{Found, Ruling, Submission};
use crate::world::visit::{USER, Visit};

/// A field of the request form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    MemberId,
    DateOfBirth,
    ServiceCode,
    OrderingNpi,
    DiagnosisCode,
    Note,
}

impl Field {
    pub(crate) const ALL: [Self; 6] =
        [Self::MemberId, Self::DateOfBirth, Self::ServiceCode, Self::OrderingNpi, Self::DiagnosisCode, Self::Note];

    /// Id and name of the control.
    fn id(self) -> &'static str {
        match self {
            Self::MemberId => "member-id",
            Self::DateOfBirth => "date-of-birth",
            Self::ServiceCode => "service-code",
            Self::OrderingNpi => "ordering-npi",
            Self::DiagnosisCode => "diagnosis-code",
            Self::Note => "note",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::MemberId => "Member ID",
            Self::DateOfBirth => "Date of birth",
            Self::ServiceCode => "Service code",
            Self::OrderingNpi => "Ordering NPI",
            Self::DiagnosisCode => "Diagnosis code",
            Self::Note => "Note",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::MemberId => "As on the card.",
            Self::DateOfBirth => "MM/DD/YYYY",
            Self::ServiceCode => "CPT, HCPCS or NDC.",
            Self::OrderingNpi => "Ten digits.",
            Self::DiagnosisCode => "ICD-10.",
            Self::Note => "Optional.",
        }
    }

    /// Whether the payer would send the form back for this field.
    pub(crate) fn is_missing(self, fields: &BTreeMap<String, String>) -> bool {
        self != Self::Note && fields.get(self.id()).is_none_or(|value| value.trim().is_empty())
    }
}

pub(crate) fn sign_in(payer: Option<&Payer>, visit: &Visit, refused: bool) -> Page {
    let alert = if refused {
        concat!(
            "<div class=\"alert\" role=\"alert\" id=\"sign-in-failed\"><p><strong>Sign-in failed.</strong> ",
            "The user name or the one-time code is not right, or the code was refused.</p></div>\n"
        )
    } else {
        ""
    };
    let main = format!(
        concat!(
            "{alert}<div class=\"told\"><h2>For practice</h2><p>A real portal would send the code to your telephone. ",
            "Here the page tells you.</p><dl><dt>User name</dt><dd id=\"practice-user\">{user}</dd>",
            "<dt>One-time code</dt><dd id=\"practice-code\">{code}</dd></dl></div>\n",
            "<form method=\"post\" action=\"/v/{visit}/sign-in\">\n",
            "<div class=\"field\"><label for=\"user\">User name</label>",
            "<input id=\"user\" name=\"user\" autocomplete=\"off\" autocapitalize=\"none\" spellcheck=\"false\" required>",
            "</div>\n<div class=\"field\"><label for=\"code\">One-time code</label>",
            "<input id=\"code\" name=\"code\" inputmode=\"numeric\" autocomplete=\"off\" required></div>\n",
            "<button id=\"sign-in\" type=\"submit\">Sign in</button>\n</form>"
        ),
        alert = alert,
        user = USER,
        code = Escaped(&visit.code),
        visit = Escaped(&visit.id),
    );
    Page::of(payer, StatusCode::OK, "Sign in", None, &main)
}

pub(crate) fn request(payer: Option<&Payer>, visit: &str, typed: &BTreeMap<String, String>, missing: &[Field]) -> Page {
    let alert = if missing.is_empty() {
        String::new()
    } else {
        let names: Vec<&str> = missing.iter().map(|field| field.label()).collect();
        format!(
            "<div class=\"alert\" role=\"alert\" id=\"form-errors\"><p><strong>Not sent.</strong> Fill in: {}.</p></div>\n",
            names.join(", ")
        )
    };
    let controls: String =
        Field::ALL.into_iter().map(|field| control(field, typed, missing.contains(&field))).collect();
    let main = format!(
        concat!(
            "{alert}<p>Every press of the button is a request of its own. ",
            "If you are not sure whether one was sent before, check for an existing request first.</p>\n",
            "<form method=\"post\" action=\"/v/{visit}/request\" novalidate>\n{controls}",
            "<button id=\"submit-request\" type=\"submit\">Submit request</button>\n</form>"
        ),
        alert = alert,
        visit = Escaped(visit),
        controls = controls,
    );
    Page::of(payer, StatusCode::OK, "Prior authorization request", Some(visit), &main)
}

fn control(field: Field, typed: &BTreeMap<String, String>, missing: bool) -> String {
    let (id, label, hint) = (field.id(), field.label(), field.hint());
    let value = Escaped(typed.get(id).map_or("", String::as_str));
    let invalid = if missing { " aria-invalid=\"true\"" } else { "" };
    let input = if field == Field::Note {
        format!("<textarea id=\"{id}\" name=\"{id}\" rows=\"3\" aria-describedby=\"{id}-hint\">{value}</textarea>")
    } else {
        format!(
            concat!(
                "<input id=\"{id}\" name=\"{id}\" value=\"{value}\" autocomplete=\"off\" spellcheck=\"false\" ",
                "aria-required=\"true\" aria-describedby=\"{id}-hint\"{invalid}>"
            ),
            id = id,
            value = value,
            invalid = invalid,
        )
    };
    format!(
        "<div class=\"field\"><label for=\"{id}\">{label}</label>{input}<p class=\"hint\" id=\"{id}-hint\">{hint}</p></div>\n"
    )
}

pub(crate) fn confirmation(payer: Option<&Payer>, visit: &str, submission: &Submission) -> Page {
    let number = if submission.shown {
        format!("<dt>Reference number</dt><dd id=\"reference-number\">{}</dd>", Escaped(&submission.reference))
    } else {
        "<dt>Reference number</dt><dd id=\"no-reference-number\">Will be sent by mail</dd>".to_owned()
    };
    let main = format!(
        concat!(
            "<div class=\"receipt\" id=\"confirmation\"><p><strong>We have your request.</strong> ",
            "It is pending review.</p><dl>{number}<dt>Received</dt><dd>{at}</dd></dl></div>\n",
            "<p>Write the number down, then go back and report what happened.</p>"
        ),
        number = number,
        at = submission.at.strftime("%m/%d/%Y %H:%M UTC"),
    );
    Page::of(payer, StatusCode::OK, "Request received", Some(visit), &main)
}

pub(crate) fn existing(payer: Option<&Payer>, visit: &str, found: Option<&Found>) -> Page {
    let result = match found {
        None => "<p id=\"existing-none\">No request is on file for this member and service.</p>".to_owned(),
        Some(Found::Request { reference: Some(reference) }) => format!(
            concat!(
                "<p><strong>A request is on file.</strong> It is pending review.</p>",
                "<dl><dt>Reference number</dt><dd id=\"existing-reference\">{}</dd></dl>"
            ),
            Escaped(reference)
        ),
        Some(Found::Request { reference: None }) => {
            "<p id=\"existing-unnumbered\"><strong>A request is on file.</strong> Its number will be sent by mail.</p>"
                .to_owned()
        }
        Some(Found::Decision(ruling)) => decision(ruling),
        Some(Found::NotRequired) => concat!(
            "<p id=\"existing-not-required\"><strong>No authorization is needed</strong> ",
            "for this service under this plan.</p>"
        )
        .to_owned(),
        Some(Found::MoreInformation(_)) => concat!(
            "<p id=\"existing-more-information\"><strong>More information is needed.</strong> ",
            "A request cannot be entered before the documents named in our letter have arrived.</p>"
        )
        .to_owned(),
    };
    let main = format!("<section class=\"receipt\" id=\"existing-result\" aria-label=\"Result\">{result}</section>");
    Page::of(payer, StatusCode::OK, "Existing request", Some(visit), &main)
}

fn decision(ruling: &Ruling) -> String {
    let words = ruling.payer_status_text.as_deref().or(ruling.outcome.as_deref()).unwrap_or("Decided");
    let number = ruling
        .authorization_number
        .as_deref()
        .map(|number| format!("<dt>Authorization number</dt><dd id=\"authorization-number\">{}</dd>", Escaped(number)));
    format!(
        "<p id=\"existing-decision\"><strong>A decision was made:</strong> {}</p><dl>{}</dl>",
        Escaped(words),
        number.unwrap_or_default()
    )
}

/// What somebody sees who may only watch: words, and nothing to press.
pub(crate) fn watch(case: &Case) -> Page {
    let who = match case.open_handoff() {
        Some(_) => "A person is in this portal.",
        None => "Collate is working in this portal.",
    };
    let code = case.request.pointer("/serviceCode/code").and_then(serde_json::Value::as_str).unwrap_or_default();
    let main = format!(
        concat!(
            "<div class=\"told\" id=\"watch-only\"><p><strong>You are watching.</strong> ",
            "Nothing can be typed, sent or changed from here.</p></div>\n",
            "<p id=\"watch-owner\">{who}</p>\n<dl><dt>Authorization</dt><dd id=\"watch-case\">{id}</dd>",
            "<dt>Service code</dt><dd>{code}</dd></dl>"
        ),
        who = who,
        id = Escaped(&case.id),
        code = Escaped(code),
    );
    Page::of(Some(case.payer), StatusCode::OK, "Watching", None, &main)
}

/// A watching session asks for a page on which something can be done.
pub(crate) fn watch_only(payer: Option<&Payer>) -> Page {
    let main = concat!(
        "<div class=\"alert\" id=\"watch-only\"><p><strong>This session may only watch.</strong> ",
        "Nothing was sent.</p></div>"
    );
    Page::of(payer, StatusCode::FORBIDDEN, "Watching only", None, &main)
}

/// There was something to watch, and it is over.
pub(crate) fn nothing_to_watch(payer: Option<&Payer>) -> Page {
    let main = concat!(
        "<div class=\"alert\" id=\"watch-ended\"><p><strong>There is nothing to watch any more.</strong> ",
        "That says nothing about the payer.</p></div>"
    );
    Page::of(payer, StatusCode::GONE, "Watching has ended", None, &main)
}

pub(crate) fn session_ended(payer: Option<&Payer>) -> Page {
    let main = concat!(
        "<div class=\"alert\" id=\"session-ended\"><p><strong>This session has ended.</strong> ",
        "The handoff it belonged to is over. Nothing can be sent from here any more.</p></div>"
    );
    Page::of(payer, StatusCode::GONE, "Session ended", None, &main)
}

pub(crate) fn maintenance(payer: Option<&Payer>) -> Page {
    let main = concat!(
        "<div class=\"alert\" id=\"maintenance\"><p><strong>The portal is closed for maintenance.</strong> ",
        "Try again later. Nothing was sent.</p></div>"
    );
    Page::of(payer, StatusCode::SERVICE_UNAVAILABLE, "Closed for maintenance", None, &main)
}

pub(crate) fn connection_lost(payer: Option<&Payer>) -> Page {
    let main = concat!(
        "<div class=\"alert\" role=\"alert\" id=\"connection-lost\"><p><strong>The connection was lost.</strong> ",
        "Whether your request arrived cannot be seen from here.</p></div>"
    );
    Page::of(payer, StatusCode::BAD_GATEWAY, "Connection lost", None, &main)
}
