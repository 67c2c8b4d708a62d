/** @module Greetings in English, with commas between them. */

export const en = `
hi, hii, hiya, hi there, hello, hello there, helo, hey, hey there, heya, yo, howdy, greetings, good day, good morning,
morning, good afternoon, good evening, good night, sup, whats up, how are you, how are you doing, hows it going,
nice to meet you, hi bot, hello bot, hey bot, good bot,
thanks, thank you, thx, ty, tysm, thanks a lot, thank you so much, thank you very much, many thanks, ok thanks,
okay thanks, great thanks, thanks bot, thanks that helps, thanks that helped, thank you that helps,
thank you that helped, that helps, that helped, thanks got it, got it thanks, got it, perfect thanks, cheers,
bye, bye bye, goodbye, see you,
are you an ai, are you ai, are you a bot, are you a robot, are you human, are you a human, are you a person,
are you real, are you chatgpt, are you a language model, is this an ai, is this a bot,
who are you, what are you, whats your name, what is your name, who made you, who built you, introduce yourself,
what can you do, what do you do, what do you know, what can i ask, what can i ask you, what can you help with,
what can you help me with, how do you work, how do i use you, can you help, can you help me, help, help me,
help please, please help`;
