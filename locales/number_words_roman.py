"""Number words in Roman letters, as typed on a phone without the language's keyboard.

`number_vocabulary` forgives doubled letters, vowel lengths, h behind a consonant, w for v and z for j. A spelling that is typed for two
numbers (Odia "chabis" is 24 or 26) stands under both, so that it is asked. Urdu in Roman letters has the Hindi words.
"""

from locales.number_words import A, C, K, L, T, Words

ROMAN: dict[str, Words] = {
    "hi": Words(
        units="shunya|sunya|sifar|ziro ek do|doh teen|tin char panch|paanch|pach|panj chhah|chhe|che|chah|cheh saat|sat aath|ath"
        " nau|nao das|dus gyarah|igyarah|gyara barah|bara terah|tera chaudah|chauda|chodah pandrah|pandra|pandhra solah|sola"
        " satrah|satra|sattarah atharah|athara unnees|unnis bees|bis ikkees|ikkis|ikkish bais|baees|baaees|baais"
        " teis|teyis|taees|teyees|taeis chaubees|chobis|chaubis pachees|pachchis|pachis chhabbis|chabbis sattais|sattaees"
        " atthais|athais|atthaees unnatees|untees|untis|unattis"
        " tees|tis ikattis|iktis|ikatees battis|batees taintis|tentis|tetis|tentees chauntis|chautis|chontis"
        " paintis|paintees|pentis chhattis|chattis saintis|saintees|sentis adtis|artis|adatis|adtees"
        " untalis|unchalis|untaalees chalis|chalees iktalis|ektalis|iktalees bayalis|byalis|bayalees taintalis|tentalis|tetalis"
        " chauvalis|chavalis|chawalis|chauwalis paintalis|pentalis|paintalees chhiyalis|chiyalis|chhialis saintalis|sentalis"
        " adtalis|artalis unchas|unachas|unanchas"
        " pachas|pachaas ikyavan|ikyawan|ikavan bavan|bawan tirpan|tirepan chauvan|chauwan pachpan chhappan|chappan"
        " sattavan|sattawan atthavan|athavan unsath|unasath"
        " saath iksath basath tirsath|tiresath chausath|chaunsath painsath|pensath chhiyasath|chiyasath|chhasath"
        " sadsath|sarsath adsath|arsath unhattar|unahattar"
        " sattar ikhattar|ikahattar bahattar tihattar chauhattar pachhattar|pachahattar|pichattar|pichhattar"
        " chhihattar|chihattar|chhiyattar satahattar|sathattar athahattar|athhattar unasi|unyasi"
        " assi ikyasi bayasi|byasi tirasi chaurasi pachasi|pichasi chhiyasi|chiyasi sattasi athasi|atthasi navasi|nawasi"
        " nabbe|nabe|navve ikyanve|ikanve banve tiranve chauranve panchanve|pachanve|pichanve chhiyanve|chiyanve sattanve"
        " atthanve|athanve ninyanve|ninanve|ninnanve",
        hundred="sau sao",
        many={100: "so", T: "hazaron hajaro hazaro hajaron", L: "lakhon lakho", C: "karodon karodo"},
        scales={
            T: "hazar hajar hazaar hajaar hzar",
            L: "laakh",
            C: "karor crod karod kror",
            A: "arab",
            K: "kharab",
        },
        whole={
            "1.5": "dedh derh dedhh ded deidh",
            "2.5": "dhai dhaai adhai dhaayi",
            "0.5": "aadha aadhe adha",
            "0.75": "pauna paun",
        },
        shift={"0.5": "sadhe saadhe sarhe saarhe sade", "0.25": "sawa sava savaa", "-0.25": "paune pone pauney"},
        joiners="aur",
        point="dashamlav dashmlav",
        minus="rin",
        only="matra keval sirf",
    ),
    "pa": Words(
        units="sifar ik|ikk|ek do tinn|tin|teen char|chaar panj che|chhe satt|sat atth|ath naun|nau das|dus giaran|gyaran|giyaran baran"
        " teran chaudan|chodan pandran|pandraan solan sataran|sataran atharan|athaaran unni",
        others={
            20: "veeh vih",
            21: "ikki",
            22: "bai baai",
            23: "tei teyi",
            24: "chauvi chaubi",
            25: "pacchi pachi panjhi",
            26: "chhabbi chabbi",
            27: "satai sataai",
            28: "athai athaai",
            29: "unatti untti",
            30: "tih teeh",
            31: "ikatti",
            32: "batti",
            33: "teti taintti",
            34: "chaunti",
            35: "painti",
            36: "chhatti",
            37: "sainti",
            38: "athatti",
            40: "chali chaali",
            45: "pantali paintali",
            50: "panjah panjaah",
            55: "pachvanja pachwanja",
            60: "satth",
            65: "painhath",
            70: "sattar",
            75: "pachattar pachhattar",
            80: "assi",
            85: "pachasi",
            90: "nabbe",
            95: "pachanve pachanven",
            99: "narinve nadinve narinven",
        },
        hundred="sau",
        many={T: "hazaran hajaran", L: "lakhan"},
        scales={T: "hazar hajar hazaar hajaar", L: "lakh laakh", C: "karod karor crod"},
        whole={"1.5": "dedh derh", "2.5": "dhai dhaai", "0.5": "addha adha"},
        shift={"0.5": "sadhe saadhe sade", "0.25": "sawa sava", "-0.25": "paune pone"},
        only="sirf",
    ),
    "mr": Words(
        units="shunya|shoonya ek don teen|tin char|chaar paach|pach|panch saha sat|saat aath|ath nau|nahu|nav"
        " daha akra|akara bara tera chauda|choda pandhra|pandhara|pandra sola satra|satara athra|athara ekonis|ekonees|ekonvis",
        others={
            20: "vis vees wis",
            21: "ekvis",
            22: "bavis",
            23: "tevis",
            24: "chovis",
            25: "panchvis panchavis",
            26: "savvis",
            27: "sattavis",
            28: "atthavis",
            29: "ekontis",
            30: "tis tees",
            31: "ektis",
            32: "battis",
            33: "tehtis tehetis",
            34: "chautis",
            35: "pastis",
            36: "chhattis",
            37: "sadtis",
            38: "adtis",
            39: "ekonchalis",
            40: "chalis",
            41: "ekkechalis ekechalis",
            42: "bechalis",
            43: "trechalis",
            44: "chavvechalis",
            45: "panchechalis",
            46: "sehechalis shehechalis",
            47: "sattechalis",
            48: "atthechalis",
            49: "ekonpannas",
            50: "pannas pannaas",
            51: "ekkavan ekkavann",
            52: "bavan bavann",
            53: "trepan trepann",
            54: "chopan chopann",
            55: "panchavan panchavann",
            56: "chhappan",
            57: "sattavan",
            58: "atthavan",
            59: "ekonsath",
            60: "saath",
            61: "eksasht",
            62: "basasht",
            63: "tresasht",
            64: "chausasht",
            65: "pasasht",
            66: "sahasasht",
            67: "sadusasht",
            68: "adusasht",
            69: "ekonsattar",
            70: "sattar",
            71: "ekkahattar",
            72: "bahattar",
            73: "tryahattar",
            74: "chauryahattar",
            75: "panchyahattar panchahattar",
            76: "shahattar",
            77: "satyahattar",
            78: "atthyahattar",
            79: "ekonainshi",
            80: "ainshi aishi",
            81: "ekyainshi",
            82: "byainshi",
            83: "tryainshi",
            84: "chauryainshi",
            85: "panchyainshi",
            86: "shahainshi",
            87: "satyainshi",
            88: "atthyainshi",
            89: "ekonnavvad",
            90: "navvad navad",
            91: "ekyannav",
            92: "byannav",
            93: "tryannav",
            94: "chauryannav",
            95: "panchyannav",
            96: "shahannav",
            97: "satyannav",
            98: "atthyannav",
            99: "navvyannav",
        },
        many={100: "she shey"},
        hundred_alone="shambhar shambar shumbhar",
        scales={T: "hazar hajar hazaar", L: "laakh", C: "koti kotee", A: "abja"},
        whole={"1.5": "did deed", "2.5": "adich adeech", "0.5": "ardha ardhe", "0.25": "pav paav"},
        shift={"0.5": "sade saade", "0.25": "savva sava sawa", "-0.25": "pavne paavne paune paun"},
        joiners="ani aani",
        only="fakt phakta matra",
    ),
    "gu": Words(
        units="shunya|sunya ek be|bey tran|tren char|chaar panch|paanch chha|cha|chh sat|saat aath|ath nav"
        " das|dus agiyar|agyar baar|bar ter chaud|chaudh|chod pandar sol sattar|satar athar|athaar ognis|oganis|oganees"
        " vis|vees ekvis bavis tevis|trevis chovis pachis|pachchis|pachees chhavis|chhavvis sattavis|satyavis atthavis|athyavis"
        " ogantris|ogantrees tris|trees ekatris|ektris batris tetris chotris pantris chhatris sadatris|sadtris adatris|adtris"
        " oganchalis chalis ektalis betalis tetalis|tretalis chummalis|chumalis pistalis chhetalis sudtalis|sudatalis"
        " adtalis|adatalis oganpachas pachas|pachaas ekavan bavan trepan chopan panchavan chhappan sattavan atthavan"
        " ogansath|ogansaith saith|saath eksath basath tresath chosath pansath chhasath sadsath adsath ogansitter|agnositter"
        " sitter|sittar ekoter|ikoter boter toter chumoter pachoter|panchoter chhoter sityoter|sitoter ithyoter|ithoter"
        " ogansi|oganeinsi|agnyaensi ensi|eshi|einsi|ensee ekyasi byasi tyasi choryasi panchasi|panchyasi chhyasi satyasi"
        " athyasi nevyasi nevu|nevun ekanu|ekanun banu|banun tranu|tranun choranu|choranun panchanu|panchanun"
        " chhannu|chhannun sattanu|sattanun atthanu|atthanun navvanu|navvanun",
        hundreds="- baso|basso - - - - - - -",
        hundred="so sau",
        scales={T: "hajar hazar hajaar", L: "laakh", C: "karod crod kror", A: "abaj"},
        many={T: "hajaro", L: "lakho"},
        whole={"1.5": "dodh dhodh", "2.5": "adhi adhee", "0.5": "adadho adadhi addho adadha"},
        shift={"0.5": "sada saada sadi", "0.25": "sava sawa", "-0.25": "pona pono"},
        joiners="ane ne",
        only="matra fakt",
    ),
    "bn": Words(
        units="shunno|shunyo ek dui|duto|duti tin|teen char|chaar panch|paanch|pach|paach chhoy|choy|chhoi|choi sat|saat aat noy|noi"
        " dosh|dash egaro|aegaro baro tero choddo|chauddo ponero|panero sholo|solo sotero|satero atharo|aatharo unish|unnish"
        " kuri|bish ekush baish|bais teish chobbish|chabbish ponchish|pochish|panchish chhabbish satash|shatash atash|athash|aatash"
        " unotrish|untrish|unatrish trish|tirish ektrish|ekotrish botrish|batrish tetrish choutrish|chautrish poytrish|poitrish"
        " chhotrish|chhatrish saitrish|shaitrish attrish|atotrish|aattrish unochollish|unchollish"
        " chollish|challish ekchollish biyallish|beyallish tetallish chuyallish|chualish poytallish|poitallish chhechollish"
        " satchollish atchollish|aatchollish unoponchash|unponchash ponchash|panchash ekanno bahanno|bayanno tippanno|tipanno"
        " chuyanno|chuanno ponchanno|panchanno chhappanno satanno atanno|aatanno unoshat|unshat"
        " shat|shaat ekshotti bashotti teshotti choushotti poyshotti|poishotti chheshotti satshotti atshotti|aatshotti"
        " unoshottor|unshottor shottor|sottor|shattar ekattor bahattor|bayattor tiyattor chuyattor|chuattor ponchattor|pochattor"
        " chhiyattor sattattor|satattor atattor|aatattor unoashi|unashi"
        " ashi|aashi ekashi birashi tirashi churashi ponchashi|pochashi chhiyashi satashi oshtashi|ashtashi unonobboi|unnobboi"
        " nobboi|nabbai ekanobboi biranobboi tiranobboi churanobboi ponchanobboi|pochanobboi chhiyanobboi satanobboi"
        " atanobboi|aatanobboi niranobboi",
        hundred="sho shoto sha",
        hundreds="- duso|dusho|duisho tinsho|tinso charsho|charso pachsho|panchsho|paachsho|panchso chhosho|chosho satsho atsho nosho",
        scales={T: "hajar hazar hajaar", L: "lokkho lokho laakh", C: "koti"},
        whole={"1.5": "der derh", "2.5": "arai arhai", "0.5": "adha ordhek"},
        shift={"0.5": "share sare sharhe sarhe", "0.25": "sowa shoa soya", "-0.25": "poune"},
        joiners="ebong",
        only="matro",
    ),
    "ta": Words(
        units="poojiyam|pujyam|suliyam onnu|onru|ondru|oru rendu|irandu|renduu moonu|munu|moondru|moonru|mundru naalu|nalu|naangu|nangu"
        " anju|ainthu|aindhu|ainju aaru|aru ezhu|elu|yezhu|ezu ettu|yettu ombathu|ombadhu|onbathu|onbadhu"
        " pathu|paththu|pattu pathinonnu|padhinonnu|pathinondru|pathinoru|padhinoru pannendu|panrendu|pannirendu|pannirandu"
        " pathimoonu|padhimoonu|pathimoondru pathinaalu|padhinaalu|pathinangu pathinanju|padhinanju|pathinainthu"
        " pathinaaru|padhinaaru pathinezhu|padhinezhu pathinettu|padhinettu|pathinettuu pathombathu|pathonbathu|paththombathu",
        tens="irubathu|irupathu|irubadhu|iruvathu|irubathi|irupathi|irubaththi|irubadhi|irubat muppathu|muppadhu|muppathi"
        " naapathu|narpathu|naarpathu|naapathi|narpathi|narpadhu aimbathu|ambathu|ambadhu|aimpathu|ambathi|aimbathi"
        " arubathu|arupathu|aruvathu|arubathi ezhubathu|ezhupathu|elubathu|ezhuvathu|ezhubathi enbathu|enpathu|embathu|enbathi|embathi"
        " thonnooru|thonnuru|thonnoothi|thonnutri|thonnootru",
        bound={3: "moov muv", 5: "ayy aiy"},
        hundreds="- irunooru|irunuru|iranooru|irunootri|irunoothi|iranoothi munnooru|munnuru|munnootri|munnoothi"
        " naanooru|nanuru|nanooru|naanootri"
        " ainooru|ainuru|annuru|ainootri"
        " arunooru|arunuru|aarunooru ezhunooru|elunuru|ezhunuru ennooru|ennuru|enooru thollayiram|thollaayiram",
        hundred_alone="nooru nuru nootri nutri noothi",
        scales_alone={
            T: "aayiram ayiram aayirathu ayirathu aayram aayirathi ayirathi",
            L: "latcham latchathu lacham lacha latchathi laksham latsam ilatcham",
            C: "kodi kodiye",
        },
        whole={
            "0.5": "arai",
            "0.25": "kaal",
            "0.75": "mukkaal",
            "1.5": "onnarai ondrarai",
            "2.5": "rendarai irandarai",
        },
        tail={"0.5": "arai", "0.25": "ekaal kaal", "0.75": "emukkaal mukkaal"},
        only="mattum",
        sandhi=True,
    ),
    "te": Words(
        units="sunna okati|oka|okka rendu mudu|moodu naalugu|nalugu|naalgu aidu|ayidu|aydu aaru|aru edu|yedu enimidi|yenimidi"
        " tommidi|thommidi padi padakondu|padakondu pannendu|pannemdu padamudu|padamoodu padnalugu|padnaalugu|padhnalugu"
        " padihenu|padihenu padaharu|padahaaru padihedu paddenimidi|padhenimidi pantommidi|panthommidi|pandommidi",
        tens="iravai|iruvai muppai|mupphai|muppayi nalabhai|nalabai yabhai|yaabhai|yabai|yaabai aravai|aruvai debbai|debbhai|dabbai"
        " enabhai|enabai|yenabhai tombhai|tombai|thombai|thombhai",
        others={25: "paatika patika"},
        hundred_alone="vanda vandha nuta noota nooru",
        scales_alone={
            T: "veyyi veyi veyya veyyinni",
            L: "laksha",
            C: "koti",
        },
        many={100: "vandala vandalu vandhala vandhalu", T: "vela velu", L: "lakshalu lakshala", C: "kotlu kotla"},
        whole={"0.5": "ara", "0.25": "paavu pavu", "0.75": "muppavu"},
        tail={"0.5": "nnara", "0.25": "mpavu umpavu", "0.75": "mmuppavu ummuppavu"},
        only="maatrame matrame",
        sandhi=True,
    ),
    "kn": Words(
        units="sonne|shunya ondu|ond eradu|yeradu mooru|muru naalku|nalku|naaku aidu|aydu aaru|aru elu|yelu entu|yentu"
        " ombattu|ombathu|ombhattu hattu|hathu hannondu hanneradu hadimooru|hadimuru hadinalku|hadinaalku hadinaidu"
        " hadinaaru|hadinaru hadinelu hadinentu hattombattu|hathombathu",
        tens="ippattu|ippathu|ipattu muvattu|moovattu|muvathu nalavattu|nalvattu|nalvathu aivattu|aivathu aravattu|aravathu"
        " eppattu|eppathu|yeppattu embattu|embathu|yembattu tombattu|thombattu|tombathu",
        hundreds="- innuru|innooru munnuru|munnooru nanuru|naanooru|naanuru ainuru|ainooru aarunuru|aarunooru elunuru|elunooru"
        " entunuru|entunooru ombainuru|ombainooru",
        hundred_alone="nuru nooru noora nura",
        scales_alone={T: "savira saavira savirada saavirada", L: "laksha lakshada", C: "koti kotiya"},
        whole={"0.5": "ardha are", "0.25": "kaalu", "0.75": "mukkaalu"},
        tail={"0.5": "oovare uvare vare", "0.25": "ookaalu ukaalu", "0.75": "oomukkaalu umukkaalu"},
        only="matra",
        sandhi=True,
    ),
    "ml": Words(
        units="poojyam|pujyam onnu|oru|onn randu|rendu|rand moonnu|munnu|moonu naalu|nalu|naal anchu|anju|anch aaru|aaru|aar ezhu|ezh"
        " ettu|ett ombathu|onpathu|onbathu|ombath pathu|patthu|path pathinonnu pantrandu|panthrandu|pandrandu pathimoonnu|pathimunnu"
        " pathinaalu|pathinalu pathinanchu|pathinanju pathinaaru|pathinaru pathinezhu pathinettu pathombathu|pathonpathu",
        tens="irupathu|irupath|irupathi|irupathiy muppathu|muppath|muppathi nalpathu|naalpathu|nalpath|nalpathi"
        " ambathu|anpathu|ambath|ambathi"
        " arupathu|arupath|arupathi ezhupathu|ezhupath|ezhupathi enpathu|enpath|enpathi thonnooru|thonnuru|thonnootti",
        hundreds="- irunooru|irunnooru munnooru|munnuru naanooru|nanooru anjooru|anjuru arunooru|arunnooru ezhunooru|ezhunnooru"
        " ennooru|ennuru thollayiram|thollaayiram",
        bound={
            3: "moov muv",
            5: "ayy",
            8: "enn",
            9: "ombathin onpathin",
            10: "pathin",
            15: "pathinayy",
            20: "irupathin",
            30: "muppathin",
            40: "nalpathin",
            50: "ambathin anpathin",
        },
        hundred_alone="nooru nuru noor nootti",
        scales_alone={T: "aayiram ayiram aayirathi ayirathi", L: "laksham lakshathi", C: "kodi"},
        whole={"0.5": "ara", "0.25": "kaal", "0.75": "mukkaal"},
        tail={"0.5": "ara"},
        only="maathram mathram",
        sandhi=True,
    ),
    "or": Words(
        units="shunya|sunya|shuna ek|eka|gote|gotie dui|duita|duiti tini|tin|tinita chari|char|charita"
        " pancha|panch|paancha|pancho chha|chhaa|chhao sata|sat|saata|sath atha|aatha|ath nao|nau"
        " dasa|das|dasha|dash egara|egaara|eghara bara|baara|baro tera|tero chauda|chouda|choda pandara|pandra|pandhara"
        " sohala|shohala|sohola|shola satara|satra athara|athra|athar unaisi|uneisi|unais|anaisi|aneisi|unaish",
        others={
            20: "kodie kodiye kudie kudiye",
            21: "ekoisi ekois ekaisi ekoish",
            22: "baisi bais baish",
            23: "teisi teis teish",
            24: "chaubisi chaubis choubisi choubis chaubish chabis chabisi chabish",
            25: "pachisi pachis pachish panchisi panchis",
            26: "chhabisi chhabis chhabish chhabbis chabis chabisi chabish",
            27: "sateisi satais sateis satais satabis",
            28: "atheisi athais atheis athabis",
            29: "anatiris anatirisi untiris",
            30: "tirisi tiris tirish tiri",
            35: "panchatiris paintiris",
            40: "chalisi chalis chalish chaalis",
            45: "panchachalis painchalis",
            50: "pachas pachasa pachash panchas panchasa panchash",
            55: "panchaban panchabana",
            60: "sathie sathiye sathi shathie shathi sath",
            65: "panchasathi",
            70: "saturi satturi shaturi",
            75: "panchastari",
            80: "asi ashi asie",
            85: "panchasi panchaashi",
            90: "nabe nabbe",
            95: "panchanabe",
            99: "aneswata anesata aneshata",
        },
        hundred="saha shaha",
        many={100: "sha sa"},
        hundred_alone="sahe shahe",
        scales={T: "hajar hazar hajaar hazaar", L: "lakhya laksha lakhye laakh", C: "koti kotie"},
        whole={"1.5": "dedha dedh derha", "2.5": "adhei adhai adhaai", "0.5": "adha adhe"},
        shift={"0.5": "sadhe saadhe sarhe", "0.25": "sawa sava", "-0.25": "paune poune"},
        joiners="au aau ebam",
        only="matra",
    ),
    "as": Words(
        units="xunyo|sunya|shunya|hunyo ek|eta dui|duta tini|tinita chari|chaari|charita"
        " pas|paas|pach|paach|panch|paanch choy|chhoy|soi|choi xat|sat|xaat|saat|sath ath|aath|aat noy|noi"
        " doh|dah|doho|dos egharo|egaro|eghara|egara baro|bara|baroh tero|tera choidhyo|soidhyo|choidho|soidho|choidhya|saidhya"
        " pondhoro|pondoro|pandhara|pondhro xollo|sollo|solla|xolla|sholla xotoro|sotoro|satara|xatara|hotoro"
        " otharo|othoro|athara|uthoro unoix|unois|unoish|unaish|unnois",
        others={
            20: "bis bish bix kuri",
            21: "ekois ekoix ekoish ekaish",
            22: "bais baix baish",
            23: "teis teix teish",
            24: "choubis soubis soubix choubish chobbis sobbis chabbis sabbis",
            25: "posis posix pochis pochish pachis pachish pasis ponchis",
            26: "chhabbis chhabbish sabbix chabbis sabbis",
            27: "xatais satais sataish xataix",
            28: "athais athaix athaish",
            29: "unotris unotrix unotrish untris untrish",
            30: "tris trix trish",
            32: "botris botrix batris",
            35: "poytris poitris poytrix poytrish",
            36: "soytris soytrix choytris",
            40: "chollis sollis sollix challis chollish",
            45: "poytallis poitallis poytallix",
            50: "ponchas ponsas ponsax panchas panchash ponchash ponchax",
            55: "ponsawon panchaban ponchabon",
            60: "xathi sathi shathi sath xath",
            65: "poyxoxthi poyshoshthi",
            70: "xottor sottor shottor hottor sattar",
            75: "poyxottor poysottor posottor",
            80: "axi ashi asi aashi",
            85: "posaxi posashi pochashi",
            90: "nobboi nabbai nobbai",
            95: "posanobboi pochanobboi",
            99: "niranobboi niranabbai",
        },
        hundreds="- duxo|dusho|duso|duxoh - - - - - - -",
        many={100: "xo sho so xa sha sa xoh"},
        hundred_alone="exo esho eso ekxo",
        scales={T: "hazar hajar hejar hazaar hezar", L: "lakhya laakh lokkho", C: "koti"},
        scales_alone={T: "ehazar ehejar ehajar"},
        whole={"1.5": "der derh dedh", "2.5": "arhoi aroi adhoi arhai arai", "0.5": "adha aadha"},
        shift={"0.5": "sare sarhe saare chare sadhe", "0.25": "sowa xowa sawa", "-0.25": "poune pone paune"},
        joiners="aru",
        only="matro matra",
    ),
}

ROMAN["ur"] = ROMAN["hi"]
