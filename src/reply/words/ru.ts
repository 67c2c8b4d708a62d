/** @module The sentences for members, in Russian. */

import { counted, numbersIn, range } from "./counted.ts";
import type { Words } from "./en.ts";

const count = counted("ru");
const { whole, decimal, percent } = numbersIn("ru");
const documents = (n: number): string =>
  count(n, { one: "документ", few: "документа", many: "документов", other: "документа" });
const passages = (n: number): string =>
  count(n, { one: "фрагмент", few: "фрагмента", many: "фрагментов", other: "фрагмента" });
const collection = (documentCount: number, passageCount: number): string =>
  `${documents(documentCount)}, ${passages(passageCount)}`;

const commands: Words["commands"] = {
  ask: {
    name: "спросить",
    description: "Найти в документах фрагменты с ответом и процитировать дословно",
    options: {
      question: { name: "вопрос", description: "Твой вопрос" },
      private: { name: "лично", description: "Показать ответ только мне" },
      for: { name: "для", description: "Участник, для которого ты спрашиваешь" },
      ping: { name: "уведомить", description: "Отправить этому участнику уведомление" },
    },
  },
  documents: { name: "документы", description: "Показать список документов" },
  source: {
    name: "источник",
    description: "Показать фрагмент в его документе и откуда взят документ",
    options: {
      id: { name: "id", description: "ID фрагмента, или начни вводить заголовок и выбери" },
    },
  },
  help: { name: "помощь", description: "Как задать вопрос и как читать ответ" },
  collection: {
    name: "коллекция",
    description: "Какая коллекция; по умолчанию та, что в этом канале",
  },
  collections: {
    name: "коллекции",
    description: "Показать коллекции, которыми ты управляешь (только операторы)",
  },
  add: {
    name: "добавить",
    description: "Добавить или заменить документ после просмотра (только операторы)",
    options: {
      file: { name: "файл", description: "Документ, до 10\u00A0МБ" },
      link: { name: "ссылка", description: "Или https-адрес страницы или файла" },
      title: { name: "название", description: "Название, если своего нет" },
      publisher: { name: "издатель", description: "Кто его издаёт" },
      published: { name: "дата", description: "Когда он вышел, например 2026-01-31" },
    },
  },
  remove: {
    name: "удалить",
    description: "Удалить документ (только операторы)",
    options: {
      document: { name: "документ", description: "Документ: введи часть названия и выбери" },
    },
  },
  rebuild: {
    name: "обновить",
    description: "Перечитать документы и обновить индекс (только для операторов)",
    options: {
      full: { name: "полностью", description: "Всё с нуля, даже неизменённые документы" },
      back: { name: "назад", description: "Вернуть прежний индекс, ничего не читая" },
      force: {
        name: "принудительно",
        description: "Обновить, даже если нет большинства документов",
      },
    },
  },
  sync: {
    name: "синхронизировать",
    description: "Загрузить изменённые документы и обновить индекс (только для операторов)",
  },
  find: { name: "Найти источники" },
};
const { ask, rebuild } = commands;

