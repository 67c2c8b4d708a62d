/** @module The data of Italian. */

import { stemmer as snowball } from "@orama/stemmers/italian";
import { foldLetters, type Language, phrases, words } from "./language.ts";

const GRAMMAR = `
  a agli ai al alla alle allo anche ancora avere ce che chi ci cioè come con cosa cui da dagli dai
  dal dalla dalle degli dei del della delle dello deve devo di dopo dove due e ed era essere fa
  fino fra gli ha hai hanno ho i il in io l la le lei li lo loro lui ma me mi mio ne negli nei nel
  nella nelle nello no noi non o per perchè perché più poi posso possono prima può qual quale
  quali quando quant quanta quante quanti quanto quel quella quelli quello questa queste questi
  questo qui sei si sia sono sopra sotto su sua sue sul sulla suo suoi sì te ti tra tu tua tuo
  tutte tutti tutto un una uno vi voi è
`;

export const ITALIAN: Language = {
  code: "it",
  functionWords: words(
    GRAMMAR,
    `
    c cos dov fare mia molto ogni senza`,
  ),
  stopWords: words(
    GRAMMAR,
    `
    alcune alcuni aveva avevano avevo coi cosi così ella esse essi faccio fai fare fu furono mie
    miei nostra nostre nostri nostro ogni possiamo potete qualcuno quegli quei saranno sarebbe
    sarà siamo siete stai stata state stati stato sto sugli sui sulle sullo tuoi vado voglio
    vorrei vostra vostre vostri vostro vuoi`,
  ),
  smallWords: words(
    "a ad al alla alle ai con d da dal dalla degli dei del dell della delle di e ed gli i il in l la le lo nel nella per su sul sulla",
  ),
  elided: words("l d un c m t s v n all dall dell nell sull coll quell quest dov com cos anch"),
  questionBeginnings: phrases(`
    quando, dove, chi, perché, perchè, quanto, quanta, quanti, quante, quale, quali, qual, cosa, che cosa, a che ora,
    a chi, di chi, con chi, da quando, fino a quando, come si, come posso, come faccio, come funziona, come mai,
    come devo, come possiamo, si può, si possono, posso, possiamo, qualcuno sa, qualcuno può, è possibile,
    è obbligatorio`),
  groupsDigitsBy: "stop",
  fold: foldLetters,
  stem: snowball,
  sentences: {
    abbreviations: words(`
      a.c all art artt avv cap capp cfr d.c dott dottssa dr ecc ed es etc fig figg geom ing lett
      max mil min n nn nº on p p.es pag pagg par pp prof profssa rag reg rif s sig sigg sigra
      sigria ss st sta sto tab tel v vol voll vs`),
    mayEnd: words("a.c d.c ecc etc"),
    beforeNumbers: words("n nn"),
    beginnings: words(`
      A Ad Ai Al Alla Alle Allora Anche Ancora Che Chi Ci Come Con Così Da Dal Dalla Dei Del Della
      Delle Di Dopo Dove Dunque E È Ed Essa Esso Gli Ha Ho I Il In Infine Inoltre Io La Le Lei Lo
      Loro Lui Ma Nel Nella Noi Non Ogni Per Perché Più Poi Prima Può Quando Quella Quello Questa
      Queste Questi Questo Quindi Se Sempre Senza Si Sono Su Sul Sulla Tra Tutte Tutti Un Una Uno
      Voi`),
  },
};
