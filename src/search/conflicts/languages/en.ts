/** @module English words and forms of numbers, dates and negations. */

import { type Language, valuesOf } from "./language.ts";

const SYNONYMS = `
kill killed kills killing dead death deaths die dies died dying fatality fatalities slain
injure injured injures injuring injury injuries wound wounded wounds hurt
arrest arrested detain detained
rescue rescued saved
evacuate evacuated evacuation
lose lost loses losing loss losses
destroy destroyed destroys destruction
damage damaged damages
collapse collapsed
soldier soldiers troop troops force forces serviceman servicemen military personnel
protester protesters protestor protestors demonstrator demonstrators crowd mob rioter rioters
people person persons
inhabitant inhabitants resident residents population
employ employs employed employee employees staff
child children kids
ship ships vessel vessels boat boats
plane planes aircraft airplane aeroplane jet jets
car cars vehicle vehicles
home homes house houses
building buildings
film films movie movies
match game games
begin begins began begun beginning start starts started
end ends ended finish finishes finished
build builds building built construct constructed construction
buy buys bought purchase purchased acquire acquired acquisition
need needs needed require requires required requirement must
allow allows allowed permit permits permitted forbid forbids forbidden prohibit prohibits prohibited
answer answers answered reply replied
release released publish published issue issued
found founded establish established
sign signed signs
rise rises rose risen grow grows grew grown increase increased increases
fall falls fell fallen drop dropped decline declined decrease decreased
win wins won
maximum max limit limited most
minimum min
big large
attack attacked attacks
strike strikes struck
give gives gave given
hold holds held
carry carries carried
write writes wrote written
draw draws drew drawn
run runs ran
send sends sent
spend spends spent
sell sells sold
deal deals dealt
leave leaves left
pay pays paid
lead leads led
man men
woman women
foot feet
`;

const LIGHT =
  "number form consist make made makes contain contains include includes total count comprise take takes took taken " +
  "get gets got become became remain remains go goes went come came see saw seen know known exist exists occur " +
  "happen use used reach reached stand stands stood lie lies lay last lasted need require must " +
  "say says said tell told state stated claim claimed confirm confirmed report reported announce announced add added " +
  "agree agreed according deny denied refuse refused fail failed true case false untrue possible able " +
  "hold holds held capacity " +
  "about around some roughly approximately nearly almost circa estimated least most more less fewer up every each " +
  "several many few all only just exactly currently now per percent than least other same only ever any both either " +
  "long length wide width tall high height deep depth across away one two";

