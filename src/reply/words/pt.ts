/** @module The sentences for members, in Brazilian Portuguese. */

import { counted, numbersIn, range } from "./counted.ts";
import type { Words } from "./en.ts";

const count = counted("pt");
const { whole, decimal, percent } = numbersIn("pt");
const noun = (one: string, other: string) => ({ one, many: `de ${other}`, other });
const participle = (one: string) => ({ one, many: `${one}s`, other: `${one}s` });
const documents = (n: number): string => count(n, noun("documento", "documentos"));
const passages = (n: number): string => count(n, noun("trecho", "trechos"));
const collection = (documentCount: number, passageCount: number): string =>
  `${documents(documentCount)}, ${passages(passageCount)}`;

const commands: Words["commands"] = {
  ask: {
    name: "perguntar",
    description: "Encontra trechos que respondem a uma pergunta, citados palavra por palavra",
    options: {
      question: { name: "pergunta", description: "Sua pergunta" },
      private: { name: "privado", description: "Mostrar a resposta só para mim" },
      for: { name: "para", description: "O membro para quem você está perguntando" },
      ping: { name: "notificar", description: "Notificar esse membro" },
    },
  },
  documents: { name: "documentos", description: "Lista os documentos" },
  source: {
    name: "fonte",
    description: "Mostra um trecho dentro do documento e de onde o documento vem",
    options: {
      id: { name: "id", description: "O ID do trecho, ou digite um título e escolha" },
    },
  },
  help: { name: "ajuda", description: "Como perguntar e como ler uma resposta" },
  collection: { name: "coleção", description: "Qual coleção; se omitida, a deste canal" },
  collections: {
    name: "coleções",
    description: "Listar as coleções que você opera",
  },
  add: {
    name: "adicionar",
    description: "Adicionar ou substituir um documento, com prévia",
    options: {
      file: { name: "arquivo", description: "O documento, até 10 MB" },
      link: { name: "link", description: "Ou o endereço https de uma página ou arquivo" },
      title: { name: "título", description: "O título, se ele não tiver um" },
      publisher: { name: "editora", description: "Quem publica" },
      published: { name: "publicado", description: "Quando foi publicado, como 2026-01-31" },
    },
  },
  remove: {
    name: "remover",
    description: "Remover um documento",
    options: {
      document: { name: "documento", description: "O documento: digite parte do nome e escolha" },
    },
  },
  rebuild: {
    name: "atualizar",
    description: "Lê os documentos de novo e atualiza o índice",
    options: {
      full: { name: "completo", description: "Refazer tudo, até os documentos sem alterações" },
      back: { name: "voltar", description: "Voltar ao índice anterior, sem ler nada" },
      force: { name: "forçar", description: "Mesmo se faltar a maioria dos documentos" },
    },
  },
  sync: {
    name: "sincronizar",
    description: "Busca os documentos alterados e atualiza o índice",
    options: {
      repository: {
        name: "repositório",
        description: "Ler os documentos deste repositório git: o endereço https dele",
      },
      branch: { name: "ramo", description: "O ramo dele; se omitido, o padrão" },
      folder: { name: "pasta", description: "A pasta do repositório com os documentos" },
      uploads: {
        name: "arquivos",
        description: "Voltar aos documentos que foram adicionados aqui",
      },
    },
  },
  pin: {
    name: "fixar",
    description: "Mostrar primeiro um trecho para uma pergunta e as parecidas",
    options: {
      question: { name: "pergunta", description: "A pergunta, como os membros fazem" },
      passage: { name: "trecho", description: "O ID do trecho, ou digite um título e escolha" },
    },
  },
  pins: { name: "fixados", description: "Ver os trechos fixados e desafixar um" },
  settings: {
    name: "configurações",
    description: "Ver ou alterar as configurações e limites deste servidor (Gerenciar servidor)",
    options: {
      answers: { name: "respostas", description: "Quem pode ver as respostas" },
      language: {
        name: "idioma",
        description: "O idioma principal dos documentos, com um código como pt ou en; ou auto",
      },
      posts: {
        name: "postagens",
        description: "Um canal ou fórum em que as novas perguntas são respondidas",
      },
      threads: { name: "tópicos", description: "Um canal em que cada resposta ganha um tópico" },
      moderators: {
        name: "moderação",
        description: "O canal para o qual os membros podem passar perguntas",
      },
      off: {
        name: "desativar",
        description: "Desativa aquilo para que servem os canais indicados",
      },
    },
  },
  forget: {
    name: "esquecer",
    description: "Excluir os documentos deste servidor e todo o resto (Gerenciar servidor)",
  },
  find: { name: "Encontrar fontes" },
};
const { ask, rebuild } = commands;

