// The tables that make-roster.mjs draws from: how people are called, where they live, where they work.

const words = text => text.trim().split(/\s*,\s*/);
const culture = (given, family, options = {}) => ({given: words(given), family: words(family), ...options});

/**
 * First and family names by naming culture. Names that are not written in Latin letters carry their Latin form behind
 * a bar, for the mail address. `familyFirst`: the family name leads. `join`: what stands between the two (default: a
 * space). `secondFamily`: a second family name is common. `mononyms`: now and then somebody has one name only.
 */
export const cultures = {
  english: culture(
    `Abigail, Alden, Beatrix, Bridget, Calvin, Clementine, Darnell, Delphine, Dwight, Eloise, Everett, Faith, Garrett,
     Gwendolyn, Harlan, Imogen, Isaiah, Jolene, Keisha, Kendrick, Latoya, Linus, Mabel, Marcus, Nadine, Nolan, Opal,
     Percy, Philippa, Quincy, Ramona, Roscoe, Sabrina, Shanice, Silas, Tabitha, Terrell, Ursula, Vernon, Winifred`,
    `Abernethy, Ashcombe, Baldridge, Birdsong, Brackenbury, Claybourne, Cresswell, Dunleavy, Eastwick, Fairweather,
     Farnsworth, Gathright, Goodspeed, Hartsfield, Hollowell, Ivey, Jernigan, Kettleman, Langstroth, Lovelace-Pruitt,
     Mayweather-Ames, McAllester, Merriweather, Nettles, O'Dowd, Pennyfeather, Pettigrew, Quarles, Rainwater, Ridgeway,
     Satterwhite, Sheffield, Tolliver, Underhill, Vandermeer, Wainwright, Weatherspoon, Wigfall, Yarborough, Zellner`),
  hispanic: culture(
    `Adelina, Álvaro, Araceli, Baltasar, Belén, Ceferino, Dolores, Efraín, Esperanza, Fermín, Graciela, Hernán, Inés,
     Iñaki, Jacinta, Joaquín, Leticia, Lázaro, Marisol, Matías, Nélida, Nicanor, Ofelia, Pilar, Ramiro, Rocío, Saúl,
     Socorro, Teófilo, Úrsula, Verónica, Yolanda, Zacarías`,
    `Aguilera, Anzaldúa, Barragán, Cárdenas, Ceballos, Cifuentes, Dávila, Echeverría, Escamilla, Fajardo, Galván, Guzmán,
     Hinojosa, Ibáñez, Jaramillo, Lizárraga, Montoya, Muñiz, Narváez, Ocampo, Ordóñez, Palacios, Peña, Quiñones, Rentería,
     Saldívar, Tejada, Uribe, Villaseñor, Yáñez, Zambrano`,
    {secondFamily: true}),
  portuguese: culture(
    `Adriano, Anunciação, Beatriz, Caetano, Conceição, Davi, Eunice, Fabrício, Gonçalo, Iracema, João, Jussara, Lourdes,
     Moacir, Márcia, Raimundo, Rosângela, Thaís, Ubiratan, Vânia`,
    `Albuquerque, Araújo, Bragança, Camargo, Falcão, Figueiredo, Guimarães, Magalhães, Mourão, Nóbrega, Patrício, Queirós,
     Sampaio, Simões, Teixeira, Vasconcelos`,
    {secondFamily: true}),
  french: culture(
    `Adélaïde, Anaïs, Baptiste, Bérénice, Cédric, Clémence, Désiré, Élodie, Fabrice, Françoise, Gaëlle, Hervé, Joséphine,
     Loïc, Maël, Noémie, Océane, Rémi, Solène, Théophile, Yannick, Zoé`,
    `Aubertin, Beauchêne, Boissonnault, Chênevert, Delacour, Desrosiers, Fontenoy, Gélinas, Lafrenière, L'Espérance,
     Maisonneuve, Pâquet, Quesnel, Rochefort, Saint-Cyr, Thibodeau, Vaillancourt`),
  german: culture(
    `Annegret, Björn, Cäcilie, Dörte, Ekkehard, Friederike, Gesine, Götz, Hannelore, Jürgen, Käthe, Lüder, Ottilie, Uwe`,
    `Böttcher, Dürrenfeld, Eichenlaub, Großkopf, Hänsel, Kirschbaum, Löwenstein, Nüsslein, Oberländer, Pfründer,
     Rübsam, Schönwald, Weißgerber, Zöllner`),
  nordic: culture(
    `Åsa, Bjørg, Eero, Freyja, Gunnhild, Håkon, Ingvild, Jökull, Kjersti, Lærke, Mårten, Øyvind, Päivi, Sólveig, Þóra,
     Väinö, Yrsa`,
    `Ångström-Lind, Bjørnstad, Eklöf, Fjeldsted, Grønlund, Hämäläinen, Järvinen, Kjærgaard, Lindåker, Mäkelä, Nordahl-Sæther,
     Ólafsdóttir, Søndergaard, Ängsby`),
  slavic: culture(
    `Agnieszka, Bogusław, Čeněk, Dobromir, Elżbieta, Grażyna, Ivana, Jiří, Květa, Ljubica, Małgorzata, Nikša, Ondřej,
     Radka, Stanisław, Štěpán, Tomislav, Věra, Zdeněk, Željka`,
    `Bartoszek, Brzozowska, Čermák, Dąbrowiecki, Havlíčková, Jabłoński, Kovačević, Krejčí, Łukaszewicz, Mlynář,
     Novotná, Pavličić, Říhová, Śliwińska, Šimůnek, Wiśniowski, Žižka`),
  cyrillic: culture(
    `Анастасія|Anastasiia, Богдан|Bohdan, Галина|Halyna, Дмитро|Dmytro, Елена|Elena, Катерина|Kateryna, Любов|Liubov,
     Олег|Oleh, Светлана|Svetlana, Тарас|Taras, Юлія|Yuliia, Ярослав|Yaroslav`,
    `Береженко|Berezhenko, Вишняк|Vyshniak, Гончаренко|Honcharenko, Даниленко|Danylenko, Журавель|Zhuravel,
     Ковальчук|Kovalchuk, Лисенко|Lysenko, Морозенко|Morozenko, Перепелиця|Perepelytsia, Яременко|Yaremenko`),
  greek: culture(
    `Αλέξανδρος|Alexandros, Δέσποινα|Despina, Ελευθερία|Eleftheria, Θανάσης|Thanasis, Καλλιόπη|Kalliopi,
     Νεφέλη|Nefeli, Σταύρος|Stavros, Χαράλαμπος|Charalampos`,
    `Αναγνωστάκης|Anagnostakis, Βλαχάκη|Vlachaki, Δημητρόπουλος|Dimitropoulos, Καραγιάννη|Karagianni, Μυλωνάς|Mylonas,
     Παπαδάκη|Papadaki, Σιδέρης|Sideris`),
  turkish: culture(
    `Ayşegül, Barış, Çağla, Doğan, Elif, Gülşen, İpek, Kıvanç, Nazlı, Özgür, Şule, Tuğba, Ümit, Yağmur`,
    `Akıncı, Bozdağ, Çelikkol, Demirtaş, Erdoğdu, Gökçe, Işıklar, Karabulut, Öztürkmen, Şahinkaya, Türkoğlu, Yıldırımer`),
  arabic: culture(
    `أمينة|Amina, باسل|Basel, جميلة|Jamila, حسام|Hussam, رانية|Rania, زياد|Ziad, سلمى|Salma, طارق|Tariq, فاطمة|Fatima,
     كمال|Kamal, ليلى|Layla, منير|Munir, نجلاء|Najla, هيثم|Haitham, ياسمين|Yasmin`,
    `البستاني|Albustani, التميمي|Altamimi, الحداد|Alhaddad, الخطيب|Alkhatib, الزيتوني|Alzaytouni, الشامي|Alshami,
     العطار|Alattar, القاضي|Alqadi, المنصوري|Almansouri, النجار|Alnajjar, الورداني|Alwardani`),
  persian: culture(
    `آرزو|Arezoo, بهرام|Bahram, پریسا|Parisa, داریوش|Dariush, سهراب|Sohrab, شیرین|Shirin, مهتاب|Mahtab, نیلوفر|Niloufar`,
    `بهرامی|Bahrami, پورکریم|Pourkarim, رستگار|Rastegar, سپهری|Sepehri, شیرازی|Shirazi, کاظمی|Kazemi`),
  urdu: culture(
    `عائشہ|Ayesha, بلال|Bilal, حمیرا|Humaira, زینب|Zainab, شعیب|Shoaib, فرحان|Farhan, نادیہ|Nadia, وقار|Waqar`,
    `بخاری|Bukhari, چوہدری|Chaudhry, درانی|Durrani, سومرو|Soomro, قریشی|Qureshi, مرزا|Mirza`),
  hebrew: culture(
    `אביטל|Avital, גלעד|Gilad, הדס|Hadas, יונתן|Yonatan, נועה|Noa, עמית|Amit, שירה|Shira`,
    `אלמוג|Almog, ברקת|Bareket, גולן|Golan, הררי|Harari, לביא|Lavi, רימון|Rimon`),
  hindi: culture(
    `अनुराधा|Anuradha, अर्जुन|Arjun, इंदिरा|Indira, कविता|Kavita, गौरव|Gaurav, नीलम|Neelam, प्रकाश|Prakash, मीनाक्षी|Meenakshi,
     राजेश|Rajesh, वंदना|Vandana, विवेक|Vivek, सुनीता|Sunita`,
    `अग्रवाल|Agrawal, कुलकर्णी|Kulkarni, चतुर्वेदी|Chaturvedi, जोशी|Joshi, त्रिपाठी|Tripathi, देशपांडे|Deshpande, मिश्रा|Mishra,
     वर्मा|Varma, सक्सेना|Saxena`),
  tamil: culture(
    `அருண்|Arun, கவிதா|Kavitha, செந்தில்|Senthil, தமிழ்செல்வி|Tamilselvi, மலர்|Malar, முருகன்|Murugan`,
    `இளங்கோவன்|Elangovan, கந்தசாமி|Kandasamy, நடராஜன்|Natarajan, பழனிசாமி|Palanisamy, வேலாயுதம்|Velayutham`),
  bengali: culture(
    `অনন্যা|Ananya, কৌশিক|Koushik, জান্নাত|Jannat, তানভীর|Tanvir, মৌসুমী|Moushumi, রফিক|Rafiq, শর্মিলা|Sharmila`,
    `চক্রবর্তী|Chakraborty, তালুকদার|Talukdar, ভট্টাচার্য|Bhattacharya, মজুমদার|Majumdar, সরকার|Sarkar, হোসেন|Hossain`),
  chinese: culture(
    `安琪|Anqi, 博文|Bowen, 春梅|Chunmei, 德华|Dehua, 桂英|Guiying, 海燕|Haiyan, 佳怡|Jiayi, 立新|Lixin, 明哲|Mingzhe, 若溪|Ruoxi,
     思远|Siyuan, 文静|Wenjing, 晓峰|Xiaofeng, 雨桐|Yutong, 志强|Zhiqiang`,
    `陈|Chen, 董|Dong, 冯|Feng, 郭|Guo, 韩|Han, 蒋|Jiang, 林|Lin, 潘|Pan, 沈|Shen, 田|Tian, 吴|Wu, 谢|Xie, 徐|Xu, 郑|Zheng`,
    {familyFirst: true, join: ''}),
  japanese: culture(
    `葵|Aoi, 大輔|Daisuke, 恵子|Keiko, 健太|Kenta, 美咲|Misaki, 直樹|Naoki, さくら|Sakura, 翔|Sho, 由美|Yumi, 裕子|Yuko`,
    `井上|Inoue, 石川|Ishikawa, 片山|Katayama, 小林|Kobayashi, 松井|Matsui, 西村|Nishimura, 大野|Ono, 杉本|Sugimoto, 和田|Wada`,
    {familyFirst: true}),
  korean: culture(
    `다은|Daeun, 현우|Hyunwoo, 지민|Jimin, 미경|Mikyung, 서연|Seoyeon, 성호|Sungho, 수진|Sujin, 영희|Younghee, 은지|Eunji`,
    `강|Kang, 권|Kwon, 문|Moon, 배|Bae, 서|Seo, 손|Sohn, 오|Oh, 윤|Yoon, 장|Jang, 한|Han`,
    {familyFirst: true, join: ''}),
  vietnamese: culture(
    `Ánh, Bảo Châu, Diễm, Đức Thịnh, Hồng Nhung, Khánh, Minh Tuấn, Ngọc Lan, Phương, Quỳnh, Thảo, Xuân Mai`,
    `Bùi, Đặng, Đỗ, Dương, Hoàng, Lê, Lý, Ngô, Phạm, Trần, Vũ`,
    {familyFirst: true}),
  thai: culture(
    `กิตติ|Kitti, จันทร์เพ็ญ|Chanphen, ดวงใจ|Duangjai, ธนพล|Thanaphon, พิมพ์ใจ|Phimjai, สมศรี|Somsri, อรทัย|Orathai`,
    `แก้วมณี|Kaewmanee, จันทรวงศ์|Chantharawong, ทองสุข|Thongsuk, บุญประเสริฐ|Bunprasert, ศรีสวัสดิ์|Srisawat`),
  indonesian: culture(
    `Agung, Bayu, Citra, Dewi, Eko, Fitriani, Gilang, Kartika, Ningsih, Putri, Rahayu, Slamet, Wulandari, Yudhistira`,
    `Atmadja, Hardjono, Kusumawati, Nasution, Prasetyo, Siregar, Tanuwijaya, Wirawan`,
    {mononyms: true}),
  filipino: culture(
    `Amihan, Bayani, Dalisay, Ernesto, Ligaya, Luzviminda, Maricel, Rodrigo, Rosalinda, Tala`,
    `Bautista, Dimaculangan, Evangelista, Macaraeg, Magsaysay-Ong, Panganiban, Salonga, Tumbaga, Villanueva`),
  yoruba: culture(
    `Abiọ́lá, Adébáyọ̀, Bọ́lánlé, Fúnmiláyọ̀, Káyọ̀dé, Ọlábísí, Ṣadé, Táíwò, Yéwándé`,
    `Adéyẹmí, Akínwálé, Fálànà, Ògúnbọ̀wálé, Ọládiípọ̀, Ṣónúgà`),
  igbo: culture(
    `Adaeze, Chidiebere, Chinyere, Ifeoma, Kelechi, Nkechi, Obinna, Uzoamaka`,
    `Anyanwu, Ejiofor, Iwuchukwu, Nwachukwu, Okafor-Eze, Onyekwere, Uchendu`),
  akan: culture(
    `Abena, Adwoa, Akosua, Ekow, Esi, Kofi, Kwabena, Kwaku, Yaa`,
    `Agyeman, Amoako, Boateng-Sarpong, Darko, Frimpong, Ofori, Owusuaa`),
  eastAfrican: culture(
    `Achieng, Baraka, Chausiku, Kamau, Makena, Mwanaisha, Neema, Nyambura, Otieno, Rehema, Wairimũ, Zawadi`,
    `Chepkwony, Kilonzo, Macharia, Mũthoni, Mwakasege, Ng'ang'a, Nyerere-Mushi, Ochieng, Odhiambo, Wanjikũ`),
  ethiopian: culture(
    `አበበ|Abebe, ሃና|Hana, ሰላም|Selam, ተስፋዬ|Tesfaye, አልማዝ|Almaz, ዮናስ|Yonas`,
    `በቀለ|Bekele, ገብሬ|Gebre, ደስታ|Desta, ወልደ|Wolde, ከበደ|Kebede`),
  southernAfrican: culture(
    `Andile, Bongani, Dineo, Khanyisile, Lerato, Mpho, Nomvula, Palesa, Sibusiso, Tendai, Zodwa`,
    `Dlamini-Roux, Khumalo, Mabuza, Makoni, Mokoena, Ndlovu, Nkosi, Sithebe, Van Rensburg`),
  westAfricanFrench: culture(
    `Aïssatou, Awa, Bakary, Cheikh, Djénéba, Fatoumata, Ibrahima, Mariétou, Ousmane, Sékou`,
    `Bâ, Coulibaly, Diarra, Faye, Keïta, Konaté, N'Guessan, Ndiaye, Sarr, Traoré`),
  pacific: culture(
    `Anahera, Hēmi, Kaʻiulani, Keoni, Lavinia, Mānoa, Mere, Nohealani, Pōhai, Sione, Tāne, Wikitōria`,
    `Faleolo, Kahananui, Kealohapauʻole, Māhealani, Ngāpō, Parata, Taufaʻao, Tūhoe, Vakasiuola`),
  diné: culture(
    `Dezbah, Haseya, Kai, Nizhoni, Shilah, Yanaba`,
    `Begaye, Benally, Manygoats, Tsinajinnie, Tsosie, Whitehorse`),
  irish: culture(
    `Aoife, Caoimhe, Dáithí, Éabha, Fionnuala, Oisín, Pádraig, Róisín, Síofra`,
    `Mac Giolla Íosa, Ní Cheallaigh, Ó Dálaigh, O'Shaughnessy, Ó Súilleabháin, Uí Bhriain`),
  khoekhoe: culture(
    `Xamagu, ǃGôa|Goa, ǂKhomi|Khomi`,
    `ǀUiseb|Uiseb, ǃNaruseb|Naruseb, Garoëb`),
};