export const english: Language = {
  code: "en",
  isStrict: false,
  words: { synonyms: SYNONYMS.trim().split("\n"), light: LIGHT },
  numerals: {
    decimal: ".",
    values: new Map([
      ...valuesOf(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " +
          "seventeen eighteen nineteen",
      ),
      ...valuesOf("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    ]),
    scales: new Map([
      ["hundred", 100],
      ["thousand", 1000],
      ["million", 1e6],
      ["billion", 1e9],
      ["trillion", 1e12],
    ]),
    articles: "a",
    and: "and",
    /** "Hundreds" is said of 150 and of 1,200. */
    vague: new Map([
      ["tens", [15, 120]],
      ["dozens", [18, 140]],
      ["scores", [30, 140]],
      ["hundreds", [150, 1400]],
      ["thousands", [1500, 14_000]],
      ["millions", [1.5e6, 9e7]],
      ["billions", [1.5e9, 9e10]],
    ]),
    few: "several few couple many",
    of: "of",
    to: "to or",
    between: "between",
  },
  bounds: {
    about:
      "about|around|some|roughly|approximately|approx|circa|ca|~|≈|estimated|nearly|almost|close to|just under|just over|" +
      "as many as|as much as|a total of about|more or less|or so",
    least:
      "at least|no fewer than|no less than|not less than|more than|over|above|upwards of|in excess of|exceeding|" +
      "a minimum of|minimum of|greater than",
    most: "up to|at most|no more than|not more than|less than|fewer than|under|below|within|a maximum of|maximum of",
    articles: "a an the every another",
  },
  units: {
    length: [
      ["mm millimetre millimetres millimeter millimeters", 0.001],
      ["cm centimetre centimetres centimeter centimeters", 0.01],
      ["m metre metres meter meters", 1],
      ["km kilometre kilometres kilometer kilometers", 1000],
      ["inch inches", 0.0254],
      ["ft foot feet", 0.3048],
      ["yd yard yards", 0.9144],
      ["mi mile miles", 1609.344],
    ],
    time: [
      ["ms millisecond milliseconds", 0.001],
      ["s sec secs second seconds", 1],
      ["min mins minute minutes", 60],
      ["h hr hour hours", 3600],
      ["day days", 86_400],
      ["week weeks", 604_800],
      ["month months", 2_629_800],
      ["year years", 31_557_600],
      ["decade decades", 315_576_000],
      ["century centuries", 3_155_760_000],
    ],
    money: [
      ["$ usd usds dollar dollars", 1, "dollar"],
      ["€ eur eurs euro euros", 1, "euro"],
      ["£ gbp gbps pound pounds", 1, "pound"],
    ],
  },
  dates: {
    months: [
      "jan january",
      "feb february",
      "mar march",
      "apr april",
      "may",
      "jun june",
      "jul july",
      "aug august",
      "sep sept september",
      "oct october",
      "nov november",
      "dec december",
    ],
    areMonthsCapitalised: true,
    dotted: "jan feb mar apr jun june jul july aug sep sept oct nov dec",
    dayLinks: "of",
    yearLinks: ", of",
    isMonthFirst: true,
    weekdays: [
      "sunday sundays",
      "monday mondays",
      "tuesday tuesdays",
      "wednesday wednesdays",
      "thursday thursdays",
      "friday fridays",
      "saturday saturdays",
    ],
    beforeYear:
      "in between since until till from during before after early mid late spring summer autumn fall winter ( ,",
    yearArticle: "the",
    hasHalves: true,
  },
  identifiers: {
    numbered:
      "article articles chapter section figure fig table page pages line lines version release rfc iso no nr number level step " +
      "issue volume vol part rule rules phase grade room gate route highway flight code status error season episode act " +
      "verse note footnote type model class group stage week day year round lane track channel ticket bug paragraph clause " +
      "amendment resolution python node java windows",
    noNames:
      "about around some nearly almost over at in on of only by the a an with from just under up more exactly between " +
      "sunday monday tuesday wednesday thursday friday saturday",
  },
  outcomeVerbs:
    "kill injure arrest rescue evacuate lose destroy damage collapse miss sink sank steal cut win",
  aspects: {
    length: "long length longest",
    width: "wide width broad across diameter",
    radius: "radius",
    height: "tall high height elevation altitude above highest",
    depth: "deep depth depths",
    distance: "away distance",
    age: "old age aged",
    weight: "heavy weight weighs weigh weighed",
  },
  negation: {
    negators: {
      particles: /^(?:not|never|no|none|nobody|nothing|neither|nor|without|cannot)$/,
      contractions: /.n't$/,
      verbs:
        /^(?:deny|denied|denies|denying|fail|fails|failed|refuse|refuses|refused|unable|untrue|false)$/,
      prohibitions: /^(?:forbidden|forbids|prohibited|prohibits)$/,
    },
    auxiliaries:
      "is are was were be been do does did has have had may might can could must shall should will would",
    conditions: "until unless except since but only if than yet before instead",
    conjunctions: "and but",
  },
  subject: {
    repeats: "another again further additional also too",
    reporting: "said says say told announced reported according stated added tweeted",
    repeatedEvents:
      "win play lose beat host visit tour elect serve rise fall record appear compete score meet vote close",
  },
};
