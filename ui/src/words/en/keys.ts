/** What each key does, as the status line and the key help say it. */
export const keyWords = {
  title: "All keys",
  intro: "Single letters work only outside fields. No key alone performs a step that cannot be undone.",
  anywhere: "Anywhere",
  list: "List",
  case: "Case",
  review: "Review",
  handoff: "Handoff",

  help: "all keys",
  goQueue: "go to your list",
  goReview: "go to review and accept",
  goCollate: "go to Collate is working",
  goPayer: "go to with the payer",
  goDone: "go to done",
  goNew: "make a new case",
  goService: "see what this service answers",

  down: "next case",
  up: "previous case",
  move: "move",
  open: "open",
  back: "back to the list",

  toAccept: "go to Accept",
  doNotAccept: "do not accept",
  nextUnread: "next unread",
  markRead: "mark as read",
  openNew: "open the new package",

  toStart: "to Start handoff",
  notNow: "not now",
  report: "report",
  reopen: "open or reopen the portal",
  confirmReport: "confirm the report",
  nextCase: "next case",
};
