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
    [ENGLISH.repeat(5), ["en"]],
    [GERMAN.repeat(5), ["de"]],
    [GREEK.repeat(5), ["el"]],
    [ENGLISH.repeat(80) + GERMAN.repeat(40), ["en", "de"]],
    [ENGLISH.repeat(1_000) + GERMAN.repeat(20), ["en"]],
    [ENGLISH, []],
    ["", []],
  ])("%.20s … are %j", async (text, languages) => {
    expect(await languagesIn(text)).toEqual(languages);
  });
});

describe("a question", () => {
  it.each([
    ["Wann öffnet der Hafen?", ["en"]],
    ["où est le port", ["en"]],
    ["¿Cuándo abre el puerto?", ["en", "de"]],
    ["quando apre il porto?", ["en"]],
    ["Когда открывается порт?", ["en"]],
    ["πότε ανοίγει το λιμάνι", ["en"]],
    ["港はいつ開きますか", ["zh"]],
    ["港口什么时候开放", ["en"]],
    ["when does the harbour open?", ["de"]],
    ["when does the harbour open?", ["el"]],
  ])("%j is foreign to %j", (question, languages) => {
    expect(isForeign(question, languages)).toBe(true);
  });

  it.each([
    ["when does the harbour open?", ["en"]],
    ["max dice per message", ["en"]],
    ["der Hafen", ["en"]],
    ["does Van der Berg have a boat", ["en"]],
    ["what is λx.x in the lambda calculus", ["en"]],
    ["Wann öffnet der Hafen?", ["en", "de"]],
    ["港口什么时候开放", ["ja"]],
    ["Wann öffnet der Hafen?", []],
    ["Wann öffnet der Hafen?", ["fi"]],
    ["404 500", ["el"]],
  ])("%j is not to %j", (question, languages) => {
    expect(isForeign(question, languages)).toBe(false);
  });
});
