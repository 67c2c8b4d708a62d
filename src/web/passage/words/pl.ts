/** @module The words of passage pages, in Polish. */

import type { PassageWords } from "./en.ts";

export const pl: PassageWords = {
  language: "pl",
  quoted: "Cytat słowo w słowo",
  passage: "Cytowany fragment",
  before: "Tekst przed fragmentem",
  after: "Tekst po fragmencie",
  table: "Tabela",
  code: "Kod",
  omitted: "[…] oznacza tekst, którego tu nie pokazano.",
  exact: {
    file: "Dokładny tekst, tak jak w pliku",
    extracted: "Dokładny tekst, tak jak wydobyto go z pliku",
  },
  origin: "Skąd pochodzi",
  document: "Dokument",
  sha256: "SHA-256 cytatu",
  check: {
    title: "Sprawdź samodzielnie",
    file: "Pobierz plik z jego źródła i oblicz jego SHA-256. Jeśli jest taki jak powyżej, to jest cytowany plik.",
    place: "Cytat znajduje się przy podanych wyżej znakach, liczonych od 0 w jednostkach UTF-16.",
    server: "Niech ten serwer sprawdzi cytat",
    script:
      "Zapisz jego odpowiedź: skrypt docs/verify.mjs, dołączony do Footnote, porówna ją z plikiem.",
  },
  address: "Adres tej strony",
  about: "Footnote cytuje dokumenty słowo w słowo i niczego nie pisze od siebie.",
  description: (document, place) => `Fragment dokumentu „${document}”, ${place}, słowo w słowo.`,
  faults: {
    changed: "Ten fragment się zmienił",
    removed: "Ten fragment został usunięty",
    unknown: "Nie ma takiego fragmentu",
    unknownText:
      "Nie ma strony dla tego ID. Może jest w nim literówka albo te dokumenty nie mają stron.",
    unready: "Jeszcze niegotowe",
    unproved: "Tego fragmentu nie można pokazać",
    failed: "Coś poszło nie tak",
    crowded: "Zbyt wiele odwiedzin naraz",
    crowdedText: "Spróbuj ponownie za chwilę.",
  },
};
