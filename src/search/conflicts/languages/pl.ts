/** @module Polish words and forms of numbers, dates and negations. */

import { type Language, SECONDS, SYMBOLS, valuesOf } from "./language.ts";

const SYNONYMS = `
zabić zabił zabito zabitych zginęło zginęły zginął zginęli ofiar ofiary śmierć zmarło zmarł
ranić rannych ranny ranni rannymi
aresztować aresztowano aresztowany zatrzymano zatrzymanych
stracić stracił straciła straty utracił
zniszczyć zniszczył zniszczono zniszczonych
osoba osoby osób osobom ludzie ludzi człowiek
mieszkaniec mieszkańców mieszkańcy
pracownik pracowników pracownicy
członek członków członkowie członkom
dziecko dzieci dziecka
zaczynać zaczyna zaczął zaczęła rozpoczyna rozpoczął rozpoczęła rozpocząć początek
kończyć kończy skończył zakończył zakończyła zakończy koniec
budować zbudowano wybudowano zbudowany zbudowana wzniesiono budowa
założyć założono założony założona założył
otwierać otwiera otwarto otwarty otwarta otwarte czynna czynny
zamykać zamyka zamknięto zamknięty zamknięta zamknięte
pozwalać dozwolone dozwolony dozwolona wolno można zabronione zabroniony zabroniona zakazane zakazany
odpowiadać odpowiada odpowiedź
wydać wydano wydany opublikowano ukazał ukazała
podpisać podpisano podpisana podpisany podpisał
rosnąć wzrosła wzrósł wzrosło
spadać spadła spadł spadło
wygrać wygrał wygrała wygrali
kupić kupił kupiono
sprzedać sprzedał sprzedano
dać daje dał dano
otrzymać otrzymuje otrzymał dostaje dostał
kosztować kosztuje kosztował cena
trwać trwa trwał trwała
książka książki książek
drużyna drużyny drużyn
gracz gracza gracze graczy
`;

const LIGHT =
  "być jest są był była było byli mieć ma miał miała mają liczyć liczy liczył zawierać zawiera składać składa robić wynosić " +
  "wynosi wynosił łącznie liczba liczbie każdy każda każde kilka wiele wszyscy wszystkie tylko dokładnie obecnie teraz dziś " +
  "procent więcej mniej minimum maksimum co najmniej najwyżej około prawie blisko do od ten sam długość długi szerokość szeroki " +
  "wysokość wysoki głębokość głęboki jeden dwa powiedział poinformował według móc może mogą musieć musi muszą należy trzeba rok " +
  "roku lat lata godzina godziny już równy pojemność mieści leży" +
  " nie bez nigdy nikt nikogo nikomu nic niczego żaden żadna żadne żadnego żadnej żadnych ani";

