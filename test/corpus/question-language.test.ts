/** @module The languages of documents, and questions in others. */

import { describe, expect, it } from "vitest";
import { isForeign, languagesIn } from "../../src/corpus/language.ts";

const ENGLISH =
  "The harbour opens at six in the morning, and nobody may enter before the keeper has rung the bell. ";
const GERMAN =
  "Der Hafen öffnet um sechs Uhr morgens, und niemand darf hinein, bevor der Wärter die Glocke geläutet hat. ";
const GREEK =
  "Το λιμάνι ανοίγει στις έξι το πρωί και κανείς δεν μπαίνει πριν χτυπήσει ο φύλακας την καμπάνα. ";

describe("the languages of a text", () => {
  it.each([
    [ENGLISH.repeat(5), ["eng"]],
    [GERMAN.repeat(5), ["deu"]],
    [GREEK.repeat(5), ["ell"]],
    [ENGLISH.repeat(80) + GERMAN.repeat(40), ["eng", "deu"]],
    [ENGLISH.repeat(1_000) + GERMAN.repeat(20), ["eng"]],
    [ENGLISH, []],
    ["", []],
  ])("%.20s … are %j", async (text, languages) => {
    expect(await languagesIn(text)).toEqual(languages);
  });
});

describe("a question", () => {
  it.each([
    ["Wann öffnet der Hafen?", ["eng"]],
    ["où est le port", ["eng"]],
    ["¿Cuándo abre el puerto?", ["eng", "deu"]],
    ["quando apre il porto?", ["eng"]],
    ["Когда открывается порт?", ["eng"]],
    ["πότε ανοίγει το λιμάνι", ["eng"]],
    ["港はいつ開きますか", ["cmn"]],
    ["港口什么时候开放", ["eng"]],
    ["when does the harbour open?", ["deu"]],
    ["when does the harbour open?", ["ell"]],
  ])("%j is foreign to %j", (question, languages) => {
    expect(isForeign(question, languages)).toBe(true);
  });

  it.each([
    ["when does the harbour open?", ["eng"]],
    ["max dice per message", ["eng"]],
    ["der Hafen", ["eng"]],
    ["does Van der Berg have a boat", ["eng"]],
    ["what is λx.x in the lambda calculus", ["eng"]],
    ["Wann öffnet der Hafen?", ["eng", "deu"]],
    ["港口什么时候开放", ["jpn"]],
    ["Wann öffnet der Hafen?", []],
    ["Wann öffnet der Hafen?", ["fin"]],
    ["404 500", ["ell"]],
  ])("%j is not to %j", (question, languages) => {
    expect(isForeign(question, languages)).toBe(false);
  });
});