/** Weights of what people do. Now and then the registration knows no more than the wider kind. */
export const roles = [
  ['elementary', 20], ['middle', 18], ['high', 19], ['classroom', 2], ['museum', 6], ['library', 2], ['after-school', 4],
  ['coach', 6], ['specialist', 5], ['inclusion', 3], ['educator', 1], ['school', 5], ['district', 4], ['state', 2],
  ['partner', 4], ['parent', 2], ['teacher-preparation', 3], ['research', 1], ['industry', 2],
];

/** What kind of place somebody of that role works for. */
export const workplaces = {
  elementary: 'elementary', middle: 'middle', high: 'high', classroom: 'school', educator: 'school', museum: 'museum',
  library: 'library', 'after-school': 'club', coach: 'district', specialist: 'district', inclusion: 'school',
  school: 'school', district: 'district', state: 'ministry', partner: 'community', parent: 'community',
  'teacher-preparation': 'university', research: 'university', industry: 'company',
};

/** Which roles meet in a team, by the kind of place that sends it. */
export const teamRoles = {
  elementary: ['elementary', 'elementary', 'elementary', 'elementary', 'coach', 'school', 'inclusion', 'parent'],
  middle: ['middle', 'middle', 'middle', 'middle', 'school', 'specialist', 'inclusion', 'library'],
  high: ['high', 'high', 'high', 'high', 'high', 'school', 'specialist', 'industry'],
  district: ['district', 'district', 'elementary', 'middle', 'high', 'elementary', 'middle', 'coach', 'specialist', 'school'],
  museum: ['museum', 'museum', 'museum', 'after-school', 'partner', 'elementary', 'middle'],
  university: ['teacher-preparation', 'teacher-preparation', 'research', 'high', 'middle'],
  community: ['partner', 'partner', 'after-school', 'parent', 'library', 'elementary'],
};

