/** @module The data of Portuguese. */

import { stemmer as snowball } from "@orama/stemmers/portuguese";
import { foldLetters, type Language, phrases, words } from "./language.ts";

const GRAMMAR = `
  a ao aos aquela aquele aqui as até com como da das de dela dele deve do dos e ela elas ele eles
  em entre então era essa esse esta este está estão eu faz foi há isso isto já lhe lá mais mas me
  mesmo meu minha muito na nas nem no nos não nós o onde os ou para pela pelo pelos pode podem por
  porque porquê posso quais qual quando quanta quantas quanto quantos que quem quê se seja sem ser
  seu seus sobre sou sua suas são só também te tem tenho ter teu toda todo todos tu tua têm um uma
  umas uns você vocês à às é
`;

/** Restores -ção, and makes plurals on -ões singular. */
const accented = (word: string): string => word.replace(/oes$/, "ao").replace(/cao$/, "ção");

export const PORTUGUESE: Language = {
  code: "pt",
  functionWords: words(
    GRAMMAR,
    `
    cada fazer faço`,
  ),
  stopWords: words(
    GRAMMAR,
    `
    agora alguém aquilo cuja cujo daquele desta destas deste destes disso disto eram essas esses
    estamos estas estava estes estou fazer faço foram havia lhes meus minhas naquele nessa nesse
    nesta neste nossa nossas nosso nossos num numa pelas podemos poderia quero sejam sendo seria
    será serão tinha vai vos vossa vosso vou`,
  ),
  smallWords: words("à às ao aos com da das de do dos e em na nas no nos o a os as para por"),
  elided: words("d"),
  questionBeginnings: phrases(`
    quando, onde, aonde, quem, qual, quais, quanto, quanta, quantos, quantas, por que, por quê, o que, a que horas,
    de quem, com quem, em que, para que, até quando, desde quando, como faço, como eu faço, como fazer, como posso,
    como funciona, como se, como é, como podemos, posso, podemos, alguém sabe, alguem sabe, alguém pode, tem como,
    é possível, é obrigatório, há algum, há alguma, existe algum, existe alguma`),
  groupsDigitsBy: "stop",
  fold: foldLetters,
  stem: (word) => foldLetters(snowball(accented(word))),
  sentences: {
    abbreviations: words(`
      a.c aprox apto art arts av cap cf cia cód d d.c dep dr dra dras drs ed eng etc ex exa exma
      exmo fig figs ilmo máx mín n nr nº núm obs p p.ex pp prof profa profs pág págs r ref rev sr
      sra sras srs srta sta sto tel v vol vs`),
    mayEnd: words("a.c d.c etc"),
    beforeNumbers: words("n nr"),
    beginnings: words(`
      A À Além Alguns Ao Aos Antes Após As Às Assim Até Cada Com Como Da Das De Depois Deve Do Dos
      Durante E É Ela Elas Ele Eles Em Então Entre Era Essa Esse Esta Este Eu Foi Há Isso Isto Já
      Mais Mas Não Na Nas Nem No Nos Nós O Onde Os Ou Para Pela Pelo Pode Podem Por Porque Quando
      Que Quem Se Sem Seu Sua São Só Também Tem Todas Todos Um Uma Você`),
  },
};
