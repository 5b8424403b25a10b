//! Invented patients, providers and services. Names that say so, national provider numbers out of the range in use,
//! telephone numbers from the range for fiction.

/// An invented patient.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) family: String,
    pub(super) given: String,
    /// Year, month, day.
    pub(super) born: String,
    pub(super) member: String,
}

/// Somebody who does not exist.
pub(super) fn person(family: &str, given: &str, born: &str, member: &str) -> Person {
    Person { family: family.to_owned(), given: given.to_owned(), born: born.to_owned(), member: member.to_owned() }
}

impl Person {
    pub(super) fn full_name(&self) -> String {
        format!("{}, {}", self.family, self.given)
    }
}

/// Something a payer is asked for.
#[derive(Debug)]
pub(super) struct Service {
    pub(super) system: &'static str,
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) kind: &'static str,
    pub(super) diagnosis: &'static str,
    pub(super) diagnosis_name: &'static str,
}

const fn outpatient(
    code: &'static str,
    name: &'static str,
    diagnosis: &'static str,
    diagnosis_name: &'static str,
) -> Service {
    Service { system: "cpt", code, name, kind: "outpatient", diagnosis, diagnosis_name }
}

const fn drug(
    code: &'static str,
    name: &'static str,
    diagnosis: &'static str,
    diagnosis_name: &'static str,
) -> Service {
    Service { system: "hcpcs", code, name, kind: "drug", diagnosis, diagnosis_name }
}

pub(super) static SPINE_MRI: Service = outpatient("72148", "MRI, lower spine", "M54.16", "Radiculopathy, lumbar");
pub(super) static BRAIN_MRI: Service = outpatient("70553", "MRI, brain", "G43.709", "Chronic migraine");
pub(super) static HIP_MRI: Service = outpatient("73721", "Hip MRI", "M25.551", "Pain in right hip");
pub(super) static KNEE_MRI: Service = outpatient("73721", "Knee MRI", "M23.50", "Instability of knee");
pub(super) static PET_CT: Service = outpatient("78815", "PET/CT, skull to thigh", "C34.90", "Lung cancer");
pub(super) static SLEEP_STUDY: Service = outpatient("95806", "Home sleep study", "G47.33", "Sleep apnea");
pub(super) static TONSILS: Service = outpatient("42826", "Tonsil removal", "J35.01", "Chronic tonsillitis");
pub(super) static STRESS_TEST: Service = outpatient("78452", "Heart stress test", "R07.9", "Chest pain");
pub(super) static BACK_INJECTION: Service =
    outpatient("64483", "Lower-back injection", "M54.16", "Radiculopathy, lumbar");
pub(super) static KNEE_REPLACEMENT: Service = Service {
    system: "cpt",
    code: "27447",
    name: "Knee replacement",
    kind: "inpatient",
    diagnosis: "M17.11",
    diagnosis_name: "Arthrosis of right knee",
};
pub(super) static GASTRECTOMY: Service = Service {
    system: "cpt",
    code: "43775",
    name: "Sleeve gastrectomy",
    kind: "inpatient",
    diagnosis: "E66.01",
    diagnosis_name: "Severe obesity",
};
pub(super) static CPAP: Service = Service {
    system: "hcpcs",
    code: "E0601",
    name: "CPAP device",
    kind: "outpatient",
    diagnosis: "G47.33",
    diagnosis_name: "Sleep apnea",
};
pub(super) static INFLIXIMAB: Service = drug("J1745", "Infliximab infusion", "K50.90", "Crohn's disease");
pub(super) static DENOSUMAB: Service = drug("J0897", "Denosumab injection", "M81.0", "Osteoporosis");
pub(super) static PEMBROLIZUMAB: Service = drug("J9271", "Pembrolizumab", "C43.9", "Melanoma");

/// Everything that can be asked for, for generated cases.
pub(super) static SERVICES: [&Service; 15] = [
    &SPINE_MRI,
    &BRAIN_MRI,
    &HIP_MRI,
    &KNEE_MRI,
    &PET_CT,
    &SLEEP_STUDY,
    &TONSILS,
    &STRESS_TEST,
    &BACK_INJECTION,
    &KNEE_REPLACEMENT,
    &GASTRECTOMY,
    &CPAP,
    &INFLIXIMAB,
    &DENOSUMAB,
    &PEMBROLIZUMAB,
];

pub(super) use crate::world::catalog::{FICTIONAL, NOTREAL, PRETEND};

/// The clinic.
pub(super) const FACILITY: &str = "1999999950";
/// The clinic's telephone.
pub(super) const CALL_BACK: &str = "555-0142";