/** Invented places and what stands there, by the language on the door. `*` is the place. */
export const organisations = {
  en: {
    places: words(`Alder Creek, Bellwether, Blue Heron, Cinder Ridge, Copper Canyon, Cottonwood Bend, Driftwood Bay, Eagle Prairie,
      Fern Hollow, Foxglove Hill, Granite Falls Road, Harbor Light, Hickory Fork, Ironwood, Juniper Flats, Kingfisher,
      Lantern Hill, Larkspur, Magnolia Crossing, Marigold, Maple Union, Mesa Vista, Northern Lights, Orchard Gate, Osprey Point,
      Painted Mesa, Pinecrest Valley, Prairie Star, Quarry Lake, Red Clay, River Birch, Saltmarsh, Sandhill Crane,
      Silver Spruce, Stonebridge, Sweetwater Branch, Tall Grass, Three Rivers Bend, Turtle Mountain Road, Willow Spring, Windmill`),
    elementary: ['* Elementary School', '* Primary School'],
    middle: ['* Middle School', '* Junior High School'],
    high: ['* High School', '* Secondary School', '* STEM Academy'],
    school: ['* School', '* Charter School', '* Community School'],
    district: ['* School District', '* Unified School District', '* Public Schools', '* Schools Network'],
    ministry: ['* Department of Education', 'Office of Science Education, *'],
    museum: ['* Science Center', 'Museum of Rivers, Lakes and Coasts, *', '* Natural History Museum', '* Planetarium'],
    library: ['* Public Library'],
    club: ['* After-School Alliance', '* Science Camp'],
    community: ['* Families for Science', '* Watershed Partners', '* Community Foundation'],
    university: ['* University, College of Education', '* State College'],
    company: ['* Instruments, Inc.', '* Biolabs', '* "Bright Spark" Electric Co-op'],
    team: ['*', '* STEM team', '* action planners', '* science team'],
  },
  es: {
    places: words(`Cerro Azul, El Mezquite, La Ceiba, Las Golondrinas, Los Almendros, Luz del Sur, Monte Verde, Nuevo Amanecer,
      Piedra Blanca, Río Claro, Santa Lucía, Valle Hermoso`),
    elementary: ['Escuela Primaria *'], middle: ['Escuela Secundaria *'], high: ['Colegio *', 'Preparatoria *'],
    school: ['Unidad Educativa *'], district: ['Red de Escuelas *'], ministry: ['Secretaría de Educación, *'],
    museum: ['Museo de Ciencias *'], library: ['Biblioteca Popular *'], club: ['Club de Ciencias *'],
    community: ['Fundación *'], university: ['Universidad Pedagógica *'], company: ['Laboratorios *, S.A.'],
    team: ['Equipo *', 'Ciencia en *', '*'],
  },
  pt: {
    places: words(`Águas Claras, Araucária, Boa Esperança, Jatobá, Nova Aurora, Pedra do Sol, Serra Verde`),
    elementary: ['Escola Básica *'], middle: ['Escola Municipal *'], high: ['Colégio Estadual *'], school: ['Escola *'],
    district: ['Rede de Escolas *'], ministry: ['Secretaria de Educação, *'], museum: ['Museu de Ciência *'],
    library: ['Biblioteca *'], club: ['Clube de Ciências *'], community: ['Instituto *'],
    university: ['Faculdade de Educação *'], company: ['Tecnologia *, Ltda.'], team: ['Equipe *', 'Ciência em *', '*'],
  },
  fr: {
    places: words(`Belle-Rivière, Clairefontaine, Grand-Érable, la Téranga, le Baobab, Mont-Bleu, Trois-Fleuves`),
    elementary: ['École primaire *'], middle: ['Collège *'], high: ['Lycée *'], school: ['École *'],
    district: ['Réseau scolaire *'], ministry: ["Direction de l'éducation, *"], museum: ['Maison des sciences, *'],
    library: ['Bibliothèque *'], club: ['Club « Jeunes curieux », *'], community: ['Association *'],
    university: ['Institut de formation *'], company: ['Ateliers *'], team: ['Équipe *', 'Groupe *', '*'],
  },
};

