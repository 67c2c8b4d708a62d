/** @module The sentences for members, in French. */

import { counted, numbersIn, range } from "./counted.ts";
import type { Words } from "./en.ts";

const count = counted("fr");
const { whole, decimal, percent } = numbersIn("fr");
const noun = (one: string, other: string) => ({ one, many: `de ${other}`, other });
const participle = (one: string) => ({ one, many: `${one}s`, other: `${one}s` });
const documents = (n: number): string => count(n, noun("document", "documents"));
const passages = (n: number): string => count(n, noun("passage", "passages"));
const collection = (documentCount: number, passageCount: number): string =>
  `${documents(documentCount)}, ${passages(passageCount)}`;

const commands: Words["commands"] = {
  ask: {
    name: "demander",
    description: "Trouve des passages qui répondent à une question, cités mot pour mot",
    options: {
      question: { name: "question", description: "Ta question" },
      private: { name: "privé", description: "Ne montrer la réponse qu'à moi" },
      for: { name: "pour", description: "Le membre pour qui tu poses la question" },
      ping: { name: "notifier", description: "Envoyer une notification à ce membre" },
    },
  },
  documents: { name: "documents", description: "Liste les documents" },
  source: {
    name: "source",
    description: "Montre un passage dans son document, et d'où vient le document",
    options: {
      id: { name: "id", description: "L'ID du passage, ou tape un titre et choisis" },
    },
  },
  help: { name: "aide", description: "Comment poser une question et lire une réponse" },
  collection: {
    name: "collection",
    description: "Quelle collection ; par défaut celle de ce salon",
  },
  collections: {
    name: "collections",
    description: "Lister les collections que tu gères",
  },
  add: {
    name: "ajouter",
    description: "Ajouter ou remplacer un document, après un aperçu",
    options: {
      file: { name: "fichier", description: "Le document, 10\u00A0Mo maximum" },
      link: { name: "lien", description: "Ou l'adresse https d'une page ou d'un fichier" },
      title: { name: "titre", description: "Son titre, s'il n'en a pas" },
      publisher: { name: "éditeur", description: "Qui le publie" },
      published: { name: "publié", description: "Sa date de publication, par exemple 2026-01-31" },
    },
  },
  remove: {
    name: "supprimer",
    description: "Supprimer un document",
    options: {
      document: {
        name: "document",
        description: "Le document\u00A0: tape une partie de son nom et choisis",
      },
    },
  },
  rebuild: {
    name: "actualiser",
    description: "Relit les documents et met à jour l'index",
    options: {
      full: { name: "complet", description: "Tout reconstruire, même les documents inchangés" },
      back: { name: "retour", description: "Revenir à l'index précédent, sans rien lire" },
      force: { name: "forcer", description: "Même si la plupart des documents ont disparu" },
    },
  },
  sync: {
    name: "synchroniser",
    description: "Récupère les documents modifiés et met à jour l'index",
    options: {
      repository: {
        name: "dépôt",
        description: "Lire les documents de ce dépôt git\u00A0: son adresse https",
      },
      branch: {
        name: "branche",
        description: "Sa branche\u00A0; celle par défaut si rien n'est indiqué",
      },
      folder: { name: "dossier", description: "Le dossier du dépôt qui contient les documents" },
      uploads: { name: "fichiers", description: "Revenir aux documents qui ont été ajoutés ici" },
    },
  },
  pin: {
    name: "épingler",
    description: "Montrer d'abord un passage pour une question et ses variantes",
    options: {
      question: { name: "question", description: "La question, comme les membres la posent" },
      passage: { name: "passage", description: "L'ID du passage, ou tape un titre et choisis" },
    },
  },
  pins: {
    name: "épingles",
    description: "Lister les passages épinglés, et en détacher un",
  },
  settings: {
    name: "réglages",
    description: "Voir les réglages et limites de ce serveur, ou les changer (Gérer le serveur)",
    options: {
      answers: { name: "réponses", description: "Qui peut voir les réponses" },
      language: {
        name: "langue",
        description: "La langue principale des documents, par un code comme fr ou en; ou auto",
      },
      posts: {
        name: "publications",
        description: "Un salon ou forum où les nouvelles questions reçoivent une réponse",
      },
      threads: { name: "fils", description: "Un salon où chaque réponse a son fil" },
      moderators: {
        name: "modération",
        description: "Le salon auquel les membres peuvent transmettre des questions",
      },
      off: { name: "désactiver", description: "Désactive ce à quoi servent les salons indiqués" },
    },
  },
  forget: {
    name: "oublier",
    description: "Supprimer les documents de ce serveur et tout le reste (Gérer le serveur)",
  },
  find: { name: "Trouver les sources" },
};
const { ask, rebuild } = commands;

