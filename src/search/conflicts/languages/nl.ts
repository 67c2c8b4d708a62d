/** @module Dutch words and forms of numbers, dates and negations. */

import { fusedReader, type Language, SECONDS, SYMBOLS, valuesOf } from "./language.ts";

const SYNONYMS = `
doden gedood dood dode stierven gestorven overleden omgekomen slachtoffers
verwonden gewond gewonden verwond
arresteren gearresteerd aangehouden
verliezen verliest verloor verloren
vernietigen vernietigd verwoest
persoon personen mens mensen
inwoner inwoners bevolking
werknemer werknemers medewerker medewerkers personeel
lid leden
kind kinderen
beginnen begint begon begonnen starten start gestart
eindigen eindigt eindigde aflopen einde
bouwen bouwde gebouwd bouw
oprichten opgericht gesticht oprichting
openen opent geopend open opening
sluiten sluit sloot gesloten sluiting
toestaan toegestaan toegelaten verboden verbieden
antwoorden antwoordt geantwoord antwoord
publiceren gepubliceerd verschenen verschijnt
ondertekenen ondertekend getekend
stijgen stijgt steeg gestegen
dalen daalt daalde gedaald
winnen wint won gewonnen
kopen koopt kocht gekocht
verkopen verkoopt verkocht
geven geeft gaf gegeven
krijgen krijgt kreeg gekregen
schrijven schrijft schreef geschreven
sturen stuurt stuurde gestuurd
kosten kost kostte gekost prijs
duren duurt duurde duur
boek boeken
vervallen vervalt verviel
`;

const LIGHT =
  "hebben heeft had zijn is was waren worden wordt werd werden bedragen bedraagt bedroeg tellen telt telde bevatten bevat " +
  "bestaan bestaat maken maakt komen komt gaan gaat staan staat liggen ligt moeten moet mogen mag kunnen kan zullen zal gelden " +
  "geldt totaal aantal elk elke ieder iedere per enkele meerdere veel weinig alle alleen precies momenteel nu vandaag procent " +
  "meer minder minstens minimaal hoogstens maximaal ongeveer circa bijna ruim rond tot over onder dezelfde hetzelfde lang " +
  "lengte breed breedte hoog hoogte diep diepte een één twee zei zegt verklaarde meldde volgens jaar jaren uur al plaats" +
  " niet nooit niets niemand noch zonder nergens evenmin geen";

const ONES = "een|één twee drie vier vijf zes zeven acht negen";
const TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig";

const below = new Map([
  ...valuesOf(`nul ${ONES} tien`),
  ...valuesOf("twaalf dertien veertien vijftien zestien zeventien achttien negentien", 12),
  ...valuesOf(TENS, 20, 10),
  ...valuesOf(TENS, 20, 10).flatMap(([ten, tens]) =>
    valuesOf(ONES, 1).map(([one, ones]): [string, number] => [
      `${one}${one.endsWith("e") ? "ën" : "en"}${ten}`,
      tens + ones,
    ]),
  ),
]);

