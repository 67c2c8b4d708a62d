/** @module The sentences for members, in English: Discord's Markdown, into which values are put escaped. */

import { many, range } from "./counted.ts";

/** Formats `1 document, 2 passages`. */
const countCollection = (documents: number, passages: number): string =>
  `${many(documents, "document", "documents")}, ${many(passages, "passage", "passages")}`;

export const en = {
  locale: "en",
  /** The locale of dates. */
  dates: "en-GB",
  place: {
    line: (from: number, to: number) => range("line", "lines", from, to),
    page: (from: number, to: number) => range("page", "pages", from, to),
    paragraph: (from: number, to: number) => range("paragraph", "paragraphs", from, to),
  },
  answer: {
    found: "🔍 Found:",
    unsure: (passages: number): string =>
      passages === 1
        ? "❔ Not sure this answers it. Closest passage:"
        : "❔ Not sure these answer it. Closest passages:",
    nothing: "➖ Nothing found. Try other words, or see **/documents**.",
    nothingNear: "➖ Nothing found. Closest sections:",
    searchedFor: (words: string) => `Searched for: ${words}`,
    short: "➖ Nothing found: these words are too common. Add a few more.",
    language: (names: string) => `Most of the documents are in ${names}.`,
    greeting:
      "I'm not a chatbot: I search documents and quote them word for word, with the source. **/documents** lists them, **/help** explains the rest.",
    examples: "For example:",
    askedFor: (member: string) => `For ${member}`,
    sharedBy: (member: string) => `Shared by ${member}`,
    changed: "file changed since",
    removed: "file removed since",
    alsoFound: "Also found",
    quoted: (text: string) => `“${text}”`,
    sameText: (names: string) => `Same text in: ${names}`,
    more: (count: number) => `${count} more`,
    notPrivate: "An answer for someone else can't be private: leave out `for` or `private`.",
  },
  conflicts: {
    title: "Accounts differ",
    negation: "One denies what the other says.",
    more: (count: number) => `${count} more in Sources`,
  },
  buttons: {
    sources: "Sources & more",
    previous: "Back",
    next: "Next",
    share: "Show to everyone",
    shared: "Shown to everyone",
    details: "Technical details",
    text: "Show the text",
    bytes: "Exact text as a file",
    link: "Original",
    explain: "How to read a reply",
    commands: "Commands",
    inPlace: "Current text",
  },
  passages: {
    choose: "Another passage",
    gone: "These passages are gone: the documents have changed. Ask again.",
    goneForNow:
      "These passages are unavailable: the index is damaged, and an earlier one is in use. Try again later.",
  },
  votes: {
    up: "Thanks!",
    down: "Thanks! Want to say why?",
    because: (reason: string) => `Thanks! Noted: ${reason}.`,
    choose: "Reason",
    reasons: {
      elsewhere: "The answer is somewhere else",
      incomplete: "It is incomplete",
      outdated: "It is out of date",
      other: "Another reason",
    },
  },
  source: {
    unknown: (id: string) =>
      `No passage has the ID ${id}. Choose a passage from the list, or copy an ID from Technical details.`,
    several: (typed: string) => `Several passages match “${typed}”. Give the ID of one:`,
    unknownForNow: (id: string) =>
      `I can't find the passage ${id} right now: the index is damaged, and an earlier one is in use. Try again later.`,
    removed: (id: string, date: string, where: string) =>
      `The passage ${id} is gone: its document was removed by ${date}. It was in ${where}.`,
    altered: (id: string, date: string, where: string) =>
      `The passage ${id} was changed by ${date}, so this ID no longer has a text. It was in ${where}.`,
    successor: (id: string) => `The current text is ${id}.`,
    passage: (number: number, of: number) => `Passage ${number} of ${of}`,
    under: "Section",
    where: "Where",
    place: (path: string, lines: string, start: number, end: number, isFile: boolean) =>
      `${path}, ${lines} (characters ${start} to ${end} of the ${isFile ? "file" : "text extracted from it"})`,
    id: "Passage ID",
    author: "Author",
    publisher: "Publisher",
    published: "Published",
    retrieved: "Retrieved",
    licence: "Licence",
    language: "Language",
    link: "Source",
    sha256: "SHA-256 of the file",
    textSha256: "SHA-256 of the extracted text",
    indexed: "Indexed",
    state: "File",
    current: "Unchanged since it was indexed (checked just now)",
    changed: "Changed since it was indexed; the quotation is from the earlier text",
    gone: "Removed since it was indexed; the next rebuild removes its passages",
    bytes: (id: string, bytes: number, sha256: string) =>
      `The exact text of ${id}: ${many(bytes, "byte", "bytes")} of UTF-8, SHA-256 ${sha256}.`,
  },
  documents: {
    title: "Documents",
    samples: "These are samples. An operator can add documents.",
    counts: countCollection,
    entry: (passages: number) => many(passages, "passage", "passages"),
    page: (page: number, of: number) => `Page ${page} of ${of}`,
    none: "No documents yet.",
    open: "Open a document",
  },
  find: {
    unsure: (passages: number): string =>
      passages === 1
        ? "❔ Not sure this is about it. Closest passage:"
        : "❔ Not sure these are about it. Closest passages:",
    wordless: "That message has no text to search for.",
  },
  help: {
    commands: [
      "I search documents and quote them word for word, with the source. I don't write, summarise or reason.",
      "",
      "**/ask** `question` finds passages that answer it. Add `private` so only you see them, or `for` to answer someone (`ping` notifies them).",
      "**/documents** lists the documents.",
      "**/source** `id` shows a passage in its document.",
      "**/help** shows this.",
      "",
      "Right-click a message (long-press on a phone) › Apps › **Find sources**. Only you see the result.",
    ].join("\n"),
    operators:
      "**/rebuild** re-reads the documents; `back` switches to the previous index. Operators only.",
    explanation: [
      "**How to read a reply**",
      "",
      "🔍 I found something. ❔ I'm not sure it answers the question. ➖ I found nothing close enough. Whether a passage answers is for you to judge.",
      "The sentence that fits best is **bold**. `[…]` marks text that was left out; no word is ever changed.",
      "⚖️ Two documents give different numbers or dates, or one denies the other. I don't judge which is right.",
      "Sources & more shows each passage in its document, and its ID, which always points to this exact text; look it up with **/source**.",
      "",
    ].join("\n"),
    keeps:
      "👍 and 👎 are kept without your name. Questions that found nothing are kept too, without your name, to see which documents are missing.",
    keepsNot: "👍 and 👎 are kept without your name. Questions are not kept.",
  },
  rebuild: {
    running: (progress: string) => `Rebuilding. ${progress}.`,
    progress: (stage: string, done: number, total: number) => `${stage}: ${done} of ${total}`,
    stages: {
      read: "Reading documents",
      embed: "Embedding texts",
      index: "Building the index",
      check: "Checking it",
    },
    done: {
      built: "Index updated",
      unchanged: "Index checked",
      back: "Switched to the previous index",
    },
    took: (what: string, seconds: number, documents: string) =>
      `${what} in ${seconds.toFixed(1)} s: ${documents}.`,
    same: "no document has changed",
    kept: "no document has changed",
    changes: (added: number, changed: number, removed: number) =>
      `${added} added, ${changed} changed, ${removed} removed`,
    counts: (documents: number, passages: number, embedded: number, reused: number) =>
      `${countCollection(documents, passages)} (${many(embedded, "text", "texts")} embedded, ${reused} reused).`,
    samples: "The samples are served.",
    samplesInstead: "The samples are served: documents/ has nothing to quote.",
    samplesGone: "The samples are no longer served.",
    stays: "It stays in use until the next rebuild.",
    refused: (count: number) => `Left out: ${count}`,
    drafts: (paths: string) => `Drafts, not indexed: ${paths}`,
    passedOver: (kinds: string) => `Skipped files: ${kinds}`,
    noEnding: "without an ending",
    examples: (count: number) => `Examples not shown: ${many(count, "question", "questions")}`,
    omissions: (count: number) => `Not fully quoted: ${many(count, "document", "documents")}`,
    omitted: (parts: number, percent: number | undefined) =>
      `${many(parts, "part", "parts")} left out${percent === undefined ? "" : `, ${percent} % of the words`}`,
    failed: "The rebuild failed. The index is unchanged.",
    serving: (documents: number, passages: number) =>
      `Still using ${countCollection(documents, passages)}.`,
    over: (line: string) => `The rebuild you asked for here is over. ${line}`,
    contradiction: "Choose either `full` or `back`: `full` reads the documents, `back` does not.",
    long: "I can change this reply for 15 minutes. If it takes longer, the result comes as a message in this channel, or goes to the log if I can't write here.",
  },
  refusals: {
    operatorOnly: "Only operators can rebuild the index, in their own server.",
    unknownCommand: "That command is gone. Discord will have the new list soon.",
    stale: "This button is from an older version. Ask again and use the new one.",
    alreadyShared: "This answer is already shown to everyone.",
    unreadable: "I can't read what Discord sent me. Try again, or use /ask.",
    leaving: "I'm about to restart. Try again in a moment.",
    stopped: "I was shut down before this was done. Try again when I'm back.",
    notHere: "I'm not set up to answer here.",
    noCollection: "No documents are set up here. Ask an operator.",
    crowded: "I'm busy. Try again in a few seconds.",
    you: "You're asking too fast.",
    channel: "This channel is asking too fast.",
    everyone: "I'm busy.",
    pressing: "Slow down.",
    when: (moment: string) => `Try again ${moment}.`,
    notTaken: "Discord rejected my reply. The reason is in the log.",
    apology: "Something went wrong. The reason is in the log.",
    unproved:
      "Sorry: a passage no longer matches its document, so I'm not showing it. An operator should rebuild the index.",
    question: (min: number, max: number, length: number) =>
      `Please ask in ${min} to ${max} characters (yours has ${length}).`,
    wordless: "Please ask in words.",
  },
};

/** A catalogue in any language; a sentence that is missing in one is a type error. */
export type Words = Readonly<typeof en>;
