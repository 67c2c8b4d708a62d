/** @module Portuguese words and forms of numbers, dates and negations. */

import { type Language, SECONDS, SYMBOLS, valuesOf } from "./language.ts";

const SYNONYMS = `
matar matou mortos morto morta mortas morreram morreu morte mortes falecidos vítimas
ferir feridos ferido ferida feridas
prender preso presos detido detidos
perder perde perdeu perdido perdidos perdas
destruir destruiu destruído destruída destruídos
pessoa pessoas gente
habitante habitantes população moradores
empregado empregados funcionário funcionários trabalhadores
sócio sócios sócia membro membros
criança crianças
começar começa começou iniciar inicia início
terminar termina terminou acabar acaba encerrar encerra fim
construir construiu construído construída construíram construção
fundar fundou fundado fundada fundação criado criada
abrir abre abriu aberto aberta abertura
fechar fecha fechou fechado fechada fechamento
permitir permite permitido permitida permitidos permitidas proibido proibida proibidos proibidas proíbe
responder responde respondeu resposta
publicar publicou publicado publicada publicação
assinar assinou assinado assinada assinatura
subir sobe subiu aumentar aumenta aumentou
cair cai caiu diminuir diminuiu
ganhar ganha ganhou ganho vencer vence venceu
comprar comprou comprado compra
vender vendeu vendido venda
dar dá deu dado
receber recebe recebeu recebido recebem
escrever escreveu escrito escrita
custar custa custou preço
durar dura durou duração
`;

const LIGHT =
  "haver há havia ter tem tinha têm ser é são era foi foram estar está estão fazer faz conter contém contar conta contava " +
  "dispor dispõe total número cada vários várias alguns todos todas todo toda só apenas somente exatamente atualmente agora " +
  "hoje por cento mais menos mínimo máximo uns umas aproximadamente cerca volta quase até mesmo mesma comprido comprimento " +
  "largo larga largura alto alta altura profundidade um uma dois duas disse declarou anunciou segundo informou " +
  "alcançar alcança poder pode podem dever deve devem medir mede ficar fica ano anos hora horas já igual capacidade situado" +
  " não sem tampouco nunca jamais ninguém nada nem nenhum nenhuma";