const us = (zone, codes) => codes.trim().split(/\s+/).map(entry => {
  const [state, weight] = entry.split(':');
  return {region: `US-${state}`, zones: [`America/${zone}`], weight: Number(weight), door: 'en', languages: ['en']};
});

const usCultures = {
  english: 50, hispanic: 16, chinese: 0, slavic: 4, german: 3, french: 3, irish: 3, igbo: 2, yoruba: 1, vietnamese: 2, hindi: 3,
  korean: 1, filipino: 3, arabic: 1, persian: 1, eastAfrican: 1, ethiopian: 1, nordic: 3, diné: 1, pacific: 1, portuguese: 1,
};

const states = [
  ...us('New_York', `CT:3 DC:4 DE:1 FL:12 GA:7 MA:6 MD:9 ME:2 MI:6 NC:7 NH:1 NJ:6 NY:12 OH:7 PA:8 RI:1 SC:4 VA:10 VT:1 WV:2`),
  ...us('Indiana/Indianapolis', 'IN:4'), ...us('Kentucky/Louisville', 'KY:3'),
  ...us('Chicago', `AL:3 AR:2 IA:3 IL:8 KS:2 LA:3 MN:4 MO:4 MS:2 ND:1 NE:2 OK:3 SD:1 TN:5 TX:18 WI:4`),
  ...us('Denver', `CO:5 MT:1 NM:4 UT:2 WY:1`), ...us('Boise', 'ID:1'), ...us('Phoenix', 'AZ:5'),
  ...us('Los_Angeles', `CA:22 NV:2 OR:3 WA:6`), ...us('Anchorage', 'AK:2'),
].map(state => ({...state, cultures: usCultures}));
states.push({region: 'US-HI', zones: ['Pacific/Honolulu'], weight: 3, door: 'en', languages: ['en'],
             cultures: {pacific: 6, japanese: 1, filipino: 2, english: 2}});

