/** @module Spanish words and forms of numbers, dates and negations. */

import { type Language, SECONDS, SYMBOLS, valuesOf } from "./language.ts";

const SYNONYMS = `
matar mató muertos muerto muerta muertas murieron murió muerte muertes fallecidos fallecieron víctimas
herir heridos herido heridas herida resultaron
detener detenido detenidos arrestado arrestados
perder pierde perdió perdido perdidos pérdidas
destruir destruyó destruido destruida destruidos
persona personas gente
habitante habitantes población
empleado empleados empleadas trabajador trabajadores
socio socios socia socias miembro miembros afiliados
niño niños niña niñas
empezar empieza empezó comenzar comienza comenzó iniciar inicia inicio comienzo
terminar termina terminó acabar acaba finalizar finaliza final
construir construyó construido construida construyeron construcción
fundar fundó fundado fundada fundación creado creada
abrir abre abrió abierto abierta apertura
cerrar cierra cerró cerrado cerrada cierre
permitir permite permitido permitida permitidos permitidas prohibido prohibida prohibidos prohibidas prohíbe
responder responde respondió respuesta
publicar publicó publicado publicada publicación
firmar firmó firmado firmada firma
subir sube subió aumentar aumenta aumentó
bajar baja bajó disminuir disminuyó
ganar gana ganó ganado
comprar compró comprado compra
vender vendió vendido venta
dar da dio dado
recibir recibe recibió recibido reciben
escribir escribió escrito escrita
costar cuesta costó precio vale
durar dura duró duración
caducar caduca vencer vence
`;

const LIGHT =
  "haber hay ha había ser es son era fue fueron estar está están estaba tener tiene tenía tienen hacer hace contar cuenta " +
  "contaba contener contiene constar consta disponer dispone total número cada varios varias algunos todos todas todo toda " +
  "solo exactamente actualmente ahora hoy por ciento más menos mínimo máximo unos unas aproximadamente cerca alrededor casi " +
  "hasta mismo misma largo larga longitud ancho ancha anchura alto alta altura profundo profundidad un una dos dijo dicho " +
  "anunció según informó alcanzar alcanza poder puede pueden deber debe deben medir mide quedar queda año años hora horas ya " +
  "igual capacidad situado situada dar" +
  " no sin tampoco nunca jamás nadie nada ni ningún ninguna ninguno";

