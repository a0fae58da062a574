/**
 * Words that a text is full of, so that someone who is called like one does not turn it into holes. A list, with no claim to be whole:
 * a name that is in neither is taken out wherever it stands.
 */

const words = (list: string): ReadonlySet<string> =>
  new Set(
    list
      .split(/\s+/)
      .filter((word) => word !== '')
      .map((word) => word.replaceAll('ij', 'y')),
  )

/** Hardly ever anybody's name: with a capital they only begin a sentence. */
export const EVERYDAY = words(`
  a aan aandacht aanleiding aanpak aanvraag aanwezig acht achter actie acties advies af afspraak afspraken afstand afwijking al alle alleen alles als
  alsof altijd and ander andere anderen anders angst antwoord apart arbeid are arm arts as at augustus auto avond baan balans basis be bed been
  begeleiding begin behalve behandeling behoefte beide bekend belang belangrijk belde beleid belt bepaald beperkt bericht beroep beslissing best
  bestaan beste beter betrokken bewijs bewust bezoek bij bijna binnen blauw blij blijft blijven boek boeken bomen boos bovendien brief brieven broer
  broertje buiten bureau buren bus but buurt by can child coach conflict contact could dag dagen dan dank dankbaar dat de december deel dekt den der
  des deur deze dhr dicht did die dienst diep dier dieren dinsdag direct dit do dochter doel doelen doen does doet dokter donderdag dood door dorp
  dossier dr draagt drie dromen droom drs drugs druk dubbel duidelijk duizend durf durft dus duur echt echter een eens eerder eerlijk eerst eerste
  effect eigen eind einde elk elkaar elke en enige enkel enkele er ergens ernstig eten even ex familie father februari feit feiten fiets for fout from
  gaan gaat gang gebeurt gebied geboorte geboren gedaan gedrag geduld geeft geen geest gek geld geldt geleden gelijk geloof geluid geluk gemeente
  genoeg gerust geschiedenis gesprek gesprekken gevaar geval geven gevoel geweest geweld gewoon gezag gezegd gezicht gezin gezond gezondheid gisteren
  god goed goede goud graag grens grenzen groep grond grote gunstig haar had halen half hallo handen hard hart has have he heb hebben heeft heel heen
  heer heet hel hele helemaal helft help helpen helpt hem hemel hen her here herfst herstel het hetzelfde hier hij him his hoe hoeft home honden
  honderd hoofd hoort houden houdt hout how huid huis hulp hun huur i idee ieder iedere iedereen iemand iets if ik in ing inkomen instelling into
  inzet ir is it its ja jaar jammer januari jaren je jeugd jij jonge jongen jongens jou jouw juf juist jullie just kamer kan kans kansen kant keer
  kennis kent kind kinderen klaar klacht klas kleinkind kleren kleur klopt koffie komen komt kon konden kop kort kosten kracht krijgen krijgt kunnen
  kwaad kwam kwamen kwestie laag laat laatste lang langs last later leefde leeft leeftijd leeg leer leert leraar les lessen leven lezen licht liefde
  liet liever ligt lijkt lijn like links loopt lopen los lucht maak maakt maaltijd maand maandag maanden maar macht maken makkelijk mam mama mamma
  manier mannen may me medewerker mee meest meestal meeste meester meisje meisjes melding melk men meneer mens mensen merkt met meteen meter mevr
  mevrouw middag might mij mijn minder minst misschien missen mits moe moeder moeders moeilijk moest moet moeten mogelijk mogen moment mooie more
  morgen most mother mr must muziek mw my naam naar naast nacht nadat nadeel nam natuurlijk nee neef negen nemen nergens net netwerk never nicht
  niemand niet niets nieuw nieuwe nieuws niks no nodig nog none nood nooit not nothing november now nu nut ochtend of off ogen oktober om oma omdat
  omgeving on onder onderwijs onderzoek one ongeluk ongeveer onlangs only ons onze oog ook oom oor oorlog op opa opeens open opnieuw or oranje other
  oud oude ouder ouders our out over overal overleden overleg paar paard paars pap papa papier papieren pappa partner pas periode pijn plaats plan
  plannen pleegkind pleegouder plek plicht plus politie praat praatte praten prettig prima probeert probleem problemen proces prof protocol punt raad
  raakt recht rechter reden redenen regel regels rekening relatie rest risico risicos risk rivier rol rond ruim ruimte rustig ruzie said same samen
  samenwerking schoenen scholen school schoon schuld schulden september she should sinds situatie slaap slaapt slecht slechts sluit sneeuw snel so
  sociaal some soms soort spel sport spreekt staan staat stad stap stappen start steeds stem sterren steun stiefmoeder stiefvader stond stopt straat
  straf straks stress stuk such suiker systeem taak taal tafel tante te team tegen telefoon ten ter terug terwijl tevreden than that the thee their
  them then there these they this those thuis tien tijd tijdens to toch toe toekomst toen too tot totaal trauma trein trots trouwens tussen twee
  tweede twijfel u uit uiteindelijk uitkering under up uren us uur uw vaak vader vaders vak vakantie vallen valt van vanaf vandaag vandaar vanuit vast
  vechten veel veilig veiligheid veranderen verantwoord verder verdriet verhaal verkeerd verleden verlies vermoeden verschil vertelt vertrouwen
  verwacht very verzoek via vier vijf vind vinden vindt voelt voetbal vol volgend volgende volgens voogd voor vooral voorbeeld vorig vorige vraag
  vraagt vragen vreemd vrienden vriendin vrij vrijdag vrijheid vroeg vroeger vrouw vrouwen vuur waar waarbij waardoor waarheid waarom waarschijnlijk
  wachten wanneer want waren warm was wat we week weekend weer weet weg wegens weigert weinig weken wel welk welke welkom well wens wensen werd werden
  were wereld werk werken werkt werkte wet weten what when where which while who why wie wij wijst willen wilt with woensdag woning woonde woont woord
  woorden worden wordt wou would yes you your zaak zaken zaterdag ze zee zeer zeggen zegt zei zeker zelf zelfs zes zeven zich zie ziek ziekenhuis ziel
  zien ziet zij zijn zilver zin zit zitten zo zoals zoiets zolang zondag zonder zoon zorg zorgen zou zouden zout zulke zullen zus zusje zwaar zwak
`)

