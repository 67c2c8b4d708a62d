/** @module Italian words and forms of numbers, dates and negations. */

import { fusedReader, type Language, SECONDS, SYMBOLS, valuesOf } from "./language.ts";

const SYNONYMS = `
uccidere uccise ucciso uccisi morti morto morta morte morirono vittime deceduti
ferire feriti ferito ferita ferite
arrestare arrestato arrestati
perdere perde perse perso persi perdite
distruggere distrusse distrutto distrutta distrutti
persona persone gente
abitante abitanti popolazione residenti
dipendente dipendenti impiegati lavoratori
socio soci socia socie membro membri iscritto iscritti
bambino bambini bambina
iniziare inizia iniziò cominciare comincia inizio
finire finisce finì terminare termina terminò fine
costruire costruì costruito costruita costruzione
fondare fondò fondato fondata fondazione
aprire apre aprì aperto aperta apertura
chiudere chiude chiuse chiuso chiusa chiusura
permettere permesso permessa permessi permesse ammesso ammessi ammessa ammesse consentito consentita vietato vietata vietati vietate proibito
rispondere risponde rispose risposta
pubblicare pubblicò pubblicato pubblicata uscita
firmare firmò firmato firmata firma
salire sale salì aumentare aumenta aumentò
scendere scende scese diminuire diminuì
vincere vince vinse vinto
comprare comprò comprato acquistare acquistato
vendere vendette venduto vendita
dare dà diede dato
ricevere riceve ricevette ricevuto ricevono
scrivere scrisse scritto scritta
costare costa costò prezzo
durare dura durò durata
scadere scade
`;

const LIGHT =
  "avere ha aveva hanno essere è sono era fu furono fare fa contare conta contava contenere contiene comprendere comprende " +
  "disporre dispone totale numero ogni vari varie alcuni tutti tutte tutto tutta solo soltanto esattamente attualmente ora oggi " +
  "per cento più meno minimo massimo circa quasi intorno fino stesso stessa lungo lunga lunghezza largo larga larghezza alto " +
  "alta altezza profondo profondità un uno una due disse dichiarò annunciò secondo riferì raggiungere raggiunge potere può " +
  "possono dovere deve devono misurare misura restare resta anno anni ora ore già uguale capienza situato" +
  " non senza neanche nemmeno neppure mai nessuno nessuna nessun niente nulla né";

const TENS = "venti trenta quaranta cinquanta sessanta settanta ottanta novanta";

const below = new Map([
  ...valuesOf(
    "zero uno|un|una due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici " +
      "diciassette diciotto diciannove",
  ),
  ...valuesOf(TENS, 20, 10).flatMap(([ten, tens]): [string, number][] => [
    [ten, tens],
    [`${ten.slice(0, -1)}uno`, tens + 1],
    [`${ten.slice(0, -1)}otto`, tens + 8],
    [`${ten}tré`, tens + 3],
    ...valuesOf("due tre quattro cinque sei sette", 2).map(([one, ones]): [string, number] => [
      `${ten}${one}`,
      tens + ones,
    ]),
    [`${ten}nove`, tens + 9],
  ]),
]);

const readFused = fusedReader(below, "cento", ["mila", "mille"]);

