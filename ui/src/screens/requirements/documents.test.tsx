import { expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { DocumentView, FileRefusal, RequirementsView } from "../../platform/bindings";
import { step } from "../../platform/pretend/answers-files";
import { everyKind } from "../../platform/pretend/every-kind";
import { PretendDesk, wireError } from "../../platform/pretend/pretend-desk";
import { aCase, someRequirements } from "../../platform/pretend/samples";
import { button, consequenceOf, dialog, link, openWindow, text } from "../../test/window";
import { bytesOf } from "./documents/LargestFileDialog";

const ID = "auth_F1LES0";
const here = `#/case/${ID}/requirements`;
const ATTACHED = {
  id: "att_1",
  name: "notes.pdf",
  types: ["Chart notes", "Office visit note"],
  description: "From the visit.",
  createdAt: "2026-11-16T15:00:00Z",
  canShow: true,
};

const aFile = (given: Partial<DocumentView> = {}): DocumentView => ({
  document: 7,
  name: "scan.pdf",
  contentType: "application/pdf",
  size: 2_202_010,
  types: ["Lab results"],
  replaces: null,
  stage: "sending",
  sent: 0,
  refusal: null,
  problem: null,
  ...given,
});

function deskOf(given: Partial<RequirementsView> = {}): PretendDesk {
  const requirements = someRequirements({
    documents: [
      { kind: "Lab results", message: "From this year." },
      { kind: "Order", message: null },
    ],
    attachments: [ATTACHED],
    ...given,
  });
  const wanted = { kind: "resolve", questions: 0, documents: 2, issues: 0, afterReceipt: false } as const;
  return new PretendDesk().put(aCase(ID, wanted, { requirements }));
}

const documents = () => page.getByRole("region", { name: /^Documents/ });
const files = (desk: PretendDesk) => desk.cases.get(ID)?.requirements.sending ?? [];

test("what is wanted and what is on the case, each with what it counts for", async () => {
  await openWindow(deskOf(), here);
  await expect.element(documents()).toHaveTextContent(/PDF, JPEG or PNG\. One file can count for several types\./);
  await expect.element(documents()).toHaveTextContent(/Chart notes notes\.pdf, attached 16 Nov/);
  await expect.element(text("also: Office visit note")).toBeVisible();
  await expect.element(documents()).toHaveTextContent(/Lab results From this year\./);
  await expect.element(documents()).toHaveTextContent(/Or drop files here\. Up to 25 MB each\./);
});

test("a file is chosen for a type, for another file's place, or before it is said what for", async () => {
  const desk = deskOf().on("pick_documents", () => ({}));
  await openWindow(desk, here);
  await button(/^Choose a file\s*for Order/).click();
  await button(/^Replace…/).click();
  await expect.element(dialog()).toHaveTextContent(/takes the old file off the case once the new one is ready/i);
  await dialog().getByRole("button", { name: "Choose the new file" }).click();
  await expect.poll(() => dialog().elements().length).toBe(0);
  await button(/^Choose files/).click();
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard("u");
  await expect
    .poll(() => desk.asked("pick_documents"))
    .toEqual([
      { case: ID, types: ["Order"] },
      { case: ID, types: ["Chart notes", "Office visit note"], replaces: "att_1" },
      { case: ID, types: [] },
      { case: ID, types: [] },
    ]);
});

test("replacing a file asks first, and keeping the old one chooses nothing", async () => {
  const desk = deskOf();
  await openWindow(desk, here);
  await button(/^Replace…/).click();
  expect(consequenceOf("Choose the new file")).toMatch(/cannot be undone/);
  await dialog().getByRole("button", { name: "Keep the old one" }).click();
  await expect.poll(() => dialog().elements().length).toBe(0);
  expect(desk.asked("pick_documents")).toEqual([]);
});

test("a file dialog that does not open says so, and where else a file can go", async () => {
  await openWindow(deskOf().fails("pick_documents", wireError("no_file_dialog", "nothing_sent")), here);
  await button(/^Choose files/).click();
  await expect.element(documents()).toHaveTextContent(/could not be opened\. Drop the file here instead\./);
});

const change = () => button(/^Change…\s*how large a file may be/);
const size = () => dialog().getByLabelText("Largest file, in MB");

test("how large a file may be is changed beside it, kept for this computer, and the focus comes back", async () => {
  const desk = deskOf();
  await openWindow(desk, here);
  await change().click();
  await expect.element(dialog()).toHaveTextContent(/How large may a file be\?/);
  await expect.element(size()).toHaveValue("25");
  expect(document.activeElement).toBe(size().element());
  expect(consequenceOf("Keep this size")).toBe(
    "Nothing is sent. Kept on this computer, for every case. Counts for files chosen from now on.",
  );
  await size().fill("40.5");
  await userEvent.keyboard("{Enter}");
  await expect.element(documents()).toHaveTextContent(/Up to 40\.5 MB each\./);
  expect(desk.asked("set_largest_file")).toEqual([{ bytes: 42_467_328 }]);
  expect(document.activeElement).toBe(change().element());
  await expect.element(change()).toHaveAccessibleDescription(/Up to 40\.5 MB each\./);
});

test("a size that cannot be is said at its field, and nothing is kept; Escape leaves it as it is", async () => {
  const desk = deskOf();
  await openWindow(desk, here);
  await change().click();
  for (const typed of ["", "0", "201", "-3", "1e2", "0.0001", "25 MB", "Infinity"]) {
    await size().fill(typed);
    await button("Keep this size").click();
    await expect.element(size()).toHaveAccessibleDescription(/Type a number from 0\.001 to 200, such as 25\./);
    expect(document.activeElement).toBe(size().element());
  }
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => dialog().elements().length).toBe(0);
  expect(document.activeElement).toBe(change().element());
  expect(desk.asked("set_largest_file")).toEqual([]);
  await expect.element(documents()).toHaveTextContent(/Up to 25 MB each\./);
});

