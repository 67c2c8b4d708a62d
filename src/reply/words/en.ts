/** @module The sentences for members, in English: Discord's Markdown, into which values are put escaped. */

import type { Locale } from "discord-api-types/v10";
import type { Place } from "../../corpus/extraction/places.ts";
import { counted, type Language, numbersIn, range } from "./counted.ts";

const count = counted("en");
const { whole, decimal, percent } = numbersIn("en");
const documents = (n: number): string => count(n, { one: "document", other: "documents" });
const passages = (n: number): string => count(n, { one: "passage", other: "passages" });
const collection = (documentCount: number, passageCount: number): string =>
  `${documents(documentCount)}, ${passages(passageCount)}`;

/** The commands and their options as Discord shows them: slash commands and options in lower case, up to 32 characters. */
const commands = {
  ask: {
    name: "ask",
    description: "Find passages that answer a question, quoted word for word",
    options: {
      question: { name: "question", description: "Your question" },
      private: { name: "private", description: "Show the answer only to me" },
      for: { name: "for", description: "The member you are asking for" },
      ping: { name: "ping", description: "Notify that member" },
    },
  },
  documents: { name: "documents", description: "List the documents" },
  source: {
    name: "source",
    description: "Show a passage in its document, and where the document comes from",
    options: {
      id: { name: "id", description: "The passage's ID, or type a heading and choose" },
    },
  },
  help: { name: "help", description: "How to ask, and how to read a reply" },
  /** The option of operators' commands. */
  collection: {
    name: "collection",
    description: "Which collection; the one of this channel if left out",
  },
  collections: {
    name: "collections",
    description: "List the collections you operate",
  },
  add: {
    name: "add",
    description: "Add a document, or replace one, after a preview",
    options: {
      file: { name: "file", description: "The document, up to 10 MB" },
      link: { name: "link", description: "Or the https address of a page or file" },
      title: { name: "title", description: "Its title, where it has none of its own" },
      publisher: { name: "publisher", description: "Who publishes it" },
      published: { name: "published", description: "When it was published, as 2026-01-31" },
    },
  },
  remove: {
    name: "remove",
    description: "Remove a document",
    options: {
      document: {
        name: "document",
        description: "The document: type a part of its name and choose",
      },
    },
  },
  rebuild: {
    name: "rebuild",
    description: "Re-read the documents and update the index",
    options: {
      full: { name: "full", description: "Rebuild from scratch, even unchanged documents" },
      back: { name: "back", description: "Switch back to the previous index, without reading" },
      force: { name: "force", description: "Rebuild even if most documents are gone" },
    },
  },
  sync: {
    name: "sync",
    description: "Fetch changed documents and update the index",
    options: {
      repository: {
        name: "repository",
        description: "Read the documents from this git repository: its https address",
      },
      branch: { name: "branch", description: "Its branch; the default one if left out" },
      folder: {
        name: "folder",
        description: "The folder of the repository that holds the documents",
      },
      uploads: { name: "uploads", description: "Go back to the documents that were added here" },
    },
  },
  pin: {
    name: "pin",
    description: "Show a passage first for a question, and those close to it",
    options: {
      question: { name: "question", description: "The question, as members ask it" },
      passage: { name: "passage", description: "The passage's ID, or type a heading and choose" },
    },
  },
  pins: { name: "pins", description: "List the pins, and remove one" },
  settings: {
    name: "settings",
    description: "Show this server's settings and limits, or change them (Manage Server)",
    options: {
      answers: { name: "answers", description: "Who may see the answers" },
      language: {
        name: "language",
        description: "The main language of the documents, as a code such as en or pt; or auto",
      },
      posts: {
        name: "posts",
        description: "A channel or forum in which new questions are answered",
      },
      threads: { name: "threads", description: "A channel in which each answer gets a thread" },
      moderators: {
        name: "moderators",
        description: "The channel to which members can pass questions",
      },
      off: { name: "off", description: "Turn off what the given channels are for" },
    },
  },
  forget: {
    name: "forget",
    description: "Delete the documents of this server, and all else kept of it (Manage Server)",
  },
  /** In a message's menu. */
  find: { name: "Find sources" },
};
const { ask, rebuild } = commands;