export const portuguese: Language = {
  code: "pt",
  isStrict: true,
  words: { synonyms: SYNONYMS.trim().split("\n"), light: LIGHT },
  numerals: {
    decimal: ",",
    values: new Map([
      ...valuesOf(
        "zero um|uma dois|duas três quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze quinze " +
          "dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove",
      ),
      ...valuesOf("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa", 20, 10),
      ...valuesOf(
        "cem|cento duzentos|duzentas trezentos|trezentas quatrocentos|quatrocentas quinhentos|quinhentas " +
          "seiscentos|seiscentas setecentos|setecentas oitocentos|oitocentas novecentos|novecentas",
        100,
        100,
      ),
    ]),
    scales: new Map([
      ["mil", 1000],
      ["milhão", 1e6],
      ["milhões", 1e6],
      ["bilhão", 1e9],
      ["bilhões", 1e9],
    ]),
    bareScales: "mil",
    articles: "um uma",
    and: "e",
    isAndAfterTens: true,
    vague: new Map(),
    few: "vários várias alguns algumas poucos meio meia primeiros primeiras últimos últimas",
    of: "",
    to: "a ou até",
    between: "entre",
    halves: "meio meia quarto quartos terços vírgula ponto vezes",
    percent: "por",
  },
  bounds: {
    about:
      "cerca de|por volta de|em torno de|aproximadamente|aprox .|quase|uns|umas|mais ou menos|perto de|~|≈",
    least:
      "pelo menos|no mínimo|ao menos|mais de|não menos de|mínimo de|um mínimo de|a partir de|desde|acima de|superior a|mínimo",
    most: "até|no máximo|menos de|não mais de|máximo de|um máximo de|abaixo de|inferior a|dentro de|em menos de|máximo|um prazo de",
    leastAfter: "ou mais|e mais|no mínimo|em diante|mínimo",
    mostAfter: "ou menos|no máximo|e menos|máximo",
    articles: "o a os as cada um uma",
  },
  units: {
    length: [
      ...SYMBOLS.length,
      ["milímetro milímetros", 0.001],
      ["centímetro centímetros", 0.01],
      ["metro metros", 1],
      ["quilômetro quilômetros quilómetro quilómetros", 1000],
    ],
    time: [
      ["s segundos", 1],
      ["min minuto minutos", SECONDS.minute],
      ["h hora horas", SECONDS.hour],
      ["dia dias", SECONDS.day],
      ["semana semanas", SECONDS.week],
      ["mês meses", SECONDS.month],
      ["ano anos", SECONDS.year],
      ["século séculos", SECONDS.century],
    ],
    money: [
      ["€ eur euro euros", 1, "euro"],
      ["r$ brl real reais", 1, "real"],
      ["$", 1, "$"],
      ["us$ usd dólar dólares", 1, "dollar"],
      ["£ gbp libra libras", 1, "pound"],
    ],
  },
  dates: {
    months: [
      "janeiro jan",
      "fevereiro fev",
      "março",
      "abril abr",
      "maio",
      "junho jun",
      "julho jul",
      "agosto ago",
      "setembro",
      "outubro",
      "novembro nov",
      "dezembro dez",
    ],
    dotted: "jan fev abr jun jul ago nov dez",
    dayLinks: "de º",
    yearLinks: "de",
    dayTo: "a ao e até",
    weekdays: [
      "domingo domingos",
      "segunda-feira",
      "terça-feira",
      "quarta-feira",
      "quinta-feira",
      "sexta-feira",
      "sábado sábados",
    ],
    beforeYear: "em desde até antes depois ano verão outono inverno primavera (",
    clock: { after: "h horas", before: "às as das" },
  },
  identifiers: {
    numbered:
      "artigo artigos art capítulo seção secção figura fig tabela página páginas pág linha versão rfc iso n nº núm número nível " +
      "passo volume vol parte regra regras fase sala quarto porta plataforma rota rodovia estrada voo código estado erro temporada " +
      "episódio ato versículo nota tipo modelo classe grupo etapa semana dia ano rodada canal ticket parágrafo inciso anexo prédio " +
      "tel telefone casa lei decreto ônibus rua bloco",
    noNames:
      "uns umas cerca quase aproximadamente mais menos em a o os as no na um uma com de do da desde até entre cada só domingo " +
      "sábado tem há são",
  },
  outcomeVerbs:
    "matar ferir prender perder destruir ganhar roubado roubados desaparecidos evacuados resgatados",
  aspects: {
    length: "comprido comprimento extensão",
    width: "largo larga largura diâmetro",
    radius: "raio",
    height: "alto alta altura altitude",
    depth: "fundo profundo profundidade",
    distance: "distância longe",
    age: "idade",
    weight: "peso pesa",
  },
  aspectLinks: "de",
  negation: {
    negators: {
      particles: /^(?:não|sem|tampouco)$/,
      pronouns: /^(?:nunca|jamais|ninguém|nada|nem|nenhum|nenhuma)$/,
      prohibitions: /^proibid[oa]s?$/,
    },
    agreeing: /^(?:nunca|jamais|ninguém|nada|nem|nenhum|nenhuma)$/,
    auxiliaries: "é são está estão foi foram tem pode podem deve devem se",
    conditions:
      "até salvo exceto mas só apenas somente se antes ainda mais unicamente todos todas todo toda sempre cada que já menos " +
      "enquanto sim senão",
    with: "com",
    conjunctions: "e mas",
  },
  subject: {
    repeats:
      "grande grandes pequeno pequena pequenos pequenas " +
      "outro outra outros outras também além novo nova novos novas antigo antiga antigos antigas primeiro primeira segundo segunda " +
      "terceiro terceira último última próximo próxima verão inverno primavera outono manhã tarde noite feriados úteis crianças " +
      "adultos menores jovens meia esquerda direita norte sul leste oeste superior inferior adicional adicionais",
    reporting: "disse declarou anunciou segundo informou afirmou",
    repeatedEvents:
      "ganhar jogar jogou perder visitar visitou eleger eleito subir cair reunir reuniu votar votou",
  },
};