const country = (region, weight, zones, languages, cultureNames, door = 'en') => ({
  region, weight, door, zones: zones.split(' '), languages: languages.split(' '),
  cultures: Object.fromEntries(cultureNames.split(' ').map(name => [name, 1])),
});

/** Where people are: weight, time zones, languages at home there (the first is the common one), names, doors. */
export const regions = [
  ...states,
  country('PR', 6, 'America/Puerto_Rico', 'es en', 'hispanic', 'es'),
  country('CA-ON', 5, 'America/Toronto', 'en fr', 'english french hindi chinese'),
  country('CA-QC', 4, 'America/Toronto', 'fr en', 'french', 'fr'),
  country('CA-BC', 3, 'America/Vancouver', 'en zh', 'english chinese korean'),
  country('MX-CMX', 5, 'America/Mexico_City', 'es en', 'hispanic', 'es'),
  country('MX-JAL', 4, 'America/Mexico_City', 'es en', 'hispanic', 'es'),
  country('CO', 6, 'America/Bogota', 'es en', 'hispanic', 'es'),
  country('PE', 4, 'America/Lima', 'es qu', 'hispanic', 'es'),
  country('AR', 4, 'America/Argentina/Buenos_Aires', 'es en', 'hispanic', 'es'),
  country('CL', 2, 'America/Santiago', 'es en', 'hispanic', 'es'),
  country('GT', 2, 'America/Guatemala', 'es', 'hispanic', 'es'),
  country('DO', 2, 'America/Santo_Domingo', 'es en', 'hispanic', 'es'),
  country('HT', 2, 'America/Port-au-Prince', 'ht fr', 'westAfricanFrench french', 'fr'),
  country('JM', 2, 'America/Jamaica', 'en', 'english'),
  country('BR', 7, 'America/Sao_Paulo America/Manaus America/Fortaleza', 'pt en', 'portuguese', 'pt'),
  country('GB', 4, 'Europe/London', 'en', 'english irish hindi'),
  country('IE', 3, 'Europe/Dublin', 'en ga', 'irish'),
  country('FR', 3, 'Europe/Paris', 'fr en', 'french', 'fr'),
  country('DE', 3, 'Europe/Berlin', 'de en', 'german turkish'),
  country('ES', 3, 'Europe/Madrid', 'es en', 'hispanic', 'es'),
  country('PT', 2, 'Europe/Lisbon', 'pt en', 'portuguese', 'pt'),
  country('PL', 2, 'Europe/Warsaw', 'pl en', 'slavic'),
  country('CZ', 1, 'Europe/Prague', 'cs en', 'slavic'),
  country('NO', 2, 'Europe/Oslo', 'nb en', 'nordic'),
  country('FI', 1, 'Europe/Helsinki', 'fi en', 'nordic'),
  country('IS', 1, 'Atlantic/Reykjavik', 'is en', 'nordic'),
  country('GR', 2, 'Europe/Athens', 'el en', 'greek'),
  country('UA', 2, 'Europe/Kiev', 'uk en', 'cyrillic'),
  country('TR', 2, 'Europe/Istanbul', 'tr en', 'turkish'),
  country('IL', 1, 'Asia/Jerusalem', 'he en', 'hebrew'),
  country('JO', 2, 'Asia/Amman', 'ar en', 'arabic'),
  country('AE', 2, 'Asia/Dubai', 'ar en', 'arabic hindi'),
  country('EG', 4, 'Africa/Cairo', 'ar en', 'arabic'),
  country('MA', 2, 'Africa/Casablanca', 'ar fr', 'arabic', 'fr'),
  country('SN', 3, 'Africa/Dakar', 'fr wo', 'westAfricanFrench', 'fr'),
  country('CI', 2, 'Africa/Abidjan', 'fr', 'westAfricanFrench', 'fr'),
  country('GH', 3, 'Africa/Accra', 'en ak', 'akan'),
  country('NG', 6, 'Africa/Lagos', 'en yo ig', 'yoruba igbo'),
  country('KE', 5, 'Africa/Nairobi', 'sw en', 'eastAfrican'),
  country('TZ', 3, 'Africa/Dar_es_Salaam', 'sw en', 'eastAfrican'),
  country('ET', 2, 'Africa/Addis_Ababa', 'am en', 'ethiopian'),
  country('ZA', 3, 'Africa/Johannesburg', 'en zu', 'southernAfrican'),
  country('NA', 1, 'Africa/Windhoek', 'en', 'khoekhoe southernAfrican'),
  country('PK', 3, 'Asia/Karachi', 'ur en', 'urdu'),
  country('IN', 9, 'Asia/Kolkata', 'hi en ta', 'hindi tamil'),
  country('BD', 2, 'Asia/Dhaka', 'bn en', 'bengali'),
  country('LK', 1, 'Asia/Colombo', 'ta en', 'tamil'),
  country('CN', 4, 'Asia/Shanghai', 'zh en', 'chinese'),
  country('TW', 2, 'Asia/Taipei', 'zh en', 'chinese'),
  country('JP', 3, 'Asia/Tokyo', 'ja en', 'japanese'),
  country('KR', 3, 'Asia/Seoul', 'ko en', 'korean'),
  country('VN', 2, 'Asia/Ho_Chi_Minh', 'vi en', 'vietnamese'),
  country('TH', 2, 'Asia/Bangkok', 'th en', 'thai'),
  country('ID', 3, 'Asia/Jakarta Asia/Makassar', 'id en', 'indonesian'),
  country('PH', 4, 'Asia/Manila', 'fil en', 'filipino'),
  country('AU', 4, 'Australia/Sydney Australia/Perth', 'en', 'english greek vietnamese'),
  country('NZ', 3, 'Pacific/Auckland', 'en mi', 'pacific english'),
  country('FJ', 1, 'Pacific/Fiji', 'en fj', 'pacific'),
];

