/** @module The sentences for members, in Spanish. */

import { counted, numbersIn, range } from "./counted.ts";
import type { Words } from "./en.ts";

const count = counted("es");
const { whole, decimal, percent } = numbersIn("es");
const noun = (one: string, other: string) => ({ one, many: `de ${other}`, other });
const participle = (one: string) => ({ one, many: `${one}s`, other: `${one}s` });
const documents = (n: number): string => count(n, noun("documento", "documentos"));
const passages = (n: number): string => count(n, noun("fragmento", "fragmentos"));
const collection = (documentCount: number, passageCount: number): string =>
  `${documents(documentCount)}, ${passages(passageCount)}`;

const commands: Words["commands"] = {
  ask: {
    name: "preguntar",
    description: "Busca fragmentos que respondan a una pregunta, citados palabra por palabra",
    options: {
      question: { name: "pregunta", description: "Tu pregunta" },
      private: { name: "privado", description: "Que solo yo vea la respuesta" },
      for: { name: "para", description: "El miembro para quien preguntas" },
      ping: { name: "avisar", description: "Enviar una notificación a ese miembro" },
    },
  },
  documents: { name: "documentos", description: "Muestra los documentos" },
  source: {
    name: "fuente",
    description: "Muestra un fragmento en su documento y de dónde viene el documento",
    options: {
      id: { name: "id", description: "El ID del fragmento, o escribe un título y elige" },
    },
  },
  help: { name: "ayuda", description: "Cómo preguntar y cómo leer una respuesta" },
  collection: { name: "colección", description: "Qué colección; si se omite, la de este canal" },
  collections: {
    name: "colecciones",
    description: "Listar las colecciones que gestionas",
  },
  add: {
    name: "añadir",
    description: "Añadir o sustituir un documento, con vista previa",
    options: {
      file: { name: "archivo", description: "El documento, de hasta 10 MB" },
      link: { name: "enlace", description: "O la dirección https de una página o un archivo" },
      title: { name: "título", description: "Su título, si no tiene uno propio" },
      publisher: { name: "editor", description: "Quién lo publica" },
      published: { name: "publicado", description: "Cuándo se publicó, por ejemplo 2026-01-31" },
    },
  },
  remove: {
    name: "eliminar",
    description: "Eliminar un documento",
    options: {
      document: {
        name: "documento",
        description: "El documento: escribe parte de su nombre y elige",
      },
    },
  },
  rebuild: {
    name: "actualizar",
    description: "Vuelve a leer los documentos y actualiza el índice",
    options: {
      full: { name: "completo", description: "Rehacer todo, también los documentos sin cambios" },
      back: { name: "volver", description: "Volver al índice anterior, sin leer nada" },
      force: { name: "forzar", description: "Aunque falte la mayoría de los documentos" },
    },
  },
  sync: {
    name: "sincronizar",
    description: "Trae los documentos modificados y actualiza el índice",
    options: {
      repository: {
        name: "repositorio",
        description: "Leer los documentos de este repositorio git: su dirección https",
      },
      branch: { name: "rama", description: "Su rama; si se omite, la predeterminada" },
      folder: { name: "carpeta", description: "La carpeta del repositorio con los documentos" },
      uploads: { name: "archivos", description: "Volver a los documentos que se añadieron aquí" },
    },
  },
  pin: {
    name: "fijar",
    description: "Mostrar primero un fragmento para una pregunta y las parecidas",
    options: {
      question: { name: "pregunta", description: "La pregunta, como la hacen los miembros" },
      passage: {
        name: "fragmento",
        description: "El ID del fragmento, o escribe un título y elige",
      },
    },
  },
  pins: {
    name: "fijados",
    description: "Ver los fragmentos fijados y quitar uno",
  },
  settings: {
    name: "ajustes",
    description: "Ver los ajustes y límites de este servidor, o cambiarlos (Gestionar servidor)",
    options: {
      answers: { name: "respuestas", description: "Quién puede ver las respuestas" },
      language: {
        name: "idioma",
        description: "El idioma principal de los documentos, con un código como es o en; o auto",
      },
      posts: {
        name: "publicaciones",
        description: "Un canal o foro en el que se responden las preguntas nuevas",
      },
      threads: { name: "hilos", description: "Un canal en el que cada respuesta tiene su hilo" },
      moderators: {
        name: "moderación",
        description: "El canal al que los miembros pueden pasar preguntas",
      },
      off: {
        name: "quitar",
        description: "Desactiva aquello para lo que sirven los canales indicados",
      },
    },
  },
  forget: {
    name: "olvidar",
    description: "Eliminar los documentos de este servidor y todo lo demás (Gestionar servidor)",
  },
  find: { name: "Buscar fuentes" },
};
const { ask, rebuild } = commands;

