/** @module The words of passage pages, in German. */

import type { PassageWords } from "./en.ts";

export const de: PassageWords = {
  language: "de",
  quoted: "Wörtlich zitiert",
  passage: "Die zitierte Textstelle",
  before: "Text vor der Textstelle",
  after: "Text nach der Textstelle",
  table: "Tabelle",
  code: "Code",
  omitted: "[…] steht für Text, der hier nicht gezeigt wird.",
  exact: {
    file: "Genauer Text, wie er in der Datei steht",
    extracted: "Genauer Text, wie er aus der Datei gewonnen wurde",
  },
  origin: "Woher das stammt",
  document: "Dokument",
  sha256: "SHA-256 des Zitats",
  check: {
    title: "Selbst nachprüfen",
    file: "Hol dir die Datei aus ihrer Quelle und berechne ihre SHA-256. Stimmt sie mit der oben überein, ist es die zitierte Datei.",
    place: "Das Zitat steht bei den oben genannten Zeichen, ab 0 in UTF-16-Einheiten gezählt.",
    server: "Das Zitat von diesem Server prüfen lassen",
    script:
      "Speichere seine Antwort: Das Skript docs/verify.mjs, das zu Footnote gehört, vergleicht sie mit der Datei.",
  },
  address: "Adresse dieser Seite",
  about: "Footnote zitiert Dokumente wörtlich und schreibt selbst nichts.",
  description: (document, place) =>
    `Eine Textstelle aus „${document}“, ${place}, wörtlich zitiert.`,
  faults: {
    changed: "Diese Textstelle hat sich geändert",
    removed: "Diese Textstelle wurde entfernt",
    unknown: "Diese Textstelle gibt es nicht",
    unknownText:
      "Zu dieser ID gibt es keine Seite. Vielleicht ist sie vertippt, oder ihre Dokumente haben keine Seiten.",
    unready: "Noch nicht bereit",
    unproved: "Diese Textstelle kann nicht gezeigt werden",
    failed: "Da ist etwas schiefgegangen",
    crowded: "Gerade zu viele Anfragen",
    crowdedText: "Versuche es gleich noch einmal.",
  },
};