export const pt: Words = {
  locale: "pt",
  dates: "pt-BR",
  discordLocales: ["pt-BR"],
  commands,
  place: {
    line: (from, to) => range("linha", "linhas", from, to),
    page: (from, to) => range("página", "páginas", from, to),
    paragraph: (from, to) => range("parágrafo", "parágrafos", from, to),
    chapter: (from, to) => range("capítulo", "capítulos", from, to),
    slide: (from, to) => range("slide", "slides", from, to),
    row: (from, to) => range("linha", "linhas", from, to),
  },
  answer: {
    found: "🔍 Encontrei:",
    unsure: (n) =>
      n === 1
        ? "❔ Não sei se isto responde à pergunta. O trecho mais próximo:"
        : "❔ Não sei se isto responde à pergunta. Os trechos mais próximos:",
    nothing: `➖ Não encontrei nada. Tente outras palavras ou veja **/${commands.documents.name}**.`,
    nothingNear: "➖ Não encontrei nada. As seções mais próximas:",
    searchedFor: (words) => `Busca: ${words}`,
    short: "➖ Não encontrei nada: essas palavras são comuns demais. Escreva mais algumas.",
    language: (names) => `A maioria dos documentos está em ${names}.`,
    greeting: `Não sou um chatbot: eu pesquiso documentos e os cito palavra por palavra, com a fonte. **/${commands.documents.name}** mostra a lista e **/${commands.help.name}** explica o resto.`,
    unread: "Não consigo ler esta escrita: só procurei os nomes e os números.",
    examples: "Por exemplo:",
    askedFor: (member) => `Para ${member}`,
    sharedBy: (member) => `Compartilhado por ${member}`,
    changed: "arquivo alterado desde então",
    removed: "arquivo removido desde então",
    asOf: (commit) => `no commit ${commit}`,
    page: "link",
    alsoFound: "Também encontrei",
    quoted: (text) => `“${text}”`,
    sameText: (names) => `O mesmo texto em: ${names}`,
    more: (n) => `mais ${whole(n)}`,
    notPrivate: `Uma resposta para outra pessoa não pode ser privada: tire \`${ask.options.for.name}\` ou \`${ask.options.private.name}\`.`,
  },
  conflicts: {
    title: "As versões não batem",
    negation: "Uma nega o que a outra diz.",
    more: (n) => `mais ${whole(n)} em Fontes`,
  },
  buttons: {
    sources: "Fontes e mais",
    previous: "Anterior",
    next: "Próximo",
    share: "Mostrar para todos",
    shared: "Mostrado para todos",
    details: "Detalhes técnicos",
    text: "Mostrar o texto",
    bytes: "Texto exato em arquivo",
    link: "Ver o original",
    page: "Página para compartilhar",
    explain: "Como ler uma resposta",
    commands: "Comandos",
    inPlace: "Texto atual",
  },
  passages: {
    choose: "Outro trecho",
    gone: "Estes trechos não existem mais: os documentos mudaram. Pergunte de novo.",
    goneForNow:
      "Estes trechos não estão disponíveis: o índice está danificado e um anterior está em uso. Tente de novo mais tarde.",
  },
  votes: {
    up: "Valeu!",
    down: "Valeu! Quer dizer por quê?",
    because: (reason) => `Valeu! Anotado: ${reason}.`,
    choose: "Motivo",
    reasons: {
      elsewhere: "A resposta está em outro lugar",
      incomplete: "Está incompleta",
      outdated: "Está desatualizada",
      other: "Outro motivo",
    },
  },
  source: {
    unknown: (id) =>
      `Nenhum trecho tem o ID ${id}. Escolha um trecho da lista ou copie um ID de Detalhes técnicos.`,
    several: (typed) => `Vários trechos correspondem a “${typed}”. Informe o ID de um deles:`,
    unknownForNow: (id) =>
      `Não consigo encontrar o trecho ${id} agora: o índice está danificado e um anterior está em uso. Tente de novo mais tarde.`,
    removed: (id, date, where) =>
      `O trecho ${id} não existe mais: o documento dele foi removido até ${date}. Ficava em ${where}.`,
    altered: (id, date, where) =>
      `O trecho ${id} foi alterado até ${date}, então este ID não tem mais texto. Ficava em ${where}.`,
    successor: (id) => `O texto atual é ${id}.`,
    passage: (number, of) => `Trecho ${whole(number)} de ${whole(of)}`,
    under: "Seção",
    where: "Onde",
    place: (path, lines, start, end, isFile) =>
      `${path}, ${lines} (caracteres ${whole(start)} a ${whole(end)} ${isFile ? "do arquivo" : "do texto extraído dele"})`,
    id: "ID do trecho",
    author: "Autor",
    publisher: "Editora",
    published: "Publicado em",
    retrieved: "Acessado em",
    licence: "Licença",
    language: "Idioma",
    link: "Fonte",
    sha256: "SHA-256 do arquivo",
    textSha256: "SHA-256 do texto extraído",
    indexed: "No índice desde",
    commit: "Commit",
    state: "Arquivo",
    current: "Sem alterações desde que está no índice (verificado agora)",
    changed: "Alterado desde que está no índice; a citação é do texto anterior",
    gone: "Removido desde que está no índice; a próxima atualização remove os trechos dele",
    bytes: (id, bytes, sha256) =>
      `O texto exato de ${id}: ${count(bytes, noun("byte", "bytes"))} em UTF-8, SHA-256 ${sha256}.`,
  },
  documents: {
    title: "Documentos",
    samples: "Estes são exemplos. Um operador pode adicionar documentos.",
    counts: collection,
    entry: passages,
    page: (page, of) => `Página ${whole(page)} de ${whole(of)}`,
    none: "Ainda não há documentos.",
    open: "Abrir um documento",
  },
  collections: {
    title: "Coleções",
    notReady: "não está pronta",
    private: "só para quem pergunta",
    everyone: "todos",
    servers: "servidores",
    channels: "canais",
    roles: "cargos",
  },
  find: {
    unsure: (n) =>
      n === 1
        ? "❔ Não sei se é sobre isso. O trecho mais próximo:"
        : "❔ Não sei se são sobre isso. Os trechos mais próximos:",
    wordless: "Essa mensagem não tem texto para pesquisar.",
  },
  posts: {
    unasked: "Busca automática. Citações literais dos documentos.",
    offer: "Talvez os documentos digam algo sobre isso.",
    search: "Procurar nos documentos",
    remove: "Remover",
    notYours: "Só quem escreveu a publicação ou um moderador pode remover isto.",
    inThread: "A resposta está no tópico.",
    goOn: "Para perguntar mais, mencione-me ou responda-me.",
    carried: "Também foram procuradas palavras da pergunta anterior.",
  },
  person: {
    ask: "Perguntar a uma pessoa",
    asks: (member) => `${member} pergunta:`,
    preview: "A moderação vai ver exatamente isto. Enviar?",
    hears: "Quando responderem, mando uma mensagem direta para você.",
    hearsOrMention: (channel) =>
      `Quando responderem, mando uma mensagem direta para você. Se não der, menciono você uma vez em ${channel}.`,
    send: "Enviar",
    cancel: "Cancelar",
    sent: "📨 Enviado à moderação.",
    dropped: "Nada foi enviado.",
    notSent:
      "Não consegui escrever no canal da moderação, então nada foi enviado. Tente mais tarde.",
    sentBefore: "Esta pergunta já foi enviada.",
    closed: "Não é mais possível enviar perguntas à moderação daqui.",
    limits: {
      question: "Você já enviou esta pergunta.",
      member: "Você enviou várias perguntas em uma hora.",
      everyone: "A moderação tem muitas perguntas na fila.",
    },
    settle: "Marcar como respondida",
    settledBy: (moderator) => `Respondida por ${moderator}.`,
    toldDirectly: (member) => `${member} recebeu uma mensagem direta.`,
    toldIn: (member, channel) => `Mencionei ${member} em ${channel}.`,
    notTold: (member) => `Não consegui avisar ${member}; avise você, por favor.`,
    moderatorsOnly: "Só a moderação pode fazer isso.",
    settledBefore: "Esta pergunta já está marcada como respondida.",
    answered: "A moderação respondeu à sua pergunta:",
    answeredOpenly: "A moderação respondeu à sua pergunta.",
  },
  help: {
    commands: [
      "Eu pesquiso documentos e os cito palavra por palavra, com a fonte. Não escrevo nada por conta própria, não resumo nem tiro conclusões.",
      "",
      `**/${ask.name}** \`${ask.options.question.name}\` encontra trechos que respondem. Com \`${ask.options.private.name}\`, só você vê; com \`${ask.options.for.name}\`, você responde a alguém (\`${ask.options.ping.name}\` avisa a pessoa).`,
      `**/${commands.documents.name}** lista os documentos.`,
      `**/${commands.source.name}** \`${commands.source.options.id.name}\` mostra um trecho dentro do documento.`,
      `**/${commands.help.name}** mostra esta ajuda.`,
      "",
      `Clique com o botão direito em uma mensagem (no celular, toque e segure) › Apps › **${commands.find.name}**. Só você vê o resultado.`,
    ].join("\n"),
    mentions: "Você também pode perguntar sem comando: mencione-me ou responda-me.",
    operators: `**/${commands.add.name}** adiciona um documento depois de uma prévia, **/${commands.remove.name}** remove um. **/${rebuild.name}** lê os documentos de novo; \`${rebuild.options.back.name}\` volta ao índice anterior. Só para operadores.\n**/${commands.collections.name}** lista as coleções.`,
    syncs: `**/${commands.sync.name}** busca os documentos alterados, se vêm de outro lugar. Só para operadores.`,
    pins: `**/${commands.pin.name}** mostra primeiro um trecho para uma pergunta, **/${commands.pins.name}** lista os fixados. Só para operadores.`,
    managers: [
      "Você pode gerenciar este servidor, então pode dar documentos a ele:",
      `**/${commands.add.name}** adiciona um depois de uma prévia, **/${commands.remove.name}** remove um. **/${commands.sync.name}** lê um repositório git no lugar deles.`,
      `**/${commands.settings.name}** mostra e altera as configurações, e mostra os limites. **/${commands.pin.name}** mostra primeiro um trecho para uma pergunta.`,
      `**/${commands.forget.name}** exclui tudo deste servidor.`,
    ].join("\n"),
    explanation: [
      "**Como ler uma resposta**",
      "",
      "🔍 Encontrei alguma coisa. ❔ Não sei se responde à pergunta. ➖ Nada chegou perto o bastante. Quem decide se um trecho responde é você.",
      "📌 Os moderadores escolheram este trecho para esta pergunta ou para uma muito parecida.",
      "A frase que mais combina fica em **negrito**. `[…]` marca texto omitido; nenhuma palavra é alterada.",
      "⚖️ Dois documentos dão números ou datas diferentes, ou um nega o que o outro diz. Não julgo qual está certo.",
      `Fontes e mais mostra cada trecho dentro do documento e o ID, que sempre leva exatamente a esse texto; **/${commands.source.name}** o encontra.`,
      "",
    ].join("\n"),
    keeps:
      "👍 e 👎 são guardados sem o seu nome. Perguntas e publicações sem resultado também são guardadas, sem o seu nome, para ver quais documentos faltam.",
    keepsNot: "👍 e 👎 são guardados sem o seu nome. As perguntas não são guardadas.",
  },
  rebuild: {
    running: (progress) => `Atualizando o índice. ${progress}.`,
    progress: (stage, done, total) => `${stage}: ${whole(done)} de ${whole(total)}`,
    queued: (place) => `Em espera: posição ${whole(place)} na fila`,
    unserved: "Em espera: nenhum worker está em execução (npm run worker inicia um)",
    stages: {
      read: "Lendo os documentos",
      embed: "Vetorizando os textos",
      index: "Criando o índice",
      check: "Verificando",
    },
    done: {
      built: "Índice atualizado",
      unchanged: "Índice verificado",
      back: "Índice anterior restaurado",
    },
    took: (what, seconds, changes) => `${what} em ${decimal(seconds)} s: ${changes}.`,
    same: "nenhum documento mudou",
    kept: "nenhum documento mudou",
    changes: (added, changed, removed) =>
      `${count(added, participle("adicionado"))}, ${count(changed, participle("alterado"))}, ${count(removed, participle("removido"))}`,
    counts: (documentCount, passageCount, embedded, reused) =>
      `${collection(documentCount, passageCount)} (${count(embedded, noun("texto vetorizado", "textos vetorizados"))}, ${count(reused, participle("reaproveitado"))}).`,
    samples: "Agora os exemplos são citados.",
    samplesInstead: "Os exemplos são citados: em documents/ não há nada para citar.",
    samplesGone: "Os exemplos não são mais citados.",
    stays: "Ele fica em uso até a próxima atualização.",
    refused: (n) => `Deixados de fora: ${whole(n)}`,
    drafts: (paths) => `Rascunhos, fora do índice: ${paths}`,
    passedOver: (kinds) => `Arquivos ignorados: ${kinds}`,
    noEnding: "sem extensão",
    examples: (n) => `Exemplos não mostrados: ${count(n, noun("pergunta", "perguntas"))}`,
    omissions: (n) => `Citados só em parte: ${documents(n)}`,
    omitted: (parts, share) =>
      `${count(parts, noun("parte omitida", "partes omitidas"))}${share === undefined ? "" : `, ${percent(share)} das palavras`}`,
    failed: "A atualização falhou. O índice não mudou.",
    serving: (documentCount, passageCount) =>
      `Continuam em uso: ${collection(documentCount, passageCount)}.`,
    over: (line) => `A atualização que você pediu aqui terminou. ${line}`,
    contradiction: `Escolha \`${rebuild.options.full.name}\` ou \`${rebuild.options.back.name}\`: \`${rebuild.options.full.name}\` lê os documentos, \`${rebuild.options.back.name}\` não.`,
    long: "Posso editar esta resposta por 15 minutos. Se demorar mais, o resultado chega como mensagem neste canal, ou vai para o log se eu não puder escrever aqui.",
  },
  sync: {
    running: "Procurando alterações.",
    fetched: (state) => `Documentos obtidos: ${state}.`,
    same: (state) => `Nada mudou: ${state}.`,
    inPlace: "Os documentos estão em uma pasta; eu a li de novo.",
    faults: (n) => `Não obtidos, as cópias anteriores permanecem: ${whole(n)}`,
    failed: "A sincronização falhou. Os documentos e o índice não mudaram.",
    heldBack: "O índice não foi atualizado.",
    over: (line) => `A sincronização que você pediu aqui terminou. ${line}`,
  },
  server: {
    title: "Configurações deste servidor",
    source: "Origem dos documentos",
    uploads: `Adicionados com **/${commands.add.name}**`,
    visibility: "As respostas são vistas por",
    seenBy: { public: "Todos no canal", private: "Só quem pergunta" },
    language: "Idioma principal",
    recognised: "Reconhecido em cada documento",
    posts: "Novas perguntas respondidas em",
    threads: "Tópicos para respostas em",
    moderators: "Perguntas passadas para",
    nowhere: "Em nenhum lugar",
    used: "Uso",
    quotas: {
      documents: (used, most) => `${whole(used)} de ${documents(most)}`,
      passages: (used, most) => `${whole(used)} de ${passages(most)}`,
      /** In megabytes. */
      bytes: (used, most) => `${decimal(used)} de ${whole(most)} MB`,
      builds: (used, most) =>
        `${whole(used)} de ${count(most, noun("atualização", "atualizações"))} hoje`,
    },
    nearly: (quota) => `⚠️ Quase cheio: ${quota}`,
    reached: (quota) => `Nada foi alterado. O limite foi atingido: ${quota}.`,
    lessen: "Remova documentos antes, ou peça um limite maior ao operador deste bot.",
    tomorrow: "Tente de novo amanhã (UTC).",
    changed: "As configurações foram alteradas.",
    faults: {
      language: (typed) => `“${typed}” não é o código de um idioma. Escreva um como pt, en ou de.`,
      channel: (channel) =>
        `${channel} não é um canal desse tipo. Escolha um deste servidor na lista.`,
      off: `Indique os canais a que “${commands.settings.options.off.name}” se aplica.`,
      most: (most) => `Pode haver no máximo ${whole(most)} canais de cada tipo.`,
      notRead:
        "Este bot não lê mensagens nos servidores, então não responde a postagens. O operador dele pode ativar isso.",
      notManaged: "Isso só funciona com documentos que o próprio servidor gerencia.",
      either: `Informe \`${commands.sync.options.uploads.name}\` ou \`${commands.sync.options.repository.name}\`.`,
      address:
        "Só um endereço https público, sem nome nem senha, pode ser lido, como https://example.org/group/docs.git.",
      refused: (reason) => `Nada foi alterado. ${reason}`,
    },
    returned: "Os documentos são de novo os que foram adicionados aqui.",
    goBack: `**/${commands.sync.name}** \`${commands.sync.options.uploads.name}\` volta aos documentos que foram adicionados aqui.`,
    forget: {
      ask: (server) => `Excluir tudo de ${server}?`,
      deletes: (documentCount, passageCount) =>
        `Isso exclui de imediato e para sempre: ${collection(documentCount, passageCount)} e o índice deles, os trechos fixados, os votos, as perguntas guardadas e todas as configurações.`,
      later: "Se o bot for removido do servidor, o mesmo acontece depois de 30 dias.",
      confirm: "Excluir tudo",
      done: (server) => `Tudo de ${server} foi excluído.`,
      check: (id) =>
        `Para conferir: **/${commands.settings.name}** mostra 0 documentos. O operador deste bot pode verificar que nada resta de ${id}.`,
      left: (rows) =>
        `Não foi possível excluir tudo: restam ${whole(rows)} linhas. Use **/${commands.forget.name}** de novo.`,
    },
  },
  pins: {
    chosen: "📌 Escolhido pelos moderadores:",
    added: "📌 Fixado. Quem perguntar isto, ou algo muito parecido, verá:",
    removed: "Não está mais fixado.",
    gone: "Este trecho já foi desafixado.",
    remove: "Desafixar",
    removeOne: "Desafixar um trecho",
    all: "Todos os fixados",
    title: "Trechos fixados",
    none: `Ainda não há trechos fixados. **/${commands.pin.name}** mostra primeiro um trecho para uma pergunta; 📌 embaixo de uma resposta também.`,
    counted: (n) => count(n, noun("pergunta", "perguntas")),
    which: "Qual trecho responde a ela?",
    choose: "Escolha o trecho",
    aside: {
      changed: "Suspenso: o trecho mudou.",
      removed: "Suspenso: o trecho foi removido.",
      contradicted: "Suspenso: a mesma pergunta também tem outro trecho fixado.",
    },
    refused: {
      unknown: (id) =>
        `Nenhum trecho aqui tem o ID ${id}. Digite um título e escolha um trecho da lista.`,
      changed: (id) => `O trecho ${id} mudou e não pode ser fixado.`,
      removed: (id) => `O trecho ${id} foi removido e não pode ser fixado.`,
      near: (question) =>
        `Isto é muito parecido com “${question}”, que tem outro trecho fixado. Para trocar, primeiro desafixe esse.`,
      greeting: "Saudações não são pesquisadas, por isso nada pode ser fixado nelas.",
      full: (most) => `Já há ${whole(most)} trechos fixados, o máximo. Primeiro desafixe um.`,
    },
  },
  digest: {
    title: (from, until) => `Relatório semanal, de ${from} a ${until}`,
    totals: {
      shown: "Trechos mostrados",
      unanswered: "Perguntas sem resultado",
      spoke: "Publicações respondidas",
      silent: "Publicações sem resposta",
      skipped: "Publicações não pesquisadas, muitas de uma vez",
      removed: "Respostas removidas com ✕",
      person: "Perguntas passadas a uma pessoa",
      settled: "Respondidas por uma pessoa",
    },
    weekBefore: (n) => `(semana anterior: ${whole(n)})`,
    unanswered: "Seções com mais perguntas sem resposta",
    disliked: "Trechos com votos negativos",
    silence: "Publicações sem resposta, pela seção mais próxima",
    brokenPins: "Trechos fixados que não são mais mostrados",
    questions: (n) => count(n, noun("pergunta", "perguntas")),
    posts: (n) => count(n, noun("publicação", "publicações")),
    pins: {
      gone: "o trecho não existe mais",
      contradicted: "a mesma pergunta tem outro trecho fixado",
    },
    nowhere: "Perto de nenhuma seção",
    unknown: "um trecho desconhecido",
  },
  intake: {
    savedAs: (path) => `Será salvo como ${path}`,
    replaces: (path) =>
      `${path} já existe e é diferente. Se você adicionar este arquivo, ele substitui o atual.`,
    kept: (fields) => `Mantido do arquivo atual: ${fields}`,
    there: (path) => `${path} já existe, com o mesmo conteúdo.`,
    replacesSamples: "Este é o seu primeiro documento: os exemplos não serão mais pesquisados.",
    titleFrom: {
      you: "como informado",
      document: "dos metadados do documento",
      heading: "o primeiro título",
      "file name": "do nome do arquivo",
    },
    split: (n) => `Dividido em ${passages(n)}`,
    first: "Os primeiros:",
    notes: "Atenção",
    add: "Adicionar e indexar",
    replace: "Substituir e indexar",
    remove: "Remover e indexar",
    cancel: "Cancelar",
    undo: "Desfazer",
    done: {
      added: (path) => `${path} foi adicionado.`,
      replaced: (path) => `${path} foi substituído.`,
      removed: (path) => `${path} foi removido.`,
    },
    undone: (path) => `${path} voltou a ser como antes.`,
    notSearched: "Ele ainda não é pesquisado: é um rascunho, ou o índice o deixou de fora.",
    removes: (n) => `Nada dele será mais encontrado (${passages(n)}). Dá para desfazer.`,
    samplesReturn: "É o último documento: os exemplos voltarão a ser pesquisados.",
    cancelled: "Nada foi alterado.",
    working: "Em andamento…",
    expired:
      "Estes botões já foram usados, têm mais de 15 minutos ou são de antes de uma reinicialização. Use o comando de novo.",
    oneOf: `Informe \`${commands.add.options.file.name}\` ou \`${commands.add.options.link.name}\`.`,
    elsewhere: (source) => `Aqui os documentos vêm de ${source}. Altere-os lá.`,
    unknown: (typed) => `Nenhum documento se chama “${typed}”. Escolha um da lista.`,
    faults: {
      refused: (name, reason) => `Não dá para adicionar ${name}: ${reason}`,
      gone: () => "Esse documento não existe mais.",
      samples: () =>
        "Os exemplos não podem ser removidos. Eles deixam de ser pesquisados quando você adiciona um documento.",
      superseded: () => "Esta não é mais a última alteração.",
      edited: (path) => `${path} foi alterado nesse meio-tempo, então não dá para desfazer.`,
      nameless: () => "O arquivo precisa de um nome com extensão, como .pdf ou .md.",
      reverted: (_path, reason) => `Nada foi alterado: ${reason}`,
      outdated: (path) => `${path} mudou desde esta prévia. Veja de novo.`,
      stays: (path, reason) =>
        `Não deu para atualizar o índice (${reason}), e ${path} foi alterado nesse meio-tempo, então fica como está.`,
    },
  },
  refusals: {
    operatorOnly: "Só operadores podem fazer isso, no próprio servidor deles.",
    managersOnly:
      "Só membros que podem gerenciar este servidor podem fazer isso (permissão “Gerenciar servidor”).",
    noDocuments: `Este servidor ainda não tem documentos. Quem pode gerenciá-lo os adiciona com **/${commands.add.name}**.`,
    unknownCommand: "Esse comando não existe mais. Logo o Discord terá a lista nova.",
    stale: "Este botão é de uma versão antiga. Pergunte de novo e use o novo.",
    alreadyShared: "Todos já estão vendo esta resposta.",
    unreadable: `Não consigo ler o que o Discord me enviou. Tente de novo ou use /${ask.name}.`,
    leaving: "Vou reiniciar agora. Tente de novo daqui a pouco.",
    stopped: "Fui desligado antes de terminar. Tente de novo quando eu voltar.",
    notHere: "Não estou configurado para responder aqui.",
    notReady: "Estes documentos estão sendo preparados. Tente de novo em alguns minutos.",
    unreachable: "Não é possível acessar estes documentos agora. Tente de novo daqui a pouco.",
    nameCollection: "Indique a coleção: a opção “coleção” as sugere.",
    noSuchCollection: "Não há nenhuma coleção com esse nome aqui.",
    staysPrivate: "As respostas destes documentos são mostradas só a quem pergunta.",
    crowded: "Estou ocupado. Tente de novo em alguns segundos.",
    you: "Você está perguntando rápido demais.",
    channel: "Este canal está perguntando rápido demais.",
    everyone: "Estou ocupado.",
    pressing: "Mais devagar.",
    when: (moment) => `Tente de novo ${moment}.`,
    notTaken: "O Discord recusou minha resposta. O motivo está no log.",
    apology: "Algo deu errado. O motivo está no log.",
    unproved:
      "Desculpe: um trecho não corresponde mais ao documento, então não vou mostrá-lo. Um operador deve atualizar o índice.",
    question: (min, max, length) =>
      `Sua pergunta deve ter de ${whole(min)} a ${whole(max)} caracteres (tem ${whole(length)}).`,
    wordless: "Pergunte com palavras.",
  },
};
