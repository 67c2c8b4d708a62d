/** @module The data of French. */

import { stemmer as snowball } from "@orama/stemmers/french";
import { foldLetters, type Language, phrases, words } from "./language.ts";

const GRAMMAR = `
  afin ai ainsi alors après as au aucun aussi autre autres aux avant avec avez avoir avons bien
  car ce ceci cela celle celui ces cet cette chez combien comme comment dans de depuis des dois
  doit donc dont du elle elles en encore entre es est et eu eux faut font il ils je la laquelle le
  lequel les leur leurs lors lorsque lui là ma mais me mes moi mon même ne ni non nos notre nous
  on ont ou où par pas peu peut peuvent peux plus pour pourquoi pouvez puis quand que quel quelle
  quelles quels qui quoi sa sans se sera ses si son sont sous suis sur ta te tes toi ton tous tout
  toute toutes trop tu un une vers voici vont vos votre vous y à ça était êtes être
`;

/** Restores accents that tell endings: -ée, -ère, -ilité, -ivité. */
const accented = (word: string): string =>
  word
    .replace(/ee(?=s?$)/, "ée")
    .replace(/iere(?=s?$)/, "ière")
    .replace(/(?<=il|iv)ite(?=s?$)/, "ité");

export const FRENCH: Language = {
  code: "fr",
  functionWords: words(
    GRAMMAR,
    `
    c chaque d faire fait j l m mettre n qu quelqu t veux été`,
  ),
  stopWords: words(
    GRAMMAR,
    `
    a aurait avaient avait ayant cest déjà faire fais fait faites jai juste quelque quelques quest
    seraient serait seront soit va vais veux voudrais vraiment étaient étant été`,
  ),
  smallWords: words("à au aux d de des du en et l la le les par pour sur"),
  elided: words("l d j m t s n c qu jusqu lorsqu puisqu quoiqu quelqu"),
  questionBeginnings: phrases(`
    quand, comment, pourquoi, où, combien, quel, quelle, quels, quelles, qui, lequel, laquelle, lesquels, lesquelles,
    que faire, que faut, que dois, que doit, que se, qu est, est ce, est il, peut on, peut il, puis je, peux tu,
    pouvez vous, pourriez vous, faut il, doit on, dois je, y a t, a t on, a t il, existe t, as tu, avez vous, sait on,
    à quel, à quelle, à qui, de quel, de quelle, dans quel, dans quelle, depuis quand, jusqu à quand, en combien,
    pour qui, c est quoi, c est où, c est quand, quelqu un sait, quelqu un peut`),
  groupsDigitsBy: "blank",
  fold: foldLetters,
  stem: (word) => foldLetters(snowball(accented(word))),
  sentences: {
    abbreviations: words(`
      art av bd boul c c.-à-d cf chap coll dr env etc ex fig hab ibid m max me mgr min mlle mlles
      mm mme mmes ms n no nos nº obs p p.ex par pp pr prof resp réf s st ste t tél vol vs éd d`),
    mayEnd: words("etc"),
    beforeNumbers: words("n no nos"),
    beginnings: words(`
      À Ainsi Alors Après Au Aucun Aussi Aux Avant Avec Ce Cela Ces Cet Cette Chaque Comme Dans De
      Depuis Des Dès Donc Du Elle Elles En Enfin Ensuite Est Et Il Ils Je La Le Les Leur Leurs
      Lors Lorsque Mais Nos Notre Nous On Or Ou Où Par Pendant Pour Puis Quand Que Quel Quelle Qui
      Sans Se Ses Si Son Sur Tous Tout Toute Toutes Un Une Votre Vos Vous Y`),
  },
};