export const en = {
  locale: "en" as Language,
  /** The locale of dates. */
  dates: "en-GB",
  /** Discord's codes of the language; none for the language that Discord falls back on. */
  discordLocales: [] as readonly `${Locale}`[],
  commands,
  place: {
    line: (from: number, to: number) => range("line", "lines", from, to),
    page: (from: Place, to: Place) => range("page", "pages", from, to),
    paragraph: (from: Place, to: Place) => range("paragraph", "paragraphs", from, to),
    chapter: (from: Place, to: Place) => range("chapter", "chapters", from, to),
    slide: (from: Place, to: Place) => range("slide", "slides", from, to),
    row: (from: Place, to: Place) => range("row", "rows", from, to),
  },
  answer: {
    found: "🔍 Found:",
    unsure: (passages: number): string =>
      passages === 1
        ? "❔ Not sure this answers it. Closest passage:"
        : "❔ Not sure these answer it. Closest passages:",
    nothing: `➖ Nothing found. Try other words, or see **/${commands.documents.name}**.`,
    nothingNear: "➖ Nothing found. Closest sections:",
    searchedFor: (words: string) => `Searched for: ${words}`,
    short: "➖ Nothing found: these words are too common. Add a few more.",
    /** Takes names of languages as `Intl` gives them, which no sentence may inflect. */
    language: (names: string) => `Most of the documents are in ${names}.`,
    greeting: `I'm not a chatbot: I search documents and quote them word for word, with the source. **/${commands.documents.name}** lists them, **/${commands.help.name}** explains the rest.`,
    unread: "I can't read this script: only names and numbers were searched.",
    examples: "For example:",
    askedFor: (member: string) => `For ${member}`,
    sharedBy: (member: string) => `Shared by ${member}`,
    changed: "file changed since",
    removed: "file removed since",
    asOf: (commit: string) => `as of commit ${commit}`,
    page: "link",
    alsoFound: "Also found",
    quoted: (text: string) => `“${text}”`,
    sameText: (names: string) => `Same text in: ${names}`,
    more: (n: number) => `${whole(n)} more`,
    notPrivate: `An answer for someone else can't be private: leave out \`${ask.options.for.name}\` or \`${ask.options.private.name}\`.`,
  },
  conflicts: {
    title: "Accounts differ",
    negation: "One denies what the other says.",
    more: (n: number) => `${whole(n)} more in Sources`,
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
    page: "Page to share",
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
    passage: (number: number, of: number) => `Passage ${whole(number)} of ${whole(of)}`,
    under: "Section",
    where: "Where",
    place: (path: string, lines: string, start: number, end: number, isFile: boolean) =>
      `${path}, ${lines} (characters ${whole(start)} to ${whole(end)} of the ${isFile ? "file" : "text extracted from it"})`,
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
    commit: "Commit",
    state: "File",
    current: "Unchanged since it was indexed (checked just now)",
    changed: "Changed since it was indexed; the quotation is from the earlier text",
    gone: "Removed since it was indexed; the next rebuild removes its passages",
    bytes: (id: string, bytes: number, sha256: string) =>
      `The exact text of ${id}: ${count(bytes, { one: "byte", other: "bytes" })} of UTF-8, SHA-256 ${sha256}.`,
  },
  documents: {
    title: "Documents",
    samples: "These are samples. An operator can add documents.",
    counts: collection,
    entry: passages,
    page: (page: number, of: number) => `Page ${whole(page)} of ${whole(of)}`,
    none: "No documents yet.",
    open: "Open a document",
  },
  collections: {
    title: "Collections",
    notReady: "not ready",
    private: "shown to the asker only",
    everyone: "everyone",
    servers: "servers",
    channels: "channels",
    roles: "roles",
  },
  find: {
    unsure: (passages: number): string =>
      passages === 1
        ? "❔ Not sure this is about it. Closest passage:"
        : "❔ Not sure these are about it. Closest passages:",
    wordless: "That message has no text to search for.",
  },
  posts: {
    unasked: "Searched automatically. Quoted word for word from the documents.",
    offer: "The documents may have something on this.",
    search: "Search the documents",
    remove: "Remove",
    notYours: "Only the author of the post or a moderator can remove this.",
    inThread: "The answer is in the thread.",
    goOn: "To ask more, mention me or reply to me.",
    carried: "Words from the previous question were searched too.",
  },
  person: {
    ask: "Ask a person",
    asks: (member: string) => `${member} asks:`,
    preview: "The moderators will see exactly this. Send it?",
    hears: "Once they have answered, I'll send you a direct message.",
    hearsOrMention: (channel: string) =>
      `Once they have answered, I'll send you a direct message. If I can't, I'll mention you once in ${channel}.`,
    send: "Send",
    cancel: "Cancel",
    sent: "📨 Sent to the moderators.",
    dropped: "Nothing was sent.",
    notSent: "I couldn't post in the moderators' channel, so nothing was sent. Try again later.",
    sentBefore: "This question has already been sent.",
    closed: "Questions can't be sent to the moderators here any more.",
    limits: {
      question: "You have already sent this question.",
      member: "You have sent several questions within an hour.",
      everyone: "The moderators have many questions waiting.",
    },
    settle: "Mark as answered",
    settledBy: (moderator: string) => `Answered by ${moderator}.`,
    toldDirectly: (member: string) => `${member} got a direct message.`,
    toldIn: (member: string, channel: string) => `${member} was mentioned in ${channel}.`,
    notTold: (member: string) => `I couldn't reach ${member}, so please let them know.`,
    moderatorsOnly: "Only moderators can do this.",
    settledBefore: "This question is already marked as answered.",
    answered: "The moderators have answered your question:",
    answeredOpenly: "The moderators have answered your question.",
  },
  help: {
    commands: [
      "I search documents and quote them word for word, with the source. I don't write, summarise or reason.",
      "",
      `**/${ask.name}** \`${ask.options.question.name}\` finds passages that answer it. Add \`${ask.options.private.name}\` so only you see them, or \`${ask.options.for.name}\` to answer someone (\`${ask.options.ping.name}\` notifies them).`,
      `**/${commands.documents.name}** lists the documents.`,
      `**/${commands.source.name}** \`${commands.source.options.id.name}\` shows a passage in its document.`,
      `**/${commands.help.name}** shows this.`,
      "",
      `Right-click a message (long-press on a phone) › Apps › **${commands.find.name}**. Only you see the result.`,
    ].join("\n"),
    mentions: "You can also ask without a command: mention me or reply to me.",
    operators: `**/${commands.add.name}** adds a document after a preview, **/${commands.remove.name}** removes one. **/${rebuild.name}** re-reads the documents; \`${rebuild.options.back.name}\` switches to the previous index. Operators only.\n**/${commands.collections.name}** lists the collections.`,
    syncs: `**/${commands.sync.name}** fetches documents that have changed, where they come from elsewhere. Operators only.`,
    pins: `**/${commands.pin.name}** shows a passage first for a question, **/${commands.pins.name}** lists these pins. Operators only.`,
    managers: [
      "You may manage this server, so you can give it documents:",
      `**/${commands.add.name}** adds one after a preview, **/${commands.remove.name}** removes one. **/${commands.sync.name}** reads a git repository instead.`,
      `**/${commands.settings.name}** shows and changes the settings, and the limits. **/${commands.pin.name}** shows a passage first for a question.`,
      `**/${commands.forget.name}** deletes everything of this server.`,
    ].join("\n"),
    explanation: [
      "**How to read a reply**",
      "",
      "🔍 I found something. ❔ I'm not sure it answers the question. ➖ I found nothing close enough. Whether a passage answers is for you to judge.",
      "📌 The moderators chose this passage for this question, or for one very close to it.",
      "The sentence that fits best is **bold**. `[…]` marks text that was left out; no word is ever changed.",
      "⚖️ Two documents give different numbers or dates, or one denies the other. I don't judge which is right.",
      `Sources & more shows each passage in its document, and its ID, which always points to this exact text; look it up with **/${commands.source.name}**.`,
      "",
    ].join("\n"),
    keeps:
      "👍 and 👎 are kept without your name. Questions and posts that found nothing are kept too, without your name, to see which documents are missing.",
    keepsNot: "👍 and 👎 are kept without your name. Questions are not kept.",
  },
  rebuild: {
    running: (progress: string) => `Rebuilding. ${progress}.`,
    progress: (stage: string, done: number, total: number) =>
      `${stage}: ${whole(done)} of ${whole(total)}`,
    queued: (place: number) => `Waiting: place ${whole(place)} in the queue`,
    unserved: "Waiting: no worker is running (npm run worker starts one)",
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
    took: (what: string, seconds: number, changes: string) =>
      `${what} in ${decimal(seconds)} s: ${changes}.`,
    same: "no document has changed",
    kept: "no document has changed",
    changes: (added: number, changed: number, removed: number) =>
      `${whole(added)} added, ${whole(changed)} changed, ${whole(removed)} removed`,
    counts: (documentCount: number, passageCount: number, embedded: number, reused: number) =>
      `${collection(documentCount, passageCount)} (${count(embedded, { one: "text", other: "texts" })} embedded, ${whole(reused)} reused).`,
    samples: "The samples are served.",
    samplesInstead: "The samples are served: documents/ has nothing to quote.",
    samplesGone: "The samples are no longer served.",
    stays: "It stays in use until the next rebuild.",
    refused: (n: number) => `Left out: ${whole(n)}`,
    drafts: (paths: string) => `Drafts, not indexed: ${paths}`,
    passedOver: (kinds: string) => `Skipped files: ${kinds}`,
    noEnding: "without an ending",
    examples: (n: number) =>
      `Examples not shown: ${count(n, { one: "question", other: "questions" })}`,
    omissions: (n: number) => `Not fully quoted: ${documents(n)}`,
    omitted: (parts: number, share: number | undefined) =>
      `${count(parts, { one: "part", other: "parts" })} left out${share === undefined ? "" : `, ${percent(share)} of the words`}`,
    failed: "The rebuild failed. The index is unchanged.",
    serving: (documentCount: number, passageCount: number) =>
      `Still using ${collection(documentCount, passageCount)}.`,
    over: (line: string) => `The rebuild you asked for here is over. ${line}`,
    contradiction: `Choose either \`${rebuild.options.full.name}\` or \`${rebuild.options.back.name}\`: \`${rebuild.options.full.name}\` reads the documents, \`${rebuild.options.back.name}\` does not.`,
    long: "I can change this reply for 15 minutes. If it takes longer, the result comes as a message in this channel, or goes to the log if I can't write here.",
  },
  sync: {
    running: "Looking for changes.",
    fetched: (state: string) => `Documents fetched: ${state}.`,
    same: (state: string) => `Nothing has changed: ${state}.`,
    inPlace: "The documents are in a folder; I read it again.",
    faults: (n: number) => `Not fetched, earlier copies stay: ${whole(n)}`,
    failed: "The sync failed. Documents and index are unchanged.",
    heldBack: "The index was not updated.",
    over: (line: string) => `The sync you asked for here is over. ${line}`,
  },
  server: {
    title: "Settings of this server",
    source: "Documents from",
    uploads: `Added with **/${commands.add.name}**`,
    visibility: "Answers are shown to",
    seenBy: { public: "Everyone in the channel", private: "The asker only" },
    language: "Main language",
    recognised: "Recognised in each document",
    posts: "New questions answered in",
    threads: "Threads for answers in",
    moderators: "Questions passed to",
    nowhere: "Nowhere",
    used: "Used",
    quotas: {
      documents: (used: number, most: number) => `${whole(used)} of ${documents(most)}`,
      passages: (used: number, most: number) => `${whole(used)} of ${passages(most)}`,
      /** In megabytes. */
      bytes: (used: number, most: number) => `${decimal(used)} of ${whole(most)} MB`,
      builds: (used: number, most: number) =>
        `${whole(used)} of ${count(most, { one: "update", other: "updates" })} today`,
    },
    nearly: (quota: string) => `⚠️ Nearly full: ${quota}`,
    reached: (quota: string) => `Nothing was changed. The limit is reached: ${quota}.`,
    lessen: "Remove documents first, or ask the operator of this bot for a higher limit.",
    tomorrow: "Try again tomorrow (UTC).",
    changed: "The settings were changed.",
    faults: {
      language: (typed: string) =>
        `“${typed}” is no code of a language. Write one such as en, de or pt.`,
      channel: (channel: string) =>
        `${channel} is no channel of this kind. Choose one of this server from the list.`,
      off: `Name the channels that “${commands.settings.options.off.name}” is for.`,
      most: (most: number) => `There may be at most ${whole(most)} channels of each kind.`,
      notRead:
        "This bot does not read messages in servers, so it answers no posts. Its operator can switch that on.",
      notManaged: "This works only for documents that a server manages itself.",
      either: `Give either \`${commands.sync.options.uploads.name}\` or \`${commands.sync.options.repository.name}\`.`,
      address:
        "Only a public https address without name or password can be read, as in https://example.org/group/docs.git.",
      refused: (reason: string) => `Nothing was changed. ${reason}`,
    },
    returned: "The documents are those again that were added here.",
    goBack: `**/${commands.sync.name}** \`${commands.sync.options.uploads.name}\` goes back to the documents that were added here.`,
    forget: {
      ask: (server: string) => `Delete everything of ${server}?`,
      deletes: (documentCount: number, passageCount: number) =>
        `This deletes at once, for good: ${collection(documentCount, passageCount)} and their index, pins, votes, kept questions and all settings.`,
      later: "If the bot is removed from the server, the same happens after 30 days.",
      confirm: "Delete everything",
      done: (server: string) => `Everything of ${server} was deleted.`,
      check: (id: string) =>
        `To check: **/${commands.settings.name}** shows 0 documents. The operator of this bot can verify that nothing is left of ${id}.`,
      left: (rows: number) =>
        `Not everything could be deleted: ${whole(rows)} rows are left. Use **/${commands.forget.name}** again.`,
    },
  },
  pins: {
    chosen: "📌 Chosen by the moderators:",
    added: "📌 Pinned. Members who ask this, or something very close to it, get:",
    removed: "No longer pinned.",
    gone: "This pin was removed already.",
    remove: "Remove this pin",
    removeOne: "Remove a pin",
    all: "All pins",
    title: "Pins",
    none: `No pins yet. **/${commands.pin.name}** shows a passage first for a question; so does 📌 under a reply.`,
    counted: (n: number) => count(n, { one: "pin", other: "pins" }),
    which: "Which passage answers it?",
    choose: "Choose the passage",
    aside: {
      changed: "Set aside: the passage has changed.",
      removed: "Set aside: the passage was removed.",
      contradicted: "Set aside: another pin leads from the same question to another passage.",
    },
    refused: {
      unknown: (id: string) =>
        `No passage here has the ID ${id}. Type a heading and choose a passage from the list.`,
      changed: (id: string) => `The passage ${id} has changed, so it can't be pinned.`,
      removed: (id: string) => `The passage ${id} was removed, so it can't be pinned.`,
      near: (question: string) =>
        `This is very close to “${question}”, which is pinned to another passage. To replace that pin, remove it first.`,
      greeting: "Greetings are not searched for, so they can't be pinned.",
      full: (most: number) =>
        `There are ${whole(most)} pins, as many as can be kept. Remove one first.`,
    },
  },
  digest: {
    title: (from: string, until: string) => `Weekly report, ${from} to ${until}`,
    totals: {
      shown: "Passages shown",
      unanswered: "Questions that found nothing",
      spoke: "Posts answered",
      silent: "Posts not answered",
      skipped: "Posts not searched, too many at once",
      removed: "Answers removed with ✕",
      person: "Questions passed to a person",
      settled: "Answered by a person",
    },
    weekBefore: (n: number) => `(week before: ${whole(n)})`,
    unanswered: "Sections with the most unanswered questions",
    disliked: "Passages voted down",
    silence: "Posts not answered, by the closest section",
    brokenPins: "Pins that are no longer shown",
    questions: (n: number) => count(n, { one: "question", other: "questions" }),
    posts: (n: number) => count(n, { one: "post", other: "posts" }),
    pins: {
      gone: "its passage is gone",
      contradicted: "another pin has the same question",
    },
    nowhere: "Near no section",
    unknown: "an unknown passage",
  },
  intake: {
    savedAs: (path: string) => `Will be saved as ${path}`,
    replaces: (path: string) => `${path} exists and is different. Adding this file replaces it.`,
    kept: (fields: string) => `Kept from the file that is there: ${fields}`,
    there: (path: string) => `${path} is already there, with the same content.`,
    replacesSamples: "This is your first document: the samples will no longer be searched.",
    titleFrom: {
      you: "as given",
      document: "from its own metadata",
      heading: "its first heading",
      "file name": "from the file name",
    },
    split: (n: number) => `Split into ${passages(n)}`,
    first: "The first of them:",
    notes: "Please note",
    add: "Add and index",
    replace: "Replace and index",
    remove: "Remove and index",
    cancel: "Cancel",
    undo: "Undo",
    done: {
      added: (path: string) => `${path} was added.`,
      replaced: (path: string) => `${path} was replaced.`,
      removed: (path: string) => `${path} was removed.`,
    },
    undone: (path: string) => `${path} is as it was before.`,
    notSearched: "It is not searched yet: it is a draft, or the index left it out.",
    removes: (n: number) => `Its ${passages(n)} will no longer be found. You can undo this.`,
    samplesReturn: "It is the last document: the samples will be searched again.",
    cancelled: "Nothing was changed.",
    working: "Working on it …",
    expired:
      "These buttons were used already, or are from before a restart or more than 15 minutes old. Use the command again.",
    oneOf: `Give either \`${commands.add.options.file.name}\` or \`${commands.add.options.link.name}\`.`,
    elsewhere: (source: string) => `The documents here come from ${source}. Change them there.`,
    unknown: (typed: string) => `No document is called “${typed}”. Choose one from the list.`,
    faults: {
      refused: (name: string, reason: string) => `${name} cannot be added: ${reason}`,
      gone: () => "There is no such document any more.",
      samples: () =>
        "The samples cannot be removed. They are not searched once you add a document.",
      superseded: () => "This is no longer the last change.",
      edited: (path: string) => `${path} was changed meanwhile, so this cannot be undone.`,
      nameless: () => "The file needs a name with an ending such as .pdf or .md.",
      reverted: (_path: string, reason: string) => `Nothing was changed: ${reason}`,
      outdated: (path: string) => `${path} has changed since this preview. Look at it again.`,
      stays: (path: string, reason: string) =>
        `The index could not be updated (${reason}), and ${path} was edited meanwhile, so it stays as it is.`,
    },
  },
  refusals: {
    operatorOnly: "Only operators can do this, in their own server.",
    managersOnly: "Only members who may manage this server can do this (permission Manage Server).",
    noDocuments: `This server has no documents yet. Members who may manage it add them with **/${commands.add.name}**.`,
    unknownCommand: "That command is gone. Discord will have the new list soon.",
    stale: "This button is from an older version. Ask again and use the new one.",
    alreadyShared: "This answer is already shown to everyone.",
    unreadable: `I can't read what Discord sent me. Try again, or use /${ask.name}.`,
    leaving: "I'm about to restart. Try again in a moment.",
    stopped: "I was shut down before this was done. Try again when I'm back.",
    notHere: "I'm not set up to answer here.",
    notReady: "These documents are being prepared. Try again in a few minutes.",
    unreachable: "These documents can't be reached right now. Try again in a moment.",
    nameCollection: "Name the collection: the option “collection” suggests them.",
    noSuchCollection: "There is no such collection here.",
    staysPrivate: "Answers from these documents are shown to the asker only.",
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
      `Please ask in ${whole(min)} to ${whole(max)} characters (yours has ${whole(length)}).`,
    wordless: "Please ask in words.",
  },
};

/** A catalogue in any language; a sentence that is missing in one is a type error. */
export type Words = Readonly<typeof en>;
