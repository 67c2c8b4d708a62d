/** @module Function words of languages that are only detected. */

import { words } from "./language.ts";

/** By the primary subtag of BCP 47. */
export const DETECTED = {
  sv: words(`
    alla allt andra att av bara blev bli blir de dem den denna deras dess det detta dig din du där
    då efter eller en ett finns från får för genom gör göra ha hade han har hon hur här i in inga
    ingen inte jag ju kan kommer kunde man med mellan men mig min mitt mot mycket många måste ni
    nu när någon något några och också om oss på sig sin sitt ska som så till ut vad var varför
    varje vem vems vi vid vilka vilken vilket vill än är över`),
  da: words(`
    af alle alt at bare blev blive bliver da de dem den denne der deres det dette dig din dog du
    efter eller en end er et for fordi fra få får før gør gøre ham han har havde hende her hos hun
    hvad hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor hvorhen hvornår i ikke ind
    ingen jeg jer jo kan kom kunne man mange med meget mellem men mig min mit mod må ned nogen
    noget nogle nu ny når og også om op os over på se selv sig sin sit skal som så til ud under
    var ved vi vil være været`),
  tr: words(`
    ama ancak bana bazı ben beni benim bir biz bu bunu bunun burada da daha de değil diye en gibi
    göre hangi hangisi her ile ise için kadar kaç kim kimin mi midir mu mü mı mıdır nasıl ne neden
    nedir nerede nereye niye o olan olarak olur onu onun sadece sen siz sonra var ve veya ya yok
    yoksa zaman çok şey şu`),
};
