/** @module What words have in common, and which of them tell nothing of what a sentence is about. */

import { setOf, stemOf } from "./token.ts";

/** One group a line, the first word standing for all; every form whose stem is its own is listed. */
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

const CANONICAL: ReadonlyMap<string, string> = new Map(
  SYNONYMS.trim()
    .split("\n")
    .flatMap((line) => {
      const words = line.split(" ");
      return words.map((word): [string, string] => [stemOf(word), words[0] ?? word]);
    }),
);

/** The word that stands for a term and all that mean the same. */
export const canonical = (term: string): string => CANONICAL.get(term) ?? term;

/**
 * What befalls what is counted. "35 ships" and "lost 6 ships" count different things, so both sentences need the same
 * of these.
 */
export const FATES = setOf(
  "kill injure arrest rescue evacuate lose destroy damage collapse miss capture sink sank hire steal cut win",
);

/** Words of one line exclude each other: sentences with different ones speak of different things. */
const CONTRASTS: readonly ReadonlySet<string>[] = [
  "north south east west northern southern eastern western",
  "man woman child boy girl",
  "male female",
  "minimum maximum",
  "import export",
  "upper lower",
  "home away",
  "summer winter spring autumn",
  "rise fall",
  "win lose",
  "buy sell",
  "begin end",
  "open close",
  "old new young",
  "last next previous",
  "morning afternoon evening night",
  "kill injure arrest rescue",
  "born kill",
  "before after",
  "gold silver bronze",
  "left right",
  "single double",
  "revenue profit cost loss",
].map((line) => new Set(line.split(" ").map((word) => canonical(stemOf(word)))));

/** Whether one set has a word of a contrast, the other another, and they share none of it. */
export const contrast = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  CONTRASTS.some((words) => {
    const [inA, inB] = [within(words, a), within(words, b)];
    return inA.length > 0 && inB.length > 0 && !inA.some((word) => b.has(word));
  });

const within = (words: ReadonlySet<string>, terms: ReadonlySet<string>): string[] =>
  [...words].filter((word) => terms.has(word));

/** Verbs and fillers that any sentence may have, and who says it: they carry no subject. */
const LIGHT_WORDS =
  "number form consist make made makes contain contains include includes total count comprise take takes took taken " +
  "get gets got become became remain remains go goes went come came see saw seen know known exist exists occur " +
  "happen use used reach reached stand stands stood lie lies lay last lasted need require must " +
  "say says said tell told state stated claim claimed confirm confirmed report reported announce announced add added " +
  "agree agreed according deny denied refuse refused fail failed true case false untrue possible able " +
  "hold holds held capacity " +
  "about around some roughly approximately nearly almost circa estimated least most more less fewer up every each " +
  "several many few all only just exactly currently now per percent than least other same only ever any both either " +
  "long length wide width tall high height deep depth across away one two";

export const LIGHT: ReadonlySet<string> = new Set(
  LIGHT_WORDS.split(" ").map((word) => canonical(stemOf(word))),
);

/** Who says something, not what is so: a name beside one of these is no part of the subject. */
export const REPORTING = setOf(
  "said says say told announced reported according stated added tweeted",
);