export const spanish: Language = {
  code: "es",
  isStrict: true,
  words: { synonyms: SYNONYMS.trim().split("\n"), light: LIGHT },
  numerals: {
    decimal: ",",
    values: new Map([
      ...valuesOf(
        "cero un|uno|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete " +
          "dieciocho diecinueve veinte veintiuno|veintiún|veintiuna veintidós veintitrés veinticuatro veinticinco veintiséis " +
          "veintisiete veintiocho veintinueve",
      ),
      ...valuesOf("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30, 10),
      ...valuesOf(
        "cien|ciento doscientos|doscientas trescientos|trescientas cuatrocientos|cuatrocientas quinientos|quinientas " +
          "seiscientos|seiscientas setecientos|setecientas ochocientos|ochocientas novecientos|novecientas",
        100,
        100,
      ),
    ]),
    scales: new Map([
      ["mil", 1000],
      ["millón", 1e6],
      ["millones", 1e6],
    ]),
    bareScales: "mil",
    articles: "un una uno",
    and: "y",
    isAndAfterTens: true,
    vague: new Map(),
    few: "varios varias algunos algunas pocos medio media primeros primeras últimos últimas",
    of: "",
    to: "a o u hasta",
    between: "entre",
    halves: "medio media cuarto cuartos tercios coma punto veces",
    percent: "por",
  },
  bounds: {
    about:
      "unos|unas|cerca de|alrededor de|aproximadamente|aprox .|casi|más o menos|en torno a|aproximado de|~|≈",
    least:
      "al menos|por lo menos|más de|no menos de|como mínimo|mínimo|un mínimo de|mínimo de|a partir de|desde|superior a",
    most:
      "hasta|como máximo|máximo|a lo sumo|menos de|no más de|un máximo de|máximo de|dentro de|en menos de|inferior a|" +
      "un plazo de",
    leastAfter: "o más|y más|como mínimo|en adelante|al menos|mínimo",
    mostAfter: "o menos|como máximo|y menos|máximo",
    articles: "el la los las cada un una",
  },
  units: {
    length: [
      ...SYMBOLS.length,
      ["milímetro milímetros", 0.001],
      ["centímetro centímetros", 0.01],
      ["metro metros", 1],
      ["kilómetro kilómetros", 1000],
    ],
    time: [
      ["s segundo segundos", 1],
      ["min minuto minutos", SECONDS.minute],
      ["h hora horas", SECONDS.hour],
      ["día días", SECONDS.day],
      ["semana semanas", SECONDS.week],
      ["mes meses", SECONDS.month],
      ["año años", SECONDS.year],
      ["siglo siglos", SECONDS.century],
    ],
    money: [
      ["€ eur euro euros", 1, "euro"],
      ["$", 1, "$"],
      ["usd us$ dólar dólares", 1, "dollar"],
      ["peso pesos", 1, "peso"],
      ["£ gbp libra libras", 1, "pound"],
    ],
  },
  dates: {
    months: [
      "enero ene",
      "febrero feb",
      "marzo",
      "abril abr",
      "mayo",
      "junio jun",
      "julio jul",
      "agosto ago",
      "septiembre setiembre sept",
      "octubre oct",
      "noviembre nov",
      "diciembre dic",
    ],
    dotted: "ene feb abr jun jul ago sept oct nov dic",
    dayLinks: "de º",
    yearLinks: "de del",
    dayTo: "al a y",
    weekdays: [
      "domingo domingos",
      "lunes",
      "martes",
      "miércoles",
      "jueves",
      "viernes",
      "sábado sábados",
    ],
    beforeYear: "en desde hasta antes después año verano otoño invierno primavera (",
    clock: { after: "h horas", before: "las" },
    hasHalves: true,
  },
  identifiers: {
    numbered:
      "artículo artículos art capítulo sección figura fig tabla página páginas pág línea versión rfc iso n núm número nivel paso " +
      "volumen vol parte regla reglas fase sala aula puerta andén ruta carretera autopista vuelo código estado error temporada " +
      "episodio acto versículo nota tipo modelo clase grupo etapa semana día año ronda canal ticket párrafo apartado anexo edificio " +
      "tel teléfono casilla ley decreto bus calle",
    noNames:
      "unos unas cerca casi aproximadamente más menos al en a el la los las un una con de del desde hasta entre cada solo domingo " +
      "lunes martes miércoles jueves viernes sábado tiene hay son",
  },
  outcomeVerbs:
    "matar herir detener perder destruir ganar robado robados desaparecidos evacuados rescatados",
  aspects: {
    length: "largo larga longitud",
    width: "ancho ancha anchura diámetro",
    radius: "radio",
    height: "alto alta altura altitud",
    depth: "profundo profunda profundidad",
    distance: "distancia lejos",
    age: "edad",
    weight: "peso pesa",
  },
  aspectLinks: "de",
  negation: {
    negators: {
      particles: /^(?:no|sin|tampoco)$/,
      pronouns: /^(?:nunca|jamás|nadie|nada|ni|ningún|ninguna|ninguno)$/,
      prohibitions: /^prohibid[oa]s?$/,
    },
    agreeing: /^(?:nunca|jamás|nadie|nada|ni|ningún|ninguna|ninguno)$/,
    auxiliaries: "es son está están ha han fue fueron puede pueden debe deben se",
    conditions:
      "hasta salvo excepto sino pero solo sólo solamente si antes aún todavía más únicamente todos todas todo toda siempre cada que " +
      "ya menos mientras",
    with: "con",
    conjunctions: "y pero sino",
  },
  subject: {
    repeats:
      "gran grande grandes pequeño pequeña pequeños pequeñas " +
      "otro otra otros otras también además nuevo nueva nuevos nuevas antiguo antigua antiguos antiguas primer primero primera " +
      "segundo segunda tercer tercero tercera último última próximo próxima verano invierno primavera otoño mañana tarde noche " +
      "festivos laborables niños adultos menores jóvenes reducida izquierda derecha norte sur este oeste superior inferior " +
      "adicional adicionales",
    reporting: "dijo declaró anunció según informó afirmó",
    repeatedEvents:
      "ganar jugar jugó perder visitar visitó elegir elegido subir bajar reunir reunió votar votó",
  },
};
