/** @module The words of passage pages, in Portuguese. */

import type { PassageWords } from "./en.ts";

export const pt: PassageWords = {
  language: "pt",
  quoted: "Citado palavra por palavra",
  passage: "O trecho citado",
  before: "Texto antes do trecho",
  after: "Texto depois do trecho",
  table: "Tabela",
  code: "Código",
  omitted: "[…] marca texto que não é mostrado aqui.",
  exact: {
    file: "Texto exato, como está no arquivo",
    extracted: "Texto exato, como foi extraído do arquivo",
  },
  origin: "De onde vem",
  document: "Documento",
  sha256: "SHA-256 da citação",
  check: {
    title: "Como conferir",
    file: "Obtenha o arquivo na fonte e calcule o SHA-256 dele. Se for o que está acima, é o arquivo citado.",
    place:
      "A citação está nos caracteres indicados acima, contados a partir de 0 em unidades UTF-16.",
    server: "Pedir que este servidor confira a citação",
    script:
      "Salve a resposta dele: o script docs/verify.mjs, que acompanha o Footnote, a compara com o arquivo.",
  },
  address: "Endereço desta página",
  about: "O Footnote cita documentos palavra por palavra e não escreve nada por conta própria.",
  description: (document, place) => `Um trecho de “${document}”, ${place}, palavra por palavra.`,
  faults: {
    changed: "Este trecho mudou",
    removed: "Este trecho foi removido",
    unknown: "Este trecho não existe",
    unknownText:
      "Não há página para este ID. Talvez esteja digitado errado, ou os documentos dele não têm páginas.",
    unready: "Ainda não está pronto",
    unproved: "Este trecho não pode ser mostrado",
    failed: "Algo deu errado",
    crowded: "Visitas demais ao mesmo tempo",
    crowdedText: "Tente de novo daqui a pouco.",
  },
};
