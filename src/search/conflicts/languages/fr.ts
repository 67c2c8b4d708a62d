/** @module French words and forms of numbers, dates and negations. */

import { type Language, SECONDS, SYMBOLS, valuesOf } from "./language.ts";

const SYNONYMS = `
tuer tué tués tuée tuées tue mort morts morte mortes mourir décès décédé victimes
blesser blessé blessés blessée blessées blessures
arrêter arrêté arrêtés arrêtée arrestation
sauver sauvé sauvés secouru secourus
perdre perd perdu perdus perdue pertes perte
détruire détruit détruits détruite destruction
endommager endommagé endommagés
personne personnes gens
habitant habitants population
salarié salariés employé employés employées effectif
enfant enfants
commencer commence commencé commença débuter débute débuté début
finir finit fini terminer termine terminé terminée achever achève achevé fin
construire construit construite construits bâtir bâti bâtie construction
fonder fondé fondée créer créé créée fondation création
ouvrir ouvre ouvert ouverte ouverts ouverture
fermer ferme fermé fermée fermés fermeture
autoriser autorisé autorisée autorisés autorisées permis permise permettre permet interdit interdite interdits interdites admis admise
répondre répond répondu réponse
publier publié publiée publication paru parue paraît sortie
signer signé signée signature
augmenter augmente augmenté hausse
baisser baisse baissé diminuer diminue diminué
gagner gagne gagné remporter remporté
acheter achète acheté achat
vendre vend vendu vendue vente
donner donne donné
tirer tire tiré
écrire écrit écrite
envoyer envoie envoyé envoyés
recevoir reçoit reçu reçoivent
coûter coûte coûté prix tarif
livre livres ouvrage ouvrages
adhérent adhérents membre membres
durer dure duré durée
`;

const LIGHT =
  "avoir a ont avait être est sont était étaient été faire fait compter compte comptait comprendre comprend contenir " +
  "contient comporter comporte disposer dispose total nombre chaque chacun chacune par plusieurs quelques tous toutes tout " +
  "toute seulement exactement actuellement maintenant aujourd'hui aujourd hui pour cent pourcent plus moins au environ près " +
  "presque autour maximum minimum jusqu'à même long longue longueur large largeur haut haute hauteur profond profondeur un " +
  "une deux dit déclaré annoncé selon indiqué rapporté élever élève s'élève atteindre atteint peut peuvent doit doivent " +
  "falloir faut mesurer mesure durer dure rester reste se trouver trouve situé située an ans année années heure heures déjà " +
  "égal mettre met capacité accueillir accueille" +
  " pas jamais rien sans ni nul nulle guère aucun aucune";

const UNDER_20 =
  "zéro un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize";

