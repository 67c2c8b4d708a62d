/** @module The sentences for members, in English: Discord's Markdown, into which values are put escaped. */

import { many, range } from "./counted.ts";

/** Formats `1 document, 2 passages`. */
const countCollection = (documents: number, passages: number): string =>
  `${many(documents, "document", "documents")}, ${many(passages, "passage", "passages")}`;

export const en = {
  locale: "en",
  place: {
    line: (from: number, to: number) => range("line", "lines", from, to),
    page: (from: number, to: number) => range("page", "pages", from, to),
    paragraph: (from: number, to: number) => range("paragraph", "paragraphs", from, to),
  },
  answer: {
    unsure: "Not sure these answer it. Closest passages:",
    nothing: "Nothing found.",
    nothingNear: "Nothing found. Nearest sections:",
    searchedFor: (words: string) => `Searched for: ${words}`,
    short: "Nothing found: none of these words can be searched for. Ask with a few more.",
    language: (names: string) => `The documents are in ${names}.`,
    greeting:
      "I am a bot that searches documents. Ask me something, and I show the passages I find, word for word, each with its source. I write nothing of my own. **/documents** lists what I search, **/help** tells more.",
    examples: "For example:",
    where: "Where",
    changed: "the file has changed since it was indexed",
    removed: "the file was removed since it was indexed",
    shortened: "shortened here, whole in /source",
    alsoIn: "Also reported in",
    more: (count: number) => `and ${count} more`,
  },
  conflicts: {
    title: "Accounts differ",
    kinds: { number: "number", date: "date", negation: "negation" },
    here: "This passage",
    see: (rank: number) => `from passage ${rank} above`,
    more: (count: number) => `and ${many(count, "more difference", "more differences")}`,
  },
  buttons: {
    source: (rank: number) => `Source ${rank}`,
    further: "More passages",
    previous: "Back",
    next: "Next",
    helpful: "Helpful",
    unhelpful: "Not helpful",
    share: "Show to everyone",
    bytes: "The exact text as a file",
    open: "Open the source",
    explain: "How to read a reply",
    commands: "The commands",
    link: "Where it is from",
    inPlace: "What stands there now",
  },
  further: {
    title: (from: number, to: number, of: number) =>
      `Further passages, ${from} to ${to} of ${of}. They fit less well than those above them.`,
    missing: (count: number) =>
      `${many(count, "passage is", "passages are")} no longer there: the documents were read again since.`,
    gone: "These passages are no longer there: the documents were read again since. Ask again, and you get what stands there now.",
    missingForNow: (count: number) =>
      `${many(count, "passage", "passages")} cannot be found at the moment: the index is damaged, and an earlier one may be in use.`,
    goneForNow:
      "These passages cannot be found at the moment: the index is damaged, and an earlier one may be in use. Try again later.",
  },
  votes: {
    up: "Thank you, that is noted.",
    down: "Thank you, that is noted. If you like, say why:",
    because: (reason: string) => `Thank you, that is noted: ${reason}.`,
    choose: "Why it did not help",
    reasons: {
      elsewhere: "The answer stands elsewhere",
      incomplete: "It is incomplete",
      outdated: "It is out of date",
      other: "Another reason",
    },
  },
  source: {
    unknown: (id: string) =>
      `I know no passage with the ID ${id}. An ID has 12 letters and digits, and stands below each quotation.`,
    unknownForNow: (id: string) =>
      `I cannot find a passage with the ID ${id} at the moment: the index is damaged, and an earlier one may be in use. Try again later.`,
    removed: (id: string, date: string, where: string) =>
      `The passage ${id} is gone: its document was removed by ${date}. It stood in ${where}.`,
    altered: (id: string, date: string, where: string) =>
      `The passage ${id} was changed by ${date}, so this ID no longer stands for any text. It stood in ${where}.`,
    successor: (id: string) => `In its place stands ${id}.`,
    passage: (number: number, of: number) => `Passage ${number} of ${of}`,
    before: "Just before it",
    after: "Just after it",
    under: "Under",
    where: "Where",
    place: (path: string, lines: string, start: number, end: number, isFile: boolean) =>
      `${path}, ${lines} (characters ${start} to ${end} of the ${isFile ? "file" : "text extracted from it"})`,
    author: "Author",
    publisher: "Publisher",
    published: "Published",
    retrieved: "Retrieved",
    licence: "Licence",
    language: "Language",
    link: "Source",
    sha256: "SHA-256 of the file",
    textSha256: "SHA-256 of the text extracted",
    indexed: "In the index since",
    state: "State",
    current: "The file is as it was indexed; checked just now.",
    changed: "The file has changed since it was indexed. The quotation is of the older text.",
    gone: "The file was removed since it was indexed. The next rebuild takes its passages out.",
    bytes: (id: string, bytes: number, sha256: string) =>
      `The passage ${id}, exactly: ${many(bytes, "byte", "bytes")} in UTF-8, SHA-256 ${sha256}.`,
  },
  documents: {
    title: "What I know",
    counts: countCollection,
    entry: (passages: number) => many(passages, "passage", "passages"),
    page: (page: number, of: number) => `Page ${page} of ${of}`,
    none: "I have no documents yet.",
    open: "Open a document at its beginning",
  },
  find: {
    unsure: "Not sure these bear on it. Closest passages:",
    wordless: "There is no text in that message that I could look for.",
  },
  help: {
    commands: [
      "I search the documents I was given and show exact quotations from them. I write nothing of my own.",
      "",
      "**/ask** `question` finds passages and quotes them. With `private` only you see them.",
      "**/source** `id` shows where a quotation stands, and where its document comes from.",
      "**/documents** lists what I know.",
      "**/rebuild** reads the documents again; with `back` it goes back to the index before (operators only, in their own guild).",
      "**/help** shows this.",
      "",
      "Right-click a message, Apps, **Find sources**: the passages that bear on it, for you alone.",
    ].join("\n"),
    explanation: [
      "**How to read a reply**",
      "",
      "Whether a passage answers is for you to judge: I only search and quote.",
      "“Not sure …” above passages: they may be about something else. “Nothing found.”: no passage comes near enough to be shown. With neither, I found something.",
      "The sentence that fits best is **bold**. `[…]` marks what was left out; nothing else is ever changed.",
      "⚖️ Two documents give different numbers or dates, or one denies what the other says. I do not judge which is right.",
      "Below each quotation stands its ID. It never stands for another text, and **/source** finds it.",
      "",
    ].join("\n"),
    keeps:
      "A 👍 or 👎 is kept without your name. The operator keeps questions that found nothing, without your name too, to see which documents are missing.",
    keepsNot: "A 👍 or 👎 is kept without your name. Questions are not kept.",
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
    done: { built: "Rebuilt", unchanged: "Rebuilt", back: "Went back to the index before" },
    took: (what: string, seconds: number, documents: string) =>
      `${what} in ${seconds.toFixed(1)} s: ${documents}.`,
    same: "no document has changed",
    kept: "no document has changed, and the index is kept",
    changes: (added: number, changed: number, removed: number) =>
      `${added} added, ${changed} changed, ${removed} removed`,
    counts: (documents: number, passages: number, embedded: number, reused: number) =>
      `${countCollection(documents, passages)}; ${many(embedded, "text", "texts")} embedded, ${reused} taken over.`,
    stays: "It stays, over a restart too, until the next rebuild.",
    refused: (count: number) => `Left out: ${count}`,
    drafts: (paths: string) => `Drafts, not indexed: ${paths}`,
    passedOver: (kinds: string) => `Files passed over: ${kinds}`,
    noEnding: "without an ending",
    examples: (count: number) => `Examples not shown: ${many(count, "question", "questions")}`,
    omissions: (count: number) => `Not quoted in whole: ${many(count, "document", "documents")}`,
    omitted: (parts: number, percent: number | undefined) =>
      `${many(parts, "part", "parts")} left out${percent === undefined ? "" : `, ${percent} % of the words`}`,
    failed: "The rebuild failed, and the index is as it was.",
    serving: (documents: number, passages: number) =>
      `Still serving ${countCollection(documents, passages)}.`,
    over: (line: string) => `The rebuild that was asked for here is over. ${line}`,
    contradiction: "`full` reads the documents, `back` does not: give one of them.",
    long: "Discord lets me change this reply for 15 minutes. If it takes longer, the result comes as a message in this channel; where I may not write, it is in my log alone.",
  },
  refusals: {
    operatorOnly: "Only an operator may rebuild the index, in the home guild.",
    unknownCommand: "I do not know this command any more. Discord will soon have the new list.",
    stale: "This button is from an earlier version of me. Ask again, and use the new one.",
    unreadable: "I can't read what Discord sent me. Try again, or use /ask.",
    leaving: "I am about to shut down. Try again in a moment.",
    stopped: "I was shut down before this was done. Try again when I am back.",
    notHere: "This bot is not set up to answer here.",
    noCollection: "No documents are set up here, so I have nothing to quote. Ask an operator.",
    crowded: "Too many questions at once; try again in a few seconds.",
    you: "You ask faster than I may answer you.",
    channel: "This channel asks faster than I may answer here.",
    everyone: "I am asked more than I can answer.",
    pressing: "You press faster than I may answer you.",
    when: (moment: string) => `Try again ${moment}.`,
    notTaken: "I have an answer that Discord does not take. The operator can see why in the log.",
    apology: "Something went wrong on my side. The operator can see it in the log.",
    unproved:
      "Sorry: a passage could not be proved to be the text of its document, so nothing is shown. The operator should rebuild the index.",
    question: (min: number, max: number) =>
      `Expected a question of ${min} to ${max} characters, with a letter or digit in it. Ask in one or two sentences.`,
  },
};

/** A catalogue in any language; a sentence that is missing in one is a type error. */
export type Words = Readonly<typeof en>;
