use super::*;
use proptest::prelude::*;

fn text(text: &str) -> Json {
    Json::Text(text.into())
}

fn object(members: &[(&str, Json)]) -> Json {
    Json::Object(members.iter().map(|(name, member)| ((*name).to_owned(), member.clone())).collect())
}

fn answer(link_id: &str, value: &str) -> Json {
    object(&[("linkId", text(link_id)), ("value", text(value))])
}

/// What a row says of each document, as text; nothing where it has no such leaf.
fn told(documents: [&Json; DOCUMENTS]) -> Vec<[Option<String>; DOCUMENTS]> {
    let rows = beside(documents.map(Some), 1);
    let leaves = documents.map(Json::leaves);
    let value = |document: usize, leaf: Option<usize>| Some(leaves[document][leaf?].value.canonical());
    rows.iter().map(|row| std::array::from_fn(|document| value(document, row.leaf[document]))).collect()
}

fn differing(documents: [&Json; DOCUMENTS]) -> usize {
    let leaves = documents.map(Json::leaves);
    let value = |row: &Row, document: usize| Some(leaves[document][row.leaf[document]?].value);
    let differs = |row: &&Row| value(row, 0) != value(row, 1) || value(row, 1) != value(row, 2);
    beside(documents.map(Some), 1).iter().filter(differs).count()
}

#[test]
fn an_answer_that_comes_before_others_makes_none_of_them_another() {
    let before = Json::List(vec![answer("dose", "300 mg"), answer("site", "Hospital")]);
    let after = Json::List(vec![answer("weight", "61 kg"), answer("dose", "300 mg"), answer("site", "Hospital")]);
    assert_eq!(differing([&before, &after, &after]), 2, "the new question and its answer");
}

#[test]
fn what_only_another_document_has_stands_where_it_was() {
    let last = Json::List(vec![answer("a", "1"), answer("b", "2"), answer("c", "3")]);
    let this = Json::List(vec![answer("a", "1"), answer("c", "4")]);
    let values: Vec<_> =
        told([&last, &this, &this]).into_iter().map(|row| row[0].clone().unwrap_or_default()).collect();
    assert_eq!(values, ["\"a\"", "\"1\"", "\"b\"", "\"2\"", "\"c\"", "\"3\""]);
}

#[test]
fn a_leaf_that_is_not_there_is_told_from_an_element_that_is_not() {
    let full = object(&[("item", Json::List(vec![answer("a", "1")]))]);
    let brief = object(&[("item", Json::List(vec![object(&[("linkId", text("a"))])]))]);
    let none = object(&[("item", Json::List(vec![answer("b", "1")]))]);
    let rows = beside([Some(&brief), Some(&full), Some(&none)], 1);
    let value = rows.iter().find(|row| row.leaf == [None, Some(1), None]).unwrap();
    assert_eq!(value.around, [true, true, false]);
}

#[test]
fn a_document_that_is_not_there_has_no_leaf() {
    let this = Json::List(vec![answer("a", "1")]);
    let rows = beside([None, Some(&this), None], 1);
    assert_eq!(rows.iter().map(|row| row.leaf).collect::<Vec<_>>(), [[None, Some(0), None], [None, Some(1), None]]);
}

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        "[0-9]{1,3}".prop_map(Json::Number),
        "[a-c]{0,2}".prop_map(Json::Text),
        Just(Json::List(Vec::new())),
        Just(Json::Object(Vec::new())),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Json::List),
            prop::collection::btree_map("(linkId|id|[a-d])", inner, 0..5)
                .prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn every_leaf_of_each_document_stands_in_exactly_one_row(a in any_json(), b in any_json(), c in any_json(), order in 0..3usize) {
        let documents = [&a, &b, &c];
        let rows = beside(documents.map(Some), order);
        for (document, json) in documents.into_iter().enumerate() {
            let mut leaves: Vec<_> = rows.iter().filter_map(|row| row.leaf[document]).collect();
            if document == order {
                prop_assert!(leaves.is_sorted(), "in the order of that document");
            }
            leaves.sort_unstable();
            prop_assert_eq!(leaves, (0..json.leaves().len()).collect::<Vec<_>>());
        }
        prop_assert!(rows.iter().all(|row| row.leaf.iter().any(Option::is_some)), "no row is of nothing");
    }

    #[test]
    fn nothing_differs_between_a_document_and_itself(a in any_json()) {
        prop_assert_eq!(differing([&a, &a, &a]), 0);
    }

    #[test]
    fn which_one_gives_the_order_changes_no_row(a in any_json(), b in any_json(), c in any_json()) {
        let of = |order| {
            let mut rows: Vec<_> = beside([Some(&a), Some(&b), Some(&c)], order).into_iter().map(|row| row.leaf).collect();
            rows.sort_unstable();
            rows
        };
        prop_assert_eq!(of(0), of(1));
        prop_assert_eq!(of(1), of(2));
    }
}

/// Numbers that look random and are always the same.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(below).unwrap()).unwrap()
    }
}

/// A package of answers in groups, and how many leaves of it that name nothing were changed or taken out.
fn package(numbers: &mut Numbers, changed: &mut [(Json, usize); 2]) {
    let mut items: [Vec<Json>; 2] = [Vec::new(), Vec::new()];
    let mut listed = [0, 0];
    for question in 0..16 {
        let members =
            |value: Json| vec![("linkId".to_owned(), text(&format!("q{question}"))), ("value".to_owned(), value)];
        let plain = members(text("before"));
        match numbers.next(4) {
            // As it was.
            0 => items[1].push(Json::Object(plain.clone())),
            1 => {
                items[1].push(Json::Object(members(Json::Number(question.to_string()))));
                listed[1] += 1;
            }
            2 => {
                items[1].push(Json::Object(plain[..1].to_vec()));
                listed[1] += 1;
            }
            // Gone, with its name: two leaves.
            _ => listed[1] += 2,
        }
        items[0].push(Json::Object(plain));
    }
    // Where it stands changes nothing.
    let turned = numbers.next(items[1].len().max(1));
    items[1].rotate_left(turned);
    // An empty list would be a leaf of its own.
    items.iter_mut().for_each(|items| items.push(answer("end", "same")));
    let [first, second] = items.map(Json::List);
    *changed = [(first, listed[0]), (second, listed[1])];
}

#[test]
fn over_a_million_mutations_every_changed_leaf_is_listed_and_nothing_else() {
    let mut numbers = Numbers(0x5eed);
    let mut mutations = 0;
    let mut made = [(Json::Null, 0), (Json::Null, 0)];
    while mutations < 1_000_000 {
        package(&mut numbers, &mut made);
        let [(before, _), (after, listed)] = &made;
        assert_eq!(differing([before, after, after]), *listed, "{} to {}", before.canonical(), after.canonical());
        mutations += listed;
    }
}
