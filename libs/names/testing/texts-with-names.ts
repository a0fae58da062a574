/** Texts with names in them, and what is left of each. What is not in `right` as it was in `text` was somebody's name. */

export interface TextWithNames {
  readonly members: readonly string[]
  readonly text: string
  readonly right: string
}

const of =
  (...members: readonly string[]) =>
  (...texts: readonly (readonly [text: string, right?: string])[]): readonly TextWithNames[] =>
    texts.map(([text, right = text]) => ({ members, text, right }))

export const SPELLED: readonly TextWithNames[] = [
  ...of('Li Chen')(['de jas van Lis broer', 'de jas van […] broer'], ['een vijver met lis', 'een vijver met lis']),
  ...of('Kim de Vries')(
    ['Kim de Vries', '[…]'],
    ['Kims moeder belde', '[…] moeder belde'],
    ["Kim’s moeder en Kim's vader", '[…] moeder en […] vader'],
    ['KIM DE VRIES zei niets', '[…] zei niets'],
    ['toen zei kim dat het goed was', 'toen zei […] dat het goed was'],
    ['mevrouw De Vries en haar man', 'mevrouw […] en haar man'],
    ['K. de Vries tekende', '[…] tekende'],
    ['Op verzoek van K.d.V. besproken', 'Op verzoek van […] besproken'],
    ['kim.de.vries@voorbeeld.nl', '[…]@voorbeeld.nl'],
    ['@kimdevries schreef', '@[…] schreef'],
    ['Kim_de_Vries.docx', '[…].docx'],
    ['Kim2012', '[…]2012'],
    ['Ki\u200bm en Ki\u00adm en K\u2060i\u2060m en Kim\ufeff kwamen', '[…] en […] en […] en […]\ufeff kwamen'],
    ['K\u0131m en KİM', '[…] en […]'],
    ['Ｋｉｍ en 𝐊𝐢𝐦', '[…] en […]'],
    ['Кim en Kіm', '[…] en […]'],
    ['Ki\u0301m', '[…]'],
    ['Kimmetje en Kimmie', '[…] en […]'],
    ['Hij zei: ‘Kim’ en weg was hij', 'Hij zei: ‘[…]’ en weg was hij'],
    ['Kimono, akim, Kimberley', 'Kimono, akim, Kimberley'],
    ['Kim, de Vries', '[…], […]'],
    ['Kim\nde\u00a0Vries', '[…]'],
    ['Kim de school uit', '[…] de school uit'],
    ['Vries, Kim de', '[…], […] de'],
  ),
  ...of('kim de vries')(['Kim zegt: De Vries komt morgen', '[…] zegt: […] komt morgen']),
  ...of('Bo de Jong')(
    ['Bo wil niet naar huis', '[…] wil niet naar huis'],
    ['met bo in het bos', 'met […] in het bos'],
    ['Bo’s boek', '[…] boek'],
    ['zij is nog jong, het jong', 'zij is nog jong, het jong'],
    ['De Jong kwam te laat', '[…] kwam te laat'],
  ),
  ...of('Jean-Pierre El-Amrani')(
    ['Pierre zegt dat Amrani komt', '[…] zegt dat […] komt'],
    ['Jean Pierre, Jean-Pierre, Jeanpierre, JEANPIERRE', '[…], […], […], […]'],
    ['Elamrani en el amrani en El‑Amrani', '[…] en […] en […]'],
  ),
  ...of('Jan van der Berg', 'Hans Smulders')(
    ['Jans’ fiets en Jan’s brommer', '[…] fiets en […] brommer'],
    ["Hans' vader", '[…] vader'],
    ['Jantje en Hansje', '[…] en […]'],
    ['Van der Berg belde', '[…] belde'],
    ['over de berg van der zee', 'over de berg van der zee'],
    ['J. van der Berg', '[…]'],
    ['VAN DER BERG', '[…]'],
  ),
  ...of('José Muñoz', 'Renée Müller', 'Zoë Ångström', 'Wijnand IJzerman')(
    ['Jose belde Munoz', '[…] belde […]'],
    ['Jose\u0301 en Jóse en JOSÉ', '[…] en […] en […]'],
    ['Renee Mueller en renée muller', '[…] en […]'],
    ['Zoe Angstrom en Aangstroem', '[…] en […]'],
    ['Zoës jas', '[…] jas'],
    ['Wĳnand en Wynand en WIJNAND', '[…] en […] en […]'],
    ['Ĳzerman, Ijzerman, ijzerman', '[…], […], […]'],
  ),
  ...of('Mueller')(['Müller', '[…]'], ['MÜLLER', '[…]']),
  ...of("Sean O'Brien", "Wim van 't Hoff", "Lucia D'Angelo")(
    ["O’Brien en OBrien en o'brien", '[…] en […] en […]'],
    ['Van ’t Hoff kwam, van het hof', '[…] kwam, van het hof'],
    ['DAngelo, d’Angelo', '[…], […]'],
  ),
  ...of('Işıl Yıldırım', 'İpek Çelik')(
    ['Isil en IŞIL en ışıl en ISIL', '[…] en […] en […] en […]'],
    ['ipek celik, İPEK ÇELİK', '[…], […]'],
    ['Yildirims broer', '[…] broer'],
  ),
  ...of('محمد بن علي', 'عبد الرحمن')(
    ['قال محمد إنه خائف', 'قال […] إنه خائف'],
    ['ومحمد كان هنا', 'و[…] كان هنا'],
    ['مُحَمَّد وعلي', '[…] و[…]'],
    ['محـــمد', '[…]'],
    ['عبدالرحمن', '[…]'],
  ),
  ...of('王小明', '欧阳娜', '李 伟')(
    ['王小明说他不想回家', '[…]说他不想回家'],
    ['小明说他不想回家', '[…]说他不想回家'],
    ['今天李伟来了', '今天[…]来了'],
    ['国王和王国', '国王和王国'],
  ),
  ...of('김민수')(['김민수가 왔다', '[…]가 왔다'], ['민수는 집에', '[…]는 집에'], ['김민수'.normalize('NFD'), '[…]']),
  ...of('สมชาย ใจดี')(['เมื่อวานสมชายมา', 'เมื่อวาน[…]มา']),
  ...of('Анна Королёва', 'Иван')(
    ['Анны не было, Анне звонили', '[…] не было, […] звонили'],
    ['Королева сказала: иван', '[…] сказала: […]'],
    ['ИВАН и Ивана', '[…] и […]'],
  ),
  ...of('Γιώργος Παπαδόπουλος', 'Μαρία')(
    ['ΓΙΩΡΓΟΣ και Γιωργος και Γιώργου', '[…] και […] και […]'],
    ['Η Μαρία και της Μαρίας', 'Η […] και της […]'],
  ),
  ...of('Łukasz Wałęsa')(['Lukasz Walesa', '[…]'], ['łukasz i WAŁĘSA', '[…] i […]']),
  ...of('Nguyễn Thị Ánh', 'Đặng Văn Đức')(
    ['Nguyen Thi Anh', '[…]'],
    ['ánh en Ánh'.normalize('NFD'), '[…] en […]'],
    ['Dang Van Duc en Đức', '[…] en […]'],
  ),
  ...of('Fatima ben Yusuf', 'Ahmed al-Sayed')(
    ['Ik ben blij dat Ben Yusuf er is', 'Ik ben blij dat […] er is'],
    ['Al-Sayed, alsayed, al Sayed', '[…], […], […]'],
    ['al met al was Sayed boos', 'al met al was […] boos'],
  ),
  ...of('राम')(['राम घर गया', '[…] घर गया'], ['रमा घर गई']),
]