export const polish: Language = {
  code: "pl",
  isStrict: true,
  words: { synonyms: SYNONYMS.trim().split("\n"), light: LIGHT },
  numerals: {
    decimal: ",",
    values: new Map([
      ...valuesOf(
        "zero jeden|jedna|jedno dwa|dwie|dwóch|dwu trzy|trzech cztery|czterech pięć|pięciu sześć|sześciu siedem|siedmiu " +
          "osiem|ośmiu dziewięć|dziewięciu dziesięć|dziesięciu jedenaście|jedenastu dwanaście|dwunastu trzynaście|trzynastu " +
          "czternaście|czternastu piętnaście|piętnastu szesnaście|szesnastu siedemnaście|siedemnastu osiemnaście|osiemnastu " +
          "dziewiętnaście|dziewiętnastu",
      ),
      ...valuesOf(
        "dwadzieścia|dwudziestu trzydzieści|trzydziestu czterdzieści|czterdziestu pięćdziesiąt|pięćdziesięciu " +
          "sześćdziesiąt|sześćdziesięciu siedemdziesiąt|siedemdziesięciu osiemdziesiąt|osiemdziesięciu " +
          "dziewięćdziesiąt|dziewięćdziesięciu",
        20,
        10,
      ),
      ...valuesOf(
        "sto|stu dwieście|dwustu trzysta|trzystu czterysta|czterystu pięćset|pięciuset sześćset|sześciuset siedemset|siedmiuset " +
          "osiemset|ośmiuset dziewięćset|dziewięciuset",
        100,
        100,
      ),
    ]),
    scales: new Map([
      ...["tysiąc", "tysiące", "tysięcy", "tys"].map((word): [string, number] => [word, 1000]),
      ...["milion", "miliony", "milionów", "mln"].map((word): [string, number] => [word, 1e6]),
      ...["miliard", "miliardy", "miliardów", "mld"].map((word): [string, number] => [word, 1e9]),
    ]),
    bareScales: "tysiąc",
    articles: "jeden jedna jedno",
    and: "i",
    vague: new Map(),
    few: "kilka kilku parę pół wiele pierwsze pierwszych ostatnie ostatnich kilkaset",
    of: "",
    to: "do lub albo",
    between: "między pomiędzy",
    halves: "pół połowa ćwierć trzecie czwarte przecinek razy",
  },
  bounds: {
    about:
      "około|ok .|ok|ponad około|blisko|prawie|niemal|mniej więcej|w przybliżeniu|niespełna|~|≈",
    least:
      "co najmniej|przynajmniej|ponad|powyżej|więcej niż|nie mniej niż|minimum|minimalnie|od|min .|dłużej niż|starsze niż",
    most: "do|co najwyżej|najwyżej|maksymalnie|maksimum|nie więcej niż|mniej niż|poniżej|w ciągu|maks .|w terminie",
    leastAfter: "lub więcej|albo więcej|i więcej|wzwyż|minimum",
    mostAfter: "lub mniej|albo mniej|i mniej|maksymalnie",
    articles: "każde każdy każda",
  },
  units: {
    length: [
      ...SYMBOLS.length,
      ["milimetr milimetry milimetrów", 0.001],
      ["centymetr centymetry centymetrów", 0.01],
      ["metr metry metrów metra", 1],
      ["kilometr kilometry kilometrów", 1000],
    ],
    time: [
      ["s sek sekunda sekundy sekund", 1],
      ["min minuta minuty minut", SECONDS.minute],
      ["godz godzina godziny godzin", SECONDS.hour],
      ["dzień dni dnia", SECONDS.day],
      ["tydzień tygodnie tygodni tygodnia", SECONDS.week],
      ["miesiąc miesiące miesięcy miesiąca", SECONDS.month],
      ["rok lata lat", SECONDS.year],
      ["wiek wieki wieków", SECONDS.century],
    ],
    money: [
      ...SYMBOLS.money,
      ["zł pln złoty złote złotych", 1, "złoty"],
      ["euro", 1, "euro"],
      ["dolar dolary dolarów", 1, "dollar"],
    ],
  },
  dates: {
    months: [
      "stycznia styczeń styczniu",
      "lutego luty lutym",
      "marca marzec marcu",
      "kwietnia kwiecień kwietniu",
      "maja maj maju",
      "czerwca czerwiec czerwcu",
      "lipca lipiec lipcu",
      "sierpnia sierpień sierpniu",
      "września wrzesień wrześniu",
      "października październik październiku",
      "listopada listopad listopadzie",
      "grudnia grudzień grudniu",
    ],
    dotted: "",
    dayLinks: ".",
    yearLinks: "",
    dayTo: "do i",
    weekdays: [
      "niedziela niedzielę niedziele niedzieli",
      "poniedziałek poniedziałki poniedziałku",
      "wtorek wtorki wtorku",
      "środa środę środy",
      "czwartek czwartki czwartku",
      "piątek piątki piątku",
      "sobota sobotę soboty",
    ],
    beforeYear: "roku rok od do po przed latem zimą wiosną jesienią (",
    afterYear: "roku rok r rokiem",
    clock: { after: "h", before: "o" },
  },
  identifiers: {
    numbered:
      "artykuł artykułu art rozdział rozdziału sekcja rysunek rys tabela tab strona strony stronie str wersja wersji rfc iso nr numer " +
      "poziom poziomie krok tom część reguła zasada faza klasa klasie pokój sala sali brama peron tor linia droga autostrada lot kod " +
      "status błąd sezon odcinek akt wers przypis typ model grupa etap tydzień dzień runda kanał bilet paragraf ustęp ust punkt pkt " +
      "załącznik budynek tel telefon pole ustawa autobus ulica ul godz godzinie godziny godzina o",
    noNames:
      "około ok blisko prawie ponad do od w na po przy za z i jest są ma tylko między minimum maksymalnie niedziela poniedziałek " +
      "wtorek środa czwartek piątek sobota",
  },
  outcomeVerbs:
    "zabić ranić aresztować stracić zniszczyć wygrać skradziono zaginęło ewakuowano uratowano",
  aspects: {
    length: "długi długa długość długości",
    width: "szeroki szeroka szerokość szerokości średnica średnicy",
    radius: "promień promieniu",
    height: "wysoki wysoka wysokość wysokości",
    depth: "głęboki głęboka głębokość głębokości",
    distance: "odległość odległości",
    age: "wiek wieku",
    weight: "waga wagi waży",
  },
  aspectLinks: "na o",
  negation: {
    negators: {
      particles: /^(?:nie|bez)$/,
      pronouns:
        /^(?:nigdy|nikt|nikogo|nikomu|nic|niczego|żaden|żadna|żadne|żadnego|żadnej|żadnych|ani)$/,
      prohibitions: /^(?:zabronion[yae]|zakazan[yae])$/,
    },
    agreeing:
      /^(?:nigdy|nikt|nikogo|nikomu|nic|niczego|żaden|żadna|żadne|żadnego|żadnej|żadnych|ani)$/,
    auxiliaries: "jest są był była było byli może mogą musi muszą",
    conditions:
      "do dopóki chyba oprócz poza tylko ale lecz jeśli jeżeli gdy zanim przed jeszcze już więcej wyłącznie wszyscy wszystkie zawsze " +
      "każdy każda każde a natomiast dopiero mniej później wcześniej",
    with: "z ze",
    conjunctions: "i ale lecz a",
  },
  subject: {
    repeats:
      "duży duża duże dużym dużej mały mała małe małym małej " +
      "inny inna inne innych także też również ponownie znowu dodatkowy dodatkowe dodatkowych nowy nowa nowe nowi nowych stary stara " +
      "stare starych pierwszy pierwsza pierwsze pierwszym pierwszej drugi druga drugie drugim drugiej trzeci trzecia trzecim ostatni " +
      "ostatnia następny następna latem zimą wiosną jesienią rano wieczorem nocą weekend święta dzieci dorośli dorosłych młodzież " +
      "ulgowy lewy prawy północny południowy wschodni zachodni górny dolny dawny",
    reporting: "powiedział powiedziała poinformował oświadczył według podał",
    repeatedEvents:
      "wygrać grać grał zagrał przegrać odwiedzić odwiedził wybrać wybrano rosnąć spadać spotkać głosować głosował",
  },
};
