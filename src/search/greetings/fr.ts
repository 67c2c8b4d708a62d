/** @module Greetings in French, with commas between them. */

export const fr = `
salut, salut tout le monde, salut à tous, salut toi, salut bot, coucou, bonjour, bonjour à tous, bonjour bot, bonsoir,
bonne nuit, bonne journée, bonne soirée, hello tout le monde, wesh, yo tout le monde, ça va, salut ça va,
comment ça va, comment vas-tu, comment tu vas, tu vas bien, enchanté, enchantée,
merci, merci beaucoup, merci bien, merci à toi, un grand merci, mille mercis, merci d'avance, merci bot, ok merci,
merci ça m'aide, merci ça aide, merci c'est clair, merci c'est noté, c'est noté merci, parfait merci, d'accord merci,
super merci, merci infiniment, au revoir, à bientôt, à plus, à plus tard, à demain, bye bye, ciao,
es-tu une ia, tu es une ia, t'es une ia, est-ce que tu es une ia, es-tu un bot, tu es un bot, t'es un bot,
est-ce que tu es un bot, es-tu un robot, tu es un robot, t'es un robot, es-tu humain, tu es humain, es-tu réel,
tu es réel, es-tu une vraie personne, es-tu chatgpt, tu es chatgpt, es-tu un modèle de langage, c'est une ia,
est-ce une ia, c'est un bot, est-ce un bot,
qui es-tu, tu es qui, t'es qui, c'est quoi ton nom, quel est ton nom, comment tu t'appelles, comment t'appelles-tu,
qui t'a créé, qui t'a fait, présente-toi,
que peux-tu faire, tu peux faire quoi, qu'est-ce que tu peux faire, que sais-tu faire, tu sais faire quoi,
qu'est-ce que tu sais faire, que fais-tu, tu fais quoi, qu'est-ce que tu fais, que sais-tu, qu'est-ce que tu sais,
que puis-je te demander, qu'est-ce que je peux te demander, je peux te demander quoi, comment fonctionnes-tu,
comment tu fonctionnes, comment t'utiliser, peux-tu m'aider, tu peux m'aider, aide, aide-moi,
aidez-moi, à l'aide, aide-moi stp, aide-moi s'il te plaît, au secours`;