export const ru: Words = {
  locale: "ru",
  dates: "ru",
  discordLocales: ["ru"],
  commands,
  place: {
    line: (from, to) => range("строка", "строки", from, to),
    page: (from, to) => range("страница", "страницы", from, to),
    paragraph: (from, to) => range("абзац", "абзацы", from, to),
    chapter: (from, to) => range("глава", "главы", from, to),
    slide: (from, to) => range("слайд", "слайды", from, to),
    row: (from, to) => range("строка", "строки", from, to),
  },
  answer: {
    found: "🔍 Найдено:",
    unsure: (passages) =>
      passages === 1
        ? "❔ Не уверен, что это ответ. Ближе всего этот фрагмент:"
        : "❔ Не уверен, что здесь есть ответ. Ближе всего эти фрагменты:",
    nothing: `➖ Ничего не нашлось. Попробуй другие слова или загляни в список: **/${commands.documents.name}**.`,
    nothingNear: "➖ Ничего не нашлось. Ближе всего эти разделы:",
    searchedFor: (words) => `Поиск по словам: ${words}`,
    short: "➖ Ничего не нашлось: эти слова слишком общие. Добавь ещё несколько.",
    language: (names) => `Язык большинства документов: ${names}.`,
    greeting: `Я не чат-бот: я ищу в документах и цитирую их дословно, с указанием источника. **/${commands.documents.name}** покажет их список, **/${commands.help.name}** объяснит остальное.`,
    unread: "Этот алфавит я не читаю, поэтому ищу только имена и числа.",
    examples: "Например:",
    askedFor: (member) => `Кому: ${member}`,
    sharedBy: (member) => `Ответом делится ${member}`,
    changed: "файл с тех пор изменён",
    removed: "файл с тех пор удалён",
    asOf: (commit) => `коммит ${commit}`,
    alsoFound: "Ещё нашлось",
    quoted: (text) => `«${text}»`,
    sameText: (names) => `Такой же текст здесь: ${names}`,
    more: (n) => `ещё ${whole(n)}`,
    notPrivate: `Ответ для другого участника не может быть личным: убери \`${ask.options.for.name}\` или \`${ask.options.private.name}\`.`,
  },
  conflicts: {
    title: "Сведения расходятся",
    negation: "Одно отрицает то, что утверждает другое.",
    more: (n) => `ещё ${whole(n)} под кнопкой «Источники и не только»`,
  },
  buttons: {
    sources: "Источники и не только",
    previous: "Назад",
    next: "Дальше",
    share: "Показать всем",
    shared: "Показано всем",
    details: "Технические детали",
    text: "Показать текст",
    bytes: "Точный текст в файле",
    link: "Оригинал",
    explain: "Как читать ответ",
    commands: "Команды",
    inPlace: "Текущий текст",
  },
  passages: {
    choose: "Другой фрагмент",
    gone: "Этих фрагментов больше нет: документы изменились. Спроси ещё раз.",
    goneForNow:
      "Эти фрагменты сейчас недоступны: индекс повреждён, работает более ранний. Попробуй позже.",
  },
  votes: {
    up: "Спасибо!",
    down: "Спасибо! Подскажешь, что не так?",
    because: (reason) => `Спасибо! Записано: ${reason}.`,
    choose: "Причина",
    reasons: {
      elsewhere: "Ответ в другом месте",
      incomplete: "Ответ неполный",
      outdated: "Ответ устарел",
      other: "Другая причина",
    },
  },
  source: {
    unknown: (id) =>
      `Нет фрагмента с ID ${id}. Выбери фрагмент из списка или открой «Технические детали» и скопируй ID.`,
    several: (typed) =>
      `Запросу «${typed}» соответствует несколько фрагментов. Укажи ID одного из них:`,
    unknownForNow: (id) =>
      `Сейчас не получается найти фрагмент ${id}: индекс повреждён, работает более ранний. Попробуй позже.`,
    removed: (id, date, where) =>
      `Фрагмента ${id} больше нет: не позднее ${date} его документ удалили. Он был здесь: ${where}.`,
    altered: (id, date, where) =>
      `Фрагмент ${id} изменён не позднее ${date}, поэтому у этого ID больше нет текста. Он был здесь: ${where}.`,
    successor: (id) => `Текущий текст: ${id}.`,
    passage: (number, of) => `Фрагмент ${whole(number)} из ${whole(of)}`,
    under: "Раздел",
    where: "Место",
    place: (path, lines, start, end, isFile) =>
      `${path}, ${lines} (символы с ${start} по ${end} ${isFile ? "файла" : "текста из файла"})`,
    id: "ID фрагмента",
    author: "Автор",
    publisher: "Издатель",
    published: "Дата публикации",
    retrieved: "Дата обращения",
    licence: "Лицензия",
    language: "Язык",
    link: "Источник",
    sha256: "SHA-256 файла",
    textSha256: "SHA-256 текста из файла",
    indexed: "В индексе с",
    commit: "Коммит",
    state: "Файл",
    current: "Не менялся с тех пор, как он в индексе (только что проверено)",
    changed: "Изменён после добавления в индекс; цитата взята из прежнего текста",
    gone: "Удалён после добавления в индекс; следующее обновление уберёт его фрагменты",
    bytes: (id, bytes, sha256) =>
      `Точный текст ${id}: ${count(bytes, { one: "байт", few: "байта", many: "байт", other: "байта" })} в UTF-8, SHA-256 ${sha256}.`,
  },
  documents: {
    title: "Документы",
    samples: "Это примеры. Добавить документы может оператор.",
    counts: collection,
    entry: passages,
    page: (page, of) => `Страница ${whole(page)} из ${whole(of)}`,
    none: "Документов пока нет.",
    open: "Открыть документ",
  },
  collections: {
    title: "Коллекции",
    notReady: "не готова",
    private: "видит только тот, кто спросил",
    everyone: "все",
    servers: "серверы",
    channels: "каналы",
    roles: "роли",
  },
  find: {
    unsure: (passages) =>
      passages === 1
        ? "❔ Не уверен, что это по теме. Ближе всего этот фрагмент:"
        : "❔ Не уверен, что это по теме. Ближе всего эти фрагменты:",
    wordless: "В этом сообщении нет текста для поиска.",
  },
  help: {
    commands: [
      "Я ищу в документах и цитирую их дословно, с указанием источника. Ничего не пишу от себя, не пересказываю и не делаю выводов.",
      "",
      `**/${ask.name}** \`${ask.options.question.name}\` находит фрагменты с ответом. Добавь \`${ask.options.private.name}\`, чтобы другие их не видели, или \`${ask.options.for.name}\`, чтобы ответить кому-то (\`${ask.options.ping.name}\` пришлёт уведомление).`,
      `**/${commands.documents.name}** показывает список документов.`,
      `**/${commands.source.name}** \`${commands.source.options.id.name}\` показывает фрагмент в его документе.`,
      `**/${commands.help.name}** показывает эту справку.`,
      "",
      `Нажми на сообщение правой кнопкой (на телефоне удерживай) › Приложения › **${commands.find.name}**. Результат видишь только ты.`,
    ].join("\n"),
    operators: `**/${commands.add.name}** добавляет документ после просмотра, **/${commands.remove.name}** удаляет. **/${rebuild.name}** перечитывает документы; \`${rebuild.options.back.name}\` возвращает прежний индекс. Только для операторов.\n**/${commands.collections.name}** показывает коллекции.`,
    syncs: `**/${commands.sync.name}** загружает изменённые документы, если они хранятся в другом месте. Только для операторов.`,
    explanation: [
      "**Как читать ответ**",
      "",
      "🔍 Что-то нашлось. ❔ Не уверен, что это ответ на вопрос. ➖ Ничего достаточно близкого. Отвечает ли фрагмент на вопрос, решать тебе.",
      "Самое подходящее предложение выделено **жирным**. `[…]` означает пропущенный текст; ни одно слово никогда не меняется.",
      "⚖️ Два документа называют разные числа или даты, или один отрицает другой. Кто прав, я не решаю.",
      `«Источники и не только» показывает каждый фрагмент в его документе и его ID, который всегда указывает именно на этот текст; найти его поможет **/${commands.source.name}**.`,
      "",
    ].join("\n"),
    keeps:
      "👍 и 👎 хранятся без твоего имени. Вопросы, на которые ничего не нашлось, тоже хранятся без имени: по ним видно, каких документов не хватает.",
    keepsNot: "👍 и 👎 хранятся без твоего имени. Вопросы не хранятся.",
  },
  rebuild: {
    running: (progress) => `Обновляю индекс. ${progress}.`,
    progress: (stage, done, total) => `${stage}: ${whole(done)} из ${whole(total)}`,
    stages: {
      read: "Чтение документов",
      embed: "Обработка текстов",
      index: "Построение индекса",
      check: "Проверка",
    },
    done: {
      built: "Индекс обновлён",
      unchanged: "Индекс проверен",
      back: "Возвращён прежний индекс",
    },
    took: (what, seconds, changes) => `${what} за ${decimal(seconds)}\u00A0с: ${changes}.`,
    same: "документы не изменились",
    kept: "документы не изменились",
    changes: (added, changed, removed) =>
      `добавлено ${whole(added)}, изменено ${whole(changed)}, удалено ${whole(removed)}`,
    counts: (documentCount, passageCount, embedded, reused) =>
      `${collection(documentCount, passageCount)} (обработано текстов: ${whole(embedded)}, использовано повторно: ${whole(reused)}).`,
    samples: "Сейчас цитируются примеры.",
    samplesInstead: "Цитируются примеры: в documents/ нечего цитировать.",
    samplesGone: "Примеры больше не цитируются.",
    stays: "Он останется в работе до следующего обновления.",
    refused: (n) => `Пропущено: ${whole(n)}`,
    drafts: (paths) => `Черновики, не в индексе: ${paths}`,
    passedOver: (kinds) => `Пропущенные файлы: ${kinds}`,
    noEnding: "без расширения",
    examples: (n) =>
      `Непоказанные примеры: ${count(n, { one: "вопрос", few: "вопроса", many: "вопросов", other: "вопроса" })}`,
    omissions: (n) => `Цитируются не полностью: ${documents(n)}`,
    omitted: (parts, share) =>
      `пропущено: ${count(parts, { one: "часть", few: "части", many: "частей", other: "части" })}${share === undefined ? "" : `, ${percent(share)} слов`}`,
    failed: "Обновить индекс не удалось. Он остался прежним.",
    serving: (documentCount, passageCount) =>
      `По-прежнему в работе: ${collection(documentCount, passageCount)}.`,
    over: (line) => `Обновление, запущенное здесь, завершено. ${line}`,
    contradiction: `Выбери \`${rebuild.options.full.name}\` или \`${rebuild.options.back.name}\`: \`${rebuild.options.full.name}\` читает документы, \`${rebuild.options.back.name}\` нет.`,
    long: "Этот ответ я могу менять 15 минут. Если понадобится больше, результат придёт сообщением в этот канал или попадёт в журнал, если писать здесь мне нельзя.",
  },
  sync: {
    running: "Ищу изменения.",
    fetched: (state) => `Документы загружены: ${state}.`,
    same: (state) => `Ничего не изменилось: ${state}.`,
    inPlace: "Документы лежат в папке; она прочитана заново.",
    faults: (n) => `Не загружено, прежние копии остаются: ${whole(n)}`,
    failed: "Синхронизация не удалась. Документы и индекс прежние.",
    heldBack: "Индекс не обновлён.",
    over: (line) => `Синхронизация, запущенная здесь, завершена. ${line}`,
  },
  intake: {
    savedAs: (path) => `Сохранится как ${path}`,
    replaces: (path) => `Файл ${path} уже есть, с другим содержимым. Этот файл его заменит.`,
    kept: (fields) => `Из прежнего файла останется: ${fields}`,
    there: (path) => `Файл ${path} уже есть, с тем же содержимым.`,
    replacesSamples: "Это твой первый документ: примеры больше не будут участвовать в поиске.",
    titleFrom: {
      you: "как указано",
      document: "из метаданных",
      heading: "первый заголовок",
      "file name": "из имени файла",
    },
    split: (n) => `Разделён на ${passages(n)}`,
    first: "Первые из них:",
    notes: "Обрати внимание",
    add: "Добавить в индекс",
    replace: "Заменить в индексе",
    remove: "Удалить из индекса",
    cancel: "Отмена",
    undo: "Вернуть как было",
    done: {
      added: (path) => `Файл ${path} добавлен.`,
      replaced: (path) => `Файл ${path} заменён.`,
      removed: (path) => `Файл ${path} удалён.`,
    },
    undone: (path) => `Файл ${path} снова такой, как раньше.`,
    notSearched: "Пока он не участвует в поиске: это черновик, или индекс его пропустил.",
    removes: (n) => `Из него больше ничего не найдётся (${passages(n)}). Это можно отменить.`,
    samplesReturn: "Это последний документ: в поиске снова будут примеры.",
    cancelled: "Ничего не изменилось.",
    working: "Выполняется…",
    expired:
      "Эти кнопки уже нажаты, старше 15 минут или остались с прошлого запуска. Вызови команду ещё раз.",
    oneOf: `Укажи что-то одно: \`${commands.add.options.file.name}\` или \`${commands.add.options.link.name}\`.`,
    elsewhere: (source) => `Документы здесь берутся из ${source}. Меняй их там.`,
    unknown: (typed) => `Документа «${typed}» нет. Выбери из списка.`,
    faults: {
      refused: (name, reason) => `Файл ${name} не получается добавить: ${reason}`,
      gone: () => "Этого документа больше нет.",
      samples: () => "Примеры не удалить. Они уйдут из поиска, когда появится твой документ.",
      superseded: () => "Это уже не последнее изменение.",
      edited: (path) =>
        `Файл ${path} тем временем изменился, поэтому вернуть всё как было не получится.`,
      nameless: () => "Файлу нужно имя с расширением, например .pdf или .md.",
      reverted: (_path, reason) => `Ничего не изменилось: ${reason}`,
      outdated: (path) => `Файл ${path} изменился после этого просмотра. Посмотри ещё раз.`,
      stays: (path, reason) =>
        `Индекс не удалось обновить (${reason}), а файл ${path} тем временем изменился и остаётся как есть.`,
    },
  },
  refusals: {
    operatorOnly: "Это могут только операторы, на своём сервере.",
    unknownCommand: "Этой команды больше нет. Скоро Discord получит новый список.",
    stale: "Эта кнопка из старой версии. Спроси ещё раз и нажми новую.",
    alreadyShared: "Этот ответ уже видят все.",
    unreadable: `Не получается прочитать то, что прислал Discord. Попробуй ещё раз или используй /${ask.name}.`,
    leaving: "Сейчас перезапущусь. Попробуй чуть позже.",
    stopped: "Меня выключили раньше, чем всё было готово. Попробуй, когда я вернусь.",
    notHere: "Отвечать здесь я не настроен.",
    notReady: "Эти документы ещё подготавливаются. Попробуй через несколько минут.",
    nameCollection: "Назови коллекцию: параметр «коллекция» подсказывает их.",
    noSuchCollection: "Здесь нет коллекции с таким названием.",
    staysPrivate: "Ответы из этих документов видит только тот, кто спрашивает.",
    crowded: "Сейчас много вопросов. Попробуй через несколько секунд.",
    you: "Слишком много вопросов подряд.",
    channel: "В этом канале слишком много вопросов подряд.",
    everyone: "Сейчас много вопросов.",
    pressing: "Не так быстро.",
    when: (moment) => `Попробуй снова ${moment}.`,
    notTaken: "Discord не принял мой ответ. Причина в журнале.",
    apology: "Что-то пошло не так. Причина в журнале.",
    unproved:
      "Извини: один фрагмент больше не совпадает со своим документом, поэтому я его не показываю. Оператору стоит обновить индекс.",
    question: (min, max, length) =>
      `Задай вопрос длиной от ${whole(min)} до ${whole(max)} символов (в твоём ${whole(length)}).`,
    wordless: "Задай вопрос словами.",
  },
};