export const es: Words = {
  locale: "es",
  dates: "es",
  discordLocales: ["es-ES", "es-419"],
  commands,
  place: {
    line: (from, to) => range("línea", "líneas", from, to),
    page: (from, to) => range("página", "páginas", from, to),
    paragraph: (from, to) => range("párrafo", "párrafos", from, to),
    chapter: (from, to) => range("capítulo", "capítulos", from, to),
    slide: (from, to) => range("diapositiva", "diapositivas", from, to),
    row: (from, to) => range("fila", "filas", from, to),
  },
  answer: {
    found: "🔍 Encontrado:",
    unsure: (n) =>
      n === 1
        ? "❔ No sé si esto responde a la pregunta. El fragmento más cercano:"
        : "❔ No sé si esto responde a la pregunta. Los fragmentos más cercanos:",
    nothing: `➖ Sin resultados. Prueba con otras palabras o mira en **/${commands.documents.name}**.`,
    nothingNear: "➖ Sin resultados. Las secciones más cercanas:",
    searchedFor: (words) => `Búsqueda: ${words}`,
    short: "➖ Sin resultados: esas palabras son demasiado comunes. Añade algunas más.",
    language: (names) => `La mayoría de los documentos están en ${names}.`,
    greeting: `No soy un chatbot: busco en documentos y los cito palabra por palabra, con la fuente. **/${commands.documents.name}** muestra la lista y **/${commands.help.name}** explica el resto.`,
    unread: "No puedo leer esta escritura: solo busqué los nombres y los números.",
    examples: "Por ejemplo:",
    askedFor: (member) => `Para ${member}`,
    sharedBy: (member) => `Compartido por ${member}`,
    changed: "archivo modificado desde entonces",
    removed: "archivo eliminado desde entonces",
    asOf: (commit) => `en el commit ${commit}`,
    page: "enlace",
    alsoFound: "También encontrado",
    quoted: (text) => `«${text}»`,
    sameText: (names) => `El mismo texto en: ${names}`,
    more: (n) => `${whole(n)} más`,
    notPrivate: `Una respuesta para otra persona no puede ser privada: quita \`${ask.options.for.name}\` o \`${ask.options.private.name}\`.`,
  },
  conflicts: {
    title: "Las versiones no coinciden",
    negation: "Una niega lo que dice la otra.",
    more: (n) => `${whole(n)} más en Fuentes`,
  },
  buttons: {
    sources: "Fuentes y más",
    previous: "Anterior",
    next: "Siguiente",
    share: "Mostrar a todos",
    shared: "Mostrado a todos",
    details: "Detalles técnicos",
    text: "Mostrar el texto",
    bytes: "Texto exacto en un archivo",
    link: "Ver el original",
    page: "Página para compartir",
    explain: "Cómo leer una respuesta",
    commands: "Comandos",
    inPlace: "Texto actual",
  },
  passages: {
    choose: "Otro fragmento",
    gone: "Estos fragmentos ya no existen: los documentos han cambiado. Vuelve a preguntar.",
    goneForNow:
      "Estos fragmentos no están disponibles: el índice está dañado y se usa uno anterior. Inténtalo más tarde.",
  },
  votes: {
    up: "¡Gracias!",
    down: "¡Gracias! ¿Quieres decir por qué?",
    because: (reason) => `¡Gracias! Anotado: ${reason}.`,
    choose: "Motivo",
    reasons: {
      elsewhere: "La respuesta está en otro sitio",
      incomplete: "Está incompleta",
      outdated: "Está desactualizada",
      other: "Otro motivo",
    },
  },
  source: {
    unknown: (id) =>
      `Ningún fragmento tiene el ID ${id}. Elige un fragmento de la lista o copia un ID de Detalles técnicos.`,
    several: (typed) => `Varios fragmentos coinciden con «${typed}». Indica el ID de uno:`,
    unknownForNow: (id) =>
      `No puedo encontrar el fragmento ${id} en este momento: el índice está dañado y se usa uno anterior. Inténtalo más tarde.`,
    removed: (id, date, where) =>
      `El fragmento ${id} ya no existe: su documento se eliminó (detectado el ${date}). Estaba en ${where}.`,
    altered: (id, date, where) =>
      `El fragmento ${id} cambió (detectado el ${date}), así que este ID ya no tiene texto. Estaba en ${where}.`,
    successor: (id) => `El texto actual es ${id}.`,
    passage: (number, of) => `Fragmento ${whole(number)} de ${whole(of)}`,
    under: "Sección",
    where: "Dónde",
    place: (path, lines, start, end, isFile) =>
      `${path}, ${lines} (caracteres ${whole(start)} a ${whole(end)} ${isFile ? "del archivo" : "del texto extraído"})`,
    id: "ID del fragmento",
    author: "Autor",
    publisher: "Editor",
    published: "Publicado",
    retrieved: "Consultado",
    licence: "Licencia",
    language: "Idioma",
    link: "Fuente",
    sha256: "SHA-256 del archivo",
    textSha256: "SHA-256 del texto extraído",
    indexed: "En el índice desde",
    commit: "Commit",
    state: "Archivo",
    current: "Sin cambios desde que está en el índice (recién comprobado)",
    changed: "Modificado desde que está en el índice; la cita es del texto anterior",
    gone: "Eliminado desde que está en el índice; la próxima actualización quitará sus fragmentos",
    bytes: (id, bytes, sha256) =>
      `El texto exacto de ${id}: ${count(bytes, noun("byte", "bytes"))} en UTF-8, SHA-256 ${sha256}.`,
  },
  documents: {
    title: "Documentos",
    samples: "Estos son ejemplos. Un operador puede añadir documentos.",
    counts: collection,
    entry: passages,
    page: (page, of) => `Página ${whole(page)} de ${whole(of)}`,
    none: "Todavía no hay documentos.",
    open: "Abrir un documento",
  },
  collections: {
    title: "Colecciones",
    notReady: "no está lista",
    private: "solo para quien pregunta",
    everyone: "todos",
    servers: "servidores",
    channels: "canales",
    roles: "roles",
  },
  find: {
    unsure: (n) =>
      n === 1
        ? "❔ No sé si trata de eso. El fragmento más cercano:"
        : "❔ No sé si tratan de eso. Los fragmentos más cercanos:",
    wordless: "Ese mensaje no tiene texto que buscar.",
  },
  posts: {
    unasked: "Búsqueda automática. Citas literales de los documentos.",
    offer: "Puede que los documentos digan algo sobre esto.",
    search: "Buscar en los documentos",
    remove: "Quitar",
    notYours: "Solo puede quitarlo quien escribió la publicación o quien modera aquí.",
    inThread: "La respuesta está en el hilo.",
    goOn: "Para preguntar algo más, mencióname o respóndeme.",
    carried: "También se buscaron palabras de la pregunta anterior.",
  },
  person: {
    ask: "Preguntar a una persona",
    asks: (member) => `${member} pregunta:`,
    preview: "El equipo de moderación verá exactamente esto. ¿Lo envío?",
    hears: "Cuando respondan, te enviaré un mensaje directo.",
    hearsOrMention: (channel) =>
      `Cuando respondan, te enviaré un mensaje directo. Si no puedo, te mencionaré una vez en ${channel}.`,
    send: "Enviar",
    cancel: "Cancelar",
    sent: "📨 Enviado al equipo de moderación.",
    dropped: "No se ha enviado nada.",
    notSent:
      "No he podido escribir en el canal de moderación, así que no se ha enviado nada. Inténtalo más tarde.",
    sentBefore: "Esta pregunta ya está enviada.",
    closed: "Desde aquí ya no se pueden enviar preguntas al equipo de moderación.",
    limits: {
      question: "Ya has enviado esta pregunta.",
      member: "Has enviado varias preguntas en una hora.",
      everyone: "El equipo de moderación tiene muchas preguntas pendientes.",
    },
    settle: "Marcar como respondida",
    settledBy: (moderator) => `Respondida por ${moderator}.`,
    toldDirectly: (member) => `${member} ha recibido un mensaje directo.`,
    toldIn: (member, channel) => `He mencionado a ${member} en ${channel}.`,
    notTold: (member) => `No he podido avisar a ${member}; avísale tú, por favor.`,
    moderatorsOnly: "Solo el equipo de moderación puede hacer esto.",
    settledBefore: "Esta pregunta ya está marcada como respondida.",
    answered: "El equipo de moderación ha respondido a tu pregunta:",
    answeredOpenly: "El equipo de moderación ha respondido a tu pregunta.",
  },
  help: {
    commands: [
      "Busco en documentos y los cito palabra por palabra, con la fuente. No escribo nada por mi cuenta, no resumo ni saco conclusiones.",
      "",
      `**/${ask.name}** \`${ask.options.question.name}\` encuentra los fragmentos que responden. Con \`${ask.options.private.name}\` solo los ves tú; con \`${ask.options.for.name}\` respondes a alguien (\`${ask.options.ping.name}\` le envía una notificación).`,
      `**/${commands.documents.name}** muestra los documentos.`,
      `**/${commands.source.name}** \`${commands.source.options.id.name}\` muestra un fragmento en su documento.`,
      `**/${commands.help.name}** muestra esta ayuda.`,
      "",
      `Haz clic derecho en un mensaje (en el móvil, mantenlo pulsado) › Aplicaciones › **${commands.find.name}**. Solo tú ves el resultado.`,
    ].join("\n"),
    mentions: "También puedes preguntar sin comando: mencióname o respóndeme.",
    operators: `**/${commands.add.name}** añade un documento tras una vista previa, **/${commands.remove.name}** elimina uno. **/${rebuild.name}** vuelve a leer los documentos; \`${rebuild.options.back.name}\` cambia al índice anterior. Solo para operadores.\n**/${commands.collections.name}** enumera las colecciones.`,
    syncs: `**/${commands.sync.name}** trae los documentos modificados, si vienen de otro sitio. Solo para operadores.`,
    pins: `**/${commands.pin.name}** muestra primero un fragmento para una pregunta, **/${commands.pins.name}** enumera los fijados. Solo para operadores.`,
    managers: [
      "Puedes gestionar este servidor, así que puedes darle documentos:",
      `**/${commands.add.name}** añade uno tras una vista previa, **/${commands.remove.name}** elimina uno. **/${commands.sync.name}** lee en su lugar un repositorio git.`,
      `**/${commands.settings.name}** muestra y cambia los ajustes, y muestra los límites. **/${commands.pin.name}** muestra primero un fragmento para una pregunta.`,
      `**/${commands.forget.name}** elimina todo lo de este servidor.`,
    ].join("\n"),
    explanation: [
      "**Cómo leer una respuesta**",
      "",
      "🔍 He encontrado algo. ❔ No sé si responde a la pregunta. ➖ Nada se acerca lo suficiente. Si un fragmento responde o no, lo decides tú.",
      "📌 Los moderadores eligieron este fragmento para esta pregunta o para una muy parecida.",
      "La frase que mejor encaja va en **negrita**. `[…]` marca texto omitido; nunca se cambia ninguna palabra.",
      "⚖️ Dos documentos dan números o fechas diferentes, o uno niega lo que dice el otro. No juzgo cuál tiene razón.",
      `Fuentes y más muestra cada fragmento en su documento y su ID, que siempre lleva exactamente a ese texto; **/${commands.source.name}** lo encuentra.`,
      "",
    ].join("\n"),
    keeps:
      "Los 👍 y 👎 se guardan sin tu nombre. Las preguntas y publicaciones sin resultados también se guardan, sin tu nombre, para ver qué documentos faltan.",
    keepsNot: "Los 👍 y 👎 se guardan sin tu nombre. Las preguntas no se guardan.",
  },
  rebuild: {
    running: (progress) => `Actualizando el índice. ${progress}.`,
    progress: (stage, done, total) => `${stage}: ${whole(done)} de ${whole(total)}`,
    queued: (place) => `En espera: puesto ${whole(place)} en la cola`,
    unserved: "En espera: no hay ningún worker en marcha (npm run worker inicia uno)",
    stages: {
      read: "Leyendo los documentos",
      embed: "Vectorizando los textos",
      index: "Creando el índice",
      check: "Comprobando",
    },
    done: {
      built: "Índice actualizado",
      unchanged: "Índice comprobado",
      back: "Índice anterior recuperado",
    },
    took: (what, seconds, changes) => `${what} en ${decimal(seconds)} s: ${changes}.`,
    same: "ningún documento ha cambiado",
    kept: "ningún documento ha cambiado",
    changes: (added, changed, removed) =>
      `${count(added, participle("añadido"))}, ${count(changed, participle("modificado"))}, ${count(removed, participle("eliminado"))}`,
    counts: (documentCount, passageCount, embedded, reused) =>
      `${collection(documentCount, passageCount)} (${count(embedded, noun("texto vectorizado", "textos vectorizados"))}, ${count(reused, participle("reutilizado"))}).`,
    samples: "Ahora se citan los ejemplos.",
    samplesInstead: "Se citan los ejemplos: en documents/ no hay nada que citar.",
    samplesGone: "Los ejemplos ya no se citan.",
    stays: "Se usará hasta la próxima actualización.",
    refused: (n) => `No incluidos: ${whole(n)}`,
    drafts: (paths) => `Borradores, fuera del índice: ${paths}`,
    passedOver: (kinds) => `Archivos omitidos: ${kinds}`,
    noEnding: "sin extensión",
    examples: (n) => `Ejemplos no mostrados: ${count(n, noun("pregunta", "preguntas"))}`,
    omissions: (n) => `Citados solo en parte: ${documents(n)}`,
    omitted: (parts, share) =>
      `${count(parts, noun("parte omitida", "partes omitidas"))}${share === undefined ? "" : `, el ${percent(share)} de las palabras`}`,
    failed: "La actualización ha fallado. El índice no ha cambiado.",
    serving: (documentCount, passageCount) =>
      `Siguen en uso: ${collection(documentCount, passageCount)}.`,
    over: (line) => `La actualización que pediste aquí ha terminado. ${line}`,
    contradiction: `Elige \`${rebuild.options.full.name}\` o \`${rebuild.options.back.name}\`: \`${rebuild.options.full.name}\` lee los documentos, \`${rebuild.options.back.name}\` no.`,
    long: "Puedo cambiar esta respuesta durante 15 minutos. Si tarda más, el resultado llegará como mensaje a este canal, o al registro si no puedo escribir aquí.",
  },
  sync: {
    running: "Buscando cambios.",
    fetched: (state) => `Documentos traídos: ${state}.`,
    same: (state) => `Nada ha cambiado: ${state}.`,
    inPlace: "Los documentos están en una carpeta; la he vuelto a leer.",
    faults: (n) => `No traídos, se conservan las copias anteriores: ${whole(n)}`,
    failed: "La sincronización ha fallado. Los documentos y el índice no han cambiado.",
    heldBack: "El índice no se ha actualizado.",
    over: (line) => `La sincronización que pediste aquí ha terminado. ${line}`,
  },
  server: {
    title: "Ajustes de este servidor",
    source: "Documentos",
    uploads: `Añadidos con **/${commands.add.name}**`,
    visibility: "Las respuestas las ve",
    seenBy: { public: "Todo el canal", private: "Solo quien pregunta" },
    language: "Idioma principal",
    recognised: "Se reconoce en cada documento",
    posts: "Se responden preguntas nuevas en",
    threads: "Hilos para respuestas en",
    moderators: "Las preguntas se pasan a",
    nowhere: "En ningún sitio",
    used: "Uso",
    quotas: {
      documents: (used, most) => `${whole(used)} de ${documents(most)}`,
      passages: (used, most) => `${whole(used)} de ${passages(most)}`,
      /** In megabytes. */
      bytes: (used, most) => `${decimal(used)} de ${whole(most)} MB`,
      builds: (used, most) =>
        `${whole(used)} de ${count(most, noun("actualización", "actualizaciones"))} hoy`,
    },
    nearly: (quota) => `⚠️ Casi lleno: ${quota}`,
    reached: (quota) => `No se cambió nada. Se alcanzó el límite: ${quota}.`,
    lessen: "Elimina antes algún documento, o pide un límite mayor al operador de este bot.",
    tomorrow: "Inténtalo de nuevo mañana (UTC).",
    changed: "Los ajustes se cambiaron.",
    faults: {
      language: (typed) => `«${typed}» no es el código de un idioma. Escribe uno como es, en o pt.`,
      channel: (channel) =>
        `${channel} no es un canal de este tipo. Elige uno de este servidor en la lista.`,
      off: `Indica los canales a los que se aplica «${commands.settings.options.off.name}».`,
      most: (most) => `Puede haber como máximo ${whole(most)} canales de cada tipo.`,
      notRead:
        "Este bot no lee los mensajes de los servidores, así que no responde publicaciones. Su operador puede activarlo.",
      notManaged: "Esto solo funciona con documentos que el servidor gestiona por sí mismo.",
      either: `Indica \`${commands.sync.options.uploads.name}\` o \`${commands.sync.options.repository.name}\`, uno de los dos.`,
      address:
        "Solo se puede leer una dirección https pública, sin nombre ni contraseña, como https://example.org/group/docs.git.",
      refused: (reason) => `No se cambió nada. ${reason}`,
    },
    returned: "Los documentos vuelven a ser los que se añadieron aquí.",
    goBack: `**/${commands.sync.name}** \`${commands.sync.options.uploads.name}\` vuelve a los documentos que se añadieron aquí.`,
    forget: {
      ask: (server) => `¿Eliminar todo lo de ${server}?`,
      deletes: (documentCount, passageCount) =>
        `Esto elimina de inmediato y para siempre: ${collection(documentCount, passageCount)} y su índice, los fragmentos fijados, los votos, las preguntas guardadas y todos los ajustes.`,
      later: "Si se quita el bot del servidor, ocurre lo mismo al cabo de 30 días.",
      confirm: "Eliminar todo",
      done: (server) => `Se eliminó todo lo de ${server}.`,
      check: (id) =>
        `Para comprobarlo: **/${commands.settings.name}** muestra 0 documentos. El operador de este bot puede verificar que no queda nada de ${id}.`,
      left: (rows) =>
        `No se pudo eliminar todo: quedan ${whole(rows)} filas. Usa **/${commands.forget.name}** otra vez.`,
    },
  },
  pins: {
    chosen: "📌 Elegido por los moderadores:",
    added: "📌 Fijado. Quien pregunte esto, o algo muy parecido, verá:",
    removed: "Ya no está fijado.",
    gone: "Este fragmento ya no estaba fijado.",
    remove: "Dejar de fijarlo",
    removeOne: "Dejar de fijar uno",
    all: "Todos los fijados",
    title: "Fragmentos fijados",
    none: `Todavía no hay fragmentos fijados. **/${commands.pin.name}** muestra primero un fragmento para una pregunta; también 📌 bajo una respuesta.`,
    counted: (n) => count(n, noun("pregunta", "preguntas")),
    which: "¿Qué fragmento la responde?",
    choose: "Elige el fragmento",
    aside: {
      changed: "Apartado: el fragmento ha cambiado.",
      removed: "Apartado: el fragmento se ha eliminado.",
      contradicted: "Apartado: la misma pregunta tiene fijado también otro fragmento.",
    },
    refused: {
      unknown: (id) =>
        `Ningún fragmento tiene aquí el ID ${id}. Escribe un título y elige uno de la lista.`,
      changed: (id) => `El fragmento ${id} ha cambiado, así que no se puede fijar.`,
      removed: (id) => `El fragmento ${id} se ha eliminado, así que no se puede fijar.`,
      near: (question) =>
        `Se parece mucho a «${question}», que tiene fijado otro fragmento. Para sustituirlo, primero deja de fijarlo.`,
      greeting: "Los saludos no se buscan, así que no se les puede fijar nada.",
      full: (most) =>
        `Ya hay ${whole(most)} fragmentos fijados, el máximo. Deja de fijar uno primero.`,
    },
  },
  digest: {
    title: (from, until) => `Informe semanal, del ${from} al ${until}`,
    totals: {
      shown: "Fragmentos mostrados",
      unanswered: "Preguntas sin resultados",
      spoke: "Publicaciones respondidas",
      silent: "Publicaciones sin respuesta",
      skipped: "Publicaciones sin analizar, demasiadas a la vez",
      removed: "Respuestas eliminadas con ✕",
      person: "Preguntas enviadas a una persona",
      settled: "Respondidas por una persona",
    },
    weekBefore: (n) => `(semana anterior: ${whole(n)})`,
    unanswered: "Secciones con más preguntas sin respuesta",
    disliked: "Fragmentos con votos negativos",
    silence: "Publicaciones sin respuesta, por la sección más cercana",
    brokenPins: "Fragmentos fijados que ya no se muestran",
    questions: (n) => count(n, noun("pregunta", "preguntas")),
    posts: (n) => count(n, noun("publicación", "publicaciones")),
    pins: {
      gone: "el fragmento ya no existe",
      contradicted: "la misma pregunta tiene fijado otro fragmento",
    },
    nowhere: "Cerca de ninguna sección",
    unknown: "un fragmento desconocido",
  },
  intake: {
    savedAs: (path) => `Se guardará como ${path}`,
    replaces: (path) => `${path} ya existe y es diferente. Si añades este archivo, lo sustituye.`,
    kept: (fields) => `Se conserva del archivo existente: ${fields}`,
    there: (path) => `${path} ya existe, con el mismo contenido.`,
    replacesSamples: "Es tu primer documento: ya no se buscará en los ejemplos.",
    titleFrom: {
      you: "como lo has indicado",
      document: "de sus propios metadatos",
      heading: "su primer título",
      "file name": "del nombre del archivo",
    },
    split: (n) => `Dividido en ${passages(n)}`,
    first: "Los primeros:",
    notes: "Ten en cuenta",
    add: "Añadir e indexar",
    replace: "Sustituir e indexar",
    remove: "Eliminar e indexar",
    cancel: "Cancelar",
    undo: "Deshacer",
    done: {
      added: (path) => `Se ha añadido ${path}.`,
      replaced: (path) => `Se ha sustituido ${path}.`,
      removed: (path) => `Se ha eliminado ${path}.`,
    },
    undone: (path) => `${path} vuelve a estar como antes.`,
    notSearched: "Todavía no se busca en él: es un borrador, o el índice lo ha omitido.",
    removes: (n) => `Ya no se encontrará nada de él (${passages(n)}). Puedes deshacerlo.`,
    samplesReturn: "Es el último documento: se volverá a buscar en los ejemplos.",
    cancelled: "No se ha cambiado nada.",
    working: "En curso…",
    expired:
      "Estos botones ya se han usado, tienen más de 15 minutos o son de antes de un reinicio. Usa el comando de nuevo.",
    oneOf: `Indica \`${commands.add.options.file.name}\` o \`${commands.add.options.link.name}\`, uno de los dos.`,
    elsewhere: (source) => `Aquí los documentos vienen de ${source}. Cámbialos allí.`,
    unknown: (typed) => `Ningún documento se llama «${typed}». Elige uno de la lista.`,
    faults: {
      refused: (name, reason) => `No se puede añadir ${name}: ${reason}`,
      gone: () => "Ese documento ya no existe.",
      samples: () =>
        "Los ejemplos no se pueden eliminar. En cuanto añadas un documento, ya no se buscará en ellos.",
      superseded: () => "Ya no es el último cambio.",
      edited: (path) => `${path} ha cambiado mientras tanto, así que no se puede deshacer.`,
      nameless: () => "El archivo necesita un nombre con extensión, como .pdf o .md.",
      reverted: (_path, reason) => `No se ha cambiado nada: ${reason}`,
      outdated: (path) => `${path} ha cambiado desde esta vista previa. Míralo de nuevo.`,
      stays: (path, reason) =>
        `No se pudo actualizar el índice (${reason}), y ${path} ha cambiado mientras tanto, así que se queda como está.`,
    },
  },
  refusals: {
    operatorOnly: "Solo los operadores pueden hacer esto, en su propio servidor.",
    managersOnly:
      "Solo los miembros que pueden gestionar este servidor pueden hacer esto (permiso «Gestionar servidor»).",
    noDocuments: `Este servidor todavía no tiene documentos. Quienes pueden gestionarlo los añaden con **/${commands.add.name}**.`,
    unknownCommand: "Ese comando ya no existe. Discord tendrá pronto la lista nueva.",
    stale: "Este botón es de una versión anterior. Vuelve a preguntar y usa el nuevo.",
    alreadyShared: "Todos ven ya esta respuesta.",
    unreadable: `No puedo leer lo que Discord me envió. Inténtalo de nuevo o usa /${ask.name}.`,
    leaving: "Estoy a punto de reiniciarme. Inténtalo de nuevo en un momento.",
    stopped: "Me apagaron antes de terminar. Inténtalo de nuevo cuando vuelva.",
    notHere: "No estoy configurado para responder aquí.",
    notReady: "Estos documentos se están preparando. Inténtalo de nuevo dentro de unos minutos.",
    unreachable: "Ahora no se puede acceder a estos documentos. Inténtalo de nuevo en un momento.",
    nameCollection: "Indica la colección: la opción «colección» las sugiere.",
    noSuchCollection: "Aquí no hay ninguna colección con ese nombre.",
    staysPrivate: "Las respuestas de estos documentos solo las ve quien pregunta.",
    crowded: "Estoy ocupado. Inténtalo de nuevo en unos segundos.",
    you: "Preguntas demasiado rápido.",
    channel: "En este canal se pregunta demasiado rápido.",
    everyone: "Estoy ocupado.",
    pressing: "Más despacio.",
    when: (moment) => `Inténtalo de nuevo ${moment}.`,
    notTaken: "Discord rechazó mi respuesta. El motivo está en el registro.",
    apology: "Algo salió mal. El motivo está en el registro.",
    unproved:
      "Lo siento: un fragmento ya no coincide con su documento, así que no lo muestro. Un operador debería actualizar el índice.",
    question: (min, max, length) =>
      `Tu pregunta debe tener de ${whole(min)} a ${whole(max)} caracteres (tiene ${whole(length)}).`,
    wordless: "Pregunta con palabras.",
  },
};