export const ORDINARY: readonly TextWithNames[] = [
  ...of('Geen Risico', 'Niet Veel')(
    ['Er is geen gevaar en geen risico vandaag'],
    ['Geen risico. Niet veel. Veel geluk!'],
    ['Risico: laag'],
    ['ER IS GEEN GEVAAR, EN NIET VEEL RISICO'],
    ['toen zei Geen Risico dat', 'toen zei […] dat'],
    ['Gisteren belde mevrouw Risico', 'Gisteren belde mevrouw […]'],
  ),
  ...of('Mark de Boer', 'Roos Vos', 'Storm Bakker', 'Floor', 'Wil Smit', 'Sterre Winter')(
    ['de boer en de bakker in de storm, met een roos op de vloer'],
    ['Zij wil niet, hij wil wel; de winter was lang en de vos sluw'],
    ['Wil je komen? Wil de school iets?'],
    ['Roos huilde. Floor niet.', '[…] huilde. […] niet.'],
    ['Toen Storm en Mark kwamen, wil ik zeggen', 'Toen […] en […] kwamen, wil ik zeggen'],
    ['De Boer kwam', '[…] kwam'],
    ['gesproken met Wil en met Vos', 'gesproken met […] en met […]'],
    ['roos vos was er', '[…] was er'],
    ['Wil belde gisteren', '[…] belde gisteren'],
    ['de smit, het storm, een mark'],
  ),
  ...of(
    'Moeder Kim',
    'An',
    'Ben',
    'Al',
    'Bas',
    'Jan',
  )(
    ['Haar moeder zei dat ik ben gekomen, al was het laat', 'Haar moeder zei dat ik ben gekomen, al was het laat'],
    ['Met Ben en Al ging het goed', 'Met […] en […] ging het goed'],
    ['Januari, basis, banaan, als, alles'],
  ),
  ...of('Supports', 'Youth')(['supports youth', '[…] […]']),
]
