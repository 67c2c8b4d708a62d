/** @module The data of English; the stemmer and its stop words are fitted together with the ranking. */

import { foldDiacritics } from "../../base/text.ts";
import { type Language, phrases, words } from "./language.ts";

/** Longer strings are no English words. */
const LONGEST = 40;

/** Stems inflection lightly: plurals, -ed, -ing, -ly, -ion; words with other letters and short ones stay. */
export function stem(word: string): string {
  if (word.length <= 3 || word.length > LONGEST || /[^a-z]/.test(word)) return word;
  return dropEnd(dropVerbEnd(dropPlural(word)));
}

function dropPlural(word: string): string {
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  if (/[^sui]s$/.test(word)) return word.slice(0, -1);
  return word;
}

function dropVerbEnd(word: string): string {
  const base = /^(.*[aeiouy].*)(?:ing|ed|ly)$/.exec(word)?.[1];
  if (base === undefined || base.length < 3) return word;
  return /([bdfgmnprt])\1$/.test(base) ? base.slice(0, -1) : base;
}

function dropEnd(word: string): string {
  if (/[ts]ion$/.test(word) && word.length > 5) return word.slice(0, -3);
  if (word.length > 4 && word.endsWith("e")) return word.slice(0, -1);
  return word.length > 3 && word.endsWith("y") ? `${word.slice(0, -1)}i` : word;
}

export const ENGLISH: Language = {
  code: "en",
  functionWords: words(`
  a about after again all also am an and any are aren as at be because been before being between
  both but by can cannot cant could couldn d did didn do does doesn doesnt doing don done dont
  during each either else even ever every few for from get gets getting go goes got had has hasn
  have haven having he her here hers him his how i if in into is isn isnt it its ive just know
  like ll m made make makes many may me might mine more most much must my need needs no nor not
  now of off on once one only or other our ours out over own please re s same say says see shall
  she should shouldn since so some someone something still such t take takes tell than that thats
  the their them then there these they thing things this those through to too two under until up
  upon us use used using ve very want was wasn way we well went were weren what whats when where
  whether which while who whom whose why will with within without would wouldn yes yet you your
  yours`),
  stopWords: words(`
    a about after all also am an and any are as at be because been before being but by can could did do does
    doing done for from had has have having he her hers him his how i if in into is it its just may me might my no nor
    not of off on or our ours out over own s shall she should so some such t than that the their theirs them then there
    these they this those to too under up upon very was we were what when where which while who whom whose why will with would you your yours im ive id dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt
    shouldnt hasnt havent hadnt youre theyre weve thats whats theres wheres heres lets tell please`),
  smallWords: words("an a and at by for from in of on or the to with"),
  questionBeginnings: phrases(`
    who, whom, whose, what, when, where, which, why, how, does, did, is there, are there, is it, is this, is that, is the,
    are the, are we, are you, am i, do i, do we, do you, do they, can i, can we, can you, can someone, can somebody,
    can anyone, can anybody, could i, could we, could you, could someone, could anyone, may i, may we, should i,
    should we, would it, will there, will the, has anyone, has anybody, have you, anyone know, anybody know, at what,
    at which, in which, on which, by when, until when, since when, for how, to whom`),
  groupsDigitsBy: "comma",
  fold: foldDiacritics,
  stem,
  sentences: {
    abbreviations: words(`
      mr mrs ms dr prof st sr jr gen col lt maj capt cmdr sgt sen rep gov pres hon rev amb adm brig
      no nos vol vols ed eds ch sec fig figs eq art pp p ff cf vs v etc e.g i.e eg ie viz al approx ca c
      inc ltd co corp dept est jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat
      u.s u.k u.n e.u a.m p.m u.s.a d.c ph.d`),
    mayEnd: words("etc i u.s u.k u.n e.u a.m p.m u.s.a d.c ph.d al inc ltd co corp"),
    beforeNumbers: words("no nos"),
    beginnings: words(`
      The A An It He She They We I In On At But And This That These Those There His Her Their Its When While After
      Before However Then If As Some No Hour Hours Later Meanwhile`),
  },
};
