/** @module The sentences for members, in German. */

import { counted, numbersIn, range } from "./counted.ts";
import type { Words } from "./en.ts";

const count = counted("de");
const { whole, decimal, percent } = numbersIn("de");
const documents = (n: number): string => count(n, { one: "Dokument", other: "Dokumente" });
const passages = (n: number): string => count(n, { one: "Textstelle", other: "Textstellen" });
const collection = (documentCount: number, passageCount: number): string =>
  `${documents(documentCount)}, ${passages(passageCount)}`;

const commands: Words["commands"] = {
  ask: {
    name: "frag",
    description: "Findet Textstellen zu einer Frage, Wort für Wort zitiert",
    options: {
      question: { name: "frage", description: "Deine Frage" },
      private: { name: "privat", description: "Die Antwort nur mir zeigen" },
      for: { name: "für", description: "Das Mitglied, für das du fragst" },
      ping: { name: "anpingen", description: "Das Mitglied benachrichtigen" },
    },
  },
  documents: { name: "dokumente", description: "Zeigt die Dokumente" },
  source: {
    name: "quelle",
    description: "Zeigt eine Textstelle in ihrem Dokument und woher es stammt",
    options: {
      id: {
        name: "id",
        description: "Die ID der Textstelle, oder tippe eine Überschrift und wähle",
      },
    },
  },
  help: { name: "hilfe", description: "So fragst du, und so liest du eine Antwort" },
  collection: { name: "sammlung", description: "Welche Sammlung; ohne Angabe die dieses Kanals" },
  collections: {
    name: "sammlungen",
    description: "Die Sammlungen auflisten, die du betreust",
  },
  add: {
    name: "hinzufügen",
    description: "Ein Dokument hinzufügen oder ersetzen, mit Vorschau",
    options: {
      file: { name: "datei", description: "Das Dokument, bis 10 MB" },
      link: { name: "link", description: "Oder die https-Adresse einer Seite oder Datei" },
      title: { name: "titel", description: "Der Titel, wenn es keinen eigenen hat" },
      publisher: { name: "herausgeber", description: "Wer es herausgibt" },
      published: { name: "veröffentlicht", description: "Wann es erschienen ist, etwa 2026-01-31" },
    },
  },
  remove: {
    name: "entfernen",
    description: "Ein Dokument entfernen",
    options: {
      document: {
        name: "dokument",
        description: "Das Dokument: Gib einen Teil des Namens ein und wähle",
      },
    },
  },
  rebuild: {
    name: "aktualisieren",
    description: "Liest die Dokumente neu und aktualisiert den Index",
    options: {
      full: { name: "komplett", description: "Alles neu bauen, auch unveränderte Dokumente" },
      back: { name: "zurück", description: "Zurück zum vorigen Index, ohne zu lesen" },
      force: { name: "trotzdem", description: "Auch wenn die meisten Dokumente fehlen" },
    },
  },
  sync: {
    name: "synchronisieren",
    description: "Holt geänderte Dokumente und aktualisiert den Index",
    options: {
      repository: {
        name: "repository",
        description: "Die Dokumente aus diesem Git-Repository lesen: seine https-Adresse",
      },
      branch: { name: "zweig", description: "Sein Zweig; ohne Angabe der Standardzweig" },
      folder: { name: "ordner", description: "Der Ordner des Repositorys mit den Dokumenten" },
      uploads: {
        name: "dateien",
        description: "Zurück zu den Dokumenten, die hier hinzugefügt wurden",
      },
    },
  },
  pin: {
    name: "anheften",
    description: "Eine Textstelle bei einer Frage und ähnlichen zuerst zeigen",
    options: {
      question: { name: "frage", description: "Die Frage, wie Mitglieder sie stellen" },
      passage: {
        name: "textstelle",
        description: "Die ID der Textstelle, oder tippe eine Überschrift und wähle",
      },
    },
  },
  pins: {
    name: "angeheftet",
    description: "Angeheftete Textstellen auflisten oder lösen",
  },
  settings: {
    name: "einstellungen",
    description: "Einstellungen und Grenzen dieses Servers zeigen oder ändern (Server verwalten)",
    options: {
      answers: { name: "antworten", description: "Wer die Antworten sehen darf" },
      language: {
        name: "sprache",
        description: "Die Hauptsprache der Dokumente, als Kürzel wie de oder en; oder auto",
      },
      posts: {
        name: "beiträge",
        description: "Ein Kanal oder Forum, in dem neue Fragen beantwortet werden",
      },
      threads: {
        name: "threads",
        description: "Ein Kanal, in dem jede Antwort einen Thread bekommt",
      },
      moderators: {
        name: "moderation",
        description: "Der Kanal, an den Mitglieder Fragen weitergeben können",
      },
      off: { name: "aus", description: "Schaltet ab, wofür die genannten Kanäle da sind" },
    },
  },
  forget: {
    name: "vergessen",
    description: "Löscht die Dokumente dieses Servers und alles andere von ihm (Server verwalten)",
  },
  find: { name: "Quellen finden" },
};
const { ask, rebuild } = commands;

