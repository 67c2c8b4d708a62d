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
  bg: words(`
    ако без бъде в ви все всички във да до за защо и или им как какво като когато което които кой
    която къде ли ме може на не него нея ни но няма от по под при преди през с са само се си след
    сте съм със тази така там те тези то този това трябва ще я`),
  sr: words(`
    а али ако без бити би био да до за зашто и или им их из је јер као када како које који која
    колико ко кроз ли међу мора може на не него није о од они оно она осим по под пре при са само
    се се си сте сам су та тај те ти то у уз шта што ће`),
  be: words(`
    а або але без бо быў была было быць вы гэта гэты гэтая дзе для да з за і ён яна яны або ад аб
    каб калі каго каму можа мы на над не няма па пад перад пры таксама так там той толькі трэба ты
    у усе хто цi чаму што як яго які якая якія яе іх`),
};
