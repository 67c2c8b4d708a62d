/** @module The words of passage pages, in Italian. */

import type { PassageWords } from "./en.ts";

export const it: PassageWords = {
  language: "it",
  quoted: "Citato parola per parola",
  passage: "Il brano citato",
  before: "Testo prima del brano",
  after: "Testo dopo il brano",
  table: "Tabella",
  code: "Codice",
  omitted: "[…] indica testo che qui non è mostrato.",
  exact: {
    file: "Testo esatto, com'è nel file",
    extracted: "Testo esatto, com'è stato estratto dal file",
  },
  origin: "Da dove viene",
  document: "Documento",
  sha256: "SHA-256 della citazione",
  check: {
    title: "Verifica di persona",
    file: "Prendi il file dalla sua fonte e calcola il suo SHA-256. Se è quello qui sopra, è il file citato.",
    place: "La citazione si trova ai caratteri indicati sopra, contati da 0 in unità UTF-16.",
    server: "Fai verificare la citazione a questo server",
    script:
      "Salva la sua risposta: lo script docs/verify.mjs, fornito con Footnote, la confronta con il file.",
  },
  address: "Indirizzo di questa pagina",
  about: "Footnote cita documenti parola per parola e non scrive nulla di suo.",
  description: (document, place) => `Un brano di «${document}», ${place}, parola per parola.`,
  faults: {
    changed: "Questo brano è cambiato",
    removed: "Questo brano è stato rimosso",
    unknown: "Questo brano non esiste",
    unknownText:
      "Non c'è nessuna pagina per questo ID. Forse è scritto male, o i suoi documenti non hanno pagine.",
    unready: "Non ancora pronto",
    unproved: "Questo brano non può essere mostrato",
    failed: "Qualcosa è andato storto",
    crowded: "Troppe visite insieme",
    crowdedText: "Riprova tra un momento.",
  },
};