test("a size that could not be kept says so in the dialog, with what was typed", async () => {
  const desk = deskOf().fails("set_largest_file", wireError("bad_input", "nothing_sent"));
  await openWindow(desk, here);
  await change().click();
  await size().fill("100");
  await button("Keep this size").click();
  await expect.element(dialog()).toHaveTextContent(/The program asked for something that makes no sense/);
  await expect.element(size()).toHaveValue("100");
});

test("the ends of what a size may be are sizes", () => {
  expect([bytesOf("0.001"), bytesOf("200"), bytesOf(" .5 ")]).toEqual([1049, 209_715_200, 524_288]);
});

test("a file goes from sent to checked to ready to attached, and then it is on the case", async () => {
  const desk = deskOf({ sending: [aFile({ sent: 1_370_000 })] });
  await openWindow(desk, here);
  await expect.element(page.getByRole("progressbar", { name: "Sending scan.pdf" })).toHaveAttribute("value", "62");
  await expect.element(text("62 %")).toBeVisible();
  const current = () => document.querySelector(".stages [aria-current=step]")?.textContent;
  expect(current()).toBe("Sending");
  const next = () => step(desk, ID, 7);
  while (files(desk)[0]?.stage === "sending") next();
  await expect.poll(current).toBe("Being checked");
  next();
  await expect.poll(current).toBe("Ready");
  next();
  await expect.poll(current).toBe("Being attached");
  next();
  await expect.element(documents()).toHaveTextContent(/Lab results scan\.pdf, attached/);
  expect(link("Lab results").elements()).toHaveLength(0);
});

test("an upload can be stopped, gone on with without a second file, and taken off the list", async () => {
  const desk = deskOf({ sending: [aFile()] });
  await openWindow(desk, here);
  await button(/^Stop\s*scan\.pdf/).click();
  await expect.element(text("Stopped. It is not on the case.")).toBeVisible();
  await button(/^Go on\s*scan\.pdf/).click();
  await expect.poll(() => desk.asked("send_document")).toEqual([{ case: ID, document: 7, types: ["Lab results"] }]);
  await button(/^Stop\s*scan\.pdf/).click();
  await button(/^Take off this list/).click();
  await expect.element(button(/^Choose a file\s*for Lab results/)).toBeVisible();
  expect(desk.asked("stop_document")).toHaveLength(2);
  expect(desk.asked("drop_document")).toEqual([{ case: ID, document: 7 }]);
});

test("a step that failed says what is known, and goes on with the same file", async () => {
  const problem = wireError("broken", "not_known", "req_F1");
  const desk = deskOf({ sending: [aFile({ stage: "failed", problem })] });
  await openWindow(desk, here);
  await expect.element(documents()).toHaveTextContent(/We cannot tell yet whether it arrived\. The connection broke/);
  await expect.element(text("req_F1")).toBeVisible();
  await expect.element(button(/^Choose another file/)).toBeVisible();
  await button(/^Go on/).click();
  await expect.poll(() => desk.asked("send_document")).toHaveLength(1);
});

const REFUSED: [FileRefusal, RegExp][] = [
  ["wrong_type", /Not sent\. This is not a PDF, JPEG or PNG/],
  ["ending_differs", /says one kind, its content is another/],
  ["empty", /The file is empty/],
  ["too_large", /larger than 25 MB/],
  ["symlink", /a link to another file/],
  ["not_a_file", /This is not a file/],
  ["changed", /changed while it was read/],
  ["unreadable", /cannot be read/],
  ["by_service", /Collate looked at the file and refused it/],
];

for (const [refusal, sentence] of REFUSED) {
  test(`a refused file (${refusal}) says why, and another can be chosen`, async () => {
    const desk = deskOf({ sending: [aFile({ stage: "refused", refusal })] }).on("pick_documents", () => ({}));
    await openWindow(desk, here);
    await expect.element(documents()).toHaveTextContent(sentence);
    expect(button(/^Go on/).elements()).toHaveLength(0);
    const state = refusal === "by_service" ? /Lab results ?refused$/ : /Lab results ?not sent$/;
    await expect
      .element(page.getByRole("listitem").filter({ hasText: "Lab results" }).first())
      .toHaveTextContent(state);
    await button(/^Choose another file\s*for Lab results/).click();
    await expect.poll(() => desk.asked("pick_documents")).toEqual([{ case: ID, types: ["Lab results"] }]);
    expect(desk.asked("drop_document")).toEqual([{ case: ID, document: 7 }]);
    await expect.poll(() => files(desk)).toEqual([]);
  });
}

