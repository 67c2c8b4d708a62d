/** @module German words and forms of numbers, dates and negations. */

import { fusedReader, type Language, SECONDS, SYMBOLS, valuesOf } from "./language.ts";

const SYNONYMS = `
töten tötet tötete tot tote toten todesopfer getötet starben gestorben sterben starb umgekommen
verletzen verletzt verletzte verletzten verletzungen verwundet
verhaften verhaftet festgenommen
retten rettet rettete gerettet
verlieren verliert verlor verloren
zerstören zerstört zerstörte
beschädigen beschädigt
person personen mensch menschen leute
teilnehmer teilnehmerin teilnehmerinnen teilnehmende teilnehmenden
mitglied mitglieder mitgliedern
mitarbeiter mitarbeiterin mitarbeiterinnen beschäftigte beschäftigten angestellte angestellten
einwohner einwohnern bewohner
kind kinder kindern
beginnen beginnt begann begonnen anfangen anfängt angefangen starten startet gestartet beginn start
enden endet endete geendet beenden beendet ende
bauen baut baute gebaut erbaut errichtet errichten bau
gründen gründet gegründet gründung
eröffnen eröffnet eröffnung
öffnen öffnet geöffnet offen
schließen schließt schloss geschlossen
erlauben erlaubt gestattet gestatten zulässig verboten untersagt verbieten
antwort antworten antwortet geantwortet
veröffentlichen veröffentlicht erschien erschienen erscheint
unterzeichnen unterzeichnet unterschrieben
steigen steigt stieg gestiegen
sinken sinkt sank gesunken
gewinnen gewinnt gewann gewonnen
kaufen kauft kaufte gekauft
verkaufen verkauft verkaufte
geben gibt gab gegeben
ziehen zieht zog gezogen
schreiben schreibt schrieb geschrieben
senden sendet gesendet gesandt entsandt schicken schickt schickte geschickt
buch bücher büchern
haus häuser häusern
stadt städte städten
platz plätze plätzen
gast gäste gästen
schuss schoss schießen geschossen feuern feuerte
kosten kostet kostete gekostet
leihfrist leihfristen
`;

const LIGHT =
  "haben hat hatte sein ist sind war waren werden wird wurde wurden worden betragen beträgt betrug belaufen beläuft " +
  "umfassen umfasst umfasste enthalten enthält bestehen besteht bestand machen macht gemacht kommen kommt kam gehen geht " +
  "ging stehen steht stand liegen liegt lag dauern dauert dauerte brauchen braucht benötigen benötigt müssen muss dürfen " +
  "darf können kann sollen soll gelten gilt verfügen verfügt zählen zählt zählte insgesamt gesamt anzahl zahl jeder jede " +
  "jedes jeweils pro einige mehrere viele wenige alle nur genau derzeit aktuell jetzt heute prozent mehr weniger " +
  "mindestens wenigstens höchstens maximal etwa rund ungefähr ca circa fast knapp gut bis über unter gleich selbst " +
  "lang lange länge breit breite hoch höhe tief tiefe ein eine eins zwei sagte sagt erklärte meldete berichtete laut zufolge " +
  "angaben gemäß jahr jahre jahres jahren uhr bereits schon weit per je schnell" +
  " nie niemals niemand niemandem niemanden nirgends weder ohne kein keine keinen keinem keiner keines nicht nichts";

const ONES = "eins|ein ein zwei|zwo drei vier fünf sechs sieben acht neun";
const TENS = "zwanzig dreißig|dreissig vierzig fünfzig sechzig siebzig achtzig neunzig";

const below = new Map([
  ...valuesOf("null eins zwei|zwo drei vier fünf sechs sieben acht neun zehn"),
  ...valuesOf("zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn", 12),
  ...valuesOf(TENS, 20, 10),
  ...valuesOf(TENS, 20, 10).flatMap(([ten, tens]) =>
    valuesOf(ONES.slice("eins|ein ".length), 1).map(([one, ones]): [string, number] => [
      `${one}und${ten}`,
      tens + ones,
    ]),
  ),
]);

