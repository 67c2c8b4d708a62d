/** @module The sentences for members, in Italian. */

import { counted, numbersIn, range } from "./counted.ts";
import type { Words } from "./en.ts";

const count = counted("it");
const { whole, decimal, percent } = numbersIn("it");
const documents = (n: number): string =>
  count(n, { one: "documento", many: "di documenti", other: "documenti" });
const passages = (n: number): string =>
  count(n, { one: "brano", many: "di brani", other: "brani" });
const collection = (documentCount: number, passageCount: number): string =>
  `${documents(documentCount)}, ${passages(passageCount)}`;

const commands: Words["commands"] = {
  ask: {
    name: "chiedi",
    description: "Trova i brani che rispondono a una domanda, citati parola per parola",
    options: {
      question: { name: "domanda", description: "La tua domanda" },
      private: { name: "privata", description: "Mostra la risposta solo a me" },
      for: { name: "per", description: "Il membro per cui chiedi" },
      ping: { name: "avvisa", description: "Manda una notifica a quel membro" },
    },
  },
  documents: { name: "documenti", description: "Elenca i documenti" },
  source: {
    name: "fonte",
    description: "Mostra un brano nel suo documento, e da dove viene il documento",
    options: {
      id: { name: "id", description: "L'ID del brano, oppure scrivi un titolo e scegli" },
    },
  },
  help: { name: "aiuto", description: "Come fare una domanda e come leggere una risposta" },
  collection: {
    name: "raccolta",
    description: "Quale raccolta; se omessa, quella di questo canale",
  },
  collections: {
    name: "raccolte",
    description: "Elenca le raccolte che gestisci",
  },
  add: {
    name: "aggiungi",
    description: "Aggiungere o sostituire un documento, con anteprima",
    options: {
      file: { name: "file", description: "Il documento, fino a 10\u00A0MB" },
      link: { name: "link", description: "Oppure l'indirizzo https di una pagina o di un file" },
      title: { name: "titolo", description: "Il titolo, se non ne ha uno suo" },
      publisher: { name: "editore", description: "Chi lo pubblica" },
      published: { name: "pubblicato", description: "Quando è uscito, per esempio 2026-01-31" },
    },
  },
  remove: {
    name: "rimuovi",
    description: "Rimuovere un documento",
    options: {
      document: {
        name: "documento",
        description: "Il documento: scrivi una parte del nome e scegli",
      },
    },
  },
  rebuild: {
    name: "aggiorna",
    description: "Rilegge i documenti e aggiorna l'indice",
    options: {
      full: { name: "tutto", description: "Rifà tutto da zero, anche i documenti invariati" },
      back: { name: "indietro", description: "Torna all'indice precedente, senza leggere" },
      force: { name: "forza", description: "Aggiorna anche se manca gran parte dei documenti" },
    },
  },
  sync: {
    name: "sincronizza",
    description: "Scarica i documenti cambiati e aggiorna l'indice",
    options: {
      repository: {
        name: "repository",
        description: "Leggi i documenti da questo repository git: il suo indirizzo https",
      },
      branch: { name: "ramo", description: "Il suo ramo; se manca, quello predefinito" },
      folder: { name: "cartella", description: "La cartella del repository con i documenti" },
      uploads: { name: "aggiunti", description: "Torna ai documenti che sono stati aggiunti qui" },
    },
  },
  pin: {
    name: "fissa",
    description: "Mostra prima un brano per una domanda e per quelle simili",
    options: {
      question: { name: "domanda", description: "La domanda, come la fanno i membri" },
      passage: { name: "brano", description: "L'ID del brano, oppure scrivi un titolo e scegli" },
    },
  },
  pins: {
    name: "fissati",
    description: "Elenca i brani fissati e togline uno",
  },
  settings: {
    name: "impostazioni",
    description: "Mostra o cambia impostazioni e limiti di questo server (Gestire il server)",
    options: {
      answers: { name: "risposte", description: "Chi può vedere le risposte" },
      language: {
        name: "lingua",
        description: "La lingua principale dei documenti, con un codice come it o en; o auto",
      },
      posts: {
        name: "messaggi",
        description: "Un canale o forum in cui le nuove domande ricevono risposta",
      },
      threads: {
        name: "discussioni",
        description: "Un canale in cui ogni risposta ha il suo thread",
      },
      moderators: {
        name: "moderatori",
        description: "Il canale a cui i membri possono passare domande",
      },
      off: { name: "disattiva", description: "Disattiva ciò a cui servono i canali indicati" },
    },
  },
  forget: {
    name: "dimentica",
    description: "Elimina i documenti di questo server e tutto il resto (Gestire il server)",
  },
  find: { name: "Trova fonti" },
};
const { ask, rebuild } = commands;

