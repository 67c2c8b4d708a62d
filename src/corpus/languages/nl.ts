/** @module The data of Dutch. */

import { stemmer as snowball } from "@orama/stemmers/dutch";
import { foldLetters, type Language, phrases, words } from "./language.ts";

const GRAMMAR = `
  aan al alle als ben bij daar dan dat de deze die dit doe doet door een elke en er ga gaan gaat
  geen haar had heb hebben hebt heeft heel hem hen het hier hij hoe hoeveel hun iets ik in is ja
  je jij jou jouw kan kun kunnen kunt maar mag mee meer men met mij mijn moet moeten mogen naar
  niet niets nog nu of om omdat onder ons onze ook op over te toch toen tot u uit uw van veel voor
  waar waarom wanneer want waren was wat we wel welk welke werd wie wij wil word worden wordt zal
  ze zelf zich zij zijn zo zonder zou
`;

export const DUTCH: Language = {
  code: "nl",
  functionWords: words(
    GRAMMAR,
    `
    alleen altijd andere binnen doen gebeurt gebruik graag iemand jullie tegen werken werkt`,
  ),
  stopWords: words(
    GRAMMAR,
    `
    alstublieft aub daarvan doen dus eens eigen erg even gebeurt hare hierbij hoewel iemand jouwe
    jullie nou werden wezen wilt zouden zullen`,
  ),
  smallWords: words("aan bij de den der des en het in met of op te ten ter tot uit van voor"),
  questionBeginnings: phrases(`
    wanneer, wat, wie, waar, waarom, waarvoor, waarmee, waarheen, hoe, hoeveel, hoelang, welk, welke, is er, zijn er,
    kan ik, kan je, kan iemand, kun je, kunnen we, mag ik, mag je, mogen we, moet ik, moet je, moeten we,
    heeft iemand, weet iemand, tot wanneer, vanaf wanneer, sinds wanneer, tot hoe, met wie, voor wie, van wie,
    in welke, op welke`),
  groupsDigitsBy: "stop",
  fold: foldLetters,
  stem: snowball,
  sentences: {
    abbreviations: words(`
      a.u.b afb afd art bijv blz bv c ca cf d d.w.z dhr dr drs e enz etc evt excl fam fig gem hfst
      hr i i.v.m incl ing ir jl jr m m.b.t max mej mevr min mln mr mvr mw n n.a.v nl nr nrs o o.a
      ong p pag pp prof red resp s sr st t t.a.v t.o.v tel v vgl vs w.o z zgn zn`),
    mayEnd: words("enz etc mln"),
    beforeNumbers: words("n"),
    beginnings: words(`
      Aan Al Alle Alleen Als Bij Daar Daarna Daarom Dan Dat De Deze Die Dit Door Dus Een Eerst Elk
      Elke En Er Geen Haar Het Hier Hij Hoe Hun Ik In Is Je Jij Maar Men Met Mijn Na Naar Niet
      Niemand Nog Nu Of Om Omdat Onder Ons Onze Ook Op Over Sinds Te Tijdens Toen Tot U Uit Uw Van
      Vanaf Veel Volgens Voor Waar Wanneer Wat We Wie Wij Wordt Ze Zij Zijn Zo Zonder`),
  },
};