export const german: Language = {
  code: "de",
  isStrict: true,
  areNounsCapitalised: true,
  words: { synonyms: SYNONYMS.trim().split("\n"), light: LIGHT },
  numerals: {
    decimal: ",",
    values: below,
    scales: new Map([
      ["tausend", 1000],
      ["tsd", 1000],
      ["million", 1e6],
      ["millionen", 1e6],
      ["mio", 1e6],
      ["milliarde", 1e9],
      ["milliarden", 1e9],
      ["mrd", 1e9],
    ]),
    fused: fusedReader(new Map([...below, ["ein", 1]]), "hundert", ["tausend"]),
    articles: "ein eine einer einem einen eines",
    and: "und",
    vague: new Map(),
    few: "einige einigen mehrere mehreren paar viele vielen etliche etlichen halbe halben dutzend",
    of: "",
    to: "bis oder",
    between: "zwischen",
    halves: "halb halbe halben halbes einhalb viertel drittel komma mal fach",
  },
  bounds: {
    about:
      "etwa|ca|ca .|circa|zirka|rund|ungefähr|fast|beinahe|nahezu|knapp|gut|annähernd|schätzungsweise|um die|an die|" +
      "in etwa|gegen|geschätzt|geschätzte|geschätzten|~|≈|mehr oder weniger",
    least:
      "mindestens|wenigstens|zumindest|mehr als|über|nicht weniger als|nicht unter|ab|minimal|min .|oberhalb von|länger als",
    most:
      "bis zu|höchstens|maximal|max .|nicht mehr als|nicht über|weniger als|unter|unterhalb von|innerhalb von|innerhalb|" +
      "binnen|kürzer als",
    leastAfter:
      "oder mehr|und mehr|oder länger|oder älter|oder darüber|und darüber|aufwärts|mindestens|plus|und älter",
    mostAfter: "oder weniger|oder kürzer|oder jünger|oder darunter|und darunter|maximal|höchstens",
    articles: "der die das den dem jede jeder jedes",
  },
  units: {
    length: [
      ...SYMBOLS.length,
      ["millimeter millimetern", 0.001],
      ["zentimeter zentimetern", 0.01],
      ["meter metern", 1],
      ["kilometer kilometern", 1000],
    ],
    time: [
      ["s sek sekunde sekunden", 1],
      ["min minute minuten", SECONDS.minute],
      ["h std stunde stunden", SECONDS.hour],
      ["tag tage tagen tages", SECONDS.day],
      ["woche wochen", SECONDS.week],
      ["monat monate monaten monats", SECONDS.month],
      ["jahr jahre jahren jahres", SECONDS.year],
      ["jahrhundert jahrhunderte jahrhunderten", SECONDS.century],
    ],
    money: [
      ...SYMBOLS.money,
      ["euro euros", 1, "euro"],
      ["dollar", 1, "dollar"],
      ["franken chf", 1, "franc"],
    ],
  },
  dates: {
    months: [
      "januar jänner jan",
      "februar feber feb",
      "märz mär maerz",
      "april apr",
      "mai",
      "juni jun",
      "juli jul",
      "august aug",
      "september sep sept",
      "oktober okt",
      "november nov",
      "dezember dez",
    ],
    areMonthsCapitalised: true,
    dotted: "jan feb mär apr jun jul aug sep sept okt nov dez",
    dayLinks: ".",
    yearLinks: "",
    dayTo: "bis und",
    weekdays: [
      "sonntag sonntags sonntagen",
      "montag montags montagen",
      "dienstag dienstags dienstagen",
      "mittwoch mittwochs mittwochen",
      "donnerstag donnerstags donnerstagen",
      "freitag freitags freitagen",
      "samstag samstags samstagen sonnabend sonnabends",
    ],
    beforeYear:
      "jahr jahre jahres seit ab bis von vor nach anfang ende mitte frühjahr sommer herbst winter frühling (",
    participle: /^(?:\p{Ll}*ge\p{Ll}+|(?:er|be|ver|ent|zer)\p{Ll}+)(?:t|en)$|^\p{Ll}+iert$/u,
    clock: { after: "uhr" },
  },
  identifiers: {
    numbered:
      "artikel art paragraph paragraf absatz abs kapitel abschnitt abbildung abb tabelle tab seite seiten s zeile version " +
      "release rfc iso din nr nummer stufe level schritt ausgabe band bd teil regel regeln phase klasse raum zimmer saal " +
      "halle tor linie gleis straße route autobahn flug code status fehler staffel folge akt vers fußnote typ modell gruppe " +
      "etappe woche tag jahr runde spur kanal ticket punkt ziffer satz anlage haus block platz tel telefon plz spieler",
    noNames:
      "etwa rund ungefähr fast knapp gut über unter ab bis am im in an auf der die das ein eine mit von zu nur genau " +
      "zwischen mindestens höchstens maximal wenigstens circa ca sonntag montag dienstag mittwoch donnerstag freitag " +
      "samstag sommer winter frühjahr herbst monat dort hier es sie wir insgesamt",
  },
  outcomeVerbs:
    "töten verletzen verhaften retten verlieren zerstören beschädigen gewinnen sinken stehlen gestohlen versenkt vermisst",
  aspects: {
    length: "lang lange länge längste",
    width: "breit breite durchmesser",
    radius: "radius",
    height: "hoch hohe höhe hohen",
    depth: "tief tiefe tiefen",
    distance: "entfernt entfernung weit abstand",
    age: "alt alter alte",
    weight: "schwer gewicht wiegt",
  },
  negation: {
    negators: {
      particles:
        /^(?:nicht|nie|niemals|nichts|niemand(?:e[mn])?|weder|ohne|nirgends|keinesfalls|keineswegs)$/,
      articles: /^kein(?:e[mnrs]?|erlei)?$/,
      prohibitions: /^(?:verboten|untersagt|unzulässig)$/,
    },
    auxiliaries:
      "ist sind war waren wird werden wurde wurden hat haben hatte darf dürfen kann können muss müssen soll",
    conditions:
      "bis außer ausser sondern aber nur wenn falls sofern solange bevor ehe jedoch doch statt stattdessen noch mehr alle " +
      "allen alles immer jeder jede jedes ganz ausschließlich lediglich unbedingt zwingend allein soweit es sei denn",
    with: "mit",
    conjunctions: "und aber sondern",
  },
  subject: {
    repeats:
      "große großer großen großes großem kleine kleiner kleinen kleines kleinem " +
      "weitere weiterer weiteren weiteres zusätzlich zusätzliche zusätzlichen erneut wieder nochmals auch ebenfalls " +
      "andere anderer anderen anderes neue neuer neuen neues alte alter alten altes erste ersten erster zweite zweiten zweiter " +
      "dritte dritten dritter letzte letzten letzter nächste nächsten nächster sommer winter frühjahr frühling herbst morgens " +
      "vormittags nachmittags abends nachts werktags wochenende feiertagen kinder erwachsene jugendliche ermäßigt obere untere " +
      "oberen unteren linke linken rechte rechten nördlich südlich östlich westlich früher ehemals",
    reporting: "sagte sagten sagt erklärte meldete berichtete laut zufolge teilte",
    repeatedEvents:
      "gewinnen spielen verlieren schlagen besuchen besuchte wählen gewählt steigen fallen treffen getroffen tagen antreten gespielt",
  },
};