/** The second language that names of a culture often bring with them, wherever people live. */
export const heritage = {
  hispanic: 'es', portuguese: 'pt', french: 'fr', chinese: 'zh', vietnamese: 'vi', hindi: 'hi', korean: 'ko', filipino: 'fil',
  arabic: 'ar', persian: 'fa', eastAfrican: 'sw', ethiopian: 'am', diné: 'nv', japanese: 'ja', slavic: 'pl', yoruba: 'yo',
};

/** Weights of the event's topics. */
export const topics = [
  ['learning-loss', 18], ['race-and-equity', 14], ['user-centred-design', 7], ['global-perspectives', 9], ['social-justice', 11],
  ['assessment', 12], ['vaccines', 5], ['accessibility', 12], ['funding', 9], ['digital-divide', 13], ['action-plan', 10],
];

/** Content sessions of the programme in order, each with the share of people who come. */
export const contentSessions = [
  ['welcome', 88], ['learning-loss', 72], ['confronting-race', 66], ['user-centred-design', 48], ['global-perspectives', 58],
  ['social-justice', 60], ['assessment', 55], ['vaccines', 44], ['accessible-stem', 57], ['funding', 50], ['digital-divide', 52],
  ['closing', 63],
];

export const cohorts = [['2021', 74], ['2020', 26]];
export const experiences = [['first years', 22], ['mid-career', 45], ['veteran', 33]];
export const mailDomains = ['example.org', 'example.net', 'example.com'];