export const dutch: Language = {
  code: "nl",
  isStrict: true,
  words: { synonyms: SYNONYMS.trim().split("\n"), light: LIGHT },
  numerals: {
    decimal: ",",
    values: below,
    fused: fusedReader(below, "honderd", ["duizend"]),
    scales: new Map([
      ["duizend", 1000],
      ["miljoen", 1e6],
      ["mln", 1e6],
      ["miljard", 1e9],
      ["mld", 1e9],
    ]),
    articles: "een",
    and: "en",
    vague: new Map(),
    few: "enkele meerdere paar veel half halve eerste laatste",
    of: "",
    to: "tot à of",
    between: "tussen",
    halves: "half halve kwart derde komma keer maal",
  },
  bounds: {
    about:
      "ongeveer|circa|ca|ca .|bijna|ruim|rond|rond de|zo'n|om en nabij|naar schatting|omstreeks|~|≈",
    least:
      "minstens|minimaal|ten minste|tenminste|meer dan|niet minder dan|vanaf|boven|minimum|langer dan",
    most: "hoogstens|maximaal|ten hoogste|tot|tot en met|minder dan|niet meer dan|binnen|onder|hooguit|maximum|een maximum van|korter dan",
    leastAfter: "of meer|en meer|of ouder|of langer|minimaal|en ouder",
    mostAfter: "of minder|of jonger|of korter|maximaal",
    articles: "de het een elke",
  },
  units: {
    length: [
      ...SYMBOLS.length,
      ["millimeter millimeters", 0.001],
      ["centimeter centimeters", 0.01],
      ["meter meters", 1],
      ["kilometer kilometers", 1000],
    ],
    time: [
      ["s seconde seconden", 1],
      ["min minuut minuten", SECONDS.minute],
      ["u uur uren", SECONDS.hour],
      ["dag dagen", SECONDS.day],
      ["week weken", SECONDS.week],
      ["maand maanden", SECONDS.month],
      ["jaar jaren", SECONDS.year],
      ["eeuw eeuwen", SECONDS.century],
    ],
    money: [...SYMBOLS.money, ["euro", 1, "euro"], ["dollar", 1, "dollar"]],
  },
  dates: {
    months: [
      "januari jan",
      "februari feb",
      "maart mrt",
      "april apr",
      "mei",
      "juni jun",
      "juli jul",
      "augustus aug",
      "september sept",
      "oktober okt",
      "november nov",
      "december dec",
    ],
    dotted: "jan feb mrt apr jun jul aug sept okt nov dec",
    dayLinks: "",
    yearLinks: "",
    dayTo: "tot t/m en",
    weekdays: [
      "zondag zondags zondagen",
      "maandag maandags maandagen",
      "dinsdag dinsdags dinsdagen",
      "woensdag woensdags woensdagen",
      "donderdag donderdags donderdagen",
      "vrijdag vrijdags vrijdagen",
      "zaterdag zaterdags zaterdagen",
    ],
    beforeYear: "in sinds vanaf tot voor na jaar begin eind zomer herfst winter lente (",
    clock: { after: "uur", before: "om" },
  },
  identifiers: {
    numbered:
      "artikel art hoofdstuk paragraaf sectie figuur fig tabel bladzijde pagina pag regel regels versie rfc iso nr nummer niveau " +
      "stap deel fase klas klasse kamer zaal hal poort perron lijn spoor snelweg vlucht code status fout seizoen aflevering akte " +
      "vers noot type model groep etappe week dag jaar ronde kanaal ticket lid bijlage gebouw tel telefoon vak wet bus straat",
    noNames:
      "ongeveer circa bijna ruim rond over onder vanaf tot in op aan de het een met van te alleen tussen minstens hoogstens " +
      "maximaal minimaal zondag maandag dinsdag woensdag donderdag vrijdag zaterdag er",
  },
  outcomeVerbs:
    "doden verwonden arresteren verliezen vernietigen winnen gestolen vermist geëvacueerd gered",
  aspects: {
    length: "lang lange lengte",
    width: "breed brede breedte doorsnede diameter",
    radius: "straal",
    height: "hoog hoge hoogte",
    depth: "diep diepe diepte",
    distance: "afstand ver",
    age: "oud oude leeftijd",
    weight: "zwaar gewicht weegt",
  },
  negation: {
    negators: {
      particles: /^(?:niet|nooit|niets|niemand|noch|zonder|nergens|evenmin)$/,
      articles: /^(?:geen|geenszins)$/,
      prohibitions: /^verboden$/,
    },
    auxiliaries:
      "is zijn was waren wordt worden werd werden heeft hebben had mag mogen kan kunnen moet moeten",
    conditions:
      "tot behalve maar alleen als indien mits tenzij voordat voor echter toch nog meer alle alles altijd elk elke ieder iedereen " +
      "slechts enkel uitsluitend hoeft hoeven wel",
    with: "met",
    conjunctions: "en maar",
  },
  subject: {
    repeats:
      "grote kleine " +
      "ook nog opnieuw weer ander andere anderen extra nieuwe nieuw oude oud eerste tweede derde laatste volgende zomer winter lente " +
      "herfst ochtend middag avond nacht ochtends middags avonds weekend feestdagen kinderen volwassenen jongeren links rechts noord " +
      "zuid oost west bovenste onderste voormalig voormalige",
    reporting: "zei zeiden zegt verklaarde meldde volgens",
    repeatedEvents:
      "winnen spelen speelde gespeeld verliezen bezoeken bezocht kiezen gekozen stijgen dalen vergaderen stemmen stemde",
  },
};
