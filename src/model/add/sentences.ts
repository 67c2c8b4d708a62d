/** @module A sentence in each of some languages, of words that a reader of the language meets every day. */

/** Sentences by BCP 47 tags: the library opens at nine in the morning and is closed on Sundays. */
export const SENTENCES: Readonly<Record<string, string>> = {
  en: "The library opens at nine in the morning and is closed on Sundays.",
  de: "Die Bibliothek öffnet um neun Uhr morgens und ist sonntags geschlossen.",
  fr: "La bibliothèque ouvre à neuf heures du matin et elle est fermée le dimanche.",
  es: "La biblioteca abre a las nueve de la mañana y está cerrada los domingos.",
  pt: "A biblioteca abre às nove da manhã e não funciona aos domingos.",
  it: "La biblioteca apre alle nove del mattino ed è chiusa la domenica.",
  nl: "De bibliotheek gaat om negen uur 's ochtends open en is op zondag gesloten.",
  pl: "Biblioteka jest otwierana o dziewiątej rano, a w niedziele jest zamknięta.",
  ru: "Библиотека открывается в девять часов утра, а по воскресеньям она закрыта.",
  uk: "Бібліотека відчиняється о дев'ятій ранку, а в неділю вона зачинена.",
  el: "Η βιβλιοθήκη ανοίγει στις εννέα το πρωί και είναι κλειστή τις Κυριακές.",
  tr: "Kütüphane sabah dokuzda açılır ve pazar günleri kapalıdır.",
  vi: "Thư viện mở cửa lúc chín giờ sáng và đóng cửa vào chủ nhật.",
  ar: "تفتح المكتبة في الساعة التاسعة صباحًا وتغلق يوم الأحد.",
  fa: "کتابخانه ساعت نه صبح باز می‌شود و یکشنبه‌ها بسته است.",
  he: "הספרייה נפתחת בתשע בבוקר וסגורה בימי ראשון.",
  hi: "पुस्तकालय सुबह नौ बजे खुलता है और रविवार को बंद रहता है।",
  bn: "গ্রন্থাগার সকাল নয়টায় খোলে এবং রবিবার বন্ধ থাকে।",
  ta: "நூலகம் காலை ஒன்பது மணிக்குத் திறக்கும், ஞாயிற்றுக்கிழமைகளில் மூடப்பட்டிருக்கும்.",
  th: "ห้องสมุดเปิดเวลาเก้าโมงเช้าและปิดทุกวันอาทิตย์",
  "zh-Hans": "图书馆早上九点开门，星期日不开放。",
  "zh-Hant": "圖書館早上九點開門，星期日不開放。",
  ja: "図書館は朝九時に開き、日曜日は休みです。",
  ko: "도서관은 아침 아홉 시에 열고 일요일에는 문을 닫습니다.",
};
