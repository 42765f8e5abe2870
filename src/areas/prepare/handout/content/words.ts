import type { HandoutLanguage } from '../contract.ts'

/** 256 short words for each language, from which a passphrase is proposed: eight of them are 64 bits. Our own lists. */
export const words: Readonly<Record<HandoutLanguage, readonly string[]>> = {
  en: listOf(`
    acorn amber anchor apple apron arrow atlas autumn bacon badge bagel baker bamboo banjo barn basil basket beach beam
    bench berry bishop blanket blossom boat bonnet book border bottle branch bread brick bridge broom brush bucket butter
    button cabin cactus camel candle canoe canyon carpet carrot castle cedar cellar chalk cherry chess chimney cider
    circle cliff clock cloud clover coast cobalt coffee comet compass copper coral corn cotton cradle crane crayon
    cricket crown crystal curtain cycle daisy dancer desert diamond dinner dolphin donkey door dragon drum eagle earth
    easel echo elbow ember engine falcon feather fence fern ferry fiddle field finch flame flute forest fountain fox
    freckle frost galaxy garden garlic ginger glacier glove goat granite grape gravel guitar hammer harbor harp harvest
    hazel hedge helmet heron hill honey horizon horse hotel icicle igloo island ivory jacket jaguar jasmine jelly jewel
    jungle kayak kettle kitchen kite ladder lagoon lamp lantern laurel lemon library lily linen lion lizard llama lobster
    locket lotus maple marble market meadow melon mirror mitten monkey moon moss motor mountain museum mustard napkin
    needle nest noodle nutmeg oasis ocean olive onion opera orange orbit orchid otter oven oyster paddle palace panda
    paper parade parrot peach pearl pebble pencil pepper piano picnic pillow pilot planet plum pocket poem pony poppy
    potato prairie pumpkin puzzle quartz quilt rabbit radish raft raven ribbon river robin rocket saddle sailor salmon
    sandal saucer shell silver spoon sugar sunset table tiger timber tulip turtle velvet violin wagon walnut walrus whale willow window winter wolf wool yarn yogurt zebra zipper
  `),
  de: listOf(`
    abend acker adler ahorn ampel amsel anker apfel aster auge axt bach balken ballon banane bank bart bauer baum becher
    berg besen biber biene birke birne blatt blume boden bohne boot brett brief brille brot brunnen buch bucht
    burg busch butter dach dachs decke degen delfin dorf dose drache draht eiche eimer eis elch elster engel ente erbse
    erde esche esel eule fabel faden falke farbe farn feder feld fels fenster feuer fichte finger fink fisch
    flasche fliege flosse fluss forelle frosch fuchs funke gabel gans garten gasse geige gerste glas glocke gold gras
    grille gurke hafen hafer hahn hammer hase hecke heft heide helm hemd herbst herz heu himbeere himmel hirsch hobel
    hof holz honig hummel hund hut igel insel jacke jahr kabel kamel kamin kanne kapitel karte kater kegel
    kerze kessel kette kiefer kirsche kissen kiste klee knopf koffer kohle komet korb korn kranich kranz kreis
    krug kuchen kugel lachs laden lampe land leine leiter lerche licht linde linse luchs lupe magnet mais mantel
    marder markt mauer maus meer mehl meise melone messer milch minze mohn mond moos motte muschel nacht nadel nagel 
    nebel nest netz nuss ofen orgel otter palme papier perle pfanne pfeffer pfeil pferd pilz pinsel platz quelle rabe rad
    rahmen rasen regen reis ritter rose ruder sack saft sahne salat salz sand schaf schal schiff schloss
    schnee schuh segel seife sofa sonne spargel spatz stein stern stiefel stuhl tanne tasse taube teller tisch torte
    traube treppe tulpe turm vogel wagen wald wolke wurzel zange zaun zebra ziege zimt zucker zwiebel
  `),
}

function listOf(text: string): string[] {
  return text.trim().split(/\s+/)
}
