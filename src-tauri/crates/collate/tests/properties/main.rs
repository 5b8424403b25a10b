//! What is always true of decoding, whatever comes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod build;
mod damage;
mod kept;
mod schema;

use build::{Doc, anything};
use collate::{ApiError, Contract, Oddity, Operation, check_answer, decode_authorization, decode_page};
use damage::{Place, is_a_way, places};
use model::{Json, UnknownWord, Vocabulary};
use proptest::prelude::*;

/// A document of one kind: what it answers, under which contract, and itself.
type Case = (Operation, Contract, Json);

fn of(operation: Operation, contract: Contract, doc: Doc) -> BoxedStrategy<Case> {
    doc.prop_map(move |doc| (operation, contract, doc)).boxed()
}

/// Every kind of answer the schemas describe.
fn any_answer() -> impl Strategy<Value = Case> {
    use Contract::{A, B1, B2};
    use Operation as O;
    prop_oneof![
        4 => of(O::Read, B1, schema::authorization()),
        3 => of(O::Read, A, schema::authorization_of_a()),
        2 => of(O::List, B2, schema::page(schema::authorization())),
        1 => of(O::List, A, schema::page(schema::authorization_of_a())),
        1 => of(O::ReadHandoff, B1, schema::handoff()),
        1 => of(O::RevokeHandoff, B1, schema::closure()),
        1 => of(O::ReadLiveSession, B2, schema::live_session()),
        1 => of(O::ReadFile, A, schema::file()),
        1 => of(O::CreateFile, B2, schema::created_file()),
        1 => of(O::ListRoutes, B2, schema::routes()),
        1 => of(O::ResolveRoute, B2, schema::route()),
        1 => of(O::ListPayers, B1, schema::payers()),
        1 => of(O::ReadProvider, B1, schema::provider()),
        1 => of(O::MintWatch, B2, schema::grant()),
    ]
}

/// The schemas allow an answer with no value and one with several; nobody can say what they mean, and it is noted.
fn explained(odd: &Oddity) -> bool {
    matches!(odd, Oddity::OtherShape { at } if at.contains(".answer["))
}

