//! Payers, providers and routes (reference, section 2.2).

use super::fields::{Fields, Missing};
use model::{PayerEntry, Provider, RouteOption};

/// Reads a payer of the catalog.
pub(crate) fn payer_entry(fields: &mut Fields<'_, '_>) -> Result<PayerEntry, Missing> {
    fields.known(&["brand", "lineOfBusiness"]);
    let id = fields.text("id");
    Ok(PayerEntry {
        id: fields.must("id", id)?,
        name: fields.text("displayName"),
        aliases: fields.texts("aliases"),
        states: fields.texts("supportedStates"),
        request_types: fields.texts("supportedServiceTypes"),
        status: fields.text("status"),
    })
}

/// Reads a provider.
pub(crate) fn provider(fields: &mut Fields<'_, '_>) -> Result<Provider, Missing> {
    fields.known(&["createdAt", "updatedAt", "taxId", "metadata"]);
    let npi = fields.text("npi");
    Ok(Provider { npi: fields.must("npi", npi)?, name: fields.text("displayName"), status: fields.text("status") })
}

/// Reads the ways to a payer that a provider has, and which provider.
pub(crate) fn routes(fields: &mut Fields<'_, '_>) -> Result<(Option<String>, Vec<RouteOption>), Missing> {
    let npi = fields.text("providerNpi");
    fields.must("options", fields.has("options").then_some(()))?;
    let options = fields.each("options", "routeOption", |option| {
        let read = route_option(option);
        option.must("payerId", read)
    });
    Ok((npi, options))
}

fn route_option(fields: &mut Fields<'_, '_>) -> Option<RouteOption> {
    Some(RouteOption {
        payer_name: fields.text("payerDisplayName"),
        state: fields.text("coverageState"),
        request_type: fields.text("requestType"),
        systems: fields.texts("supportedServiceCodeSystems"),
        channel: fields.text("channel"),
        access_mode: fields.text("accessMode"),
        label: fields.text("label"),
        payer_id: fields.text("payerId")?,
    })
}

/// Reads the way for one request. Its shape is inferred: whatever is not said stays unsaid, and the payer is the one that
/// was asked for.
pub(crate) fn resolved_route(fields: &mut Fields<'_, '_>, asked: &str) -> Result<RouteOption, Missing> {
    fields.known(&["providerNpi", "serviceCode", "portalAuthModes"]);
    let selection = fields.object("templateSelection", |selection| {
        selection.known(&["serviceCode", "serviceCodeSystem"]);
        Ok((selection.text("payerId"), selection.text("insuranceState"), selection.text("serviceType")))
    });
    let (payer, state, request_type) = selection.unwrap_or_default();
    Ok(RouteOption {
        payer_id: fields.text("payerId").or(payer).unwrap_or_else(|| asked.to_owned()),
        payer_name: fields.text("payerDisplayName"),
        state: fields.text("coverageState").or(state),
        request_type: fields.text("requestType").or(request_type),
        systems: fields.texts("supportedServiceCodeSystems"),
        channel: fields.text("channel"),
        access_mode: fields.text("accessMode").or_else(|| fields.text("defaultPortalAuthMode")),
        label: fields.text("label"),
    })
}
