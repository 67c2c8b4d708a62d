/** @module Greetings in Portuguese, with commas between them. */

export const pt = `
oi, oie, oii, oi bot, oi gente, oi pessoal, oi tudo bem, olá, olá bot, olá a todos, olá pessoal, olá tudo bem, opa,
e aí, eaí, fala aí, bom dia, boa tarde, boa noite, bom dia a todos, tudo bem, tudo bom, como vai,
como vai você, como você está, como está, como vão as coisas, saudações, prazer em te conhecer,
obrigado, obrigada, muito obrigado, muito obrigada, obrigadão, obg, vlw, valeu, valeu mesmo, valeu bot,
obrigado bot, obrigado ajudou, obrigada ajudou, valeu ajudou, entendi obrigado, entendi obrigada, perfeito obrigado,
perfeito obrigada, ok obrigado, ok obrigada, ok valeu, brigado, brigada, agradeço, tchau, tchauzinho, até logo, até mais,
até amanhã, até a próxima,
você é uma ia, vc é uma ia, é uma ia, isso é uma ia, você é um bot, vc é um bot, isso é um bot, você é um robô,
vc é um robô, você é humano, você é humana, você é uma pessoa, você é real, você é o chatgpt, você é chatgpt,
você é um modelo de linguagem,
quem é você, quem é vc, o que é você, o que você é, qual é o seu nome, qual seu nome, qual é seu nome,
como você se chama, quem te criou, quem te fez, quem criou você, se apresente, apresente-se,
o que você faz, o que vc faz, o que você pode fazer, o que você consegue fazer, o que você sabe fazer,
o que você sabe, o que posso perguntar, o que posso te perguntar, o que eu posso perguntar, com o que você pode ajudar,
em que você pode ajudar, como você funciona, como vc funciona, como eu uso você, como te uso, você pode ajudar,
você pode me ajudar, pode me ajudar, me ajuda, me ajude, ajuda, ajuda por favor, me ajuda por favor, socorro`;