export const italian: Language = {
  code: "it",
  isStrict: true,
  hasElision: true,
  words: { synonyms: SYNONYMS.trim().split("\n"), light: LIGHT },
  numerals: {
    decimal: ",",
    /** "Sei" alone also means "you are". */
    values: new Map([...below].filter(([word]) => word !== "sei")),
    fused: (word) => (word === "sei" ? undefined : readFused(word)),
    scales: new Map([
      ["mila", 1000],
      ["milione", 1e6],
      ["milioni", 1e6],
      ["miliardo", 1e9],
      ["miliardi", 1e9],
    ]),
    articles: "un uno una",
    and: "e",
    vague: new Map(),
    few: "alcuni alcune vari varie pochi poche mezzo mezza primi prime ultimi ultime qualche sei",
    of: "",
    to: "a o",
    between: "tra fra",
    halves: "mezzo mezza mezz' quarto quarti terzi virgola volte",
    percent: "per",
  },
  bounds: {
    about: "circa|quasi|intorno a|attorno a|all'incirca|approssimativamente|più o meno|~|≈",
    least:
      "almeno|più di|non meno di|come minimo|minimo|un minimo di|a partire da|oltre|superiore a|minimo di|da",
    most: "fino a|al massimo|massimo|meno di|non più di|un massimo di|entro|sotto|inferiore a|massimo di|in meno di",
    leastAfter: "o più|e più|almeno|minimo|in su|e oltre|o oltre",
    mostAfter: "o meno|al massimo|massimo|e meno",
    articles: "il lo la i gli le l' ogni un una",
  },
  units: {
    length: [
      ...SYMBOLS.length,
      ["millimetro millimetri", 0.001],
      ["centimetro centimetri", 0.01],
      ["metro metri", 1],
      ["chilometro chilometri", 1000],
    ],
    time: [
      ["s secondo secondi", 1],
      ["min minuto minuti", SECONDS.minute],
      ["h ora ore", SECONDS.hour],
      ["giorno giorni", SECONDS.day],
      ["settimana settimane", SECONDS.week],
      ["mese mesi", SECONDS.month],
      ["anno anni", SECONDS.year],
      ["secolo secoli", SECONDS.century],
    ],
    money: [...SYMBOLS.money, ["euro", 1, "euro"], ["dollaro dollari", 1, "dollar"]],
  },
  dates: {
    months: [
      "gennaio gen genn",
      "febbraio feb febbr",
      "marzo mar",
      "aprile apr",
      "maggio mag",
      "giugno giu",
      "luglio lug",
      "agosto ago",
      "settembre sett",
      "ottobre ott",
      "novembre nov",
      "dicembre dic",
    ],
    dotted: "gen genn feb febbr mar apr mag giu lug ago sett ott nov dic",
    dayLinks: "º °",
    yearLinks: "del",
    dayTo: "al a e",
    weekdays: [
      "domenica domeniche",
      "lunedì",
      "martedì",
      "mercoledì",
      "giovedì",
      "venerdì",
      "sabato sabati",
    ],
    beforeYear: "nel dal dopo prima entro anno estate autunno inverno primavera fino (",
    clock: { after: "h", before: "alle" },
  },
  identifiers: {
    numbered:
      "articolo articoli art capitolo sezione figura fig tabella pagina pagine pag p riga versione rfc iso n num numero livello " +
      "passo volume vol parte regola regole fase sala aula porta binario via strada autostrada volo codice stato errore stagione " +
      "episodio atto versetto nota tipo modello classe gruppo tappa settimana giorno anno turno canale ticket paragrafo comma " +
      "allegato edificio tel telefono casella legge decreto linea autobus alle ore dalle",
    noNames:
      "circa quasi almeno più meno in a il lo la i gli le un una con di del da dal fino tra fra ogni solo domenica lunedì martedì " +
      "mercoledì giovedì venerdì sabato",
  },
  outcomeVerbs:
    "uccidere ferire arrestare perdere distruggere vincere rubato rubati dispersi evacuati salvati",
  aspects: {
    length: "lungo lunga lunghezza",
    width: "largo larga larghezza diametro",
    radius: "raggio",
    height: "alto alta altezza altitudine",
    depth: "profondo profonda profondità",
    distance: "distanza lontano",
    age: "età",
    weight: "peso pesa",
  },
  aspectLinks: "di in",
  negation: {
    negators: {
      particles: /^(?:non|senza|neanche|nemmeno|neppure)$/,
      pronouns: /^(?:mai|nessuno|nessuna|nessun|niente|nulla|né)$/,
      prohibitions: /^(?:vietat[oaie]|proibit[oaie])$/,
    },
    agreeing: /^(?:mai|nessuno|nessuna|nessun|niente|nulla|né)$/,
    auxiliaries: "è sono ha hanno fu furono può possono deve devono si",
    conditions:
      "fino salvo tranne eccetto ma solo soltanto se prima ancora più unicamente tutti tutte tutto tutta sempre ogni che già meno " +
      "finché bensì",
    with: "con",
    conjunctions: "e ma",
  },
  subject: {
    repeats:
      "grande grandi piccolo piccola piccoli piccole " +
      "altro altra altri altre anche inoltre ancora nuovo nuova nuovi nuove vecchio vecchia vecchi antico antica primo prima secondo " +
      "seconda terzo terza ultimo ultima prossimo prossima estate inverno primavera autunno mattina mattino pomeriggio sera notte " +
      "festivi feriali bambini adulti minori giovani ridotto sinistra destra nord sud est ovest superiore inferiore ulteriore",
    reporting: "disse dichiarò annunciò secondo riferì affermò",
    repeatedEvents:
      "vincere giocare giocò giocata perdere visitare visitò eleggere eletto salire scendere riunire riunì votare votò",
  },
};