proptest! {
    #[test]
    fn whatever_the_schemas_allow_is_read_and_nothing_is_odd((operation, contract, doc) in any_answer()) {
        let text = doc.canonical();
        let odd = check_answer(operation, text.as_bytes(), contract);
        let odd = odd.map_err(|error| TestCaseError::fail(format!("{error}: {text}")))?;
        let unexplained: Vec<_> = odd.into_iter().filter(|odd| !explained(odd)).collect();
        prop_assert_eq!(unexplained, []);
    }

    #[test]
    fn a_property_nobody_knows_is_reported_wherever_it_stands(
        (operation, contract, doc) in any_answer(),
        at in any::<prop::sample::Index>(),
        extra in anything(),
    ) {
        let mut doc = doc;
        let places: Vec<Place> = places(&doc).into_iter().filter(Place::takes_members).collect();
        let place = at.get(&places);
        let Some(Json::Object(members)) = place.find(&mut doc) else { panic!("an object") };
        members.push(("zzExtra".to_owned(), extra));
        let text = doc.canonical();
        let odd = check_answer(operation, text.as_bytes(), contract);
        let odd = odd.map_err(|error| TestCaseError::fail(format!("{error}: {text}")))?;
        let said = odd.iter().any(|odd| matches!(odd, Oddity::UnknownField { name, .. } if name == "zzExtra"));
        // A value that is not of the one expected shape is kept whole and noted as such; a grant is overwritten unread.
        let kept = place.is_value() && odd.iter().any(explained);
        let looked_into = !place.is_free && !kept && operation != Operation::MintWatch;
        prop_assert!(said || !looked_into, "{}", text);
    }

    #[test]
    fn a_word_nobody_knows_is_kept_and_reported(
        doc in schema::authorization(),
        of_a in schema::authorization_of_a(),
        at in any::<prop::sample::Index>(),
    ) {
        for (contract, mut doc, words) in [(Contract::B1, doc, WORDS), (Contract::A, of_a, WORDS_OF_A)] {
            let there: Vec<_> = words.iter().filter(|(way, _)| text_at(&mut doc, way).is_some()).collect();
            let (way, of) = at.get(&there);
            *text_at(&mut doc, way).unwrap() = "zz_word".to_owned();
            let text = doc.canonical();
            let (case, odd) = decode_authorization(text.as_bytes(), contract).unwrap();
            let word = UnknownWord { of: *of, word: "zz_word".to_owned() };
            prop_assert!(odd.contains(&Oddity::UnknownWord(word.clone())), "{:?}: {}", odd, text);
            let closes = *of != Vocabulary::SnapshotStatus;
            prop_assert_eq!(case.unknown_words().contains(&word), closes);
        }
    }

    #[test]
    fn damage_gives_a_value_or_the_way_to_what_was_not_understood(
        (operation, contract, doc) in any_answer(),
        at in any::<prop::sample::Index>(),
        instead in prop::option::of(anything()),
    ) {
        let mut doc = doc;
        let places = places(&doc);
        at.get(&places).damage(&mut doc, instead);
        if let Err(error) = check_answer(operation, doc.canonical().as_bytes(), contract) {
            prop_assert!(is_a_way(error.at()), "{}", error.at());
        }
    }

    #[test]
    fn bytes_that_were_cut_or_flipped_give_a_value_or_a_way(
        (operation, contract, doc) in any_answer(),
        cut in any::<prop::sample::Index>(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), 0..8u32), 0..4),
    ) {
        let mut bytes = doc.canonical().into_bytes();
        for (at, bit) in &flips {
            *at.get_mut(&mut bytes) ^= 1 << bit;
        }
        if flips.is_empty() {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Err(error) = check_answer(operation, &bytes, contract) {
            prop_assert!(is_a_way(error.at()), "{}", error.at());
        }
        let refused = ApiError::answered(operation, 409, &bytes);
        prop_assert_eq!(refused.status(), Some(409));
    }

    #[test]
    fn an_error_the_schemas_allow_is_read_whole(doc in schema::error(), extra in anything()) {
        let read = ApiError::answered(Operation::Confirm, 409, doc.canonical().as_bytes());
        let error = doc.get("error").unwrap();
        prop_assert_eq!(read.code(), error.text_of("code"));
        prop_assert_eq!(read.issues().len(), error.elements_of("issues").len());
        prop_assert_eq!(read.request_id().map(|id| id.as_str()), doc.text_of("requestId"));
        let Json::Object(mut members) = doc.clone() else { panic!("an object") };
        members.push(("zzExtra".to_owned(), extra));
        prop_assert_eq!(ApiError::answered(Operation::Confirm, 409, Json::Object(members).canonical().as_bytes()), read);
    }

    #[test]
    fn a_damaged_row_damages_no_other(
        rows in prop::collection::vec(schema::authorization(), 1..4),
        damaged in any::<prop::sample::Index>(),
    ) {
        let page = |rows: &[Json]| {
            let page = Json::Object(vec![("data".into(), Json::List(rows.to_vec()))]).canonical();
            decode_page(page.as_bytes(), Contract::B1).unwrap().0
        };
        let whole = page(&rows).rows;
        let at = damaged.index(rows.len());
        let mut rows = rows;
        if let Json::Object(members) = &mut rows[at] {
            members.retain(|(name, _)| name != "version");
        }
        let read = page(&rows);
        prop_assert_eq!(read.unreadable, 1);
        let left: Vec<_> = whole.into_iter().enumerate().filter(|(index, _)| *index != at).map(|(_, row)| row).collect();
        prop_assert_eq!(read.rows, left);
    }
}

const WORDS: &[(&[&str], Vocabulary)] = &[
    (&["status"], Vocabulary::Status),
    (&["outcome"], Vocabulary::Outcome),
    (&["nextAction", "type"], Vocabulary::Action),
    (&["nextAction", "resolution", "kind"], Vocabulary::Resolution),
    (&["policy", "finalSubmission"], Vocabulary::Policy),
    (&["request", "requestType"], Vocabulary::RequestType),
    (&["request", "serviceCode", "system"], Vocabulary::CodeSystem),
    (&["route", "channel"], Vocabulary::Channel),
    (&["route", "accessMode"], Vocabulary::AccessMode),
    (&["activeManualHandoff", "state"], Vocabulary::HandoffState),
    (&["submission", "reviewSnapshot", "status"], Vocabulary::SnapshotStatus),
];

const WORDS_OF_A: &[(&[&str], Vocabulary)] = &[
    (&["status"], Vocabulary::Status),
    (&["outcome"], Vocabulary::Outcome),
    (&["nextAction", "type"], Vocabulary::Action),
    (&["policy", "finalSubmission"], Vocabulary::Policy),
    (&["templateSelection", "serviceType"], Vocabulary::RequestType),
    (&["templateSelection", "serviceCodeSystem"], Vocabulary::CodeSystem),
    (&["submission", "reviewSnapshot", "status"], Vocabulary::SnapshotStatus),
];

fn text_at<'a>(doc: &'a mut Json, way: &[&str]) -> Option<&'a mut String> {
    let mut here = doc;
    for name in way {
        let Json::Object(members) = here else { return None };
        here = members.iter_mut().find(|(key, _)| key == name).map(|(_, value)| value)?;
    }
    if let Json::Text(text) = here { Some(text) } else { None }
}
