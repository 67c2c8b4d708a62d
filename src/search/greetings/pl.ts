/** @module Greetings in Polish, with commas between them; words with ł are written with l too. */

export const pl = `
cześć, cześć wszystkim, cześć bocie, hej, hejka, hejo, hej wszystkim, hej bocie, siema, siemka, siemano, elo, witaj, witam,
witajcie, witam wszystkich, dzień dobry, dobry wieczór, dobranoc, miłego dnia, milego dnia, jak się masz, co słychać,
co slychac, jak leci, co tam, jak tam, miło mi, milo mi, miło cię poznać, milo cie poznac, dobry bot,
dzięki, dziękuję, dziękuję bardzo, bardzo dziękuję, wielkie dzięki, dzięki wielkie, stokrotne dzięki, dziękuję ci,
dzięki bocie, ok dzięki, dzięki pomogło, dzięki to pomogło, dzięki rozumiem, rozumiem dzięki, jasne dzięki,
wszystko jasne dzięki, okej dzięki, super dzięki, do widzenia, do zobaczenia, na razie, nara, pa, pa pa, żegnaj,
jesteś ai, czy jesteś ai, jesteś sztuczną inteligencją, czy jesteś sztuczną inteligencją, jesteś botem, czy jesteś botem,
jesteś robotem, czy jesteś robotem, jesteś człowiekiem, jestes czlowiekiem, czy jesteś człowiekiem, czy jestes czlowiekiem,
jesteś prawdziwy, czy jesteś prawdziwy, jesteś chatgpt, czy jesteś chatgpt, jesteś modelem językowym,
czy jesteś modelem językowym, czy to ai, czy to bot, czy to jest bot,
kim jesteś, czym jesteś, jak się nazywasz, jak masz na imię, kto cię stworzył, kto cie stworzyl, kto cię zrobił,
kto cie zrobil, przedstaw się, co potrafisz, co umiesz, co możesz, co możesz zrobić, co robisz, co wiesz,
o co mogę zapytać, o co mogę cię zapytać, o co mogę pytać, o co można pytać, w czym możesz pomóc, w czym możesz mi pomóc,
jak działasz, jak dzialasz, jak cię używać, jak z ciebie korzystać, możesz pomóc, czy możesz pomóc, możesz mi pomóc,
czy możesz mi pomóc, pomożesz, pomożesz mi, pomoc, pomocy, pomóż, pomóż mi, pomóż proszę, pomóż mi proszę, proszę o pomoc`;
