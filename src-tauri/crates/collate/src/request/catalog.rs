//! Payers, providers and the ways from one to the other (reference, section 2.1, rows 22 to 26). All of it only reads.

use super::case::{RequestBody, TemplateSelection};
use super::{About, FrozenRequest, segment};
use crate::{Contract, Operation};
use model::NewAuthorization;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResolveInB<'a> {
    provider_npi: &'a str,
    #[serde(flatten)]
    request: RequestBody<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResolveInA<'a> {
    provider_npi: &'a str,
    template_selection: TemplateSelection<'a>,
}

impl Contract {
    /// The ways to a payer that a provider has. Only where [`Contract::lists_routes`].
    #[must_use]
    pub fn list_routes(self, npi: &str) -> FrozenRequest {
        let about = About { provider: Some(npi.to_owned()), ..About::default() };
        let path = "/v1/prior-authorization-routes".to_owned();
        let query = vec![("providerNpi", npi.to_owned())];
        FrozenRequest { query, about, ..FrozenRequest::of(self, Operation::ListRoutes, path) }
    }

    /// Whether there is a way for this request; what Collate may do at the end is not sent. Changes nothing, though it is
    /// posted. Only where [`Contract::resolves_routes`].
    #[must_use]
    pub fn resolve_route(self, new: &NewAuthorization) -> FrozenRequest {
        let about = About { payer: Some(new.payer_id.clone()), ..About::default() };
        let path = self.resolve_path().to_owned();
        let request = FrozenRequest { about, ..FrozenRequest::of(self, Operation::ResolveRoute, path) };
        let provider_npi = new.provider_npi.as_str();
        match self {
            Self::B1 | Self::B2 => request.with_body(&ResolveInB { provider_npi, request: RequestBody::of(new) }),
            Self::A => request.with_body(&ResolveInA { provider_npi, template_selection: TemplateSelection::of(new) }),
        }
    }

    /// One page of the payers, from `cursor` on. That this list has pages is inferred; it is asked for the largest.
    #[must_use]
    pub fn list_payers(self, cursor: Option<&str>) -> FrozenRequest {
        let mut query = vec![("limit", "100".to_owned())];
        query.extend(cursor.map(|cursor| ("cursor", cursor.to_owned())));
        FrozenRequest { query, ..FrozenRequest::of(self, Operation::ListPayers, "/v1/payers".to_owned()) }
    }

    /// One provider.
    #[must_use]
    pub fn read_provider(self, npi: &str) -> FrozenRequest {
        let about = About { provider: Some(npi.to_owned()), ..About::default() };
        // An NPI is typed: a dot name must not leave its place in the path.
        let name = if npi.is_empty() || npi == "." || npi == ".." { "-" } else { npi };
        let path = format!("/v1/providers/{}", segment(name));
        FrozenRequest { about, ..FrozenRequest::of(self, Operation::ReadProvider, path) }
    }
}
