/** @module The data of Polish. */

import { foldLetters, type Language, phrases, words } from "./language.ts";

const GRAMMAR = `
  a albo ale bo by bym być był była było były ci cię co czego czemu czy czym dla dlaczego do gdy
  gdzie go i ich ile im iż ja jak jaka jaki jakie jakiej jakim jako je jego jej jest jestem
  jeszcze jeśli już kiedy kim kogo komu kto która które którego której który których którzy ma
  mają mam mi mnie mogę moja moje może możesz można mój na nad nam nas nasz nic nie niego niej nim
  niż o od on ona one oni ono oraz po pod poza przed przez przy się skąd sobie swoje są ta tak tam
  te tego tej ten też to tu tutaj tych tylko tym u w we z za ze że żeby
`;

/** Endings of declension and conjugation, after at least three letters; the leftmost match is the longest. */
const ENDINGS =
  /(?<=...)(?:i?ami|i?ach|i?om|owie|owi|ow|i?em|iemu|iego|ego|emu|ymi|imi|ych|ich|ym|im|i?ej|ia|ie|iu|io|[aeiouy]|owac|uje|uja|ujac[aey]?|owan[aeyi]|ac|ec|ic|yc|al[aioy]?|il[aioy]?|yl[aioy]?|am|asz|amy|acie|aja|an[aeyi]|on[aeyi])$/;
/** The e of a last syllable, which other cases do not have: składek, składka. */
const FLEETING = /(?<=..[^aeiouy])e(?=k$)/;

/** Strips endings, in the manner of the light stemmers of J. Savoy. */
const stem = (word: string): string => word.replace(ENDINGS, "").replace(FLEETING, "");

export const POLISH: Language = {
  code: "pl",
  functionWords: words(
    GRAMMAR,
    `
    bez dwa inne innych musi muszę podczas wszystkie wszystko`,
  ),
  stopWords: words(
    GRAMMAR,
    `
    byłam byłby byłem będzie będą będę chcesz chcę ciebie czyli jakby jakich jeżeli ją każda każde
    każdy lub mną mogą możecie możemy nami naszego naszej nich nimi proszę sobą swojego swojej
    swój tobie twoja twoje twój tymi wam wami was wasz więc`,
  ),
  smallWords: words("dla do i na nad o od oraz po pod przy w z ze"),
  questionBeginnings: phrases(`
    kiedy, gdzie, kto, kogo, komu, kim, co, czego, czemu, czym, jak, jaka, jaki, jakie, jakich, jakim, który, która,
    które, których, ile, ilu, dlaczego, dokąd, skąd, czy, czyj, czyja, czyje, o której, do kiedy, od kiedy,
    do której, w jaki, w jakim, w jakich, z kim, dla kogo, na kiedy, po co, ktoś wie`),
  groupsDigitsBy: "blank",
  fold: foldLetters,
  stem,
  sentences: {
    abbreviations: words(`
      adw al art b bł c cd cyt dn doc dr e gen godz gosp hab hr im in inż itd itp j jw kard kpt ks
      lek lic m m.in max mec med mgr min mjr mld mln n n.e ner np nr o ob oo os p p.n.e par pkt pl
      por pow poz pp pr prof przyp płk r red reż rozdz rtm rys s sierż sp ss str tab tel tj tys tzn
      tzw ul ur v vs w wg woj wyd zam zał zd zob zł św ż`),
    mayEnd: words("im itd itp mld mln n.e r tys w zł"),
    beforeNumbers: words(),
    beginnings: words(`
      A Albo Ale Aby Bez Był Była Było Były Co Czy Dla Dlaczego Dlatego Do Dopiero Gdy Gdzie I Ich
      Im Ja Jak Jako Je Jego Jej Jednak Jest Jeśli Jeżeli Już Kiedy Kto Która Które Który Lub Ma
      Mają Można Musi My Na Nad Nasz Nie Nikt O Od On Ona One Oni Ono Po Pod Podczas Ponadto Potem
      Później Przed Przez Przy Są Ta Tak Także Tam Te Ten To Tu Tylko Tym U W We Więc Wszyscy
      Wtedy Z Za Ze Że Żeby`),
  },
};