export const fr: Words = {
  locale: "fr",
  dates: "fr",
  discordLocales: ["fr"],
  commands,
  place: {
    line: (from, to) => range("ligne", "lignes", from, to),
    page: (from, to) => range("page", "pages", from, to),
    paragraph: (from, to) => range("paragraphe", "paragraphes", from, to),
    chapter: (from, to) => range("chapitre", "chapitres", from, to),
    slide: (from, to) => range("diapositive", "diapositives", from, to),
    row: (from, to) => range("ligne", "lignes", from, to),
  },
  answer: {
    found: "🔍 Trouvé\u00A0:",
    unsure: (n) =>
      n === 1
        ? "❔ Pas sûr que ça réponde à la question. Le passage le plus proche\u00A0:"
        : "❔ Pas sûr que ça réponde à la question. Les passages les plus proches\u00A0:",
    nothing: `➖ Rien trouvé. Essaie d'autres mots, ou regarde dans **/${commands.documents.name}**.`,
    nothingNear: "➖ Rien trouvé. Les sections les plus proches\u00A0:",
    searchedFor: (words) => `Recherche\u00A0: ${words}`,
    short: "➖ Rien trouvé\u00A0: ces mots sont trop courants. Ajoutes-en quelques autres.",
    language: (names) => `La plupart des documents sont en ${names}.`,
    greeting: `Je ne suis pas un chatbot\u00A0: je cherche dans des documents et je les cite mot pour mot, avec la source. **/${commands.documents.name}** en donne la liste, **/${commands.help.name}** explique le reste.`,
    unread:
      "Je ne peux pas lire cette écriture\u00A0: j'ai seulement cherché les noms et les nombres.",
    examples: "Par exemple\u00A0:",
    askedFor: (member) => `Pour ${member}`,
    sharedBy: (member) => `Partagé par ${member}`,
    changed: "fichier modifié depuis",
    removed: "fichier supprimé depuis",
    asOf: (commit) => `au commit ${commit}`,
    page: "lien",
    alsoFound: "Trouvé aussi",
    quoted: (text) => `«\u00A0${text}\u00A0»`,
    sameText: (names) => `Même texte dans\u00A0: ${names}`,
    more: (n) => `${whole(n)} de plus`,
    notPrivate: `Une réponse pour quelqu'un d'autre ne peut pas être privée\u00A0: enlève \`${ask.options.for.name}\` ou \`${ask.options.private.name}\`.`,
  },
  conflicts: {
    title: "Les versions diffèrent",
    negation: "L'une nie ce que dit l'autre.",
    more: (n) => `${whole(n)} de plus dans Sources`,
  },
  buttons: {
    sources: "Sources et plus",
    previous: "Précédent",
    next: "Suivant",
    share: "Montrer à tout le monde",
    shared: "Montré à tout le monde",
    details: "Détails techniques",
    text: "Afficher le texte",
    bytes: "Texte exact en fichier",
    link: "Voir l'original",
    page: "Page à partager",
    explain: "Comment lire une réponse",
    commands: "Commandes",
    inPlace: "Texte actuel",
  },
  passages: {
    choose: "Un autre passage",
    gone: "Ces passages n'existent plus\u00A0: les documents ont changé. Repose ta question.",
    goneForNow:
      "Ces passages sont indisponibles\u00A0: l'index est endommagé, et une version précédente est utilisée. Réessaie plus tard.",
  },
  votes: {
    up: "Merci\u00A0!",
    down: "Merci\u00A0! Tu veux dire pourquoi\u00A0?",
    because: (reason) => `Merci\u00A0! C'est noté\u00A0: ${reason}.`,
    choose: "Raison",
    reasons: {
      elsewhere: "La réponse est ailleurs",
      incomplete: "C'est incomplet",
      outdated: "Ce n'est plus à jour",
      other: "Une autre raison",
    },
  },
  source: {
    unknown: (id) =>
      `Aucun passage n'a l'ID ${id}. Choisis un passage dans la liste, ou copie un ID depuis Détails techniques.`,
    several: (typed) =>
      `Plusieurs passages correspondent à «\u00A0${typed}\u00A0». Donne l'ID de l'un d'eux\u00A0:`,
    unknownForNow: (id) =>
      `Le passage ${id} est introuvable pour le moment\u00A0: l'index est endommagé, et une version précédente est utilisée. Réessaie plus tard.`,
    removed: (id, date, where) =>
      `Le passage ${id} n'existe plus\u00A0: son document a été supprimé (constaté le ${date}). Il était dans ${where}.`,
    altered: (id, date, where) =>
      `Le passage ${id} a changé (constaté le ${date}), et cet ID n'a donc plus de texte. Il était dans ${where}.`,
    successor: (id) => `Le texte actuel est ${id}.`,
    passage: (number, of) => `Passage ${whole(number)} sur ${whole(of)}`,
    under: "Section",
    where: "Emplacement",
    place: (path, lines, start, end, isFile) =>
      `${path}, ${lines} (caractères ${whole(start)} à ${whole(end)} ${isFile ? "du fichier" : "du texte qui en est extrait"})`,
    id: "ID du passage",
    author: "Auteur",
    publisher: "Éditeur",
    published: "Publié le",
    retrieved: "Consulté le",
    licence: "Licence",
    language: "Langue",
    link: "Source",
    sha256: "SHA-256 du fichier",
    textSha256: "SHA-256 du texte extrait",
    indexed: "Indexé le",
    commit: "Commit",
    state: "Fichier",
    current: "Inchangé depuis son indexation (vérifié à l'instant)",
    changed: "Modifié depuis son indexation\u00A0; la citation vient du texte précédent",
    gone: "Supprimé depuis son indexation\u00A0; la prochaine mise à jour retirera ses passages",
    bytes: (id, bytes, sha256) =>
      `Le texte exact de ${id}\u00A0: ${count(bytes, { one: "octet", many: "d'octets", other: "octets" })} en UTF-8, SHA-256 ${sha256}.`,
  },
  documents: {
    title: "Documents",
    samples: "Ce sont des exemples. Un opérateur peut ajouter des documents.",
    counts: collection,
    entry: passages,
    page: (page, of) => `Page ${whole(page)} sur ${whole(of)}`,
    none: "Pas encore de documents.",
    open: "Ouvrir un document",
  },
  collections: {
    title: "Collections",
    notReady: "pas prête",
    private: "visible par la personne qui demande seulement",
    everyone: "tout le monde",
    servers: "serveurs",
    channels: "salons",
    roles: "rôles",
  },
  find: {
    unsure: (n) =>
      n === 1
        ? "❔ Pas sûr que ça parle de la même chose. Le passage le plus proche\u00A0:"
        : "❔ Pas sûr que ça parle de la même chose. Les passages les plus proches\u00A0:",
    wordless: "Ce message ne contient pas de texte à chercher.",
  },
  posts: {
    unasked: "Recherche automatique. Citations mot pour mot des documents.",
    offer: "Les documents en parlent peut-être.",
    search: "Chercher dans les documents",
    remove: "Retirer",
    notYours: "Seuls l'auteur du message et les modérateurs peuvent retirer ceci.",
    inThread: "La réponse est dans le fil.",
    goOn: "Une autre question\u00A0? Mentionne-moi ou réponds-moi.",
    carried: "Des mots de la question précédente ont aussi été cherchés.",
  },
  person: {
    ask: "Demander à quelqu'un",
    asks: (member) => `${member} demande :`,
    preview: "L'équipe de modération verra exactement ceci. Envoyer ?",
    hears: "Dès qu'elle aura répondu, je t'enverrai un message privé.",
    hearsOrMention: (channel) =>
      `Dès qu'elle aura répondu, je t'enverrai un message privé. Si je ne peux pas, je te mentionnerai une fois dans ${channel}.`,
    send: "Envoyer",
    cancel: "Annuler",
    sent: "📨 Envoyé à l'équipe de modération.",
    dropped: "Rien n'a été envoyé.",
    notSent:
      "Je n'ai pas pu écrire dans le salon de l'équipe de modération : rien n'a été envoyé. Réessaie plus tard.",
    sentBefore: "Cette question a déjà été envoyée.",
    closed: "On ne peut plus envoyer de questions à l'équipe de modération d'ici.",
    limits: {
      question: "Tu as déjà envoyé cette question.",
      member: "Tu as envoyé plusieurs questions en une heure.",
      everyone: "L'équipe de modération a beaucoup de questions en attente.",
    },
    settle: "Marquer comme résolue",
    settledBy: (moderator) => `${moderator} y a répondu.`,
    toldDirectly: (member) => `${member} a reçu un message privé.`,
    toldIn: (member, channel) => `J'ai mentionné ${member} dans ${channel}.`,
    notTold: (member) => `Je n'ai pas pu joindre ${member} : merci de l'en informer.`,
    moderatorsOnly: "Seule l'équipe de modération peut faire cela.",
    settledBefore: "Cette question est déjà marquée comme résolue.",
    answered: "L'équipe de modération a répondu à ta question :",
    answeredOpenly: "L'équipe de modération a répondu à ta question.",
  },
  help: {
    commands: [
      "Je cherche dans des documents et je les cite mot pour mot, avec la source. Je n'écris rien moi-même, je ne résume pas et je ne tire pas de conclusions.",
      "",
      `**/${ask.name}** \`${ask.options.question.name}\` trouve les passages qui y répondent. Avec \`${ask.options.private.name}\`, tu es la seule personne à les voir\u00A0; avec \`${ask.options.for.name}\`, tu réponds à quelqu'un (\`${ask.options.ping.name}\` lui envoie une notification).`,
      `**/${commands.documents.name}** liste les documents.`,
      `**/${commands.source.name}** \`${commands.source.options.id.name}\` montre un passage dans son document.`,
      `**/${commands.help.name}** affiche cette aide.`,
      "",
      `Clic droit sur un message (appui long sur mobile) › Applications › **${commands.find.name}**. Le résultat n'est visible que pour toi.`,
    ].join("\n"),
    mentions: "Tu peux aussi demander sans commande\u00A0: mentionne-moi ou réponds-moi.",
    operators: `**/${commands.add.name}** ajoute un document après un aperçu, **/${commands.remove.name}** en supprime un. **/${rebuild.name}** relit les documents\u00A0; \`${rebuild.options.back.name}\` revient à l'index précédent. Réservé aux opérateurs.\n**/${commands.collections.name}** liste les collections.`,
    syncs: `**/${commands.sync.name}** récupère les documents modifiés, s'ils viennent d'ailleurs. Réservé aux opérateurs.`,
    pins: `**/${commands.pin.name}** montre d'abord un passage pour une question, **/${commands.pins.name}** liste les passages épinglés. Réservé aux opérateurs.`,
    managers: [
      "Tu peux gérer ce serveur, donc tu peux lui donner des documents\u00A0:",
      `**/${commands.add.name}** en ajoute un après un aperçu, **/${commands.remove.name}** en supprime un. **/${commands.sync.name}** lit à la place un dépôt git.`,
      `**/${commands.settings.name}** montre et change les réglages, et montre les limites. **/${commands.pin.name}** montre d'abord un passage pour une question.`,
      `**/${commands.forget.name}** supprime tout ce qui concerne ce serveur.`,
    ].join("\n"),
    explanation: [
      "**Comment lire une réponse**",
      "",
      "🔍 J'ai trouvé quelque chose. ❔ Je ne sais pas si ça répond à la question. ➖ Rien n'est assez proche. C'est à toi de juger si un passage répond.",
      "📌 Les modérateurs ont choisi ce passage pour cette question, ou pour une question très proche.",
      "La phrase qui correspond le mieux est en **gras**. `[…]` marque un texte omis\u00A0; aucun mot n'est jamais modifié.",
      "⚖️ Deux documents donnent des nombres ou des dates différents, ou l'un nie ce que dit l'autre. Je ne juge pas lequel a raison.",
      `Sources et plus montre chaque passage dans son document, avec son ID, qui renvoie toujours exactement à ce texte\u00A0; **/${commands.source.name}** le retrouve.`,
      "",
    ].join("\n"),
    keeps:
      "Les 👍 et 👎 sont conservés sans ton nom. Les questions et les messages pour lesquels rien n'a été trouvé le sont aussi, sans ton nom, pour voir quels documents manquent.",
    keepsNot: "Les 👍 et 👎 sont conservés sans ton nom. Les questions ne sont pas conservées.",
  },
  rebuild: {
    running: (progress) => `Mise à jour de l'index. ${progress}.`,
    progress: (stage, done, total) => `${stage}\u00A0: ${whole(done)} sur ${whole(total)}`,
    queued: (place) => `En attente\u00A0: place ${whole(place)} dans la file`,
    unserved: "En attente\u00A0: aucun worker ne tourne (npm run worker en démarre un)",
    stages: {
      read: "Lecture des documents",
      embed: "Vectorisation des textes",
      index: "Construction de l'index",
      check: "Vérification",
    },
    done: {
      built: "Index mis à jour",
      unchanged: "Index vérifié",
      back: "Retour à l'index précédent",
    },
    took: (what, seconds, changes) => `${what} en ${decimal(seconds)}\u00A0s\u00A0: ${changes}.`,
    same: "aucun document n'a changé",
    kept: "aucun document n'a changé",
    changes: (added, changed, removed) =>
      `${count(added, participle("ajouté"))}, ${count(changed, participle("modifié"))}, ${count(removed, participle("supprimé"))}`,
    counts: (documentCount, passageCount, embedded, reused) =>
      `${collection(documentCount, passageCount)} (${count(embedded, noun("texte vectorisé", "textes vectorisés"))}, ${count(reused, participle("réutilisé"))}).`,
    samples: "Ce sont maintenant les exemples qui sont cités.",
    samplesInstead:
      "Ce sont les exemples qui sont cités\u00A0: documents/ ne contient rien à citer.",
    samplesGone: "Les exemples ne sont plus cités.",
    stays: "Il reste utilisé jusqu'à la prochaine mise à jour.",
    refused: (n) => `Laissés de côté\u00A0: ${whole(n)}`,
    drafts: (paths) => `Brouillons, non indexés\u00A0: ${paths}`,
    passedOver: (kinds) => `Fichiers ignorés\u00A0: ${kinds}`,
    noEnding: "sans extension",
    examples: (n) => `Exemples non affichés\u00A0: ${count(n, noun("question", "questions"))}`,
    omissions: (n) => `Cités en partie seulement\u00A0: ${documents(n)}`,
    omitted: (parts, share) =>
      `${count(parts, noun("partie omise", "parties omises"))}${share === undefined ? "" : `, ${percent(share)} des mots`}`,
    failed: "La mise à jour a échoué. L'index est inchangé.",
    serving: (documentCount, passageCount) =>
      `Toujours utilisés\u00A0: ${collection(documentCount, passageCount)}.`,
    over: (line) => `La mise à jour demandée ici est terminée. ${line}`,
    contradiction: `Choisis \`${rebuild.options.full.name}\` ou \`${rebuild.options.back.name}\`\u00A0: \`${rebuild.options.full.name}\` lit les documents, \`${rebuild.options.back.name}\` non.`,
    long: "Je peux modifier cette réponse pendant 15 minutes. Si ça prend plus longtemps, le résultat arrive en message dans ce salon, ou dans le journal si je ne peux pas écrire ici.",
  },
  sync: {
    running: "Recherche de changements.",
    fetched: (state) => `Documents récupérés\u00A0: ${state}.`,
    same: (state) => `Rien n'a changé\u00A0: ${state}.`,
    inPlace: "Les documents sont dans un dossier\u00A0; je l'ai relu.",
    faults: (n) => `Non récupérés, les copies précédentes restent\u00A0: ${whole(n)}`,
    failed: "La synchronisation a échoué. Les documents et l'index sont inchangés.",
    heldBack: "L'index n'a pas été mis à jour.",
    over: (line) => `La synchronisation demandée ici est terminée. ${line}`,
  },
  server: {
    title: "Réglages de ce serveur",
    source: "Origine des documents",
    uploads: `Ajoutés avec **/${commands.add.name}**`,
    visibility: "Les réponses sont vues par",
    seenBy: { public: "Tout le salon", private: "La personne qui demande seulement" },
    language: "Langue principale",
    recognised: "Reconnue dans chaque document",
    posts: "Nouvelles questions traitées dans",
    threads: "Fils pour les réponses dans",
    moderators: "Questions transmises à",
    nowhere: "Nulle part",
    used: "Utilisé",
    quotas: {
      documents: (used, most) => `${whole(used)} sur ${documents(most)}`,
      passages: (used, most) => `${whole(used)} sur ${passages(most)}`,
      /** In megabytes. */
      bytes: (used, most) => `${decimal(used)} sur ${whole(most)}\u00A0Mo`,
      builds: (used, most) =>
        `${whole(used)} sur ${count(most, noun("mise à jour", "mises à jour"))} aujourd'hui`,
    },
    nearly: (quota) => `⚠️ Presque plein\u00A0: ${quota}`,
    reached: (quota) => `Rien n'a été changé. La limite est atteinte\u00A0: ${quota}.`,
    lessen:
      "Supprime d'abord des documents, ou demande une limite plus haute à l'opérateur de ce bot.",
    tomorrow: "Réessaie demain (UTC).",
    changed: "Les réglages ont été changés.",
    faults: {
      language: (typed) =>
        `«\u00A0${typed}\u00A0» n'est pas le code d'une langue. Écris-en un comme fr, en ou pt.`,
      channel: (channel) =>
        `${channel} n'est pas un salon de ce type. Choisis-en un de ce serveur dans la liste.`,
      off: `Indique les salons que «\u00A0${commands.settings.options.off.name}\u00A0» concerne.`,
      most: (most) => `Il peut y avoir au plus ${whole(most)} salons de chaque type.`,
      notRead:
        "Ce bot ne lit pas les messages des serveurs, donc il ne répond à aucune publication. Son opérateur peut l'activer.",
      notManaged: "Cela ne marche que pour les documents qu'un serveur gère lui-même.",
      either: `Indique soit \`${commands.sync.options.uploads.name}\`, soit \`${commands.sync.options.repository.name}\`.`,
      address:
        "Seule une adresse https publique, sans nom ni mot de passe, peut être lue, comme https://example.org/group/docs.git.",
      refused: (reason) => `Rien n'a été changé. ${reason}`,
    },
    returned: "Les documents sont de nouveau ceux qui ont été ajoutés ici.",
    goBack: `**/${commands.sync.name}** \`${commands.sync.options.uploads.name}\` revient aux documents qui ont été ajoutés ici.`,
    forget: {
      ask: (server) => `Supprimer tout ce qui concerne ${server}\u00A0?`,
      deletes: (documentCount, passageCount) =>
        `Cela supprime aussitôt et pour toujours\u00A0: ${collection(documentCount, passageCount)} et leur index, les épingles, les votes, les questions gardées et tous les réglages.`,
      later: "Si le bot est retiré du serveur, la même chose arrive après 30 jours.",
      confirm: "Tout supprimer",
      done: (server) => `Tout ce qui concernait ${server} a été supprimé.`,
      check: (id) =>
        `Pour vérifier\u00A0: **/${commands.settings.name}** montre 0 document. L'opérateur de ce bot peut vérifier qu'il ne reste rien de ${id}.`,
      left: (rows) =>
        `Tout n'a pas pu être supprimé\u00A0: il reste ${whole(rows)} lignes. Utilise encore **/${commands.forget.name}**.`,
    },
  },
  pins: {
    chosen: "📌 Choisi par les modérateurs\u00A0:",
    added: "📌 Épinglé. Qui pose cette question, ou une question très proche, verra\u00A0:",
    removed: "Ce passage n'est plus épinglé.",
    gone: "Ce passage n'était déjà plus épinglé.",
    remove: "Ne plus épingler",
    removeOne: "Détacher un passage",
    all: "Tous les passages épinglés",
    title: "Passages épinglés",
    none: `Aucun passage épinglé. **/${commands.pin.name}** montre d'abord un passage pour une question\u00A0; 📌 sous une réponse aussi.`,
    counted: (n) => count(n, noun("question", "questions")),
    which: "Quel passage y répond\u00A0?",
    choose: "Choisis le passage",
    aside: {
      changed: "Mis de côté\u00A0: le passage a changé.",
      removed: "Mis de côté\u00A0: le passage a été supprimé.",
      contradicted: "Mis de côté\u00A0: un autre passage est épinglé à la même question.",
    },
    refused: {
      unknown: (id) =>
        `Aucun passage n'a ici l'ID ${id}. Tape un titre et choisis un passage dans la liste.`,
      changed: (id) => `Le passage ${id} a changé, il ne peut donc pas être épinglé.`,
      removed: (id) => `Le passage ${id} a été supprimé, il ne peut donc pas être épinglé.`,
      near: (question) =>
        `C'est très proche de «\u00A0${question}\u00A0», à laquelle un autre passage est épinglé. Pour le remplacer, détache-le d'abord.`,
      greeting:
        "Les salutations ne donnent lieu à aucune recherche\u00A0: rien ne peut y être épinglé.",
      full: (most) =>
        `${whole(most)} passages sont déjà épinglés, c'est le maximum. Détaches-en un d'abord.`,
    },
  },
  digest: {
    title: (from, until) => `Bilan de la semaine, du ${from} au ${until}`,
    totals: {
      shown: "Passages montrés",
      unanswered: "Questions sans résultat",
      spoke: "Messages avec réponse",
      silent: "Messages sans réponse",
      skipped: "Messages non traités, trop nombreux à la fois",
      removed: "Réponses supprimées avec ✕",
      person: "Questions transmises à une personne",
      settled: "Répondu par une personne",
    },
    weekBefore: (n) => `(semaine précédente\u00A0: ${whole(n)})`,
    unanswered: "Sections avec le plus de questions sans réponse",
    disliked: "Passages mal notés",
    silence: "Messages sans réponse, par section la plus proche",
    brokenPins: "Passages épinglés qui ne sont plus montrés",
    questions: (n) => count(n, noun("question", "questions")),
    posts: (n) => count(n, noun("message", "messages")),
    pins: {
      gone: "le passage n'existe plus",
      contradicted: "un autre passage est épinglé à la même question",
    },
    nowhere: "Près d'aucune section",
    unknown: "un passage inconnu",
  },
  intake: {
    savedAs: (path) => `Sera enregistré sous ${path}`,
    replaces: (path) =>
      `${path} existe déjà, avec un autre contenu. Si tu ajoutes ce fichier, il le remplace.`,
    kept: (fields) => `Repris du fichier existant\u00A0: ${fields}`,
    there: (path) => `${path} existe déjà, avec le même contenu.`,
    replacesSamples: "C'est ton premier document\u00A0: les exemples ne seront plus utilisés.",
    titleFrom: {
      you: "tel qu'indiqué",
      document: "d'après ses métadonnées",
      heading: "son premier titre",
      "file name": "d'après le nom du fichier",
    },
    split: (n) => `Découpé en ${passages(n)}`,
    first: "Les premiers\u00A0:",
    notes: "À noter",
    add: "Ajouter et indexer",
    replace: "Remplacer et indexer",
    remove: "Supprimer et indexer",
    cancel: "Annuler",
    undo: "Annuler la modification",
    done: {
      added: (path) => `${path} a été ajouté.`,
      replaced: (path) => `${path} a été remplacé.`,
      removed: (path) => `${path} a été supprimé.`,
    },
    undone: (path) => `${path} est de nouveau comme avant.`,
    notSearched:
      "Il n'est pas encore utilisé\u00A0: c'est un brouillon, ou l'index l'a laissé de côté.",
    removes: (n) =>
      `Plus rien n'y sera trouvé (${passages(n)}). Tu peux annuler cette modification.`,
    samplesReturn: "C'est le dernier document\u00A0: les exemples seront de nouveau utilisés.",
    cancelled: "Rien n'a été modifié.",
    working: "En cours…",
    expired:
      "Ces boutons ont déjà servi, ou datent d'avant un redémarrage ou de plus de 15 minutes. Utilise de nouveau la commande.",
    oneOf: `Indique soit \`${commands.add.options.file.name}\`, soit \`${commands.add.options.link.name}\`.`,
    elsewhere: (source) => `Les documents viennent ici de ${source}. Modifie-les là-bas.`,
    unknown: (typed) =>
      `Aucun document ne s'appelle «\u00A0${typed}\u00A0». Choisis-en un dans la liste.`,
    faults: {
      refused: (name, reason) => `Impossible d'ajouter ${name}\u00A0: ${reason}`,
      gone: () => "Ce document n'existe plus.",
      samples: () =>
        "Les exemples ne peuvent pas être supprimés. Ils ne seront plus utilisés dès que ajouteras un document.",
      superseded: () => "Ce n'est plus la dernière modification.",
      edited: (path) => `${path} a été modifié entre-temps, donc l'annulation n'est plus possible.`,
      nameless: () => "Le fichier doit avoir un nom avec une extension, par exemple .pdf ou .md.",
      reverted: (_path, reason) => `Rien n'a été modifié\u00A0: ${reason}`,
      outdated: (path) => `${path} a changé depuis cet aperçu. Regarde-le de nouveau.`,
      stays: (path, reason) =>
        `L'index n'a pas pu être mis à jour (${reason}), et ${path} a été modifié entre-temps et reste donc tel quel.`,
    },
  },
  refusals: {
    operatorOnly: "Seuls les opérateurs peuvent faire cela, sur leur propre serveur.",
    managersOnly:
      "Seuls les membres qui peuvent gérer ce serveur peuvent faire cela (permission «\u00A0Gérer le serveur\u00A0»).",
    noDocuments: `Ce serveur n'a pas encore de documents. Les membres qui peuvent le gérer en ajoutent avec **/${commands.add.name}**.`,
    unknownCommand: "Cette commande n'existe plus. Discord aura bientôt la nouvelle liste.",
    stale: "Ce bouton vient d'une ancienne version. Repose ta question et utilise le nouveau.",
    alreadyShared: "Tout le monde voit déjà cette réponse.",
    unreadable: `Je n'arrive pas à lire ce que Discord m'a envoyé. Réessaie, ou utilise /${ask.name}.`,
    leaving: "Je vais redémarrer. Réessaie dans un instant.",
    stopped: "On m'a arrêté avant la fin. Réessaie quand je serai de retour.",
    notHere: "Je ne suis pas configuré pour répondre ici.",
    notReady: "Ces documents sont en cours de préparation. Réessaie dans quelques minutes.",
    unreachable: "Ces documents sont injoignables pour le moment. Réessaie dans un instant.",
    nameCollection: "Indique la collection : l’option « collection » les propose.",
    noSuchCollection: "Il n’y a pas de collection de ce nom ici.",
    staysPrivate:
      "Les réponses tirées de ces documents ne sont montrées qu’à la personne qui demande.",
    crowded: "Je suis occupé. Réessaie dans quelques secondes.",
    you: "Tu poses tes questions trop vite.",
    channel: "Trop de questions à la fois dans ce salon.",
    everyone: "Je suis occupé.",
    pressing: "Pas si vite.",
    when: (moment) => `Réessaie ${moment}.`,
    notTaken: "Discord a refusé ma réponse. La raison est dans le journal.",
    apology: "Quelque chose s'est mal passé. La raison est dans le journal.",
    unproved:
      "Désolé\u00A0: un passage ne correspond plus à son document, donc je ne l'affiche pas. Un opérateur devrait mettre à jour l'index.",
    question: (min, max, length) =>
      `Ta question doit faire de ${whole(min)} à ${whole(max)} caractères (elle en fait ${whole(length)}).`,
    wordless: "Pose ta question avec des mots.",
  },
};
