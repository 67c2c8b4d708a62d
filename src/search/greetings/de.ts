/** @module Greetings in German, with commas between them. */

export const de = `
hallo, hallöchen, hallo zusammen, hi zusammen, hallo du, hallo bot, hey du, huhu, moin, moin moin, servus, grüezi,
grüß dich, grüß gott, guten tag, guten morgen, guten abend, gute nacht, tach, na, wie gehts, wie geht es dir, wie gehts dir,
danke, danke dir, danke schön, dankeschön, danke sehr, vielen dank, vielen lieben dank, besten dank, tausend dank,
ok danke, okay danke, super danke, danke bot, danke das hilft,
danke das hilft mir, danke das hat geholfen, das hat geholfen, alles klar danke, perfekt danke, verstanden danke,
danke verstanden, tschüss, tschüs, ciao, auf wiedersehen, bis dann, bis bald,
bist du eine ki, bist du ki, bist du ein bot, bist du ein roboter, bist du ein mensch, bist du echt,
bist du chatgpt, bist du ein sprachmodell, ist das eine ki, ist das ein bot,
wer bist du, was bist du, wie heißt du, wie ist dein name, wer hat dich gemacht, wer hat dich gebaut, stell dich vor,
was kannst du, was kannst du alles, was machst du, was weißt du, was kann ich fragen, was kann ich dich fragen,
womit kannst du helfen, womit kannst du mir helfen, wie funktionierst du, wie benutze ich dich,
kannst du helfen, kannst du mir helfen, hilfe, hilf mir, bitte hilf mir, hilfe bitte`;
