/** @module Greetings in Spanish, with commas between them. */

export const es = `
hola, holi, hola a todos, hola a todas, hola bot, hola qué tal, hola cómo estás, buenas, muy buenas, buenos días,
buen día, buenas tardes, buenas noches, qué tal, qué hay, qué onda, cómo estás, cómo te va, cómo andas, saludos,
mucho gusto, encantado, encantada,
gracias, muchas gracias, muchísimas gracias, mil gracias, gracias bot, gracias eso ayuda,
gracias me ayuda, gracias me sirve, gracias entendido, entendido gracias, perfecto gracias, listo gracias,
ok gracias, vale gracias, genial gracias,
gracias de antemano, te lo agradezco, adiós, chao, chau, hasta luego, hasta pronto, hasta mañana, nos vemos,
eres una ia, eres ia, eres un bot, eres un robot, eres humano, eres humana, eres una persona, eres real, eres chatgpt,
eres un modelo de lenguaje, esto es una ia, es una ia, esto es un bot,
quién eres, qué eres, cómo te llamas, cuál es tu nombre, quién te creó, quién te hizo, preséntate,
qué puedes hacer, qué sabes hacer, qué haces, qué sabes, qué te puedo preguntar, qué puedo preguntar,
qué puedo preguntarte, en qué puedes ayudar, en qué puedes ayudarme, en qué me puedes ayudar, cómo funcionas,
cómo te uso, cómo te utilizo, puedes ayudarme, me puedes ayudar, puedes ayudar, me ayudas, ayuda, ayúdame,
ayuda por favor, ayúdame por favor, por favor ayúdame, socorro`;
