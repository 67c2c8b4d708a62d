/** @module Function words by language, for detecting the language of a question. */

/** Lower case, NFC, by codes of ISO 639-3; words are split at apostrophes. */
const WORDS = {
  eng: `
    a about after again all also am an and any are aren as at be because been before being between both
    but by can cannot cant could couldn d did didn do does doesn doesnt doing don done dont during each
    either else even ever every few for from get gets getting go goes got had has hasn have haven having
    he her here hers him his how i if in into is isn isnt it its ive just know like ll m made make makes
    many may me might mine more most much must my need needs no nor not now of off on once one only or
    other our ours out over own please re s same say says see shall she should shouldn since so some
    someone something still such t take takes tell than that thats the their them then there these they
    thing things this those through to too two under until up upon us use used using ve very want was
    wasn way we well went were weren what whats when where whether which while who whom whose why will
    with within without would wouldn yes yet you your yours`,
  deu: `
    aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist da dafür damit
    danach dann darf das dass dein deine dem den denn der des dich die dies diese diesem diesen dieser
    dieses dir doch dort du durch ein eine einem einen einer eines er es etwas euch euer für gegen gibt
    gilt habe haben hat hatte hier ich ihm ihn ihnen ihr ihre im in ins ist ja jede jeder jedes kann
    kannst kein keine keinen können könnte machen macht man mehr mein meine meinem meinen mich mir mit
    muss müssen nach nicht nichts noch nur ob oder ohne schon sein seine sich sie sind so soll sollte um
    und uns unser unter viel viele vom von vor wann war waren warum was weil welche welchem welchen
    welcher welches wem wen wenn wer werden wie wieder wieso wieviel wir wird wo woher wohin wurde
    wurden wäre zu zum zur zwischen über`,
  fra: `
    afin ai ainsi alors après as au aucun aussi autre autres aux avant avec avez avoir avons bien c car
    ce ceci cela celle celui ces cet cette chaque chez combien comme comment d dans de depuis des dois
    doit donc dont du elle elles en encore entre es est et eu eux faire fait faut font il ils j je l la
    laquelle le lequel les leur leurs lors lorsque lui là m ma mais me mes mettre moi mon même n ne ni
    non nos notre nous on ont ou où par pas peu peut peuvent peux plus pour pourquoi pouvez puis qu
    quand que quel quelle quelles quelqu quels qui quoi sa sans se sera ses si son sont sous suis sur t
    ta te tes toi ton tous tout toute toutes trop tu un une vers veux voici vont vos votre vous y à ça
    était été êtes être`,
  spa: `
    a al algo alguien alguna algunos algún ante antes aquí así aunque cada como con contra cual cuando
    cuanto cuál cuáles cuándo cuánta cuántas cuánto cuántos cómo de debe debo del desde donde dos
    durante dónde e el ella ellas ellos en entre era es esa ese eso esta estas este esto estos está
    están fue ha hace hacer hacia hago han hasta hay la las le les lo los me mi mis muy más nada ni no
    nos nosotros o otra otro otros para pero poco por porque puede pueden puedo que quien quién quiénes
    qué se sea según ser si sin sobre solo son soy su sus sí también tan tanto te tener tengo tiene
    tienen todo todos tu tus un una unas uno unos usted y ya yo él`,
  por: `
    a ao aos aquela aquele aqui as até cada com como da das de dela dele deve do dos e ela elas ele eles
    em entre então era essa esse esta este está estão eu faz fazer faço foi há isso isto já lhe lá mais
    mas me mesmo meu minha muito na nas nem no nos não nós o onde os ou para pela pelo pelos pode podem
    por porque porquê posso quais qual quando quanta quantas quanto quantos que quem quê se seja sem ser
    seu seus sobre sou sua suas são só também te tem tenho ter teu toda todo todos tu tua têm um uma
    umas uns você vocês à às é`,
  ita: `
    a agli ai al alla alle allo anche ancora avere c ce che chi ci cioè come con cos cosa cui da dagli
    dai dal dalla dalle degli dei del della delle dello deve devo di dopo dov dove due e ed era essere
    fa fare fino fra gli ha hai hanno ho i il in io l la le lei li lo loro lui ma me mi mia mio molto ne
    negli nei nel nella nelle nello no noi non o ogni per perchè perché più poi posso possono prima può
    qual quale quali quando quant quanta quante quanti quanto quel quella quelli quello questa queste
    questi questo qui sei senza si sia sono sopra sotto su sua sue sul sulla suo suoi sì te ti tra tu
    tua tuo tutte tutti tutto un una uno vi voi è`,
  nld: `
    aan al alle alleen als altijd andere ben bij binnen daar dan dat de deze die dit doe doen doet door
    een elke en er ga gaan gaat gebeurt gebruik geen graag haar had heb hebben hebt heeft heel hem hen
    het hier hij hoe hoeveel hun iemand iets ik in is ja je jij jou jouw jullie kan kun kunnen kunt maar
    mag mee meer men met mij mijn moet moeten mogen naar niet niets nog nu of om omdat onder ons onze
    ook op over te tegen toch toen tot u uit uw van veel voor waar waarom wanneer want waren was wat we
    wel welk welke werd werken werkt wie wij wil word worden wordt zal ze zelf zich zij zijn zo zonder
    zou`,
  pol: `
    a albo ale bez bo by bym być był była było były ci cię co czego czemu czy czym dla dlaczego do dwa
    gdy gdzie go i ich ile im inne innych iż ja jak jaka jaki jakie jakiej jakim jako je jego jej jest
    jestem jeszcze jeśli już kiedy kim kogo komu kto która które którego której który których którzy ma
    mają mam mi mnie mogę moja moje może możesz można musi muszę mój na nad nam nas nasz nic nie niego
    niej nim niż o od on ona one oni ono oraz po pod podczas poza przed przez przy się skąd sobie swoje
    są ta tak tam te tego tej ten też to tu tutaj tych tylko tym u w we wszystkie wszystko z za ze że
    żeby`,
  swe: `
    alla allt andra att av bara blev bli blir de dem den denna deras dess det detta dig din du där då
    efter eller en ett finns från får för genom gör göra ha hade han har hon hur här i in inga ingen
    inte jag ju kan kommer kunde man med mellan men mig min mitt mot mycket många måste ni nu när någon
    något några och också om oss på sig sin sitt ska som så till ut vad var varför varje vem vems vi vid
    vilka vilken vilket vill än är över`,
  dan: `
    af alle alt at bare blev blive bliver da de dem den denne der deres det dette dig din dog du efter
    eller en end er et for fordi fra få får før gør gøre ham han har havde hende her hos hun hvad hvem
    hver hvilke hvilken hvilket hvis hvor hvordan hvorfor hvorhen hvornår i ikke ind ingen jeg jer jo
    kan kom kunne man mange med meget mellem men mig min mit mod må ned nogen noget nogle nu ny når og
    også om op os over på se selv sig sin sit skal som så til ud under var ved vi vil være været`,
  tur: `
    ama ancak bana bazı ben beni benim bir biz bu bunu bunun burada da daha de değil diye en gibi göre
    hangi hangisi her ile ise için kadar kaç kim kimin mi midir mu mü mı mıdır nasıl ne neden nedir
    nerede nereye niye o olan olarak olur onu onun sadece sen siz sonra var ve veya ya yok yoksa zaman
    çok şey şu`,
  rus: `
    а без был была были было быть в вам вас весь во вот все всё вы где да для до его ее если есть еще
    ещё её же за здесь и из или им их к как какая какие каких какой когда которая которое которые
    который кто куда ли либо мне может можно мой мы на над надо нам нас не него нет ни них но ну нужно о
    об он она они оно от откуда очень по под после потом потому почему при про с сам свой себя сколько
    со так также там тебя тем то того тоже только том ты у уже чего чей чем через что чтобы эта эти это
    этого этой этот эту я`,
  ukr: `
    а або але б без бо був була були було бути в вам вас весь ви вона вони воно все всі від він де для
    до з за звідки зі й його ким кого коли котрий куди ли лише мене мені ми може можна мій на над нам
    нас не немає них ні о об один по при про під після скільки та так також там те ти то того той треба
    ту тут тільки у усі хто це цей цього ця ці чи чий чим чия чого чому що щоб я як яка яке який яких
    якого якої якщо які є і із інший їм їх її`,
} as const;

export const FUNCTION_WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(WORDS).map(([code, words]) => [code, new Set(words.trim().split(/\s+/))]),
);
