/** @module The data of Spanish. */

import { stemmer as snowball } from "@orama/stemmers/spanish";
import { foldLetters, type Language, phrases, words } from "./language.ts";

const GRAMMAR = `
  a al algo alguna algunos algún ante antes aquí así aunque cada como con contra cual cuando
  cuanto cuál cuáles cuándo cuánta cuántas cuánto cuántos cómo de debe debo del desde donde dónde
  e el ella ellas ellos en entre era es esa ese eso esta estas este esto estos está están fue ha
  hace hacer hacia han hasta hay la las le les lo los me mi mis muy más nada ni no nos nosotros o
  para pero poco por porque puede pueden puedo que quien quién quiénes qué se sea según ser si sin
  sobre solo son soy su sus sí también tan tanto te tener tengo tiene tienen todo todos tu tus un
  una unas uno unos usted y ya yo él
`;

/** Restores the accent of -ción, -sión and -logía. */
const accented = (word: string): string =>
  word.replace(/(?<=[cs])ion$/, "ión").replace(/logia(?=s?$)/, "logía");

export const SPANISH: Language = {
  code: "es",
  functionWords: words(
    GRAMMAR,
    `
    alguien dos durante hago otra otro otros`,
  ),
  stopWords: words(
    GRAMMAR,
    `
    ahora alguien algunas cuales cuya cuyo esas esos estaba estamos estoy estás fueron había haces
    hago he hemos nuestra nuestras nuestro nuestros otra otro otros podemos puedes quiere quieres
    quiero sean será serán sido siendo va vas vosotros voy vuestra vuestro`,
  ),
  smallWords: words("a al con de del e el en la las lo los o para por y"),
  questionBeginnings: phrases(`
    qué, cómo, cuándo, cuánto, cuánta, cuántos, cuántas, dónde, adónde, quién, quiénes, cuál, cuáles, donde, cual,
    cuales, cuanto, cuantos, cuantas, por qué, por que, para qué, a qué, de qué, en qué, con qué, hasta cuándo,
    desde cuándo, a quién, de quién, con quién, hay algún, hay alguna, se puede, se pueden, puedo, podemos,
    puede alguien, alguien sabe, alguien puede, es posible, es obligatorio`),
  groupsDigitsBy: "stop",
  fold: foldLetters,
  stem: (word) => foldLetters(snowball(accented(word))),
  sentences: {
    abbreviations: words(`
      a.c a.m admón aprox art arts av avda cap coord cía d d.c dcha depto dir dn dpto dr dra dres
      dª ed ee.uu ej etc excmo fig figs gral ilmo izda izq lic máx mín n nº núm núms p p.ej p.m pp
      prof profa ptas pág págs s sr sra sres srta srtas sta sto tel tfno ud uds vd vds vol vs ee uu`),
    mayEnd: words("a.c d.c a.m p.m ee.uu etc ud uds vd vds uu"),
    beforeNumbers: words("n"),
    beginnings: words(`
      A Además Al Algunos Ante Antes Así Aunque Cada Como Con Cuando De Debe Del Desde Después
      Durante E El Él Ella Ellas Ellos En Entonces Entre Es Esa Ese Eso Esta Este Esto Estos Están
      Está Finalmente Fue Hay La Las Le Les Lo Los Luego Más Mi Mientras Nadie Ni No Nos Nuestra
      Nuestro O Otra Otro Para Pero Por Porque Puede Pueden Que Quien Se Según Si Sí Sin Sobre
      Solo Son Su Sus También Tampoco Te Tiene Todas Todos Tras Tu Un Una Unos Usted Ustedes Y Ya
      Yo`),
  },
};
