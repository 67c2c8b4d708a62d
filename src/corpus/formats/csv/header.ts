/** @module Recognition of a first row that names the columns. */

import { hasWords } from "../../span.ts";

/** A longer cell is a text and no name. */
const LONGEST_NAME = 120;
/** Of the rows that are compared with the first. */
const MOST_ROWS = 1_000;

/** Kinds of values that no name of a column has. */
const VALUES: readonly RegExp[] = [
  // Numbers, amounts, shares
  /^[-+(]?[\p{Sc}~<>≥≤]?\s?[-+]?\d[\d\s.,'’_]*\s?(?:[\p{Sc}%‰)]|[\p{L}/²³]{1,4})?$/u,
  // Dates and times
  /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T\s][\d:.]{4,15}\s?(?:Z|UTC|[AaPp]\.?[Mm]\.?|[-+]\d\d:?\d\d)?)?$/,
  /^\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s?(?:[AaPp]\.?[Mm]\.?)?$/,
  // Addresses
  /^[^\s@]{1,64}@[^\s@]{1,100}\.[^\s@.]{2,20}$/,
  /^https?:\/\//i,
  /^(?:true|false|yes|no|ja|nein|oui|non|n\/a|null)$/i,
];

const isValue = (cell: string): boolean =>
  cell.length <= LONGEST_NAME && VALUES.some((pattern) => pattern.test(cell));

/** Names that columns have in many files, in the languages of the bot's replies. */
const USUAL_NAMES: ReadonlySet<string> = new Set(
  (
    "id name names title description notes note comment comments category type kind status date time year email phone address city " +
    "country region url link price amount total quantity unit value role language author question answer key " +
    "titel beschreibung bemerkung kategorie art typ datum uhrzeit jahr telefon adresse ort stadt land preis betrag menge einheit wert rolle sprache frage antwort " +
    "nom titre remarque catégorie statut année adresse ville pays prix montant quantité rôle langue " +
    "nombre título descripción notas categoría tipo estado fecha hora año teléfono dirección ciudad país precio cantidad valor idioma pregunta respuesta " +
    "nome titolo descrizione categoria stato data ora anno indirizzo città paese prezzo quantità ruolo lingua " +
    "descrição endereço cidade preço ano idioma telefone " +
    "nazwa opis uwagi kategoria rodzaj rok adres miasto kraj cena ilość wartość rola język imię nazwisko " +
    "имя название описание категория тип статус дата время год адрес город страна цена количество роль язык телефон"
  ).split(" "),
);

/**
 * Whether the first row names the columns. It must have only short, distinct cells with letters, and none may be a value. Then
 * one of these shows that it is no row of data: a column whose other cells are all values; a column whose other cells repeat
 * each other, but not the first; a usual name. Without any, the row is data: a wrong name would be shown with every cell.
 */
export function isHeader([first = [], ...rows]: readonly (readonly string[])[]): boolean {
  const names = first.map((cell) => cell.trim());
  const given = names.filter((name) => name !== "");
  if (rows.length === 0 || given.length < 2 || given.length * 2 < names.length) return false;
  if (new Set(given.map(fold)).size < given.length || !given.every(isName)) return false;
  if (given.some((name) => USUAL_NAMES.has(fold(name)))) return true;
  const below = rows.slice(0, MOST_ROWS);
  return names.some((name, column) => {
    const cells = below.map((row) => row[column]?.trim() ?? "").filter((cell) => cell !== "");
    return name !== "" && (areValues(cells) || doRepeat(name, cells));
  });
}

const fold = (name: string): string => name.toLowerCase();

const isName = (cell: string): boolean =>
  cell.length <= LONGEST_NAME &&
  !cell.includes("\n") &&
  hasWords(cell) &&
  /\p{L}/u.test(cell) &&
  !isValue(cell);

const areValues = (cells: readonly string[]): boolean => cells.length > 0 && cells.every(isValue);

/** The least number of cells that show a repetition. */
const LEAST_REPEATED = 4;

const doRepeat = (name: string, cells: readonly string[]): boolean =>
  cells.length >= LEAST_REPEATED &&
  new Set(cells).size * 2 <= cells.length &&
  !cells.includes(name);