export const de: Words = {
  locale: "de",
  dates: "de",
  discordLocales: ["de"],
  commands,
  place: {
    line: (from, to) => range("Zeile", "Zeilen", from, to),
    page: (from, to) => range("Seite", "Seiten", from, to),
    paragraph: (from, to) => range("Absatz", "Absätze", from, to),
    chapter: (from, to) => range("Kapitel", "Kapitel", from, to),
    slide: (from, to) => range("Folie", "Folien", from, to),
    row: (from, to) => range("Zeile", "Zeilen", from, to),
  },
  answer: {
    found: "🔍 Gefunden:",
    unsure: (passages) =>
      passages === 1
        ? "❔ Unsicher, ob das die Antwort ist. Am nächsten kommt:"
        : "❔ Unsicher, ob die Antwort dabei ist. Am nächsten kommen:",
    nothing: `➖ Nichts gefunden. Versuch andere Wörter, oder sieh unter **/${commands.documents.name}** nach.`,
    nothingNear: "➖ Nichts gefunden. Am ehesten passen diese Abschnitte:",
    searchedFor: (words) => `Gesucht nach: ${words}`,
    short: "➖ Nichts gefunden: Diese Wörter sind zu allgemein. Schreib ein paar mehr dazu.",
    language: (names) => `Die meisten Dokumente sind auf ${names}.`,
    greeting: `Ich bin kein Chatbot: Ich durchsuche Dokumente und zitiere sie Wort für Wort, mit Quelle. **/${commands.documents.name}** zeigt die Liste, **/${commands.help.name}** erklärt den Rest.`,
    unread: "Diese Schrift kann ich nicht lesen: Gesucht wurden nur Namen und Zahlen.",
    examples: "Zum Beispiel:",
    askedFor: (member) => `Für ${member}`,
    sharedBy: (member) => `Geteilt von ${member}`,
    changed: "Datei seither geändert",
    removed: "Datei seither entfernt",
    asOf: (commit) => `Stand: Commit ${commit}`,
    page: "Link",
    alsoFound: "Außerdem gefunden",
    quoted: (text) => `„${text}“`,
    sameText: (names) => `Gleicher Text in: ${names}`,
    more: (n) => `${whole(n)} weitere`,
    notPrivate: `Eine Antwort für jemand anderen kann nicht privat sein: Lass \`${ask.options.for.name}\` oder \`${ask.options.private.name}\` weg.`,
  },
  conflicts: {
    title: "Die Angaben gehen auseinander",
    negation: "Eine verneint, was die andere sagt.",
    more: (n) => `${whole(n)} weitere unter Quellen`,
  },
  buttons: {
    sources: "Quellen & mehr",
    previous: "Zurück",
    next: "Weiter",
    share: "Allen zeigen",
    shared: "Allen gezeigt",
    details: "Technische Details",
    text: "Text zeigen",
    bytes: "Genauer Text als Datei",
    link: "Zum Original",
    page: "Seite zum Teilen",
    explain: "So liest du eine Antwort",
    commands: "Befehle",
    inPlace: "Aktueller Text",
  },
  passages: {
    choose: "Andere Textstelle",
    gone: "Diese Textstellen gibt es nicht mehr: Die Dokumente haben sich geändert. Frag noch einmal.",
    goneForNow:
      "Diese Textstellen sind gerade nicht verfügbar: Der Index ist beschädigt, und ein früherer ist in Gebrauch. Versuch es später noch einmal.",
  },
  votes: {
    up: "Danke!",
    down: "Danke! Magst du sagen, warum?",
    because: (reason) => `Danke! Notiert: ${reason}.`,
    choose: "Grund",
    reasons: {
      elsewhere: "Die Antwort steht woanders",
      incomplete: "Es ist unvollständig",
      outdated: "Es ist veraltet",
      other: "Etwas anderes",
    },
  },
  source: {
    unknown: (id) =>
      `Keine Textstelle hat die ID ${id}. Wähle eine Textstelle aus der Liste, oder kopiere eine ID aus „Technische Details“.`,
    several: (typed) => `Mehrere Textstellen passen zu „${typed}“. Gib die ID von einer an:`,
    unknownForNow: (id) =>
      `Die Textstelle ${id} ist gerade nicht zu finden: Der Index ist beschädigt, und ein früherer ist in Gebrauch. Versuch es später noch einmal.`,
    removed: (id, date, where) =>
      `Die Textstelle ${id} gibt es nicht mehr: Ihr Dokument wurde bis ${date} entfernt. Sie war in ${where}.`,
    altered: (id, date, where) =>
      `Die Textstelle ${id} wurde bis ${date} geändert, darum hat diese ID keinen Text mehr. Sie war in ${where}.`,
    successor: (id) => `Der aktuelle Text ist ${id}.`,
    passage: (number, of) => `Textstelle ${whole(number)} von ${whole(of)}`,
    under: "Abschnitt",
    where: "Wo",
    place: (path, lines, start, end, isFile) =>
      `${path}, ${lines} (Zeichen ${whole(start)} bis ${whole(end)} ${isFile ? "der Datei" : "des Texts daraus"})`,
    id: "ID der Textstelle",
    author: "Autor",
    publisher: "Herausgeber",
    published: "Veröffentlicht",
    retrieved: "Abgerufen",
    licence: "Lizenz",
    language: "Sprache",
    link: "Quelle",
    sha256: "SHA-256 der Datei",
    textSha256: "SHA-256 des Texts daraus",
    indexed: "Im Index seit",
    commit: "Commit",
    state: "Datei",
    current: "Unverändert, seit sie im Index ist (gerade geprüft)",
    changed: "Geändert, seit sie im Index ist; das Zitat stammt aus dem früheren Text",
    gone: "Entfernt, seit sie im Index ist; der nächste Rebuild entfernt ihre Textstellen",
    bytes: (id, bytes, sha256) =>
      `Der genaue Text von ${id}: ${count(bytes, { one: "Byte", other: "Bytes" })} UTF-8, SHA-256 ${sha256}.`,
  },
  documents: {
    title: "Dokumente",
    samples: "Das sind Beispiele. Ein Betreiber kann Dokumente hinzufügen.",
    counts: collection,
    entry: passages,
    page: (page, of) => `Seite ${whole(page)} von ${whole(of)}`,
    none: "Noch keine Dokumente.",
    open: "Ein Dokument öffnen",
  },
  collections: {
    title: "Sammlungen",
    notReady: "nicht bereit",
    private: "nur für die fragende Person",
    everyone: "alle",
    servers: "Server",
    channels: "Kanäle",
    roles: "Rollen",
  },
  find: {
    unsure: (passages) =>
      passages === 1
        ? "❔ Unsicher, ob das dazu gehört. Am nächsten kommt:"
        : "❔ Unsicher, ob etwas davon dazu gehört. Am nächsten kommen:",
    wordless: "In dieser Nachricht ist kein Text, nach dem ich suchen kann.",
  },
  posts: {
    unasked: "Automatisch gesucht. Wörtlich aus den Dokumenten zitiert.",
    offer: "In den Dokumenten steht vielleicht etwas dazu.",
    search: "In den Dokumenten suchen",
    remove: "Entfernen",
    notYours: "Das kann nur entfernen, wer den Beitrag geschrieben hat oder hier moderiert.",
    inThread: "Die Antwort steht im Thread.",
    goOn: "Noch eine Frage? Erwähne mich oder antworte mir.",
    carried: "Auch Wörter aus der vorigen Frage wurden gesucht.",
  },
  person: {
    ask: "Einen Menschen fragen",
    asks: (member) => `${member} fragt:`,
    preview: "Genau das sieht das Moderationsteam. Abschicken?",
    hears: "Sobald es geantwortet hat, schicke ich dir eine Direktnachricht.",
    hearsOrMention: (channel) =>
      `Sobald es geantwortet hat, schicke ich dir eine Direktnachricht. Geht das nicht, erwähne ich dich einmal in ${channel}.`,
    send: "Abschicken",
    cancel: "Abbrechen",
    sent: "📨 An das Moderationsteam geschickt.",
    dropped: "Es wurde nichts abgeschickt.",
    notSent:
      "Ich konnte im Kanal des Moderationsteams nicht schreiben, also wurde nichts abgeschickt. Versuch es später noch einmal.",
    sentBefore: "Diese Frage ist schon abgeschickt.",
    closed: "Von hier lassen sich keine Fragen mehr an das Moderationsteam schicken.",
    limits: {
      question: "Diese Frage hast du schon abgeschickt.",
      member: "Du hast innerhalb einer Stunde schon mehrere Fragen abgeschickt.",
      everyone: "Beim Moderationsteam warten gerade viele Fragen.",
    },
    settle: "Als beantwortet markieren",
    settledBy: (moderator) => `Beantwortet von ${moderator}.`,
    toldDirectly: (member) => `${member} hat eine Direktnachricht bekommen.`,
    toldIn: (member, channel) => `${member} wurde in ${channel} erwähnt.`,
    notTold: (member) => `Ich konnte ${member} nicht erreichen; bitte gib selbst Bescheid.`,
    moderatorsOnly: "Das kann nur das Moderationsteam.",
    settledBefore: "Diese Frage ist schon als beantwortet markiert.",
    answered: "Das Moderationsteam hat deine Frage beantwortet:",
    answeredOpenly: "Das Moderationsteam hat deine Frage beantwortet.",
  },
  help: {
    commands: [
      "Ich durchsuche Dokumente und zitiere sie Wort für Wort, mit Quelle. Ich schreibe nichts selbst, fasse nichts zusammen und ziehe keine Schlüsse.",
      "",
      `**/${ask.name}** \`${ask.options.question.name}\` findet passende Textstellen. Mit \`${ask.options.private.name}\` siehst nur du sie, mit \`${ask.options.for.name}\` antwortest du jemandem (\`${ask.options.ping.name}\` benachrichtigt).`,
      `**/${commands.documents.name}** zeigt die Dokumente.`,
      `**/${commands.source.name}** \`${commands.source.options.id.name}\` zeigt eine Textstelle in ihrem Dokument.`,
      `**/${commands.help.name}** zeigt diese Hilfe.`,
      "",
      `Rechtsklick auf eine Nachricht (am Handy lange drücken) › Apps › **${commands.find.name}**. Das Ergebnis siehst nur du.`,
    ].join("\n"),
    mentions: "Du kannst mich auch ohne Befehl fragen: Erwähne mich oder antworte mir.",
    operators: `**/${commands.add.name}** fügt nach einer Vorschau ein Dokument hinzu, **/${commands.remove.name}** entfernt eines. **/${rebuild.name}** liest die Dokumente neu; \`${rebuild.options.back.name}\` wechselt zum vorigen Index. Nur für Betreiber.\n**/${commands.collections.name}** listet die Sammlungen.`,
    syncs: `**/${commands.sync.name}** holt geänderte Dokumente, wenn sie von anderswo kommen. Nur für Betreiber.`,
    pins: `**/${commands.pin.name}** zeigt eine Textstelle bei einer Frage zuerst, **/${commands.pins.name}** listet diese auf. Nur für Betreiber.`,
    managers: [
      "Du darfst diesen Server verwalten, also kannst du ihm Dokumente geben:",
      `**/${commands.add.name}** fügt nach einer Vorschau eines hinzu, **/${commands.remove.name}** entfernt eines. **/${commands.sync.name}** liest stattdessen ein Git-Repository.`,
      `**/${commands.settings.name}** zeigt und ändert die Einstellungen und zeigt die Grenzen. **/${commands.pin.name}** zeigt bei einer Frage zuerst eine bestimmte Textstelle.`,
      `**/${commands.forget.name}** löscht alles von diesem Server.`,
    ].join("\n"),
    explanation: [
      "**So liest du eine Antwort**",
      "",
      "🔍 Ich habe etwas gefunden. ❔ Ich bin unsicher, ob es die Frage beantwortet. ➖ Nichts passt gut genug. Ob eine Textstelle antwortet, entscheidest du.",
      "📌 Das Moderationsteam hat diese Textstelle für diese oder eine sehr ähnliche Frage ausgewählt.",
      "Der Satz, der am besten passt, ist **fett**. `[…]` steht für weggelassenen Text; kein Wort wird je verändert.",
      "⚖️ Zwei Dokumente nennen verschiedene Zahlen oder Daten, oder eines verneint das andere. Welches recht hat, beurteile ich nicht.",
      `Quellen & mehr zeigt jede Textstelle in ihrem Dokument und ihre ID, die immer auf genau diesen Text verweist; **/${commands.source.name}** findet sie.`,
      "",
    ].join("\n"),
    keeps:
      "👍 und 👎 werden ohne deinen Namen gespeichert. Fragen und Beiträge ohne Treffer auch, ebenfalls ohne Namen, um zu sehen, welche Dokumente fehlen.",
    keepsNot: "👍 und 👎 werden ohne deinen Namen gespeichert. Fragen werden nicht gespeichert.",
  },
  rebuild: {
    running: (progress) => `Der Index wird aktualisiert. ${progress}.`,
    progress: (stage, done, total) => `${stage}: ${whole(done)} von ${whole(total)}`,
    queued: (place) => `Wartet: Platz ${whole(place)} in der Warteschlange`,
    unserved: "Wartet: kein Worker läuft (npm run worker startet einen)",
    stages: {
      read: "Dokumente lesen",
      embed: "Texte einbetten",
      index: "Index bauen",
      check: "Prüfen",
    },
    done: {
      built: "Index aktualisiert",
      unchanged: "Index geprüft",
      back: "Zurück zum vorigen Index",
    },
    took: (what, seconds, changes) => `${what} in ${decimal(seconds)} s: ${changes}.`,
    same: "kein Dokument hat sich geändert",
    kept: "kein Dokument hat sich geändert",
    changes: (added, changed, removed) =>
      `${whole(added)} hinzugefügt, ${whole(changed)} geändert, ${whole(removed)} entfernt`,
    counts: (documentCount, passageCount, embedded, reused) =>
      `${collection(documentCount, passageCount)} (${count(embedded, { one: "Text", other: "Texte" })} eingebettet, ${whole(reused)} wiederverwendet).`,
    samples: "Jetzt werden die Beispiele zitiert.",
    samplesInstead: "Die Beispiele werden zitiert: In documents/ ist nichts Zitierbares.",
    samplesGone: "Die Beispiele werden nicht mehr zitiert.",
    stays: "Er bleibt bis zum nächsten Rebuild in Gebrauch.",
    refused: (n) => `Ausgelassen: ${whole(n)}`,
    drafts: (paths) => `Entwürfe, nicht im Index: ${paths}`,
    passedOver: (kinds) => `Übersprungene Dateien: ${kinds}`,
    noEnding: "ohne Endung",
    examples: (n) => `Nicht gezeigte Beispiele: ${count(n, { one: "Frage", other: "Fragen" })}`,
    omissions: (n) => `Nicht ganz zitiert: ${documents(n)}`,
    omitted: (parts, share) =>
      `${count(parts, { one: "Teil", other: "Teile" })} ausgelassen${share === undefined ? "" : `, ${percent(share)} der Wörter`}`,
    failed: "Der Rebuild ist fehlgeschlagen. Der Index ist unverändert.",
    serving: (documentCount, passageCount) =>
      `In Gebrauch sind weiter ${collection(documentCount, passageCount)}.`,
    over: (line) => `Der Rebuild von hier ist fertig. ${line}`,
    contradiction: `Wähle entweder \`${rebuild.options.full.name}\` oder \`${rebuild.options.back.name}\`: \`${rebuild.options.full.name}\` liest die Dokumente, \`${rebuild.options.back.name}\` nicht.`,
    long: "Ich kann diese Antwort 15 Minuten lang ändern. Dauert es länger, kommt das Ergebnis als Nachricht in diesen Kanal, oder ins Protokoll, wenn ich hier nicht schreiben darf.",
  },
  sync: {
    running: "Ich suche nach Änderungen.",
    fetched: (state) => `Dokumente geholt: ${state}.`,
    same: (state) => `Nichts hat sich geändert: ${state}.`,
    inPlace: "Die Dokumente sind in einem Ordner; ich habe ihn neu gelesen.",
    faults: (n) => `Nicht geholt, die früheren Kopien bleiben: ${whole(n)}`,
    failed: "Das Synchronisieren ist fehlgeschlagen. Dokumente und Index sind unverändert.",
    heldBack: "Der Index wurde nicht aktualisiert.",
    over: (line) => `Das Synchronisieren von hier ist fertig. ${line}`,
  },
  server: {
    title: "Einstellungen dieses Servers",
    source: "Dokumente",
    uploads: `Hinzugefügt mit **/${commands.add.name}**`,
    visibility: "Antworten sehen",
    seenBy: { public: "Alle im Kanal", private: "Nur die fragende Person" },
    language: "Hauptsprache",
    recognised: "In jedem Dokument erkannt",
    posts: "Neue Fragen beantwortet in",
    threads: "Threads für Antworten in",
    moderators: "Fragen weitergegeben an",
    nowhere: "Nirgends",
    used: "Belegt",
    quotas: {
      documents: (used, most) =>
        `${whole(used)} von ${count(most, { one: "Dokument", other: "Dokumenten" })}`,
      passages: (used, most) => `${whole(used)} von ${passages(most)}`,
      /** In megabytes. */
      bytes: (used, most) => `${decimal(used)} von ${whole(most)} MB`,
      builds: (used, most) =>
        `${whole(used)} von ${count(most, { one: "Aktualisierung", other: "Aktualisierungen" })} heute`,
    },
    nearly: (quota) => `⚠️ Fast voll: ${quota}`,
    reached: (quota) => `Nichts wurde geändert. Die Grenze ist erreicht: ${quota}.`,
    lessen: "Entferne erst Dokumente, oder bitte den Betreiber dieses Bots um eine höhere Grenze.",
    tomorrow: "Versuche es morgen wieder (UTC).",
    changed: "Die Einstellungen wurden geändert.",
    faults: {
      language: (typed) =>
        `„${typed}“ ist kein Kürzel einer Sprache. Schreib eines wie de, en oder pt.`,
      channel: (channel) =>
        `${channel} ist kein Kanal dieser Art. Wähle einen dieses Servers aus der Liste.`,
      off: `Nenne die Kanäle, für die „${commands.settings.options.off.name}“ gilt.`,
      most: (most) => `Es darf höchstens ${whole(most)} Kanäle jeder Art geben.`,
      notRead:
        "Dieser Bot liest auf Servern keine Nachrichten, also beantwortet er keine Beiträge. Sein Betreiber kann das einschalten.",
      notManaged: "Das geht nur bei Dokumenten, die ein Server selbst verwaltet.",
      either: `Gib entweder \`${commands.sync.options.uploads.name}\` oder \`${commands.sync.options.repository.name}\` an.`,
      address:
        "Gelesen werden kann nur eine öffentliche https-Adresse ohne Namen und Passwort, etwa https://example.org/group/docs.git.",
      refused: (reason) => `Nichts wurde geändert. ${reason}`,
    },
    returned: "Es sind wieder die Dokumente, die hier hinzugefügt wurden.",
    goBack: `**/${commands.sync.name}** \`${commands.sync.options.uploads.name}\` führt zurück zu den Dokumenten, die hier hinzugefügt wurden.`,
    forget: {
      ask: (server) => `Alles von ${server} löschen?`,
      deletes: (documentCount, passageCount) =>
        `Das löscht sofort und endgültig: ${collection(documentCount, passageCount)} und ihren Index, angeheftete Textstellen, Bewertungen, behaltene Fragen und alle Einstellungen.`,
      later: "Wird der Bot vom Server entfernt, geschieht dasselbe nach 30 Tagen.",
      confirm: "Alles löschen",
      done: (server) => `Alles von ${server} wurde gelöscht.`,
      check: (id) =>
        `Zur Kontrolle: **/${commands.settings.name}** zeigt 0 Dokumente. Der Betreiber dieses Bots kann prüfen, dass von ${id} nichts übrig ist.`,
      left: (rows) =>
        `Nicht alles konnte gelöscht werden: ${whole(rows)} Zeilen sind übrig. Verwende **/${commands.forget.name}** noch einmal.`,
    },
  },
  pins: {
    chosen: "📌 Von den Moderatoren ausgewählt:",
    added: "📌 Angeheftet. Wer das oder etwas sehr Ähnliches fragt, bekommt:",
    removed: "Nicht mehr angeheftet.",
    gone: "Diese Textstelle ist schon nicht mehr angeheftet.",
    remove: "Nicht mehr anheften",
    removeOne: "Eine Textstelle lösen",
    all: "Alle angehefteten",
    title: "Angeheftete Textstellen",
    none: `Noch nichts angeheftet. **/${commands.pin.name}** zeigt eine Textstelle bei einer Frage zuerst; 📌 unter einer Antwort auch.`,
    counted: (n) => count(n, { one: "Frage", other: "Fragen" }),
    which: "Welche Textstelle beantwortet sie?",
    choose: "Textstelle wählen",
    aside: {
      changed: "Ausgesetzt: Die Textstelle hat sich geändert.",
      removed: "Ausgesetzt: Die Textstelle wurde entfernt.",
      contradicted: "Ausgesetzt: Zur selben Frage ist noch eine andere Textstelle angeheftet.",
    },
    refused: {
      unknown: (id) =>
        `Keine Textstelle hier hat die ID ${id}. Tippe eine Überschrift und wähle aus der Liste.`,
      changed: (id) => `Die Textstelle ${id} hat sich geändert und lässt sich nicht anheften.`,
      removed: (id) => `Die Textstelle ${id} wurde entfernt und lässt sich nicht anheften.`,
      near: (question) =>
        `Das ist sehr ähnlich wie „${question}“, und dort ist eine andere Textstelle angeheftet. Löse zuerst diese, um sie zu ersetzen.`,
      greeting: "Nach Begrüßungen wird nicht gesucht; an sie lässt sich nichts anheften.",
      full: (most) =>
        `Es sind schon ${whole(most)} Textstellen angeheftet, mehr geht nicht. Löse zuerst eine.`,
    },
  },
  digest: {
    title: (from, until) => `Wochenbericht, ${from} bis ${until}`,
    totals: {
      shown: "Gezeigte Textstellen",
      unanswered: "Fragen ohne Treffer",
      spoke: "Beantwortete Beiträge",
      silent: "Beiträge ohne Antwort",
      skipped: "Nicht durchsuchte Beiträge, zu viele auf einmal",
      removed: "Mit ✕ entfernte Antworten",
      person: "An einen Menschen weitergegebene Fragen",
      settled: "Von einem Menschen beantwortet",
    },
    weekBefore: (n) => `(Woche davor: ${whole(n)})`,
    unanswered: "Abschnitte mit den meisten offenen Fragen",
    disliked: "Abgelehnte Textstellen",
    silence: "Beiträge ohne Antwort nach dem nächsten Abschnitt",
    brokenPins: "Angeheftete Textstellen, die nicht mehr gezeigt werden",
    questions: (n) => count(n, { one: "Frage", other: "Fragen" }),
    posts: (n) => count(n, { one: "Beitrag", other: "Beiträge" }),
    pins: {
      gone: "die Textstelle gibt es nicht mehr",
      contradicted: "zur selben Frage ist noch eine andere angeheftet",
    },
    nowhere: "Bei keinem Abschnitt",
    unknown: "eine unbekannte Textstelle",
  },
  intake: {
    savedAs: (path) => `Wird gespeichert als ${path}`,
    replaces: (path) => `${path} gibt es schon, mit anderem Inhalt. Diese Datei ersetzt sie.`,
    kept: (fields) => `Aus der vorhandenen Datei bleibt: ${fields}`,
    there: (path) => `${path} gibt es schon, mit demselben Inhalt.`,
    replacesSamples:
      "Das ist dein erstes Dokument: Die Beispiele werden dann nicht mehr durchsucht.",
    titleFrom: {
      you: "wie angegeben",
      document: "aus den eigenen Angaben",
      heading: "die erste Überschrift",
      "file name": "aus dem Dateinamen",
    },
    split: (n) => `Aufgeteilt in ${passages(n)}`,
    first: "Die ersten davon:",
    notes: "Bitte beachten",
    add: "Hinzufügen und indexieren",
    replace: "Ersetzen und indexieren",
    remove: "Entfernen und indexieren",
    cancel: "Abbrechen",
    undo: "Rückgängig machen",
    done: {
      added: (path) => `${path} wurde hinzugefügt.`,
      replaced: (path) => `${path} wurde ersetzt.`,
      removed: (path) => `${path} wurde entfernt.`,
    },
    undone: (path) => `${path} ist wieder wie zuvor.`,
    notSearched:
      "Es wird noch nicht durchsucht: Es ist ein Entwurf oder wurde vom Index ausgelassen.",
    removes: (n) =>
      `Zu finden ist dann nichts mehr daraus (${passages(n)}). Das lässt sich rückgängig machen.`,
    samplesReturn: "Es ist das letzte Dokument: Danach werden wieder die Beispiele durchsucht.",
    cancelled: "Es wurde nichts geändert.",
    working: "Wird bearbeitet …",
    expired:
      "Diese Knöpfe sind schon benutzt, älter als 15 Minuten oder von vor einem Neustart. Nimm den Befehl noch einmal.",
    oneOf: `Gib entweder \`${commands.add.options.file.name}\` oder \`${commands.add.options.link.name}\` an.`,
    elsewhere: (source) => `Die Dokumente hier kommen aus ${source}. Ändere sie dort.`,
    unknown: (typed) => `Kein Dokument heißt „${typed}“. Wähle eines aus der Liste.`,
    faults: {
      refused: (name, reason) => `${name} lässt sich nicht hinzufügen: ${reason}`,
      gone: () => "Dieses Dokument gibt es nicht mehr.",
      samples: () =>
        "Die Beispiele lassen sich nicht entfernen. Sobald du ein Dokument hinzufügst, werden sie nicht mehr durchsucht.",
      superseded: () => "Das ist nicht mehr die letzte Änderung.",
      edited: (path) =>
        `${path} wurde inzwischen geändert und lässt sich nicht mehr wiederherstellen.`,
      nameless: () => "Die Datei braucht einen Namen mit einer Endung wie .pdf oder .md.",
      reverted: (_path, reason) => `Es wurde nichts geändert: ${reason}`,
      outdated: (path) =>
        `${path} hat sich seit dieser Vorschau geändert. Sieh es dir noch einmal an.`,
      stays: (path, reason) =>
        `Der Index ließ sich nicht aktualisieren (${reason}), und ${path} wurde inzwischen bearbeitet und bleibt deshalb, wie es ist.`,
    },
  },
  refusals: {
    operatorOnly: "Das können nur Betreiber, auf ihrem eigenen Server.",
    managersOnly:
      "Das können nur Mitglieder, die diesen Server verwalten dürfen (Berechtigung „Server verwalten“).",
    noDocuments: `Dieser Server hat noch keine Dokumente. Wer ihn verwalten darf, fügt sie mit **/${commands.add.name}** hinzu.`,
    unknownCommand: "Diesen Befehl gibt es nicht mehr. Discord hat bald die neue Liste.",
    stale: "Dieser Knopf ist von einer älteren Version. Frag noch einmal und nimm den neuen.",
    alreadyShared: "Diese Antwort sehen schon alle.",
    unreadable: `Ich kann nicht lesen, was Discord geschickt hat. Versuch es noch einmal oder nimm /${ask.name}.`,
    leaving: "Ich starte gleich neu. Versuch es gleich noch einmal.",
    stopped:
      "Ich wurde beendet, bevor das fertig war. Versuch es noch einmal, wenn ich wieder da bin.",
    notHere: "Hier bin ich nicht eingerichtet.",
    notReady:
      "Diese Dokumente werden gerade vorbereitet. Versuche es in ein paar Minuten noch einmal.",
    unreachable: "Diese Dokumente sind gerade nicht erreichbar. Versuch es gleich noch einmal.",
    nameCollection: "Nenne die Sammlung: Die Option „sammlung“ schlägt sie vor.",
    noSuchCollection: "Eine solche Sammlung gibt es hier nicht.",
    staysPrivate: "Antworten aus diesen Dokumenten sieht nur, wer gefragt hat.",
    crowded: "Gerade ist viel los. Versuch es in ein paar Sekunden noch einmal.",
    you: "Du fragst zu schnell.",
    channel: "In diesem Kanal wird zu schnell gefragt.",
    everyone: "Gerade ist viel los.",
    pressing: "Nicht so schnell.",
    when: (moment) => `Versuch es ${moment} noch einmal.`,
    notTaken: "Discord hat meine Antwort abgelehnt. Der Grund ist im Protokoll.",
    apology: "Da ist etwas schiefgegangen. Der Grund ist im Protokoll.",
    unproved:
      "Entschuldigung: Eine Textstelle stimmt nicht mehr mit ihrem Dokument überein, darum zeige ich sie nicht. Ein Betreiber sollte den Index aktualisieren.",
    question: (min, max, length) =>
      `Bitte frag in ${whole(min)} bis ${whole(max)} Zeichen (deine Frage hat ${whole(length)}).`,
    wordless: "Bitte frag in Worten.",
  },
};