/** As often somebody's name: small it is the word, with a capital the name. */
export const ALSO_NAMES = words(`
  adel amber angel april art aster august autumn bakker bas beek beer bel beren berg bergen berk bill bloem blom boer boeren bol bon boom boon bos bot
  braam brand bril broek bron brood bruin buis burger buur chance charity chase cherry constant dam dame dekker destiny dijk dons doorn dop draak
  drost duif duim dun eb eer eik elf els engel ernst faith fee floor fris funk gans geel gerst gift ginger glas gort graaf grace graf groen groot gul
  haan haas hak ham hamer han hand harp haven hazel heide heiden helder hert hoek hof hoge holland hond hoop hoorn hope huisman hulst iris jager jas
  jewel job jong joy juli june juni jus kamp kapper kat kei keizer kers kerst kit klaver klein kleine klok knap koek kok koks koning koningin kool
  koper korte kramer krijger kroon kruis kuiper laan lam land lange lark leeuw lelie lente lief lily linde linden lis loon lot lotus love lus lust
  maan maart maas mager maker man mark markt marmer mars mat meer meeuw mei mercy mink mol molen molenaar monnik mooi moor mop mus naald nagel noord
  oever olie olive oord oost pace page parel pars pater patience paus pearl peer pen pepper perk piek pier pij pil pin plant plet ploeg pol pools
  poppy post pot prijs prins pruim puk raaf raven reed regen rein ridder riet ring rood roos rose rots rozen ruby ruiter rust sage schaap schaar
  scheper schilder schipper schuur sijs silver sint sky slager slot smid smit snoek snor sol spaan spar specht spijker spring staal star steen ster
  sterk sterre stil stok storm summer sun tak teer timmer timmerman tin tol ton toon trouw tuin uil valk veen veer ven verver vet violet vis visser
  vlam vlinder voet vogel vogels vonk vos vrede vriend vroom waard wal wapen water weiland welt werf west wever wiek wijs wil wild will wind winst
  winter wit witte wolf wolk woud zand zeeman zoet zomer zon zuid zwaan zwart
`)

/** What stands between the names of one person, and is nobody's name alone. */
export const PARTICLES = words(`
  van der den de het t ten ter te op in onder uit uyt von zu zum zur vom af av al el as ad ar at az ul ben bin ibn bint abu abd abdel di da do dos das del della
  dello dei degli du des le la les lo los las san santa st saint y e i en mac mc o d l n s van't
`)

/** A particle that is as often a name of its own when it comes first. */
export const ALSO_GIVEN = words('ben al ad abu abdel e i o d l n s t mac')

/** Names that are a verb as well. */
export const ALSO_VERBS = words('wil will may')

/** What follows a verb that begins a question or an order: `Wil je komen?` is not said of Wil. */
export const AFTER_A_VERB = words(`
  je jij u hij ze zij ik men we wij jullie iemand niemand het dit dat er de een niet nog ook mijn zijn haar hun ons onze you he she it they i we the a
`)
