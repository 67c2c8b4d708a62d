/** @module Greetings in Italian, with commas between them. */

export const it = `
ciao, ciao ciao, ciao a tutti, ciao bot, ehi, ehi ciao, ehilà, hey ciao, salve, salve a tutti, buongiorno, buon giorno,
buondì, buon pomeriggio, buonasera, buona sera, buonanotte, buona notte, buona giornata, come va, come stai, tutto bene,
piacere, piacere di conoscerti, bravo bot,
grazie, grazie mille, mille grazie, molte grazie, tante grazie, grazie tante, grazie infinite, ti ringrazio, ok grazie,
perfetto grazie, grazie mi aiuta, grazie è utile, grazie capito, capito grazie, chiaro grazie, va bene grazie,
ottimo grazie, grazie bot, arrivederci, a presto, a dopo, ci vediamo, alla prossima, addio,
sei un'ia, sei una ia, sei un'intelligenza artificiale, sei un bot, sei un robot, sei un chatbot, sei umano, sei un umano,
sei una persona, sei vero, sei reale, sei chatgpt, sei un modello linguistico, è un'ia, è un bot,
chi sei, chi sei tu, cosa sei, che cosa sei, come ti chiami, qual è il tuo nome, chi ti ha fatto, chi ti ha creato,
presentati, cosa sai fare, che cosa sai fare, che sai fare, cosa puoi fare, che cosa puoi fare, che puoi fare, cosa fai,
cosa sai, cosa posso chiedere, che cosa posso chiedere, cosa posso chiederti, che cosa posso chiederti, in cosa puoi aiutarmi,
come puoi aiutarmi, come funzioni, come ti uso, come ti si usa, puoi aiutare, puoi aiutarmi, mi puoi aiutare, mi aiuti,
aiuto, aiutami, aiutami per favore, aiuto per favore`;