export const french: Language = {
  code: "fr",
  isStrict: true,
  hasElision: true,
  words: { synonyms: SYNONYMS.trim().split("\n"), light: LIGHT },
  numerals: {
    decimal: ",",
    values: new Map([
      ...valuesOf(UNDER_20),
      ...["sept", "huit", "neuf"].map((one, at): [string, number] => [`dix ${one}`, 17 + at]),
      ...valuesOf("vingt trente quarante cinquante soixante", 20, 10),
      ["septante", 70],
      ["huitante", 80],
      ["nonante", 90],
      ["quatre vingt", 80],
      ["quatre vingts", 80],
    ]),
    teensAfter: [60, 80],
    scales: new Map([
      ["cent", 100],
      ["cents", 100],
      ["mille", 1000],
      ["million", 1e6],
      ["millions", 1e6],
      ["milliard", 1e9],
      ["milliards", 1e9],
    ]),
    bareScales: "cent mille",
    articles: "un une",
    and: "et",
    isAndAfterTens: true,
    vague: new Map(),
    few: "quelques plusieurs demi demie premier premiers premières derniers dernières",
    of: "",
    to: "à ou",
    between: "entre",
    halves: "demi demie demis quart quarts tiers virgule fois",
    percent: "pour",
  },
  bounds: {
    about:
      "environ|près de|près d'|autour de|autour d'|à peu près|approximativement|presque|quelque|dans les|env .|une estimation de|" +
      "aux environs de|de l'ordre de|plus ou moins|~|≈",
    least:
      "au moins|plus de|plus d'|pas moins de|au minimum|minimum|un minimum de|à partir de|au-delà de|dès|supérieur à|supérieure à",
    most:
      "jusqu'à|jusqu' à|au plus|tout au plus|au maximum|maximum|moins de|moins d'|pas plus de|un maximum de|sous|en moins de|" +
      "inférieur à|inférieure à|maximum de|dans un délai de|sous un délai de",
    leastAfter: "ou plus|et plus|ou davantage|au moins|minimum|au minimum|et au-delà",
    mostAfter: "ou moins|et moins|au plus|maximum|au maximum",
    articles: "le la les l' des chaque un une",
  },
  units: {
    length: [
      ...SYMBOLS.length,
      ["millimètre millimètres", 0.001],
      ["centimètre centimètres", 0.01],
      ["mètre mètres", 1],
      ["kilomètre kilomètres", 1000],
    ],
    time: [
      ["s seconde secondes", 1],
      ["min mn minute minutes", SECONDS.minute],
      ["h heure heures", SECONDS.hour],
      ["jour jours", SECONDS.day],
      ["semaine semaines", SECONDS.week],
      ["mois", SECONDS.month],
      ["an ans année années", SECONDS.year],
      ["siècle siècles", SECONDS.century],
    ],
    money: [...SYMBOLS.money, ["euro euros", 1, "euro"], ["dollar dollars", 1, "dollar"]],
  },
  dates: {
    months: [
      "janvier janv",
      "février févr fév fevrier",
      "mars",
      "avril avr",
      "mai",
      "juin",
      "juillet juil",
      "août aout",
      "septembre sept",
      "octobre oct",
      "novembre nov",
      "décembre déc decembre",
    ],
    dotted: "janv févr fév avr juil sept oct nov déc",
    dayLinks: "er",
    yearLinks: "",
    dayTo: "au et",
    weekdays: [
      "dimanche dimanches",
      "lundi lundis",
      "mardi mardis",
      "mercredi mercredis",
      "jeudi jeudis",
      "vendredi vendredis",
      "samedi samedis",
    ],
    beforeYear: "en depuis avant après dès fin début l'an an année printemps été automne hiver (",
    clock: { after: "h heures heure", before: "à" },
  },
  identifiers: {
    numbered:
      "article articles art chapitre section figure fig tableau page pages p ligne lignes version rfc iso n no num numéro " +
      "niveau étape volume vol tome partie règle règles phase salle chambre porte quai voie route autoroute vol code statut " +
      "erreur saison épisode acte verset note type modèle classe groupe semaine jour année manche canal ticket paragraphe " +
      "alinéa annexe bâtiment tél téléphone station ligne bus tram loi décret",
    noNames:
      "environ près autour presque plus moins au en à le la les un une avec de des du dès jusqu' jusqu'à entre chaque dimanche " +
      "lundi mardi mercredi jeudi vendredi samedi seuls seules il elle ils elles",
  },
  outcomeVerbs:
    "tuer blesser arrêter sauver perdre détruire endommager gagner volé disparus évacuer évacués",
  aspects: {
    length: "long longue longueur",
    width: "large largeur diamètre",
    radius: "rayon",
    height: "haut haute hauteur altitude",
    depth: "profond profonde profondeur",
    distance: "distance loin",
    age: "âge âgé âgée vieux",
    weight: "poids pèse",
  },
  aspectLinks: "de d' en",
  negation: {
    negators: {
      particles: /^(?:pas|jamais|rien|sans|ni|nulle|nul|guère)$/,
      pronouns: /^aucune?$/,
      prohibitions: /^(?:interdite?s?|défendue?s?)$/,
    },
    auxiliaries: "est sont a ont était étaient avait avaient peut peuvent doit doivent n'est",
    conditions:
      "que qu' jusqu' sauf excepté hormis mais seulement si avant encore plus uniquement tous toutes tout toujours chaque sinon " +
      "tant lorsque personne hors moins lieu",
    with: "avec",
    conjunctions: "et mais",
  },
  subject: {
    repeats:
      "grand grande grands grandes petit petite petits petites " +
      "autre autres encore aussi également nouveau supplémentaire supplémentaires autant second seconde " +
      "nouveaux nouvelle nouvelles ancien anciens ancienne anciennes premier première premiers premières deuxième troisième " +
      "dernier dernière prochain prochaine été hiver printemps automne matin soir nuit après-midi week-end férié fériés enfants " +
      "adultes jeunes réduit gauche droite nord sud est ouest supérieur inférieur autrefois",
    reporting: "dit déclaré annoncé selon rapporté indiqué affirmé",
    repeatedEvents:
      "gagner jouer joué perdre battre battu visiter visité élire élu augmenter baisser rencontrer réunir voter",
  },
};
