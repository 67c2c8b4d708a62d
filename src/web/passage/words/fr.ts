/** @module The words of passage pages, in French. */

import type { PassageWords } from "./en.ts";

export const fr: PassageWords = {
  language: "fr",
  quoted: "Cité mot pour mot",
  passage: "Le passage cité",
  before: "Texte avant le passage",
  after: "Texte après le passage",
  table: "Tableau",
  code: "Code",
  omitted: "[…] marque du texte qui n'est pas affiché ici.",
  exact: {
    file: "Texte exact, tel qu'il est dans le fichier",
    extracted: "Texte exact, tel qu'il a été extrait du fichier",
  },
  origin: "D'où il vient",
  document: "Document",
  sha256: "SHA-256 de la citation",
  check: {
    title: "Vérifie par toi-même",
    file: "Récupère le fichier à sa source et calcule son SHA-256. Si c'est celui ci-dessus, c'est bien le fichier cité.",
    place:
      "La citation se trouve aux caractères indiqués ci-dessus, comptés à partir de 0 en unités UTF-16.",
    server: "Faire vérifier la citation par ce serveur",
    script:
      "Enregistre sa réponse\u00A0: le script docs/verify.mjs, fourni avec Footnote, la compare au fichier.",
  },
  address: "Adresse de cette page",
  about: "Footnote cite des documents mot pour mot et n'écrit rien lui-même.",
  description: (document, place) =>
    `Un passage de «\u00A0${document}\u00A0», ${place}, mot pour mot.`,
  faults: {
    changed: "Ce passage a changé",
    removed: "Ce passage a été supprimé",
    unknown: "Ce passage n'existe pas",
    unknownText:
      "Il n'y a pas de page pour cet ID. Il est peut-être mal écrit, ou ses documents n'ont pas de pages.",
    unready: "Pas encore prêt",
    unproved: "Ce passage ne peut pas être affiché",
    failed: "Quelque chose s'est mal passé",
    crowded: "Trop de visites à la fois",
    crowdedText: "Réessaie dans un instant.",
  },
};
