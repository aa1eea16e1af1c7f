"""The number words of each language, as data. `number_vocabulary` turns them into look-ups, `number_grammar` reads them.

`units` lists 0 to 99 (Dravidian languages and English: 0 to 19) in order, spellings of one number joined by `|`.
`tens` lists 20 to 90. `hundreds` lists 100 to 900 where one word says them. Spellings that differ only by a nukta, ँ for
ं, a doubled consonant or the length of i and u need no entry of their own.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    units: str
    tens: str = ""
    hundreds: str = ""
    hundred: str = ""
    hundred_alone: str = ""
    scales: dict[int, str] = field(default_factory=dict)
    scales_alone: dict[int, str] = field(default_factory=dict)
    stuck: dict[int, str] = field(default_factory=dict)
    whole: dict[str, str] = field(default_factory=dict)
    shift: dict[str, str] = field(default_factory=dict)
    tail: dict[str, str] = field(default_factory=dict)
    joiners: str = ""
    articles: str = ""
    point: str = ""
    minus: str = ""
    only: str = ""
    """Said behind an amount and changing nothing."""
    sandhi: bool = False
    """Words of one number are written together, the sounds at the seam changing."""


T, L, C, A, K = 1_000, 100_000, 10_000_000, 1_000_000_000, 100_000_000_000

ENGLISH = Words(
    units="zero|nil one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen",
    tens="twenty thirty forty|fourty fifty sixty seventy eighty ninety|ninty",
    hundred="hundred|hundreds|hundered",
    scales={
        T: "thousand|thousands|thousend|thsnd",
        L: "lakh|lakhs|lac|lacs|laks|lakh's|lkh|lkhs",
        C: "crore|crores|cr|crs|karod|crors|cror",
        A: "arab",
        K: "kharab",
        10**6: "million|millions|mn|mln",
        10**9: "billion|billions|bn|bln",
    },
    stuck={T: "k", L: "l"},
    whole={"0.5": "half", "0.25": "quarter"},
    joiners="and &",
    articles="a an",
    point="point",
    minus="minus negative",
    only="only",
)

NATIVE: dict[str, Words] = {
    "hi": Words(
        units="शून्य|सिफर|जीरो एक दो तीन चार पांच|पाच छह|छः|छ|छे|छै सात आठ नौ"
        " दस ग्यारह बारह तेरह चौदह पंद्रह|पन्द्रह सोलह सत्रह|सतरह अठारह|अट्ठारह उन्नीस"
        " बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस|अठाईस उनतीस|उन्तीस|उनत्तीस"
        " तीस इकतीस|इकत्तीस|इक्तीस बत्तीस तैंतीस|तेंतीस|तेत्तीस चौंतीस पैंतीस|पेंतीस छत्तीस सैंतीस|सेंतीस अड़तीस"
        " उनतालीस|उन्तालीस|उनचालीस"
        " चालीस इकतालीस|इकतालिस बयालीस|बियालीस|ब्यालीस तैंतालीस|तेंतालीस|तिरतालीस चौवालीस|चवालीस|चौंवालीस"
        " पैंतालीस|पेंतालीस छियालीस|छयालीस|छ्यालीस सैंतालीस|सेंतालीस अड़तालीस उनचास|उन्चास|उनंचास"
        " पचास इक्यावन|इकावन बावन तिरपन|तिरेपन चौवन|चौअन|चव्वन पचपन छप्पन सत्तावन अट्ठावन|अठावन उनसठ"
        " साठ इकसठ बासठ तिरसठ|तिरेसठ|तरेसठ चौंसठ पैंसठ|पेंसठ छियासठ|छासठ|छाछठ सड़सठ|सरसठ अड़सठ उनहत्तर|उनहतर"
        " सत्तर इकहत्तर|इकत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर|पिचहत्तर छिहत्तर|छियत्तर सतहत्तर अठहत्तर उनासी|उन्यासी|उन्नासी"
        " अस्सी इक्यासी बयासी|बियासी तिरासी चौरासी पचासी|पिचासी छियासी सत्तासी|सतासी अट्ठासी|अठासी नवासी"
        " नब्बे इक्यानवे|इक्यानबे|इकानवे बानवे|बानबे तिरानवे|तिरानबे चौरानवे|चौरानबे पंचानवे|पचानवे|पंचानबे|पिचानवे"
        " छियानवे|छियानबे सत्तानवे|सत्तानबे|सतानवे अट्ठानवे|अट्ठानबे|अठानवे निन्यानवे|निन्यानबे|निन्नानवे",
        hundred="सौ सो सैकड़ा",
        scales={T: "हजार हज़ारों", L: "लाख लाखों", C: "करोड़ करोड़ों", A: "अरब", K: "खरब", 10**6: "मिलियन", 10**9: "बिलियन"},
        whole={"1.5": "डेढ़", "2.5": "ढाई अढ़ाई", "0.5": "आधा आधे", "0.75": "पौन पौना", "0.25": "चौथाई पाव"},
        shift={"0.5": "साढ़े साड़े", "0.25": "सवा", "-0.25": "पौने"},
        joiners="और",
        point="दशमलव पॉइंट पॉइन्ट",
        minus="माइनस ऋण",
        only="मात्र केवल सिर्फ",
    ),
}

ROMAN: dict[str, Words] = {
    "hi": Words(
        units="shunya|sunya|sifar|ziro ek do|doh teen|tin char panch|paanch|pach chhah|chhe|che|chah|cheh saat|sat aath|ath"
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
        " saath|saanth iksath basath tirsath|tiresath chausath|chaunsath painsath|pensath chhiyasath|chiyasath|chhasath"
        " sadsath|sarsath adsath|arsath unhattar|unahattar"
        " sattar ikhattar|ikahattar bahattar tihattar chauhattar pachhattar|pachahattar|pichattar|pichhattar"
        " chhihattar|chihattar|chhiyattar satahattar|sathattar athahattar|athhattar unasi|unyasi"
        " assi ikyasi bayasi|byasi tirasi chaurasi pachasi|pichasi chhiyasi|chiyasi sattasi athasi|atthasi navasi|nawasi"
        " nabbe|nabe|navve ikyanve|ikanve banve tiranve chauranve panchanve|pachanve|pichanve chhiyanve|chiyanve sattanve"
        " atthanve|athanve ninyanve|ninanve|ninnanve",
        hundred="sau so sao",
        scales={
            T: "hazar hajar hazaar hajaar hzar",
            L: "laakh lakho",
            C: "karor crod karod kror",
            A: "arab",
            K: "kharab",
        },
        whole={
            "1.5": "dedh derh dedhh ded",
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
}