test("a file that waits is sent once it is said what it counts for; it may be several things", async () => {
  const desk = deskOf({ sending: [aFile({ stage: "waiting", types: [] })] });
  await openWindow(desk, here);
  await button("Send and attach").click();
  await expect.element(text("Choose at least one type.")).toBeVisible();
  expect(desk.asked("send_document")).toEqual([]);
  expect(consequenceOf("Send and attach")).toMatch(/Nothing goes to the payer\.$/);
  const form = page.getByRole("group", { name: "It counts for: scan.pdf" });
  await form.getByText("Lab results").click();
  await form.getByText("Office visit note").click();
  await form.getByLabelText("Another type").fill(" Consent ");
  await button("Send and attach").click();
  await expect
    .poll(() => desk.asked("send_document"))
    .toEqual([{ case: ID, document: 7, types: ["Lab results", "Office visit note", "Consent"] }]);
});

test("what a file that waits counts for is not forgotten on the way", async () => {
  await openWindow(deskOf({ sending: [aFile({ stage: "waiting", types: [] })] }), here);
  await page
    .getByRole("group", { name: /It counts for/ })
    .getByText("Order")
    .click();
  window.location.hash = "#/queue/yours";
  await expect.element(page.getByRole("heading", { name: "Needs me" })).toBeVisible();
  window.location.hash = here;
  await expect.element(page.getByRole("checkbox", { name: "Order" })).toBeChecked();
});

test("a file that counts for several wanted types is seen on its way once", async () => {
  await openWindow(deskOf({ sending: [aFile({ types: ["Lab results", "Order"] })] }), here);
  expect(page.getByRole("progressbar").elements()).toHaveLength(1);
  await expect.element(documents()).toHaveTextContent(/Counts for Lab results and Order/);
  await expect.element(documents()).toHaveTextContent(/Order scan\.pdf counts for this too\./);
});

test("taking a file off the case reads the case first, says what it means, and names the version", async () => {
  const desk = deskOf();
  await openWindow(desk, here);
  await button(/^Remove…\s*notes\.pdf/).click();
  await expect.element(dialog()).toHaveTextContent(/Take notes\.pdf off the case\?/);
  await expect.element(dialog()).toHaveTextContent(/A document may be missing again after that/);
  await expect
    .element(dialog())
    .toHaveTextContent(/Cannot be undone: to have it back, attach the file anew\. Uses version 23\./);
  await dialog().getByRole("button", { name: "Take it off the case" }).click();
  await expect.poll(() => desk.asked("remove_attachment")).toEqual([{ case: ID, version: "23", attachment: "att_1" }]);
  expect(desk.asked("open_step")).toEqual([{ case: ID, step: "remove_attachment" }]);
  await expect.poll(() => text(/notes\.pdf/).elements().length).toBe(0);
});

test("a removal that came to nothing says that the file is still there", async () => {
  const desk = deskOf().fails("remove_attachment", wireError("case_changed", "nothing_sent"));
  await openWindow(desk, here);
  await button(/^Remove…/).click();
  await dialog().getByRole("button", { name: "Take it off the case" }).click();
  await expect.element(dialog()).toHaveTextContent(/Nothing was sent\. The case changed first/);
});

test("files can be shown: those on the case and those from this computer", async () => {
  const desk = deskOf({ sending: [aFile()] });
  await openWindow(desk, here);
  await button(/^Show\s*notes\.pdf/).click();
  await expect.element(dialog()).toHaveTextContent(/notes\.pdf/);
  await expect.element(dialog().getByRole("img")).toBeVisible();
  await dialog().getByRole("button", { name: "Close" }).click();
  await button(/^Show\s*scan\.pdf/).click();
  await expect.element(dialog().getByRole("img")).toBeVisible();
  expect(desk.shown).toEqual([
    { case: ID, attachment: "att_1" },
    { case: ID, document: 7 },
  ]);
});

test("a file that cannot be had, or is none of the three kinds, says so", async () => {
  const desk = deskOf();
  desk.file = () => Promise.reject(wireError("cannot_show", "nothing_done"));
  await openWindow(desk, here);
  await button(/^Show/).click();
  await expect.element(dialog()).toHaveTextContent(/This file cannot be shown here/);
  await dialog().getByRole("button", { name: "Close" }).click();
  desk.file = () => new TextEncoder().encode("<svg/>").buffer;
  await button(/^Show/).click();
  await expect.element(dialog()).toHaveTextContent(/not a PDF, JPEG or PNG/);
});

test("files at every place on their way stand on one page", async () => {
  await openWindow(deskOf(everyKind()), here);
  const states = ["sending", "not sent", "being checked"];
  for (const state of states) await expect.element(text(state).first()).toBeVisible();
  await expect.element(text("Files from this computer")).toBeVisible();
});