export const it: Words = {
  locale: "it",
  dates: "it",
  discordLocales: ["it"],
  commands,
  place: {
    line: (from, to) => range("riga", "righe", from, to),
    page: (from, to) => range("pagina", "pagine", from, to),
    paragraph: (from, to) => range("paragrafo", "paragrafi", from, to),
    chapter: (from, to) => range("capitolo", "capitoli", from, to),
    slide: (from, to) => range("diapositiva", "diapositive", from, to),
    row: (from, to) => range("riga", "righe", from, to),
  },
  answer: {
    found: "🔍 Trovato:",
    unsure: (passages) =>
      passages === 1
        ? "❔ Non è detto che sia la risposta. Il brano più pertinente:"
        : "❔ Non è detto che la risposta ci sia. I brani più pertinenti:",
    nothing: `➖ Nessun risultato. Prova con altre parole o guarda **/${commands.documents.name}**.`,
    nothingNear: "➖ Nessun risultato. Le sezioni più pertinenti:",
    searchedFor: (words) => `Ho cercato: ${words}`,
    short: "➖ Nessun risultato: sono parole troppo comuni. Aggiungine qualche altra.",
    language: (names) => `Lingua della maggior parte dei documenti: ${names}.`,
    greeting: `Non sono un chatbot: cerco nei documenti e li cito parola per parola, con la fonte. **/${commands.documents.name}** li elenca, **/${commands.help.name}** spiega il resto.`,
    unread: "Non so leggere questo alfabeto: ho cercato solo nomi e numeri.",
    examples: "Per esempio:",
    askedFor: (member) => `Per ${member}`,
    sharedBy: (member) => `Condivisa da ${member}`,
    changed: "file poi modificato",
    removed: "file poi rimosso",
    asOf: (commit) => `al commit ${commit}`,
    page: "link",
    alsoFound: "Altri risultati",
    quoted: (text) => `«${text}»`,
    sameText: (names) => `Stesso testo in: ${names}`,
    more: (n) => (n === 1 ? "un altro" : `altri ${whole(n)}`),
    notPrivate: `Una risposta per qualcun altro non può essere privata: togli \`${ask.options.for.name}\` o \`${ask.options.private.name}\`.`,
  },
  conflicts: {
    title: "Versioni discordanti",
    negation: "Una nega ciò che afferma l'altra.",
    more: (n) => `${n === 1 ? "un'altra" : `altre ${whole(n)}`} in «Fonti e altro»`,
  },
  buttons: {
    sources: "Fonti e altro",
    previous: "Indietro",
    next: "Avanti",
    share: "Mostra a tutti",
    shared: "Mostrata a tutti",
    details: "Dettagli tecnici",
    text: "Mostra il testo",
    bytes: "Testo esatto in un file",
    link: "Originale",
    page: "Pagina da condividere",
    explain: "Come leggere una risposta",
    commands: "Comandi",
    inPlace: "Testo attuale",
  },
  passages: {
    choose: "Un altro brano",
    gone: "Questi brani non ci sono più: i documenti sono cambiati. Chiedi di nuovo.",
    goneForNow:
      "Questi brani ora non sono disponibili: l'indice è danneggiato e se ne usa uno precedente. Riprova più tardi.",
  },
  votes: {
    up: "Grazie!",
    down: "Grazie! Ti va di dire perché?",
    because: (reason) => `Grazie! Annotato: ${reason}.`,
    choose: "Motivo",
    reasons: {
      elsewhere: "La risposta è altrove",
      incomplete: "La risposta è incompleta",
      outdated: "La risposta non è aggiornata",
      other: "Un altro motivo",
    },
  },
  source: {
    unknown: (id) =>
      `Nessun brano ha l'ID ${id}. Scegli un brano dall'elenco oppure apri «Dettagli tecnici» e copia un ID.`,
    several: (typed) => `Più brani corrispondono a «${typed}». Indica l'ID di uno:`,
    unknownForNow: (id) =>
      `Ora non riesco a trovare il brano ${id}: l'indice è danneggiato e se ne usa uno precedente. Riprova più tardi.`,
    removed: (id, date, where) =>
      `Il brano ${id} non c'è più: il suo documento è stato rimosso al più tardi in data ${date}. Si trovava in ${where}.`,
    altered: (id, date, where) =>
      `Il brano ${id} è stato modificato al più tardi in data ${date}, perciò questo ID non ha più un testo. Si trovava in ${where}.`,
    successor: (id) => `Il testo attuale è ${id}.`,
    passage: (number, of) => `Brano ${whole(number)} di ${whole(of)}`,
    under: "Sezione",
    where: "Posizione",
    place: (path, lines, start, end, isFile) =>
      `${path}, ${lines} (caratteri da ${start} a ${end} del ${isFile ? "file" : "testo estratto"})`,
    id: "ID del brano",
    author: "Autore",
    publisher: "Editore",
    published: "Pubblicato",
    retrieved: "Consultato",
    licence: "Licenza",
    language: "Lingua",
    link: "Fonte",
    sha256: "SHA-256 del file",
    textSha256: "SHA-256 del testo estratto",
    indexed: "Indicizzato",
    commit: "Commit",
    state: "File",
    current: "Invariato da quando è nell'indice (verificato ora)",
    changed: "Modificato dopo l'aggiunta all'indice; la citazione viene dal testo precedente",
    gone: "Rimosso dopo l'aggiunta all'indice; il prossimo aggiornamento ne toglierà i brani",
    bytes: (id, bytes, sha256) =>
      `Il testo esatto di ${id}: ${count(bytes, { one: "byte", many: "di byte", other: "byte" })} in UTF-8, SHA-256 ${sha256}.`,
  },
  documents: {
    title: "Documenti",
    samples: "Questi sono esempi. Un gestore può aggiungere documenti.",
    counts: collection,
    entry: passages,
    page: (page, of) => `Pagina ${whole(page)} di ${whole(of)}`,
    none: "Ancora nessun documento.",
    open: "Apri un documento",
  },
  collections: {
    title: "Raccolte",
    notReady: "non pronta",
    private: "solo per chi chiede",
    everyone: "tutti",
    servers: "server",
    channels: "canali",
    roles: "ruoli",
  },
  find: {
    unsure: (passages) =>
      passages === 1
        ? "❔ Non è detto che c'entri. Il brano più pertinente:"
        : "❔ Non è detto che c'entrino. I brani più pertinenti:",
    wordless: "In quel messaggio non c'è testo da cercare.",
  },
  posts: {
    unasked: "Ricerca automatica. Citazioni parola per parola dai documenti.",
    offer: "Forse i documenti ne parlano.",
    search: "Cerca nei documenti",
    remove: "Rimuovi",
    notYours: "Può rimuoverlo solo chi ha scritto il post o un moderatore.",
    inThread: "La risposta è nel thread.",
    goOn: "Per chiedere altro, menzionami o rispondimi.",
    carried: "Sono state cercate anche parole della domanda precedente.",
  },
  person: {
    ask: "Chiedi a una persona",
    asks: (member) => `${member} chiede:`,
    preview: "I moderatori vedranno esattamente questo. Lo invio?",
    hears: "Quando avranno risposto, ti manderò un messaggio diretto.",
    hearsOrMention: (channel) =>
      `Quando avranno risposto, ti manderò un messaggio diretto. Se non posso, ti menzionerò una volta in ${channel}.`,
    send: "Invia",
    cancel: "Annulla",
    sent: "📨 Inviata ai moderatori.",
    dropped: "Non è stato inviato nulla.",
    notSent:
      "Non sono riuscito a scrivere nel canale dei moderatori, quindi non è stato inviato nulla. Riprova più tardi.",
    sentBefore: "Questa domanda è già stata inviata.",
    closed: "Da qui non si possono più inviare domande ai moderatori.",
    limits: {
      question: "Hai già inviato questa domanda.",
      member: "Hai inviato più domande in un'ora.",
      everyone: "I moderatori hanno molte domande in attesa.",
    },
    settle: "Segna come risolta",
    settledBy: (moderator) => `Ha risposto ${moderator}.`,
    toldDirectly: (member) => `${member} ha ricevuto un messaggio diretto.`,
    toldIn: (member, channel) => `Ho menzionato ${member} in ${channel}.`,
    notTold: (member) => `Non sono riuscito ad avvisare ${member}: per favore, pensaci tu.`,
    moderatorsOnly: "Solo i moderatori possono farlo.",
    settledBefore: "Questa domanda è già segnata come risolta.",
    answered: "I moderatori hanno risposto alla tua domanda:",
    answeredOpenly: "I moderatori hanno risposto alla tua domanda.",
  },
  help: {
    commands: [
      "Cerco nei documenti e li cito parola per parola, con la fonte. Non scrivo testi miei, non riassumo e non traggo conclusioni.",
      "",
      `**/${ask.name}** \`${ask.options.question.name}\` trova i brani che rispondono. Con \`${ask.options.private.name}\` li vedi solo tu, con \`${ask.options.for.name}\` rispondi a qualcuno (\`${ask.options.ping.name}\` invia una notifica).`,
      `**/${commands.documents.name}** elenca i documenti.`,
      `**/${commands.source.name}** \`${commands.source.options.id.name}\` mostra un brano nel suo documento.`,
      `**/${commands.help.name}** mostra questo aiuto.`,
      "",
      `Clic destro su un messaggio (dal telefono tieni premuto) › App › **${commands.find.name}**. Il risultato lo vedi solo tu.`,
    ].join("\n"),
    mentions: "Puoi chiedere anche senza comando: menzionami o rispondimi.",
    operators: `**/${commands.add.name}** aggiunge un documento dopo un'anteprima, **/${commands.remove.name}** ne rimuove uno. **/${rebuild.name}** rilegge i documenti; \`${rebuild.options.back.name}\` torna all'indice precedente. Solo per i gestori.\n**/${commands.collections.name}** elenca le raccolte.`,
    syncs: `**/${commands.sync.name}** scarica i documenti cambiati, se vengono da altrove. Solo per i gestori.`,
    pins: `**/${commands.pin.name}** mostra prima un brano per una domanda, **/${commands.pins.name}** elenca i brani fissati. Solo per i gestori.`,
    managers: [
      "Puoi gestire questo server, quindi puoi dargli documenti:",
      `**/${commands.add.name}** ne aggiunge uno dopo un'anteprima, **/${commands.remove.name}** ne rimuove uno. **/${commands.sync.name}** legge invece un repository git.`,
      `**/${commands.settings.name}** mostra e cambia le impostazioni, e mostra i limiti. **/${commands.pin.name}** mostra per primo un brano per una domanda.`,
      `**/${commands.forget.name}** elimina tutto di questo server.`,
    ].join("\n"),
    explanation: [
      "**Come leggere una risposta**",
      "",
      "🔍 Ho trovato qualcosa. ❔ Non è detto che risponda alla domanda. ➖ Niente di abbastanza pertinente. Se un brano risponde alla domanda, lo decidi tu.",
      "📌 I moderatori hanno scelto questo brano per questa domanda o per una molto simile.",
      "La frase più adatta è in **grassetto**. `[…]` indica testo omesso; nessuna parola viene mai cambiata.",
      "⚖️ Due documenti danno numeri o date diversi, oppure uno nega l'altro. Non giudico chi ha ragione.",
      `«Fonti e altro» mostra ogni brano nel suo documento e il suo ID, che rimanda sempre esattamente a questo testo; lo ritrovi con **/${commands.source.name}**.`,
      "",
    ].join("\n"),
    keeps:
      "👍 e 👎 vengono conservati senza il tuo nome. Anche le domande e i post senza risultati, sempre senza nome, per capire quali documenti mancano.",
    keepsNot: "👍 e 👎 vengono conservati senza il tuo nome. Le domande non vengono conservate.",
  },
  rebuild: {
    running: (progress) => `Aggiorno l'indice. ${progress}.`,
    progress: (stage, done, total) => `${stage}: ${whole(done)} di ${whole(total)}`,
    queued: (place) => `In attesa: posto ${whole(place)} nella coda`,
    unserved: "In attesa: nessun worker è in esecuzione (npm run worker ne avvia uno)",
    stages: {
      read: "Lettura dei documenti",
      embed: "Elaborazione dei testi",
      index: "Creazione dell'indice",
      check: "Verifica",
    },
    done: {
      built: "Indice aggiornato",
      unchanged: "Indice verificato",
      back: "Indice precedente ripristinato",
    },
    took: (what, seconds, changes) => `${what} in ${decimal(seconds)}\u00A0s: ${changes}.`,
    same: "nessun documento è cambiato",
    kept: "nessun documento è cambiato",
    changes: (added, changed, removed) =>
      `aggiunti ${whole(added)}, modificati ${whole(changed)}, rimossi ${whole(removed)}`,
    counts: (documentCount, passageCount, embedded, reused) =>
      `${collection(documentCount, passageCount)} (testi elaborati: ${whole(embedded)}, riutilizzati: ${whole(reused)}).`,
    samples: "Ora vengono citati gli esempi.",
    samplesInstead: "Vengono citati gli esempi: in documents/ non c'è niente da citare.",
    samplesGone: "Gli esempi non vengono più citati.",
    stays: "Resta in uso fino al prossimo aggiornamento.",
    refused: (n) => `Esclusi: ${whole(n)}`,
    drafts: (paths) => `Bozze, non nell'indice: ${paths}`,
    passedOver: (kinds) => `File ignorati: ${kinds}`,
    noEnding: "senza estensione",
    examples: (n) =>
      `Esempi non mostrati: ${count(n, { one: "domanda", many: "di domande", other: "domande" })}`,
    omissions: (n) => `Non citati per intero: ${documents(n)}`,
    omitted: (parts, share) =>
      `${count(parts, { one: "parte esclusa", many: "di parti escluse", other: "parti escluse" })}${share === undefined ? "" : `, ${percent(share)} delle parole`}`,
    failed: "L'aggiornamento non è riuscito. L'indice è rimasto com'era.",
    serving: (documentCount, passageCount) =>
      `Ancora in uso: ${collection(documentCount, passageCount)}.`,
    over: (line) => `L'aggiornamento avviato qui è terminato. ${line}`,
    contradiction: `Scegli \`${rebuild.options.full.name}\` oppure \`${rebuild.options.back.name}\`: \`${rebuild.options.full.name}\` legge i documenti, \`${rebuild.options.back.name}\` no.`,
    long: "Posso modificare questa risposta per 15 minuti. Se ci vuole di più, il risultato arriva come messaggio in questo canale, oppure finisce nel log se qui non posso scrivere.",
  },
  sync: {
    running: "Cerco i cambiamenti.",
    fetched: (state) => `Documenti scaricati: ${state}.`,
    same: (state) => `Niente è cambiato: ${state}.`,
    inPlace: "I documenti sono in una cartella; l'ho riletta.",
    faults: (n) => `Non scaricati, restano le copie precedenti: ${whole(n)}`,
    failed: "La sincronizzazione non è riuscita. Documenti e indice sono rimasti com'erano.",
    heldBack: "L'indice non è stato aggiornato.",
    over: (line) => `La sincronizzazione avviata qui è terminata. ${line}`,
  },
  server: {
    title: "Impostazioni di questo server",
    source: "Documenti da",
    uploads: `Aggiunti con **/${commands.add.name}**`,
    visibility: "Le risposte sono visibili a",
    seenBy: { public: "Tutto il canale", private: "Solo a chi chiede" },
    language: "Lingua principale",
    recognised: "Riconosciuta in ogni documento",
    posts: "Nuove domande con risposta in",
    threads: "Thread per le risposte in",
    moderators: "Domande passate a",
    nowhere: "Da nessuna parte",
    used: "Usati",
    quotas: {
      documents: (used, most) => `${whole(used)} di ${documents(most)}`,
      passages: (used, most) => `${whole(used)} di ${passages(most)}`,
      /** In megabytes. */
      bytes: (used, most) => `${decimal(used)} di ${whole(most)} MB`,
      builds: (used, most) =>
        `${whole(used)} di ${count(most, { one: "aggiornamento", many: "di aggiornamenti", other: "aggiornamenti" })} oggi`,
    },
    nearly: (quota) => `⚠️ Quasi pieno: ${quota}`,
    reached: (quota) => `Non è cambiato nulla. Il limite è raggiunto: ${quota}.`,
    lessen: "Prima rimuovi documenti, oppure chiedi un limite più alto al gestore di questo bot.",
    tomorrow: "Riprova domani (UTC).",
    changed: "Le impostazioni sono cambiate.",
    faults: {
      language: (typed) =>
        `«${typed}» non è il codice di una lingua. Scrivine uno come it, en o pt.`,
      channel: (channel) =>
        `${channel} non è un canale di questo tipo. Scegline uno di questo server dall'elenco.`,
      off: `Indica i canali a cui si riferisce «${commands.settings.options.off.name}».`,
      most: (most) => `Ci possono essere al massimo ${whole(most)} canali di ogni tipo.`,
      notRead:
        "Questo bot non legge i messaggi dei server, quindi non risponde ai post. Il suo gestore può attivarlo.",
      notManaged: "Funziona solo con i documenti che un server gestisce da sé.",
      either: `Indica \`${commands.sync.options.uploads.name}\` oppure \`${commands.sync.options.repository.name}\`.`,
      address:
        "Si può leggere solo un indirizzo https pubblico, senza nome né password, come https://example.org/group/docs.git.",
      refused: (reason) => `Non è cambiato nulla. ${reason}`,
    },
    returned: "I documenti sono di nuovo quelli aggiunti qui.",
    goBack: `**/${commands.sync.name}** \`${commands.sync.options.uploads.name}\` torna ai documenti aggiunti qui.`,
    forget: {
      ask: (server) => `Eliminare tutto di ${server}?`,
      deletes: (documentCount, passageCount) =>
        `Questo elimina subito e per sempre: ${collection(documentCount, passageCount)} e il loro indice, i brani fissati, i voti, le domande conservate e tutte le impostazioni.`,
      later: "Se il bot viene rimosso dal server, succede lo stesso dopo 30 giorni.",
      confirm: "Elimina tutto",
      done: (server) => `Tutto di ${server} è stato eliminato.`,
      check: (id) =>
        `Per controllare: **/${commands.settings.name}** mostra 0 documenti. Il gestore di questo bot può verificare che di ${id} non resti nulla.`,
      left: (rows) =>
        `Non è stato possibile eliminare tutto: restano ${whole(rows)} righe. Usa di nuovo **/${commands.forget.name}**.`,
    },
  },
  pins: {
    chosen: "📌 Scelto dai moderatori:",
    added: "📌 Fissato. Chi fa questa domanda, o una molto simile, vede:",
    removed: "Non è più fissato.",
    gone: "Questo brano non era già più fissato.",
    remove: "Non fissare più",
    removeOne: "Togli un brano",
    all: "Tutti i brani fissati",
    title: "Brani fissati",
    none: `Ancora nessun brano fissato. **/${commands.pin.name}** mostra prima un brano per una domanda; lo fa anche 📌 sotto una risposta.`,
    counted: (n) => count(n, { one: "domanda", many: "di domande", other: "domande" }),
    which: "Quale brano le risponde?",
    choose: "Scegli il brano",
    aside: {
      changed: "Messo da parte: il brano è cambiato.",
      removed: "Messo da parte: il brano è stato rimosso.",
      contradicted: "Messo da parte: alla stessa domanda è fissato anche un altro brano.",
    },
    refused: {
      unknown: (id) =>
        `Nessun brano qui ha l'ID ${id}. Scrivi un titolo e scegli un brano dall'elenco.`,
      changed: (id) => `Il brano ${id} è cambiato e non si può fissare.`,
      removed: (id) => `Il brano ${id} è stato rimosso e non si può fissare.`,
      near: (question) =>
        `È molto simile a «${question}», a cui è fissato un altro brano. Per sostituirlo, prima toglilo.`,
      greeting: "I saluti non vengono cercati, quindi non si può fissare niente.",
      full: (most) => `Ci sono già ${whole(most)} brani fissati, il massimo. Prima togline uno.`,
    },
  },
  digest: {
    title: (from, until) => `Resoconto settimanale, ${from} – ${until}`,
    totals: {
      shown: "Brani mostrati",
      unanswered: "Domande senza risultati",
      spoke: "Post con risposta",
      silent: "Post senza risposta",
      skipped: "Post non esaminati, troppi insieme",
      removed: "Risposte rimosse con ✕",
      person: "Domande passate a una persona",
      settled: "Risposte date da una persona",
    },
    weekBefore: (n) => `(settimana precedente: ${whole(n)})`,
    unanswered: "Sezioni con più domande senza risposta",
    disliked: "Brani con voti negativi",
    silence: "Post senza risposta, per la sezione più vicina",
    brokenPins: "Brani fissati che non vengono più mostrati",
    questions: (n) => count(n, { one: "domanda", many: "di domande", other: "domande" }),
    posts: (n) => count(n, { one: "post", many: "di post", other: "post" }),
    pins: {
      gone: "il brano non c'è più",
      contradicted: "alla stessa domanda è fissato anche un altro brano",
    },
    nowhere: "Vicino a nessuna sezione",
    unknown: "un brano sconosciuto",
  },
  intake: {
    savedAs: (path) => `Verrà salvato come ${path}`,
    replaces: (path) => `${path} c'è già, con un altro contenuto. Questo file lo sostituisce.`,
    kept: (fields) => `Dal file esistente resta: ${fields}`,
    there: (path) => `${path} c'è già, con lo stesso contenuto.`,
    replacesSamples: "È il tuo primo documento: gli esempi usciranno dalla ricerca.",
    titleFrom: {
      you: "come indicato",
      document: "dai suoi metadati",
      heading: "il primo titolo",
      "file name": "dal nome del file",
    },
    split: (n) => `Diviso in ${passages(n)}`,
    first: "I primi:",
    notes: "Attenzione",
    add: "Aggiungi e indicizza",
    replace: "Sostituisci e indicizza",
    remove: "Rimuovi e indicizza",
    cancel: "Annulla",
    undo: "Torna indietro",
    done: {
      added: (path) => `${path} è stato aggiunto.`,
      replaced: (path) => `${path} è stato sostituito.`,
      removed: (path) => `${path} è stato rimosso.`,
    },
    undone: (path) => `${path} è di nuovo come prima.`,
    notSearched: "Non è ancora nella ricerca: è una bozza, o l'indice l'ha escluso.",
    removes: (n) => `Non se ne troverà più nulla (${passages(n)}). Puoi tornare indietro.`,
    samplesReturn: "È l'ultimo documento: gli esempi torneranno nella ricerca.",
    cancelled: "Non è cambiato nulla.",
    working: "In corso…",
    expired:
      "Questi pulsanti sono già stati usati, hanno più di 15 minuti o sono di prima di un riavvio. Usa di nuovo il comando.",
    oneOf: `Indica \`${commands.add.options.file.name}\` oppure \`${commands.add.options.link.name}\`.`,
    elsewhere: (source) => `Qui i documenti vengono da ${source}. Cambiali lì.`,
    unknown: (typed) => `Nessun documento si chiama «${typed}». Scegline uno dall'elenco.`,
    faults: {
      refused: (name, reason) => `Impossibile aggiungere ${name}: ${reason}`,
      gone: () => "Questo documento non c'è più.",
      samples: () =>
        "Gli esempi non si possono rimuovere. Escono dalla ricerca quando aggiungi un documento.",
      superseded: () => "Questa non è più l'ultima modifica.",
      edited: (path) => `${path} è stato modificato nel frattempo,ndi non si può tornare indietro.`,
      nameless: () => "Il file deve avere un nome con un'estensione, come .pdf o .md.",
      reverted: (_path, reason) => `Non è cambiato nulla: ${reason}`,
      outdated: (path) => `${path} è cambiato dopo questa anteprima. Guardalo di nuovo.`,
      stays: (path, reason) =>
        `Non è stato possibile aggiornare l'indice (${reason}), e ${path} è stato modificato nel frattempo, quindi resta com'è.`,
    },
  },
  refusals: {
    operatorOnly: "Solo i gestori possono farlo, nel loro server.",
    managersOnly:
      "Possono farlo solo i membri che possono gestire questo server (permesso «Gestire il server»).",
    noDocuments: `Questo server non ha ancora documenti. I membri che possono gestirlo li aggiungono con **/${commands.add.name}**.`,
    unknownCommand: "Questo comando non c'è più. Tra poco Discord avrà il nuovo elenco.",
    stale: "Questo pulsante è di una versione precedente. Chiedi di nuovo e usa quello nuovo.",
    alreadyShared: "Questa risposta la vedono già tutti.",
    unreadable: `Non riesco a leggere ciò che ha inviato Discord. Riprova, o usa /${ask.name}.`,
    leaving: "Sto per riavviarmi. Riprova tra un momento.",
    stopped: "Sono stato spento prima di finire. Riprova quando torno.",
    notHere: "Qui non sono configurato per rispondere.",
    notReady: "Questi documenti sono in preparazione. Riprova tra qualche minuto.",
    unreachable: "Questi documenti non sono raggiungibili al momento. Riprova tra un momento.",
    nameCollection: "Indica la raccolta: l’opzione “raccolta” le suggerisce.",
    noSuchCollection: "Qui non c’è nessuna raccolta con questo nome.",
    staysPrivate: "Le risposte da questi documenti sono mostrate solo a chi chiede.",
    crowded: "Ho molto da fare. Riprova tra qualche secondo.",
    you: "Stai chiedendo troppo in fretta.",
    channel: "In questo canale si chiede troppo in fretta.",
    everyone: "Ho molto da fare.",
    pressing: "Con calma.",
    when: (moment) => `Riprova ${moment}.`,
    notTaken: "Discord ha rifiutato la mia risposta. Il motivo è nel log.",
    apology: "Qualcosa è andato storto. Il motivo è nel log.",
    unproved:
      "Mi dispiace: un brano non corrisponde più al suo documento, perciò non lo mostro. Un gestore dovrebbe aggiornare l'indice.",
    question: (min, max, length) =>
      `Scrivi una domanda da ${whole(min)} a ${whole(max)} caratteri (la tua ne ha ${whole(length)}).`,
    wordless: "Fai la domanda a parole, per favore.",
  },
};
