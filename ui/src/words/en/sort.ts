/** The orders a list can have, by name. */
export const sortWords = {
  label: "Order",
  order: {
    step: "By step, oldest first",
    stepReversed: "By step, last step first",
    oldest: "Oldest first",
    newest: "Newest first",
    changed: "Last changed first",
    unchanged: "Longest unchanged first",
    payer: "Payer, A to Z",
    payerReversed: "Payer, Z to A",
    patient: "Patient, A to Z",
    patientReversed: "Patient, Z to A",
    status: "Status",
    statusReversed: "Status, last one first",
  },
};

export type OrderName = keyof typeof sortWords.order;
