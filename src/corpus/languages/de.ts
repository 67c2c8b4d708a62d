/** @module The data of German. */

import { stemmer as snowball } from "@orama/stemmers/german";
import { foldLetters, type Language, phrases, words } from "./language.ts";

const GRAMMAR = `
  aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist da dafür
  damit danach dann das dass dein deine dem den denn der des dich die dies diese diesem diesen
  dieser dieses dir doch dort du durch ein eine einem einen einer eines er es etwas euch euer für
  gegen habe haben hier ich ihm ihn ihnen ihr ihre im in ins ist ja jede jeder jedes kann kannst
  kein keine keinen man mehr mein meine meinem meinen mich mir mit muss müssen nach nicht nichts
  noch nur ob oder ohne schon sein seine sich sie sind so soll sollte um und uns unser unter vom
  von vor wann war waren warum was weil welche welchem welchen welcher welches wem wen wenn wer
  werden wie wieder wieso wieviel wir wird wo woher wohin wurde wurden wäre zu zum zur über
`;

/** Folds umlauts alike however they are written: ö, o and oe. After a vowel or q, ue is no umlaut. */
const fold = (text: string): string => foldLetters(text).replace(/(?<![aeiouq])([aou])e+/g, "$1");

export const GERMAN: Language = {
  code: "de",
  functionWords: words(
    GRAMMAR,
    `
    darf gibt gilt hat hatte können könnte machen macht viel viele zwischen`,
  ),
  stopWords: words(
    GRAMMAR,
    `
    ab bitte dabei darf dazu deiner deines deren dessen dürfen eigentlich einfach eure eurer fürs
    geht gerade gibt gibts grad hab habt hat hatte hatten ihrem ihren ihrer ihres irgendwie
    jedem jeden jemand jetzt können könnt könnte könnten mach machen machst macht mal möchte
    möchten müsste ne nem nen ner seid seinem seinen seiner seines seit sollen sowie sowohl ums
    unsere unserem unseren unserer unseres viel viele vorm will willst wollen wollt würde würden
    überhaupt`,
  ),
  smallWords: words(
    "am auf aus bei das dem den der des die für im in mit ohne und über vom von zu zum zur",
  ),
  questionBeginnings: phrases(`
    wann, was, wer, wem, wen, wessen, wie, wieso, weshalb, weswegen, warum, wo, woher, wohin, womit, wofür, worüber,
    wodurch, wovon, welche, welcher, welches, welchen, welchem, wieviel, wieviele, gibt es, gibt s, gibts, kann ich,
    kann man, kann mir, kann mich, kann jemand, können wir, könnt ihr, könnte mir, könnte jemand, darf ich, darf man,
    dürfen wir, muss ich, muss man, müssen wir, soll ich, sollen wir, ist es, ist das, ist der, ist die, sind die,
    hat jemand, habt ihr, weiß jemand, weiss jemand, weiß wer, um wie, bis wann, ab wann, seit wann, für wen, mit wem,
    zu wem, bei wem, an wen, in welchem, in welcher`),
  groupsDigitsBy: "stop",
  fold,
  stem: snowball,
  hasOrdinals: true,
  sentences: {
    abbreviations: words(`
      a abb abs abschn abt abzgl allg anm apr art aufl aug ausg b bd bde betr bez bhf bzgl bzw
      ca d d.h dez dgl di dipl do dr dt e ebd ehem ehm einschl etc evtl exkl f fa feb ff fr g geb
      gegr gem gesch gest ggf ggü h hbf hl hr hrn hrsg i i.d.r ing inkl insb jan jg jh jhd jul jun
      jährl jugendl jur k kap lfd lt m max med mi min mind mio mitgl mo mrd mtl mwst n nov nr o o.ä od okt p phil pos prof
      r rd rer resp s s.o s.u sa sep sept sog st std stellv str t tel tgl tsd tägl u u.a u.ä ua ust usw v
      verh versch vgl voraussichtl vors vs vsl w wg z z.b z.t zb zt zul zzgl zzt`),
    mayEnd: words("a abs art bd dgl etc f ff jh jhd kap mio mrd nr std str u.a u.ä ua usw"),
    compounds: words("str nr"),
    beforeNumbers: words(),
    beginnings: words(`
      Aber Alle Allerdings Als Am An Auch Auf Aus Außerdem Bei Beim Bis Bitte Da Dabei Dafür Daher
      Damit Danach Dann Darum Das Dazu Deine Den Dem Denn Der Des Deshalb Die Dies Diese Dieser
      Dieses Doch Dort Du Durch Ein Eine Einem Einen Einer Er Erst Es Für Gegen Hier Ich Ihr Ihre
      Im In Ist Jede Jeder Jedes Jedoch Kein Keine Man Mit Nach Nachdem Nicht Nun Nur Ob Oder Ohne
      Seit Sein Seine Sie Sind So Sobald Sonst Später Trotzdem Um Und Unser Unsere Vom Von Vor
      Wann Warum Was Weil Wenn Wer Wie Wir Wird Wo Wurde Wurden Während Zu Zum Zur Zuerst Zudem`),
  },
};
