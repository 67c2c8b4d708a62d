/** @module The sentences for members, in Polish. */

import { counted, numbersIn, range } from "./counted.ts";
import type { Words } from "./en.ts";

const count = counted("pl");
const { whole, decimal, percent } = numbersIn("pl");
const documents = (n: number): string =>
  count(n, { one: "dokument", few: "dokumenty", many: "dokumentów", other: "dokumentu" });
const passages = (n: number): string =>
  count(n, { one: "fragment", few: "fragmenty", many: "fragmentów", other: "fragmentu" });
const collection = (documentCount: number, passageCount: number): string =>
  `${documents(documentCount)}, ${passages(passageCount)}`;

const commands: Words["commands"] = {
  ask: {
    name: "zapytaj",
    description: "Znajduje fragmenty, które odpowiadają na pytanie, cytowane słowo w słowo",
    options: {
      question: { name: "pytanie", description: "Twoje pytanie" },
      private: { name: "prywatnie", description: "Pokaż odpowiedź tylko mnie" },
      for: { name: "dla", description: "Osoba, dla której pytasz" },
      ping: { name: "powiadom", description: "Wyślij tej osobie powiadomienie" },
    },
  },
  documents: { name: "dokumenty", description: "Pokazuje listę dokumentów" },
  source: {
    name: "źródło",
    description: "Pokazuje fragment w jego dokumencie oraz pochodzenie dokumentu",
    options: {
      id: { name: "id", description: "ID fragmentu albo wpisz nagłówek i wybierz z listy" },
    },
  },
  help: { name: "pomoc", description: "Jak zadać pytanie i jak czytać odpowiedź" },
  collection: { name: "zbiór", description: "Który zbiór; domyślnie ten z tego kanału" },
  collections: {
    name: "zbiory",
    description: "Wyświetl zbiory, którymi zarządzasz",
  },
  add: {
    name: "dodaj",
    description: "Dodaj lub zastąp dokument po podglądzie",
    options: {
      file: { name: "plik", description: "Dokument, do 10\u00A0MB" },
      link: { name: "link", description: "Albo adres https strony lub pliku" },
      title: { name: "tytuł", description: "Tytuł, jeśli dokument go nie ma" },
      publisher: { name: "wydawca", description: "Kto go wydaje" },
      published: { name: "opublikowano", description: "Kiedy się ukazał, na przykład 2026-01-31" },
    },
  },
  remove: {
    name: "usuń",
    description: "Usuń dokument",
    options: {
      document: { name: "dokument", description: "Dokument: wpisz część nazwy i wybierz" },
    },
  },
  rebuild: {
    name: "aktualizuj",
    description: "Czyta dokumenty od nowa i aktualizuje indeks",
    options: {
      full: { name: "całość", description: "Od zera, także niezmienione dokumenty" },
      back: { name: "cofnij", description: "Wróć do poprzedniego indeksu, bez czytania" },
      force: { name: "wymuś", description: "Także wtedy, gdy brakuje większości dokumentów" },
    },
  },
  sync: {
    name: "synchronizuj",
    description: "Pobiera zmienione dokumenty i aktualizuje indeks",
    options: {
      repository: {
        name: "repozytorium",
        description: "Czytaj dokumenty z tego repozytorium git: jego adres https",
      },
      branch: { name: "gałąź", description: "Jego gałąź; domyślna, jeśli nie podasz" },
      folder: { name: "katalog", description: "Katalog repozytorium z dokumentami" },
      uploads: { name: "pliki", description: "Wróć do dokumentów dodanych tutaj" },
    },
  },
  pin: {
    name: "przypnij",
    description: "Pokaż fragment jako pierwszy przy pytaniu i podobnych",
    options: {
      question: { name: "pytanie", description: "Pytanie tak, jak zadają je członkowie" },
      passage: {
        name: "fragment",
        description: "ID fragmentu albo wpisz nagłówek i wybierz z listy",
      },
    },
  },
  pins: {
    name: "przypięte",
    description: "Wyświetl przypięte fragmenty i odepnij wybrany",
  },
  settings: {
    name: "ustawienia",
    description: "Pokaż lub zmień ustawienia i limity serwera (Zarządzanie serwerem)",
    options: {
      answers: { name: "odpowiedzi", description: "Kto może widzieć odpowiedzi" },
      language: {
        name: "język",
        description: "Główny język dokumentów jako kod, na przykład pl lub en; albo auto",
      },
      posts: {
        name: "posty",
        description: "Kanał lub forum, gdzie nowe pytania dostają odpowiedź",
      },
      threads: { name: "wątki", description: "Kanał, w którym każda odpowiedź ma swój wątek" },
      moderators: {
        name: "moderatorzy",
        description: "Kanał, do którego można przekazywać pytania",
      },
      off: { name: "wyłącz", description: "Wyłącza to, do czego służą podane kanały" },
    },
  },
  forget: {
    name: "zapomnij",
    description: "Usuń dokumenty tego serwera i wszystko inne (Zarządzanie serwerem)",
  },
  find: { name: "Znajdź źródła" },
};
const { ask, rebuild } = commands;

