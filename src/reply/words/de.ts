/** @module The sentences for members, in German. */

import { many, range } from "./counted.ts";
import type { Words } from "./en.ts";

export const de: Words = {
  locale: "de",
  place: {
    line: (from, to) => range("Zeile", "Zeilen", from, to),
    page: (from, to) => range("Seite", "Seiten", from, to),
    paragraph: (from, to) => range("Absatz", "Absätze", from, to),
  },
  answer: {
    unsure: "Nicht sicher, ob das die Frage beantwortet. Am ehesten passen diese Stellen:",
    nothing: "Nichts gefunden.",
    nothingNear: "Nichts gefunden. Am ehesten passen diese Abschnitte:",
    searchedFor: (words) => `Gesucht nach: ${words}`,
    short:
      "Nichts gefunden: Nach diesen Wörtern lässt sich nicht suchen. Frag etwas ausführlicher.",
    language: (names) => `Die Dokumente sind auf ${names}.`,
    greeting:
      "Ich bin ein Bot, der Dokumente durchsucht. Frag mich etwas, und ich zeige dir die Stellen, die ich finde, Wort für Wort und mit Quelle. Eigenes schreibe ich nicht dazu. **/documents** zählt auf, was ich durchsuche, **/help** sagt mehr.",
    examples: "Zum Beispiel:",
    where: "Wo",
    changed: "die Datei wurde seit dem Einlesen geändert",
    removed: "die Datei wurde seit dem Einlesen entfernt",
    shortened: "hier gekürzt, ganz in /source",
    alsoIn: "Steht auch in",
    more: (count) => `und ${count} weitere`,
  },
  conflicts: {
    title: "Die Angaben weichen voneinander ab",
    kinds: { number: "Zahl", date: "Datum", negation: "Verneinung" },
    here: "Diese Stelle",
    see: (rank) => `von Stelle ${rank} weiter oben`,
    more: (count) => `und ${many(count, "weitere Abweichung", "weitere Abweichungen")}`,
  },
  buttons: {
    source: (rank) => `Quelle ${rank}`,
    further: "Weitere Stellen",
    previous: "Zurück",
    next: "Weiter",
    helpful: "Hilfreich",
    unhelpful: "Nicht hilfreich",
    share: "Allen zeigen",
    bytes: "Der genaue Text als Datei",
    open: "Quelle öffnen",
    explain: "So liest du, was ich zeige",
    commands: "Die Befehle",
    link: "Woher es stammt",
    inPlace: "Was jetzt dort steht",
  },
  further: {
    title: (from, to, of) =>
      `Weitere Stellen, ${from} bis ${to} von ${of}. Sie passen weniger gut als die davor.`,
    missing: (count) =>
      `${many(count, "Stelle gibt", "Stellen gibt")} es nicht mehr: Die Dokumente wurden inzwischen neu eingelesen.`,
    gone: "Diese Stellen gibt es nicht mehr: Die Dokumente wurden inzwischen neu eingelesen. Frag noch einmal, dann siehst du, was jetzt dort steht.",
    missingForNow: (count) =>
      `${many(count, "Stelle ist", "Stellen sind")} gerade nicht zu finden: Der Index ist beschädigt, und vielleicht wird ein früherer benutzt.`,
    goneForNow:
      "Diese Stellen sind gerade nicht zu finden: Der Index ist beschädigt, und vielleicht wird ein früherer benutzt. Versuch es später noch einmal.",
  },
  votes: {
    up: "Danke, das ist vermerkt.",
    down: "Danke, das ist vermerkt. Wenn du magst, sag, warum:",
    because: (reason) => `Danke, das ist vermerkt: ${reason}.`,
    choose: "Warum es nicht geholfen hat",
    reasons: {
      elsewhere: "Die Antwort steht woanders",
      incomplete: "Sie ist unvollständig",
      outdated: "Sie ist veraltet",
      other: "Ein anderer Grund",
    },
  },
  source: {
    unknown: (id) =>
      `Ich kenne keine Stelle mit der Kennung ${id}. Eine Kennung hat 12 Buchstaben und Ziffern und steht unter jedem Zitat.`,
    unknownForNow: (id) =>
      `Eine Stelle mit der Kennung ${id} kann ich gerade nicht finden: Der Index ist beschädigt, und vielleicht wird ein früherer benutzt. Versuch es später noch einmal.`,
    removed: (id, date, where) =>
      `Die Stelle ${id} gibt es nicht mehr: Ihr Dokument wurde bis zum ${date} entfernt. Sie stand in ${where}.`,
    altered: (id, date, where) =>
      `Die Stelle ${id} wurde bis zum ${date} geändert, darum steht diese Kennung für keinen Text mehr. Sie stand in ${where}.`,
    successor: (id) => `An ihrem Platz steht ${id}.`,
    passage: (number, of) => `Stelle ${number} von ${of}`,
    before: "Direkt davor",
    after: "Direkt danach",
    under: "Unter",
    where: "Wo",
    place: (path, lines, start, end, isFile) =>
      `${path}, ${lines} (Zeichen ${start} bis ${end} ${isFile ? "der Datei" : "des daraus entnommenen Textes"})`,
    author: "Verfasst von",
    publisher: "Herausgegeben von",
    published: "Veröffentlicht",
    retrieved: "Abgerufen",
    licence: "Lizenz",
    language: "Sprache",
    link: "Quelle",
    sha256: "SHA-256 der Datei",
    textSha256: "SHA-256 des entnommenen Textes",
    indexed: "Im Index seit",
    state: "Stand",
    current: "Die Datei ist, wie sie eingelesen wurde; eben geprüft.",
    changed: "Die Datei wurde seit dem Einlesen geändert. Das Zitat ist aus dem älteren Text.",
    gone: "Die Datei wurde seit dem Einlesen entfernt. Der nächste Bau nimmt ihre Stellen heraus.",
    bytes: (id, bytes, sha256) =>
      `Die Stelle ${id}, genau: ${many(bytes, "Byte", "Bytes")} in UTF-8, SHA-256 ${sha256}.`,
  },
  documents: {
    title: "Was ich kenne",
    counts: (documents, passages) =>
      `${many(documents, "Dokument", "Dokumente")}, ${many(passages, "Stelle", "Stellen")}`,
    entry: (passages) => many(passages, "Stelle", "Stellen"),
    page: (page, of) => `Seite ${page} von ${of}`,
    none: "Ich habe noch keine Dokumente.",
    open: "Ein Dokument von Anfang an öffnen",
  },
  find: {
    unsure: "Nicht sicher, ob das dazu gehört. Am ehesten passen diese Stellen:",
    wordless: "In dieser Nachricht steht kein Text, nach dem ich suchen könnte.",
  },
  help: {
    commands: [
      "Ich durchsuche die Dokumente, die ich bekommen habe, und zeige genaue Zitate daraus. Eigenes schreibe ich nicht dazu.",
      "",
      "**/ask** `question` sucht Stellen und zitiert sie. Mit `private` siehst nur du sie.",
      "**/source** `id` zeigt, wo ein Zitat steht und woher sein Dokument stammt.",
      "**/documents** zählt auf, was ich kenne.",
      "**/rebuild** liest die Dokumente neu ein; mit `back` geht es zum Index davor zurück (nur für Betreiber, auf ihrem eigenen Server).",
      "**/help** zeigt dies.",
      "",
      "Rechtsklick auf eine Nachricht, Apps, **Quellen finden**: die Stellen, die dazu gehören, nur für dich.",
    ].join("\n"),
    explanation: [
      "**So liest du, was ich zeige**",
      "",
      "Ob eine Stelle die Frage beantwortet, beurteilst du: Ich suche und zitiere nur.",
      "„Nicht sicher …“ über den Stellen: Vielleicht geht es in ihnen um etwas anderes. „Nichts gefunden.“: Keine Stelle passt gut genug, um sie zu zeigen. Steht keins von beiden da, habe ich etwas gefunden.",
      "Der Satz, der am besten passt, ist **fett**. `[…]` zeigt, wo etwas ausgelassen ist; sonst wird nie etwas verändert.",
      "⚖️ Zwei Dokumente nennen verschiedene Zahlen oder Daten, oder eines verneint, was das andere sagt. Ich urteile nicht, welches stimmt.",
      "Unter jedem Zitat steht seine Kennung. Sie steht nie für einen anderen Text, und **/source** findet sie.",
      "",
    ].join("\n"),
    keeps:
      "Ein 👍 oder 👎 wird ohne deinen Namen aufbewahrt. Fragen, zu denen ich nichts finde, hebt der Betreiber auf, auch ohne deinen Namen, um zu sehen, welche Dokumente fehlen.",
    keepsNot: "Ein 👍 oder 👎 wird ohne deinen Namen aufbewahrt. Fragen werden nicht aufbewahrt.",
  },
  rebuild: {
    running: (progress) => `Der Index wird neu gebaut. ${progress}.`,
    progress: (stage, done, total) => `${stage}: ${done} von ${total}`,
    stages: {
      read: "Dokumente lesen",
      embed: "Texte einbetten",
      index: "Index bauen",
      check: "Prüfen",
    },
    done: { built: "Neu gebaut", unchanged: "Neu gebaut", back: "Zum Index davor zurückgegangen" },
    took: (what, seconds, documents) => `${what} in ${seconds.toFixed(1)} s: ${documents}.`,
    same: "kein Dokument hat sich geändert",
    kept: "kein Dokument hat sich geändert, und der Index bleibt",
    changes: (added, changed, removed) =>
      `${added} hinzugekommen, ${changed} geändert, ${removed} entfernt`,
    counts: (documents, passages, embedded, reused) =>
      `${documents} Dokumente, ${passages} Stellen; ${embedded} Texte eingebettet, ${reused} übernommen.`,
    stays: "Er bleibt, auch über einen Neustart, bis zum nächsten Bau.",
    refused: (count) => `Ausgelassen: ${count}`,
    drafts: (paths) => `Entwürfe, nicht im Index: ${paths}`,
    passedOver: (kinds) => `Übergangene Dateien: ${kinds}`,
    noEnding: "ohne Endung",
    examples: (count) => `Beispiele, die nicht gezeigt werden: ${many(count, "Frage", "Fragen")}`,
    omissions: (count) => `Nicht ganz zitiert: ${many(count, "Dokument", "Dokumente")}`,
    omitted: (parts, percent) =>
      `${many(parts, "Teil", "Teile")} ausgelassen${percent === undefined ? "" : `, ${percent} % der Wörter`}`,
    failed: "Der Bau ist gescheitert, und der Index ist, wie er war.",
    serving: (documents, passages) =>
      `Weiter im Dienst: ${documents} Dokumente, ${passages} Stellen.`,
    over: (line) => `Der Bau, um den hier gebeten wurde, ist vorbei. ${line}`,
    contradiction: "`full` liest die Dokumente, `back` nicht: Gib eines davon an.",
    long: "Discord lässt mich diese Antwort 15 Minuten lang ändern. Dauert es länger, kommt das Ergebnis als Nachricht in diesen Kanal; wo ich nicht schreiben darf, steht es nur in meinem Protokoll.",
  },
  refusals: {
    operatorOnly: "Nur ein Betreiber darf den Index neu bauen, und nur auf dem eigenen Server.",
    unknownCommand: "Diesen Befehl kenne ich nicht mehr. Discord hat bald die neue Liste.",
    stale:
      "Dieser Knopf stammt von einer früheren Fassung von mir. Frag noch einmal und nimm den neuen.",
    unreadable:
      "Ich kann nicht lesen, was Discord mir geschickt hat. Versuch es noch einmal, oder nimm /ask.",
    leaving: "Ich werde gleich abgeschaltet. Versuch es gleich noch einmal.",
    stopped:
      "Ich wurde abgeschaltet, bevor das fertig war. Versuch es noch einmal, wenn ich wieder da bin.",
    notHere: "Dieser Bot ist nicht dafür eingerichtet, hier zu antworten.",
    noCollection:
      "Hier sind keine Dokumente eingerichtet, also kann ich nichts zitieren. Frag einen Betreiber.",
    crowded: "Zu viele Fragen auf einmal; versuch es in ein paar Sekunden noch einmal.",
    you: "Du fragst schneller, als ich dir antworten darf.",
    channel: "In diesem Kanal wird schneller gefragt, als ich hier antworten darf.",
    everyone: "Ich werde mehr gefragt, als ich beantworten kann.",
    pressing: "Du drückst schneller, als ich dir antworten darf.",
    when: (moment) => `Versuch es ${moment} noch einmal.`,
    notTaken:
      "Ich habe eine Antwort, die Discord nicht annimmt. Warum, sieht der Betreiber im Protokoll.",
    apology: "Bei mir ist etwas schiefgegangen. Der Betreiber sieht es im Protokoll.",
    unproved:
      "Entschuldigung: Bei einer Stelle ließ sich nicht beweisen, dass sie der Text ihres Dokuments ist; darum wird nichts gezeigt. Der Betreiber sollte den Index neu bauen.",
    question: (min, max) =>
      `Erwartet war eine Frage von ${min} bis ${max} Zeichen mit einem Buchstaben oder einer Ziffer darin. Frag in ein oder zwei Sätzen.`,
  },
};