export const pl: Words = {
  locale: "pl",
  dates: "pl",
  discordLocales: ["pl"],
  commands,
  place: {
    line: (from, to) => range("wiersz", "wiersze", from, to),
    page: (from, to) => range("strona", "strony", from, to),
    paragraph: (from, to) => range("akapit", "akapity", from, to),
    chapter: (from, to) => range("rozdział", "rozdziały", from, to),
    slide: (from, to) => range("slajd", "slajdy", from, to),
    row: (from, to) => range("wiersz", "wiersze", from, to),
  },
  answer: {
    found: "🔍 Znalezione:",
    unsure: (passages) =>
      passages === 1
        ? "❔ Nie wiem, czy to jest odpowiedź. Najbardziej pasuje ten fragment:"
        : "❔ Nie wiem, czy jest tu odpowiedź. Najbardziej pasują te fragmenty:",
    nothing: `➖ Nic nie znaleziono. Spróbuj innych słów albo zajrzyj do listy: **/${commands.documents.name}**.`,
    nothingNear: "➖ Nic nie znaleziono. Najbardziej pasują te sekcje:",
    searchedFor: (words) => `Szukane słowa: ${words}`,
    short: "➖ Nic nie znaleziono: te słowa są zbyt ogólne. Dodaj jeszcze kilka.",
    language: (names) => `Język większości dokumentów: ${names}.`,
    greeting: `Nie jestem chatbotem: przeszukuję dokumenty i cytuję je słowo w słowo, z podaniem źródła. **/${commands.documents.name}** pokazuje ich listę, **/${commands.help.name}** wyjaśnia resztę.`,
    unread: "Nie umiem czytać tego alfabetu, więc szukam tylko nazw i liczb.",
    examples: "Na przykład:",
    askedFor: (member) => `Dla: ${member}`,
    sharedBy: (member) => `Udostępnia ${member}`,
    changed: "plik później zmieniono",
    removed: "plik później usunięto",
    asOf: (commit) => `stan: commit ${commit}`,
    page: "link",
    alsoFound: "Znaleziono też",
    quoted: (text) => `„${text}”`,
    sameText: (names) => `Ten sam tekst jest też tutaj: ${names}`,
    more: (n) => `jeszcze ${whole(n)}`,
    notPrivate: `Odpowiedź dla kogoś innego nie może być prywatna: pomiń \`${ask.options.for.name}\` albo \`${ask.options.private.name}\`.`,
  },
  conflicts: {
    title: "Rozbieżne informacje",
    negation: "Jedna zaprzecza drugiej.",
    more: (n) => `jeszcze ${whole(n)} pod „Źródła i więcej”`,
  },
  buttons: {
    sources: "Źródła i więcej",
    previous: "Wstecz",
    next: "Dalej",
    share: "Pokaż wszystkim",
    shared: "Pokazano wszystkim",
    details: "Szczegóły techniczne",
    text: "Pokaż tekst",
    bytes: "Dokładny tekst w pliku",
    link: "Oryginał",
    page: "Strona do udostępniania",
    explain: "Jak czytać odpowiedź",
    commands: "Polecenia",
    inPlace: "Aktualny tekst",
  },
  passages: {
    choose: "Inny fragment",
    gone: "Tych fragmentów już nie ma: dokumenty się zmieniły. Zapytaj ponownie.",
    goneForNow:
      "Te fragmenty są teraz niedostępne: indeks jest uszkodzony, działa wcześniejszy. Spróbuj później.",
  },
  votes: {
    up: "Dzięki!",
    down: "Dzięki! Powiesz, co jest nie tak?",
    because: (reason) => `Dzięki! Zapisano: ${reason}.`,
    choose: "Powód",
    reasons: {
      elsewhere: "Odpowiedź jest gdzie indziej",
      incomplete: "Odpowiedź jest niepełna",
      outdated: "Odpowiedź jest nieaktualna",
      other: "Inny powód",
    },
  },
  source: {
    unknown: (id) =>
      `Żaden fragment nie ma ID ${id}. Wybierz fragment z listy albo otwórz „Szczegóły techniczne” i skopiuj ID.`,
    several: (typed) => `Do „${typed}” pasuje kilka fragmentów. Podaj ID jednego z nich:`,
    unknownForNow: (id) =>
      `Nie mogę teraz znaleźć fragmentu ${id}: indeks jest uszkodzony, działa wcześniejszy. Spróbuj później.`,
    removed: (id, date, where) =>
      `Fragmentu ${id} już nie ma: jego dokument usunięto najpóźniej ${date}. Był tutaj: ${where}.`,
    altered: (id, date, where) =>
      `Fragment ${id} zmieniono najpóźniej ${date}, więc pod tym ID nie ma już tekstu. Był tutaj: ${where}.`,
    successor: (id) => `Aktualny tekst to ${id}.`,
    passage: (number, of) => `Fragment ${whole(number)} z ${whole(of)}`,
    under: "Sekcja",
    where: "Miejsce",
    place: (path, lines, start, end, isFile) =>
      `${path}, ${lines} (znaki od ${start} do ${end} ${isFile ? "pliku" : "tekstu z pliku"})`,
    id: "ID fragmentu",
    author: "Autor",
    publisher: "Wydawca",
    published: "Data publikacji",
    retrieved: "Data dostępu",
    licence: "Licencja",
    language: "Język",
    link: "Źródło",
    sha256: "SHA-256 pliku",
    textSha256: "SHA-256 tekstu z pliku",
    indexed: "W indeksie od",
    commit: "Commit",
    state: "Plik",
    current: "Bez zmian, odkąd jest w indeksie (sprawdzono przed chwilą)",
    changed: "Zmieniony, odkąd jest w indeksie; cytat pochodzi z wcześniejszego tekstu",
    gone: "Usunięty, odkąd jest w indeksie; następna aktualizacja usunie jego fragmenty",
    bytes: (id, bytes, sha256) =>
      `Dokładny tekst ${id}: ${count(bytes, { one: "bajt", few: "bajty", many: "bajtów", other: "bajta" })} w UTF-8, SHA-256 ${sha256}.`,
  },
  documents: {
    title: "Dokumenty",
    samples: "To są przykłady. Operator może dodać dokumenty.",
    counts: collection,
    entry: passages,
    page: (page, of) => `Strona ${whole(page)} z ${whole(of)}`,
    none: "Nie ma jeszcze dokumentów.",
    open: "Otwórz dokument",
  },
  collections: {
    title: "Zbiory",
    notReady: "niegotowy",
    private: "tylko dla pytającego",
    everyone: "wszyscy",
    servers: "serwery",
    channels: "kanały",
    roles: "role",
  },
  find: {
    unsure: (passages) =>
      passages === 1
        ? "❔ Nie wiem, czy to na ten temat. Najbardziej pasuje ten fragment:"
        : "❔ Nie wiem, czy to na ten temat. Najbardziej pasują te fragmenty:",
    wordless: "W tej wiadomości nie ma tekstu, którego można szukać.",
  },
  posts: {
    unasked: "Wyszukano automatycznie. Dosłowne cytaty z dokumentów.",
    offer: "Może w dokumentach jest coś na ten temat.",
    search: "Szukaj w dokumentach",
    remove: "Usuń",
    notYours: "Usunąć to może tylko autor wpisu albo moderator.",
    inThread: "Odpowiedź jest w wątku.",
    goOn: "Chcesz zapytać o więcej? Wspomnij o mnie albo odpowiedz mi.",
    carried: "Szukano też słów z poprzedniego pytania.",
  },
  person: {
    ask: "Zapytaj człowieka",
    asks: (member) => `${member} pyta:`,
    preview: "Moderatorzy zobaczą dokładnie to. Wysłać?",
    hears: "Gdy odpowiedzą, wyślę ci wiadomość prywatną.",
    hearsOrMention: (channel) =>
      `Gdy odpowiedzą, wyślę ci wiadomość prywatną. Jeśli się nie uda, wspomnę o tobie raz na ${channel}.`,
    send: "Wyślij",
    cancel: "Anuluj",
    sent: "📨 Wysłano do moderatorów.",
    dropped: "Nic nie wysłano.",
    notSent:
      "Nie udało mi się napisać na kanale moderatorów, więc nic nie wysłano. Spróbuj później.",
    sentBefore: "To pytanie jest już wysłane.",
    closed: "Stąd nie można już wysyłać pytań do moderatorów.",
    limits: {
      question: "To pytanie zostało już wysłane.",
      member: "Wysyłasz zbyt wiele pytań.",
      everyone: "Na moderatorów czeka już wiele pytań.",
    },
    settle: "Oznacz jako rozwiązane",
    settledBy: (moderator) => `Odpowiada ${moderator}.`,
    toldDirectly: (member) => `${member} ma już wiadomość prywatną.`,
    toldIn: (member, channel) => `Wzmianka dla ${member} jest na ${channel}.`,
    notTold: (member) => `Nie udało mi się powiadomić ${member}; daj znać, proszę.`,
    moderatorsOnly: "Mogą to robić tylko moderatorzy.",
    settledBefore: "To pytanie jest już oznaczone jako rozwiązane.",
    answered: "Moderatorzy odpowiedzieli na twoje pytanie:",
    answeredOpenly: "Moderatorzy odpowiedzieli na twoje pytanie.",
  },
  help: {
    commands: [
      "Przeszukuję dokumenty i cytuję je słowo w słowo, z podaniem źródła. Niczego nie piszę od siebie, nie streszczam i nie wyciągam wniosków.",
      "",
      `**/${ask.name}** \`${ask.options.question.name}\` znajduje fragmenty z odpowiedzią. Dodaj \`${ask.options.private.name}\`, by nikt inny ich nie widział, albo \`${ask.options.for.name}\`, by komuś odpowiedzieć (\`${ask.options.ping.name}\` wysyła powiadomienie).`,
      `**/${commands.documents.name}** pokazuje listę dokumentów.`,
      `**/${commands.source.name}** \`${commands.source.options.id.name}\` pokazuje fragment w jego dokumencie.`,
      `**/${commands.help.name}** pokazuje tę pomoc.`,
      "",
      `Kliknij wiadomość prawym przyciskiem (na telefonie przytrzymaj) › Aplikacje › **${commands.find.name}**. Wynik widzisz tylko ty.`,
    ].join("\n"),
    mentions: "Możesz też pytać bez polecenia: wspomnij o mnie albo odpowiedz mi.",
    operators: `**/${commands.add.name}** dodaje dokument po podglądzie, **/${commands.remove.name}** usuwa dokument. **/${rebuild.name}** czyta dokumenty od nowa; \`${rebuild.options.back.name}\` wraca do poprzedniego indeksu. Tylko dla operatorów.\n**/${commands.collections.name}** wyświetla zbiory.`,
    syncs: `**/${commands.sync.name}** pobiera zmienione dokumenty, jeśli pochodzą z innego miejsca. Tylko dla operatorów.`,
    pins: `**/${commands.pin.name}** pokazuje fragment jako pierwszy przy danym pytaniu, **/${commands.pins.name}** wyświetla przypięte. Tylko dla operatorów.`,
    managers: [
      "Możesz zarządzać tym serwerem, więc możesz dać mu dokumenty:",
      `**/${commands.add.name}** dodaje dokument po podglądzie, **/${commands.remove.name}** go usuwa. **/${commands.sync.name}** czyta zamiast tego repozytorium git.`,
      `**/${commands.settings.name}** pokazuje i zmienia ustawienia oraz pokazuje limity. **/${commands.pin.name}** pokazuje fragment jako pierwszy przy pytaniu.`,
      `**/${commands.forget.name}** usuwa wszystko z tego serwera.`,
    ].join("\n"),
    explanation: [
      "**Jak czytać odpowiedź**",
      "",
      "🔍 Coś się znalazło. ❔ Nie wiem, czy to odpowiada na pytanie. ➖ Nic nie pasuje wystarczająco dobrze. Czy fragment odpowiada na pytanie, oceniasz ty.",
      "📌 Moderatorzy wybrali ten fragment dla tego pytania albo dla bardzo podobnego.",
      "Zdanie, które pasuje najlepiej, jest **pogrubione**. `[…]` oznacza pominięty tekst; żadne słowo nigdy nie jest zmieniane.",
      "⚖️ Dwa dokumenty podają różne liczby lub daty albo jeden zaprzecza drugiemu. Nie oceniam, który ma rację.",
      `„Źródła i więcej” pokazuje każdy fragment w jego dokumencie i jego ID, które zawsze wskazuje dokładnie ten tekst; znajdziesz go przez **/${commands.source.name}**.`,
      "",
    ].join("\n"),
    keeps:
      "👍 i 👎 są zapisywane bez twojej nazwy użytkownika. Tak samo pytania i wpisy, do których nic się nie znalazło: pokazują, jakich dokumentów brakuje.",
    keepsNot: "👍 i 👎 są zapisywane bez twojej nazwy użytkownika. Pytania nie są zapisywane.",
  },
  rebuild: {
    running: (progress) => `Aktualizuję indeks. ${progress}.`,
    progress: (stage, done, total) => `${stage}: ${whole(done)} z ${whole(total)}`,
    queued: (place) => `Oczekiwanie: miejsce ${whole(place)} w kolejce`,
    unserved: "Oczekiwanie: żaden worker nie działa (npm run worker uruchamia jeden)",
    stages: {
      read: "Czytanie dokumentów",
      embed: "Przetwarzanie tekstów",
      index: "Tworzenie indeksu",
      check: "Sprawdzanie",
    },
    done: {
      built: "Zaktualizowano indeks",
      unchanged: "Sprawdzono indeks",
      back: "Przywrócono poprzedni indeks",
    },
    took: (what, seconds, changes) => `${what} w ${decimal(seconds)}\u00A0s: ${changes}.`,
    same: "żaden dokument się nie zmienił",
    kept: "żaden dokument się nie zmienił",
    changes: (added, changed, removed) =>
      `dodano ${whole(added)}, zmieniono ${whole(changed)}, usunięto ${whole(removed)}`,
    counts: (documentCount, passageCount, embedded, reused) =>
      `${collection(documentCount, passageCount)} (przetworzone teksty: ${whole(embedded)}, użyte ponownie: ${whole(reused)}).`,
    samples: "Teraz cytowane są przykłady.",
    samplesInstead: "Cytowane są przykłady: w documents/ nie ma nic do cytowania.",
    samplesGone: "Przykłady nie są już cytowane.",
    stays: "Pozostanie w użyciu do następnej aktualizacji.",
    refused: (n) => `Pominięto: ${whole(n)}`,
    drafts: (paths) => `Wersje robocze, poza indeksem: ${paths}`,
    passedOver: (kinds) => `Pominięte pliki: ${kinds}`,
    noEnding: "bez rozszerzenia",
    examples: (n) =>
      `Niepokazane przykłady: ${count(n, { one: "pytanie", few: "pytania", many: "pytań", other: "pytania" })}`,
    omissions: (n) => `Cytowane nie w całości: ${documents(n)}`,
    omitted: (parts, share) =>
      `pominięto ${count(parts, { one: "część", few: "części", many: "części", other: "części" })}${share === undefined ? "" : `, ${percent(share)} słów`}`,
    failed: "Aktualizacja się nie powiodła. Indeks się nie zmienił.",
    serving: (documentCount, passageCount) =>
      `Nadal w użyciu: ${collection(documentCount, passageCount)}.`,
    over: (line) => `Aktualizacja uruchomiona tutaj dobiegła końca. ${line}`,
    contradiction: `Wybierz \`${rebuild.options.full.name}\` albo \`${rebuild.options.back.name}\`: \`${rebuild.options.full.name}\` czyta dokumenty, \`${rebuild.options.back.name}\` nie.`,
    long: "Tę odpowiedź mogę zmieniać przez 15 minut. Jeśli potrwa to dłużej, wynik przyjdzie jako wiadomość na tym kanale albo trafi do dziennika, jeśli nie mogę tu pisać.",
  },
  sync: {
    running: "Szukam zmian.",
    fetched: (state) => `Pobrano dokumenty: ${state}.`,
    same: (state) => `Nic się nie zmieniło: ${state}.`,
    inPlace: "Dokumenty są w folderze; został odczytany od nowa.",
    faults: (n) => `Nie pobrano, poprzednie kopie pozostają: ${whole(n)}`,
    failed: "Synchronizacja się nie powiodła. Dokumenty i indeks się nie zmieniły.",
    heldBack: "Indeks nie został zaktualizowany.",
    over: (line) => `Synchronizacja uruchomiona tutaj dobiegła końca. ${line}`,
  },
  server: {
    title: "Ustawienia tego serwera",
    source: "Skąd są dokumenty",
    uploads: `Dodane przez **/${commands.add.name}**`,
    visibility: "Odpowiedzi widzą",
    seenBy: { public: "Wszyscy na kanale", private: "Tylko osoba pytająca" },
    language: "Główny język",
    recognised: "Rozpoznawany w każdym dokumencie",
    posts: "Nowe pytania z odpowiedzią na",
    threads: "Wątki dla odpowiedzi na",
    moderators: "Pytania przekazywane do",
    nowhere: "Nigdzie",
    used: "Wykorzystano",
    quotas: {
      documents: (used, most) =>
        `${whole(used)} z ${count(most, { one: "dokumentu", few: "dokumentów", many: "dokumentów", other: "dokumentu" })}`,
      passages: (used, most) =>
        `${whole(used)} z ${count(most, { one: "fragmentu", few: "fragmentów", many: "fragmentów", other: "fragmentu" })}`,
      /** In megabytes. */
      bytes: (used, most) => `${decimal(used)} z ${whole(most)}\u00A0MB`,
      builds: (used, most) => `${whole(used)} z ${whole(most)} aktualizacji dzisiaj`,
    },
    nearly: (quota) => `⚠️ Prawie pełne: ${quota}`,
    reached: (quota) => `Niczego nie zmieniono. Limit jest osiągnięty: ${quota}.`,
    lessen: "Najpierw usuń dokumenty albo poproś operatora tego bota o wyższy limit.",
    tomorrow: "Spróbuj ponownie jutro (UTC).",
    changed: "Ustawienia zostały zmienione.",
    faults: {
      language: (typed) =>
        `„${typed}” nie jest kodem języka. Wpisz kod, na przykład pl, en lub pt.`,
      channel: (channel) =>
        `${channel} nie jest kanałem tego rodzaju. Wybierz z listy kanał tego serwera.`,
      off: `Podaj kanały, których dotyczy „${commands.settings.options.off.name}”.`,
      most: (most) => `Kanałów każdego rodzaju może być najwyżej ${whole(most)}.`,
      notRead:
        "Ten bot nie czyta wiadomości na serwerach, więc nie odpowiada na posty. Jego operator może to włączyć.",
      notManaged: "Działa to tylko dla dokumentów, którymi serwer zarządza sam.",
      either: `Podaj albo \`${commands.sync.options.uploads.name}\`, albo \`${commands.sync.options.repository.name}\`.`,
      address:
        "Można czytać tylko publiczny adres https bez nazwy i hasła, na przykład https://example.org/group/docs.git.",
      refused: (reason) => `Niczego nie zmieniono. ${reason}`,
    },
    returned: "Dokumenty są znowu tymi, które dodano tutaj.",
    goBack: `**/${commands.sync.name}** \`${commands.sync.options.uploads.name}\` wraca do dokumentów dodanych tutaj.`,
    forget: {
      ask: (server) => `Usunąć wszystko z serwera ${server}?`,
      deletes: (documentCount, passageCount) =>
        `To usuwa od razu i na zawsze: ${collection(documentCount, passageCount)} i ich indeks, przypięte fragmenty, głosy, zachowane pytania i wszystkie ustawienia.`,
      later: "Jeśli bot zostanie usunięty z serwera, to samo stanie się po 30 dniach.",
      confirm: "Usuń wszystko",
      done: (server) => `Wszystko z serwera ${server} zostało usunięte.`,
      check: (id) =>
        `Aby to sprawdzić: **/${commands.settings.name}** pokazuje 0 dokumentów. Operator tego bota może sprawdzić, że nic nie zostało z ${id}.`,
      left: (rows) =>
        `Nie udało się usunąć wszystkiego, liczba pozostałych wierszy: ${whole(rows)}. Użyj ponownie **/${commands.forget.name}**.`,
    },
  },
  pins: {
    chosen: "📌 Wybrane przez moderatorów:",
    added: "📌 Przypięto. Kto zada to pytanie lub bardzo podobne, zobaczy:",
    removed: "Fragment nie jest już przypięty.",
    gone: "Ten fragment został już odpięty.",
    remove: "Odepnij",
    removeOne: "Odepnij fragment",
    all: "Wszystkie przypięte",
    title: "Przypięte fragmenty",
    none: `Nic jeszcze nie przypięto. **/${commands.pin.name}** pokazuje fragment jako pierwszy przy danym pytaniu; tak samo 📌 pod odpowiedzią.`,
    counted: (n) => count(n, { one: "pytanie", few: "pytania", many: "pytań", other: "pytania" }),
    which: "Który fragment na nie odpowiada?",
    choose: "Wybierz fragment",
    aside: {
      changed: "Wstrzymane: fragment się zmienił.",
      removed: "Wstrzymane: fragment został usunięty.",
      contradicted: "Wstrzymane: do tego samego pytania przypięto też inny fragment.",
    },
    refused: {
      unknown: (id) =>
        `Żaden fragment nie ma tutaj ID ${id}. Wpisz nagłówek i wybierz fragment z listy.`,
      changed: (id) => `Fragment ${id} się zmienił, więc nie można go przypiąć.`,
      removed: (id) => `Fragment ${id} został usunięty, więc nie można go przypiąć.`,
      near: (question) =>
        `To bardzo podobne do „${question}”, a tam przypięto inny fragment. Aby go zastąpić, najpierw go odepnij.`,
      greeting: "Powitań się nie wyszukuje, więc nie można do nich nic przypiąć.",
      full: (most) => `Przypięto już ${whole(most)}, więcej nie można. Najpierw coś odepnij.`,
    },
  },
  digest: {
    title: (from, until) => `Raport tygodniowy, ${from} – ${until}`,
    totals: {
      shown: "Pokazane fragmenty",
      unanswered: "Pytania bez wyników",
      spoke: "Wpisy z odpowiedzią",
      silent: "Wpisy bez odpowiedzi",
      skipped: "Wpisy pominięte, zbyt wiele naraz",
      removed: "Odpowiedzi usunięte przez ✕",
      person: "Pytania przekazane człowiekowi",
      settled: "Odpowiedzi udzielone przez człowieka",
    },
    weekBefore: (n) => `(tydzień wcześniej: ${whole(n)})`,
    unanswered: "Sekcje z największą liczbą pytań bez odpowiedzi",
    disliked: "Źle ocenione fragmenty",
    silence: "Wpisy bez odpowiedzi według najbliższej sekcji",
    brokenPins: "Przypięte fragmenty, które nie są już pokazywane",
    questions: (n) => count(n, { one: "pytanie", few: "pytania", many: "pytań", other: "pytania" }),
    posts: (n) => count(n, { one: "wpis", few: "wpisy", many: "wpisów", other: "wpisu" }),
    pins: {
      gone: "fragmentu już nie ma",
      contradicted: "do tego samego pytania przypięto też inny fragment",
    },
    nowhere: "W pobliżu żadnej sekcji",
    unknown: "nieznany fragment",
  },
  intake: {
    savedAs: (path) => `Zostanie zapisany jako ${path}`,
    replaces: (path) => `Plik ${path} już jest, z inną treścią. Ten plik go zastąpi.`,
    kept: (fields) => `Z obecnego pliku zostaje: ${fields}`,
    there: (path) => `Plik ${path} już jest, z tą samą treścią.`,
    replacesSamples: "To twój pierwszy dokument: przykłady nie będą już przeszukiwane.",
    titleFrom: {
      you: "jak podano",
      document: "z metadanych",
      heading: "pierwszy nagłówek",
      "file name": "z nazwy pliku",
    },
    split: (n) => `Podział na ${passages(n)}`,
    first: "Pierwsze z nich:",
    notes: "Uwaga",
    add: "Dodaj i zindeksuj",
    replace: "Zastąp i zindeksuj",
    remove: "Usuń i zindeksuj",
    cancel: "Anuluj",
    undo: "Cofnij",
    done: {
      added: (path) => `Dodano plik ${path}.`,
      replaced: (path) => `Zastąpiono plik ${path}.`,
      removed: (path) => `Usunięto plik ${path}.`,
    },
    undone: (path) => `Plik ${path} jest znowu taki jak przedtem.`,
    notSearched: "Nie jest jeszcze przeszukiwany: to szkic albo indeks go pominął.",
    removes: (n) => `Nic z niego nie da się już znaleźć (${passages(n)}). Możesz to cofnąć.`,
    samplesReturn: "To ostatni dokument: znowu będą przeszukiwane przykłady.",
    cancelled: "Nic się nie zmieniło.",
    working: "W toku…",
    expired:
      "Te przyciski były już użyte, mają ponad 15 minut albo są sprzed ponownego uruchomienia. Użyj polecenia jeszcze raz.",
    oneOf: `Podaj albo \`${commands.add.options.file.name}\`, albo \`${commands.add.options.link.name}\`.`,
    elsewhere: (source) => `Dokumenty pochodzą tu z ${source}. Zmień je tam.`,
    unknown: (typed) => `Żaden dokument nie nazywa się „${typed}”. Wybierz go z listy.`,
    faults: {
      refused: (name, reason) => `Nie można dodać pliku ${name}: ${reason}`,
      gone: () => "Tego dokumentu już nie ma.",
      samples: () =>
        "Przykładów nie da się usunąć. Nie będą przeszukiwane, gdy dodasz własny dokument.",
      superseded: () => "To już nie jest ostatnia zmiana.",
      edited: (path) => `Plik ${path} zmienił się w międzyczasie, więc nie da się tego cofnąć.`,
      nameless: () => "Plik musi mieć nazwę z rozszerzeniem, na przykład .pdf lub .md.",
      reverted: (_path, reason) => `Nic się nie zmieniło: ${reason}`,
      outdated: (path) => `Plik ${path} zmienił się od tego podglądu. Obejrzyj go jeszcze raz.`,
      stays: (path, reason) =>
        `Nie udało się zaktualizować indeksu (${reason}), a plik ${path} zmienił się w międzyczasie i zostaje, jaki jest.`,
    },
  },
  refusals: {
    operatorOnly: "Mogą to robić tylko operatorzy, na swoim serwerze.",
    managersOnly:
      "Mogą to robić tylko osoby, które mogą zarządzać tym serwerem (uprawnienie „Zarządzanie serwerem”).",
    noDocuments: `Ten serwer nie ma jeszcze dokumentów. Osoby, które mogą nim zarządzać, dodają je przez **/${commands.add.name}**.`,
    unknownCommand: "Tego polecenia już nie ma. Discord wkrótce dostanie nową listę.",
    stale: "Ten przycisk jest ze starszej wersji. Zapytaj ponownie i użyj nowego.",
    alreadyShared: "Tę odpowiedź widzą już wszyscy.",
    unreadable: `Nie mogę odczytać tego, co przysłał Discord. Spróbuj ponownie albo użyj /${ask.name}.`,
    leaving: "Zaraz uruchomię się ponownie. Spróbuj za chwilę.",
    stopped: "Wyłączono mnie, zanim to było gotowe. Spróbuj, gdy wrócę.",
    notHere: "Nie skonfigurowano mnie do odpowiadania tutaj.",
    notReady: "Te dokumenty są właśnie przygotowywane. Spróbuj ponownie za kilka minut.",
    unreachable: "Te dokumenty są teraz niedostępne. Spróbuj za chwilę.",
    nameCollection: "Podaj zbiór: opcja „zbiór” je podpowiada.",
    noSuchCollection: "Nie ma tu zbioru o tej nazwie.",
    staysPrivate: "Odpowiedzi z tych dokumentów widzi tylko osoba, która pyta.",
    crowded: "Mam teraz dużo pracy. Spróbuj za kilka sekund.",
    you: "Pytasz zbyt szybko.",
    channel: "Na tym kanale pytania padają zbyt szybko.",
    everyone: "Mam teraz dużo pracy.",
    pressing: "Nie tak szybko.",
    when: (moment) => `Spróbuj ponownie ${moment}.`,
    notTaken: "Discord odrzucił moją odpowiedź. Powód jest w dzienniku.",
    apology: "Coś poszło nie tak. Powód jest w dzienniku.",
    unproved:
      "Przepraszam: pewien fragment nie zgadza się już ze swoim dokumentem, więc go nie pokazuję. Operator powinien zaktualizować indeks.",
    question: (min, max, length) =>
      `Zadaj pytanie, które ma od ${whole(min)} do ${whole(max)} znaków (twoje ma ${whole(length)}).`,
    wordless: "Zadaj pytanie słowami.",
  },
};
