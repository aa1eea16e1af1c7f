"""What people say in the middle that is no answer: who is this, is it free, why do you ask, wait, thank you, the same as above.

Any words would do for a name or an address, so without these lists "is it free" became one. The first three lead to a command (see
`locales.commands`); thanks and "the same" are shown before they are taken, and so is a sentence with a question word in it. Phrases are
separated by "|", as they are typed: script and Roman letters.
"""

from typing import Final

ASIDES: Final[dict[str, dict[str, str]]] = {
    "en": {
        "about": (
            "who are you|who is this|who r u|who are u|are you a robot|are you a bot|are you human|are you a real person|what is saathi|"
            "is it free|is this free|free or paid|is it paid|is this service free|how much does it cost|how much will it cost|"
            "how much it cost|what does it cost|what is the cost|what are the charges|what is the charge|what is the fee|what is the fees|"
            "what are the fees|how much money|how much charges|how much fees|any charges|any fees|are there any charges|"
            "do i have to pay|do i need to pay|is it safe|is this safe|is this genuine|is it genuine|is this fraud|is this real|"
            "is this a scam|what is this for|who made you"
        ),
        "help": (
            "why|why do you ask|why are you asking|why do you need this|why do you need it|why you need this|why you need|why is it needed|"
            "why this|what is the use|how to do|how to write|what to write|i am confused|confused|what do you want|what you want"
        ),
        "wait": (
            "wait|please wait|wait a minute|wait a moment|wait a sec|just wait|one minute|one min|1 min|1 minute|a minute|one sec|one second|"
            "one moment|hold on|just a minute|just a moment|give me a minute|give me some time|i am busy|i am busy now|busy|busy now|"
            "i am driving|i am driving now|no time|no time now|i have no time|i have no time now|talk later|talk tomorrow|"
            "i will tell later|i will tell you later|will tell later|will tell you later|i will send later|will send later|"
            "i will give later|will give later|i will come back|i will be back|not today"
        ),
    },
    "hi": {
        "about": (
            "आप कौन|आप कौन हैं|आप कौन है|आप कौन हो|तुम कौन हो|कौन हो|कौन हो आप|कौन हैं आप|कौन है|कौन बोल रहा है|कौन बोल रहे हैं|क्या आप रोबोट हैं|"
            "फ्री है क्या|क्या यह फ्री है|क्या ये फ्री है|यह फ्री है क्या|ये फ्री है क्या|मुफ्त है क्या|क्या यह मुफ्त है|क्या ये मुफ्त है|यह मुफ्त है|"
            "कितना पैसा लगेगा|कितने पैसे लगेंगे|कितना पैसा लगता है|कितने पैसे लगते हैं|पैसा लगेगा क्या|पैसे लगेंगे क्या|क्या पैसा लगेगा|क्या पैसे लगेंगे|"
            "कितना खर्चा होगा|कितना खर्च होगा|कितना खर्चा आएगा|कितना खर्च आएगा|कितना चार्ज है|कितना चार्ज लगेगा|चार्ज कितना है|फीस कितनी है|"
            "कितनी फीस है|फीस क्या है|कितनी फीस लगेगी|क्या यह सुरक्षित है|क्या ये सेफ है|यह असली है क्या|ये फ्रॉड तो नहीं है|यह फ्रॉड तो नहीं|साथी क्या है|"
            "aap kaun|aap kaun hai|aap kaun hain|aap kaun ho|aap kon ho|aap kon hai|tum kaun ho|tum kon ho|kaun ho|kon ho|kaun ho aap|"
            "kaun ho tum|kon ho tum|kaun hai aap|kaun hai|kon hai|kaun bol raha hai|kon bol raha hai|kaun bol rahe ho|"
            "free hai kya|free h kya|kya ye free hai|kya yeh free hai|ye free hai kya|yeh free hai kya|muft hai kya|kya ye muft hai|"
            "kitna paisa lagega|kitne paise lagenge|kitna paisa lagta hai|kitne paise lagte hai|kitna lagega|paisa lagega kya|"
            "paise lagenge kya|kya paisa lagega|kya paise lagenge|kitna kharcha hoga|kitna kharcha aayega|kitna kharch hoga|kitna charge hai|"
            "kitna charge lagega|charge kitna hai|charge lagega kya|fees kitni hai|fees kitna hai|kitni fees hai|fees kya hai|"
            "kitni fees lagegi|kya ye safe hai|safe hai kya|ye safe hai|kya ye asli hai|fraud to nahi hai|ye fraud to nahi|saathi kya hai"
        ),
        "help": (
            "क्यों|क्यों चाहिए|क्यूं चाहिए|क्यों पूछ रहे हो|क्यों पूछ रहे हैं|क्यों पूछते हो|यह क्यों चाहिए|ये क्यों चाहिए|किस लिए|किसलिए|क्या लिखूँ|क्या लिखना है|"
            "क्या लिखें|क्या भेजूँ|क्या चाहिए|kyu|kyun|kyon|kyu chahiye|kyun chahiye|kyon chahiye|ye kyu chahiye|yeh kyun chahiye|"
            "kyu puch rahe ho|kyun puch rahe ho|kyun pooch rahe ho|kyu poochh rahe ho|kis liye|kisliye|kya likhu|kya likhna hai|kya likhe|"
            "kya bheju|kya chahiye"
        ),
        "wait": (
            "एक मिनट|एक मिनट रुको|एक मिनट रुकिए|रुको एक मिनट|रुकिए एक मिनट|थोड़ा रुको|थोड़ा रुकिए|थोड़ी देर रुको|थोड़ी देर रुकिए|ज़रा रुको|ज़रा रुकिए|"
            "रुको ज़रा|रुकिए ज़रा|अभी रुको|अभी टाइम नहीं है|अभी समय नहीं है|टाइम नहीं है|समय नहीं है|अभी व्यस्त हूँ|अभी बिजी हूँ|थोड़ी देर में|थोड़ी देर बाद|"
            "बाद में बताता हूँ|बाद में बताती हूँ|बाद में बताते हैं|बाद में बताएंगे|बाद में भेजता हूँ|बाद में भेजती हूँ|बाद में भेजूंगा|बाद में देता हूँ|बाद में दूंगा|"
            "बाद में दूंगी|कल बताता हूँ|कल बताऊँगा|कल भेजूंगा|कल बात करते हैं|"
            "ek minute|ek minat|ek min|1 minute ruko|ek minute ruko|ek minute rukiye|ruko ek minute|rukiye ek minute|ruko ek min|"
            "thoda ruko|thoda rukiye|thodi der ruko|thodi der rukiye|zara ruko|jara ruko|zara rukiye|ruko zara|ruko jara|ruko thoda|"
            "abhi ruko|abhi time nahi hai|abhi time nahi|time nahi hai|abhi samay nahi hai|abhi busy hu|abhi busy hoon|busy hu|thodi der me|"
            "thodi der mein|thodi der baad|baad me batati hu|baad mein batata hu|baad mein bataunga|baad mein batati hu|"
            "baad me batate hai|baad me batayenge|baad me bhejta hu|baad me bhejunga|baad me deta hu|baad me dunga|baad me dungi|"
            "bad me batata hu|bad me bataunga|kal batata hu|kal bataunga|kal bhejunga|kal baat karte hai"
        ),
    },
    "mr": {
        "about": (
            "तुम्ही कोण|तुम्ही कोण आहात|तू कोण आहेस|आपण कोण|आपण कोण आहात|कोण आहे|कोण बोलतंय|हे मोफत आहे का|मोफत आहे का|फ्री आहे का|हे फ्री आहे का|"
            "किती पैसे लागतील|किती पैसे लागतात|पैसे लागतील का|पैसे लागतात का|किती खर्च येईल|खर्च किती|खर्च किती येईल|फी किती|फी किती आहे|किती फी आहे|"
            "चार्ज किती|किती चार्ज आहे|हे सुरक्षित आहे का|हे खरं आहे का|हा फ्रॉड आहे का|साथी म्हणजे काय|"
            "tumhi kon|tumhi kon ahat|tumhi kon aahat|tu kon ahes|apan kon|aapan kon aahat|kon ahe|kon aahe|he mofat ahe ka|he mofat aahe ka|"
            "mofat ahe ka|mofat aahe ka|free ahe ka|free aahe ka|he free ahe ka|kiti paise lagtil|kiti paise lagtat|paise lagtil ka|"
            "paise lagtat ka|kiti kharch yeil|kharch kiti|fee kiti|fees kiti|fees kiti ahe|charge kiti|charge kiti ahe|he safe ahe ka"
        ),
        "help": (
            "का|का विचारता|का विचारताय|का हवं|का हवे|का पाहिजे|हे का पाहिजे|हे का हवे|कशासाठी|कशाला|काय लिहू|काय लिहायचं|काय पाठवू|काय पाहिजे|"
            "ka vicharta|ka vicharatay|ka pahije|ka have|he ka pahije|kashasathi|kashala|kay lihu|kay lihaycha|kay pathvu|kay pahije"
        ),
        "wait": (
            "एक मिनिट|एक मिनिट थांबा|थांबा एक मिनिट|जरा थांबा|थोडं थांबा|थोडा वेळ थांबा|आता वेळ नाही|वेळ नाही|आत्ता वेळ नाही|नंतर सांगतो|नंतर सांगते|"
            "नंतर सांगेन|नंतर पाठवतो|नंतर पाठवते|नंतर देतो|नंतर देते|उद्या सांगतो|उद्या सांगते|उद्या बोलू|"
            "ek minit|ek minute thamba|ek minit thamba|thamba ek minute|thamba ek minit|jara thamba|thoda thamba|thoda vel thamba|"
            "ata vel nahi|aata vel nahi|vel nahi|nantar sangto|nantar sangte|nantar sangen|nantar pathavto|nantar deto|udya sangto|udya bolu"
        ),
    },
    "ta": {
        "about": (
            "நீங்க யாரு|நீங்க யார்|நீங்கள் யார்|நீ யார்|நீ யாரு|யார் நீங்க|யாரு நீங்க|யார் நீங்கள்|யார் நீ|யாரு|யார் இது|இது யார்|இது யாரு|யார் பேசுறது|"
            "யார் பேசுறீங்க|இது இலவசமா|இலவசமா|இது ஃப்ரீயா|ஃப்ரீயா|ஃப்ரீ ஆ|காசு கட்டணுமா|பணம் கட்டணுமா|காசு எவ்வளவு|பணம் எவ்வளவு|எவ்வளவு காசு|எவ்வளவு பணம்|"
            "எவ்வளவு செலவாகும்|எவ்வளவு செலவு|செலவு எவ்வளவு|எவ்வளவு ஆகும்|கட்டணம் எவ்வளவு|எவ்வளவு கட்டணம்|கட்டணம் உண்டா|ஃபீஸ் எவ்வளவு|சார்ஜ் எவ்வளவு|"
            "இது பாதுகாப்பானதா|இது நம்பலாமா|நம்பலாமா|இது உண்மையா|"
            "neenga yaaru|neenga yaru|neenga yaar|neengal yaar|nee yaaru|nee yaar|ni yaru|yaaru neenga|yaar neenga|yaru neenga|yaaru|yaru|"
            "yaar pesuradhu|idhu ilavasama|ithu ilavasama|ilavasama|ilavasamaa|idhu free ah|ithu free ah|free ah|freeya|free aa|idhu freeya|"
            "kaasu kattanuma|kasu kattanuma|panam kattanuma|kaasu evlo|kasu evlo|panam evlo|evlo kaasu|evlo kasu|evlo panam|"
            "evvalavu kaasu|evvalavu panam|evvalavu selavu|evvalavu selavagum|evlo selavu|evlo selavagum|evlo aagum|evlo agum|selavu evlo|"
            "evlo charge|charge evlo|fees evlo|evlo fees|kattanam evlo|kattanam evvalavu|idhu safe ah|safe ah|nambalama|idhu unmaiya"
        ),
        "help": (
            "ஏன்|ஏன் கேக்குறீங்க|ஏன் கேட்கிறீர்கள்|ஏன் கேக்கறீங்க|எதுக்கு|எதுக்கு கேக்குறீங்க|எதற்கு|இது எதுக்கு|இது எதற்கு|இது ஏன் வேணும்|ஏன் வேணும்|"
            "என்ன எழுதணும்|என்ன எழுத|என்ன எழுதுவது|என்ன அனுப்பணும்|என்ன வேணும்|என்ன வேண்டும்|என்ன பண்ணணும்|"
            "yen|yaen|yen kekureenga|yen kekkureenga|yen kekreenga|en kekureenga|edhukku|ethukku|edhuku|idhu edhukku|yen venum|"
            "enna ezhuthanum|enna ezhudhanum|enna eluthanum|enna anuppanum|enna venum|enna vendum|enna pannanum|purila"
        ),
        "wait": (
            "ஒரு நிமிடம்|ஒரு நிமிஷம்|ஒரு நிமிஷம் இருங்க|ஒரு நிமிடம் இருங்கள்|கொஞ்சம் இருங்க|கொஞ்சம் இரு|இருங்க|பொறுங்க|கொஞ்சம் பொறுங்க|கொஞ்சம் பொறுங்கள்|"
            "இப்ப நேரம் இல்ல|இப்போ நேரம் இல்லை|நேரம் இல்லை|நேரம் இல்ல|அப்புறம் சொல்றேன்|அப்பறம் சொல்றேன்|பிறகு சொல்கிறேன்|பிறகு சொல்றேன்|பின்னர் சொல்கிறேன்|"
            "அப்புறம் அனுப்புறேன்|பிறகு அனுப்புகிறேன்|அப்புறம் தரேன்|நாளைக்கு சொல்றேன்|நாளை சொல்கிறேன்|நாளைக்கு பேசலாம்|"
            "oru nimisham|oru nimidam|oru nimisham irunga|konjam irunga|konjam iru|irunga|porunga|konjam porunga|ippo neram illa|"
            "ippa neram illa|neram illa|neram illai|appuram solren|apram solren|aprom solren|piragu solren|piragu solgiren|"
            "appuram anupuren|appuram tharen|nalaikku solren|naalaikku solren|nalaiku solren|nalaikku pesalam"
        ),
    },
    "bn": {
        "about": (
            "আপনি কে|তুমি কে|কে আপনি|কে তুমি|কে বলছেন|আপনারা কে|এটা কি ফ্রি|ফ্রি কি|এটা ফ্রি|ফ্রি নাকি|বিনামূল্যে|এটা কি বিনামূল্যে|বিনামূল্যে কি|"
            "কত টাকা লাগবে|কত টাকা লাগে|কত লাগবে|টাকা লাগবে|টাকা লাগবে কি|টাকা লাগে নাকি|টাকা লাগবে নাকি|কি টাকা লাগবে|কত খরচ|কত খরচ হবে|খরচ কত|"
            "খরচ কত হবে|চার্জ কত|কত চার্জ|ফি কত|কত ফি|এটা কি নিরাপদ|এটা কি সত্যি|সাথী কী|সাথী কি|"
            "apni ke|aapni ke|tumi ke|ke apni|ke tumi|ke bolchen|eta ki free|free ki|free naki|eta free|eta ki binamulye|koto taka lagbe|"
            "koto taka lage|kato taka lagbe|koto lagbe|taka lagbe|taka lagbe ki|taka lagbe naki|koto khoroch|koto khoroch hobe|khoroch koto|"
            "charge koto|koto charge|fees koto|fee koto|eta ki safe|eta ki nirapod"
        ),
        "help": (
            "কেন|কেন জিজ্ঞেস করছেন|কেন জিজ্ঞাসা করছেন|কেন লাগবে|কেন চাই|এটা কেন লাগবে|কীসের জন্য|কিসের জন্য|কী লিখব|কি লিখব|কী লিখবো|কি লিখবো|কী পাঠাব|কী চাই|"
            "keno|kano|keno jigges korchen|keno lagbe|eta keno lagbe|kiser jonno|ki likhbo|ki lekhbo|ki pathabo"
        ),
        "wait": (
            "এক মিনিট|একটু দাঁড়ান|দাঁড়ান|একটু অপেক্ষা করুন|অপেক্ষা করুন|একটু দাঁড়াও|এখন সময় নেই|সময় নেই|পরে বলছি|পরে বলবো|পরে জানাব|পরে জানাবো|"
            "পরে পাঠাব|পরে পাঠাবো|পরে দেবো|কাল বলব|কাল বলবো|কালকে বলব|এখন ব্যস্ত|এখন ব্যস্ত আছি|"
            "ek minit|ektu daran|ektu dara|daran|ektu opekkha korun|opekkha korun|ekhon somoy nei|somoy nei|pore bolchi|"
            "pore janabo|pore pathabo|pore debo|kal bolbo|kalke bolbo|ekhon busy|ekhon byasto"
        ),
    },
    "gu": {
        "about": (
            "તમે કોણ|તમે કોણ છો|તું કોણ છે|કોણ છો|કોણ છો તમે|કોણ છે|કોણ બોલો છો|આ ફ્રી છે|આ મફત છે|મફત છે|ફ્રી છે|શું આ મફત છે|શું આ ફ્રી છે|આ મફત છે કે|"
            "કેટલા પૈસા લાગશે|કેટલા પૈસા થશે|કેટલા રૂપિયા લાગશે|પૈસા લાગશે|શું પૈસા લાગશે|કેટલો ખર્ચ|કેટલો ખર્ચ થશે|ખર્ચ કેટલો|ખર્ચો કેટલો|ચાર્જ કેટલો|"
            "કેટલો ચાર્જ|ફી કેટલી|ફી કેટલી છે|કેટલી ફી|આ સલામત છે|સાથી શું છે|"
            "tame kon|tame kon cho|tame kon chho|tu kon che|kon cho|kon chho|kon che|a free che|aa free che|aa mafat che|mafat che|free che|"
            "su aa free che|shu aa free che|shu aa mafat che|ketla paisa lagse|ketla paisa lagshe|ketla paisa thase|ketla rupiya lagse|"
            "paisa lagse|shu paisa lagshe|ketlo kharcho|ketlo kharch thase|kharcho ketlo|charge ketlo|ketlo charge|fee ketli|fees ketli|"
            "fees ketli che|aa safe che"
        ),
        "help": (
            "કેમ|કેમ પૂછો છો|કેમ જોઈએ|કેમ જોઈએ છે|આ કેમ જોઈએ|શા માટે|શા માટે જોઈએ|શું લખું|શું લખવું|શું લખવાનું|શું મોકલું|શું જોઈએ|"
            "kem pucho cho|kem puchho chho|kem joie|kem joiye|kem joie che|sha mate|sa mate|shu lakhu|su lakhu|shu lakhvu|shu lakhvanu|"
            "su lakhvanu|shu moklu|shu joie"
        ),
        "wait": (
            "એક મિનિટ|એક મિનિટ ઊભા રહો|ઊભા રહો|જરા ઊભા રહો|થોભો|જરા થોભો|રાહ જુઓ|હમણાં ટાઈમ નથી|હમણાં સમય નથી|ટાઈમ નથી|સમય નથી|પછી કહું|પછી કહું છું|"
            "પછી કહીશ|પછી જણાવું|પછી મોકલું|પછી મોકલીશ|પછી આપીશ|કાલે કહીશ|કાલે કહું|"
            "ek minit|ubha raho|jara ubha raho|thobho|jara thobho|rah juo|hamna time nathi|hamna samay nathi|time nathi|samay nathi|"
            "pachi kahu|pachi kahish|pachhi kahish|pachi janavu|pachi moklu|pachi moklish|pachi apish|kale kahish|kale kahu"
        ),
    },
    "kn": {
        "about": (
            "ನೀವು ಯಾರು|ನೀನು ಯಾರು|ಯಾರು ನೀವು|ಯಾರು|ಯಾರು ಇದು|ಇದು ಯಾರು|ಯಾರು ಮಾತಾಡ್ತಿರೋದು|ಇದು ಉಚಿತವೇ|ಉಚಿತವೇ|ಇದು ಉಚಿತನಾ|ಉಚಿತನಾ|ಇದು ಫ್ರೀನಾ|ಫ್ರೀನಾ|ಇದು ಫ್ರೀ ಆ|"
            "ಎಷ್ಟು ಹಣ|ಎಷ್ಟು ದುಡ್ಡು|ಎಷ್ಟು ಹಣ ಬೇಕು|ಎಷ್ಟು ದುಡ್ಡು ಬೇಕು|ಎಷ್ಟು ಖರ್ಚಾಗುತ್ತೆ|ಎಷ್ಟು ಖರ್ಚು|ಎಷ್ಟು ಖರ್ಚಾಗುತ್ತದೆ|ಖರ್ಚು ಎಷ್ಟು|ಎಷ್ಟು ಆಗುತ್ತೆ|ಎಷ್ಟಾಗುತ್ತೆ|ಶುಲ್ಕ ಎಷ್ಟು|"
            "ಎಷ್ಟು ಶುಲ್ಕ|ಫೀಸ್ ಎಷ್ಟು|ಚಾರ್ಜ್ ಎಷ್ಟು|ಎಷ್ಟು ಚಾರ್ಜ್|ದುಡ್ಡು ಕೊಡಬೇಕಾ|ಹಣ ಕೊಡಬೇಕಾ|ಹಣ ಕಟ್ಟಬೇಕಾ|ಇದು ಸುರಕ್ಷಿತವೇ|ಇದು ನಿಜನಾ|"
            "neevu yaaru|neevu yaru|nivu yaru|neenu yaaru|ninu yaru|yaaru neevu|yaru nivu|yaru|yaaru|idu uchitana|uchitana|uchitave|"
            "idu free na|free na|freena|idu freena|eshtu hana|estu hana|eshtu duddu|estu duddu|eshtu duddu beku|eshtu kharchu|"
            "eshtu kharchagutte|estu kharchagutte|eshtu aagutte|estu agutte|kharchu eshtu|fees eshtu|fees estu|charge eshtu|charge estu|"
            "eshtu charge|duddu kodbeka|duddu kodabeka|hana kodabeka|hana kattabeka|idu safe na|idu nijana"
        ),
        "help": (
            "ಯಾಕೆ|ಯಾಕೆ ಕೇಳ್ತೀರಿ|ಯಾಕೆ ಕೇಳುತ್ತೀರಿ|ಏಕೆ|ಏಕೆ ಬೇಕು|ಯಾಕೆ ಬೇಕು|ಇದು ಯಾಕೆ ಬೇಕು|ಯಾತಕ್ಕೆ|ಏನು ಬರೆಯಬೇಕು|ಏನ್ ಬರೀಬೇಕು|ಏನು ಕಳಿಸಬೇಕು|ಏನು ಬೇಕು|"
            "yaake|yake|yaake keltiri|yake keltira|yaake beku|yake beku|idu yake beku|yaatakke|enu bareyabeku|en bareebeku|enu barebeku|"
            "enu kalisabeku|enu beku|en beku|en madbeku"
        ),
        "wait": (
            "ಒಂದು ನಿಮಿಷ|ಒಂದ್ ನಿಮಿಷ|ಒಂದು ನಿಮಿಷ ಇರಿ|ಸ್ವಲ್ಪ ಇರಿ|ಸ್ವಲ್ಪ ತಾಳಿ|ತಾಳಿ|ಇರಿ|ಕಾಯಿರಿ|ಸ್ವಲ್ಪ ಕಾಯಿರಿ|ಈಗ ಸಮಯ ಇಲ್ಲ|ಈಗ ಟೈಮ್ ಇಲ್ಲ|ಸಮಯ ಇಲ್ಲ|ಟೈಮ್ ಇಲ್ಲ|"
            "ಆಮೇಲೆ ಹೇಳ್ತೀನಿ|ಆಮೇಲೆ ಹೇಳುತ್ತೇನೆ|ನಂತರ ಹೇಳುತ್ತೇನೆ|ನಂತರ ಹೇಳ್ತೀನಿ|ಆಮೇಲೆ ಕಳಿಸ್ತೀನಿ|ಆಮೇಲೆ ಕೊಡ್ತೀನಿ|ನಾಳೆ ಹೇಳ್ತೀನಿ|ನಾಳೆ ಹೇಳುತ್ತೇನೆ|"
            "ondu nimisha|ond nimisha|ondu nimisha iri|swalpa iri|swalpa taali|swalpa tali|swalpa kaayiri|eega samaya illa|"
            "iga time illa|eega time illa|time illa|samaya illa|aamele heltini|amele heltini|amele helthini|nantara heltini|"
            "amele kalistini|amele kodtini|naale heltini|nale heltini"
        ),
    },
    "te": {
        "about": (
            "మీరు ఎవరు|మీరెవరు|నువ్వు ఎవరు|ఎవరు మీరు|ఎవరు|ఎవరు ఇది|ఎవరు మాట్లాడుతున్నారు|ఇది ఉచితమా|ఉచితమా|ఇది ఫ్రీనా|ఫ్రీనా|ఇది ఫ్రీ ఆ|"
            "ఎంత డబ్బు|ఎంత డబ్బులు|డబ్బులు ఎంత|డబ్బు ఎంత|ఎంత ఖర్చు|ఎంత ఖర్చవుతుంది|ఎంత ఖర్చు అవుతుంది|ఖర్చు ఎంత|ఎంత అవుతుంది|ఎంతవుతుంది|ఫీజు ఎంత|"
            "ఎంత ఫీజు|చార్జ్ ఎంత|ఛార్జ్ ఎంత|ఎంత చార్జ్|డబ్బులు కట్టాలా|డబ్బు కట్టాలా|డబ్బులు ఇవ్వాలా|ఇది సురక్షితమేనా|ఇది నిజమేనా|"
            "meeru evaru|miru evaru|meeru yevaru|meerevaru|nuvvu evaru|evaru meeru|evaru|yevaru|idi uchitama|uchitama|idi free na|free na|"
            "freena|idi freena|entha dabbu|enta dabbu|entha dabbulu|dabbulu entha|dabbu entha|entha kharchu|entha karchu|"
            "entha kharchavutundi|entha avutundi|entha avuthundi|kharchu entha|fees entha|feeju entha|charge entha|entha charge|"
            "dabbulu kattala|dabbu kattala|dabbulu ivvala|idi safe na|idi nijamena"
        ),
        "help": (
            "ఎందుకు|ఎందుకు అడుగుతున్నారు|ఎందుకండి|ఎందుకు కావాలి|ఇది ఎందుకు|ఇది ఎందుకు కావాలి|దేనికి|ఏమి రాయాలి|ఏం రాయాలి|ఏమి పంపాలి|ఏం పంపాలి|ఏం కావాలి|"
            "enduku|yenduku|enduku adugutunnaru|enduku aduguthunnaru|enduku kavali|idi enduku|idi enduku kavali|deniki|emi rayali|"
            "em rayali|emi pampali|em pampali|em kavali|emi kavali|emi cheyali"
        ),
        "wait": (
            "ఒక నిమిషం|ఒక్క నిమిషం|ఒక నిమిషం ఆగండి|కొంచెం ఆగండి|ఆగండి|కాస్త ఆగండి|వెయిట్ చేయండి|ఇప్పుడు టైం లేదు|ఇప్పుడు సమయం లేదు|టైం లేదు|సమయం లేదు|"
            "తర్వాత చెప్తాను|తర్వాత చెబుతాను|తరువాత చెప్తాను|తరువాత చెబుతాను|తర్వాత పంపుతాను|తర్వాత ఇస్తాను|రేపు చెప్తాను|రేపు చెబుతాను|"
            "oka nimisham|okka nimisham|oka nimisham agandi|konchem agandi|konchem aagandi|agandi|aagandi|kasta agandi|ippudu time ledu|"
            "time ledu|samayam ledu|tarvata cheptanu|tarvatha cheptanu|taruvata cheptanu|tarvata chebutanu|tarvata pampistanu|"
            "tarvata istanu|repu cheptanu|repu chebutanu"
        ),
    },
    "ml": {
        "about": (
            "നിങ്ങൾ ആരാണ്|നിങ്ങൾ ആരാ|നിങ്ങളാരാണ്|ആരാണ് നിങ്ങൾ|ആരാ നിങ്ങൾ|നീ ആരാ|ആരാണ്|ആരാ|ഇത് ആരാണ്|ഇത് ആരാ|ഇത് സൗജന്യമാണോ|സൗജന്യമാണോ|ഇത് ഫ്രീ ആണോ|ഫ്രീ ആണോ|"
            "ഫ്രീയാണോ|എത്ര പൈസ|എത്ര പണം|എത്ര രൂപയാകും|എത്ര പൈസയാകും|എത്ര ചെലവ്|എത്ര ചെലവാകും|എത്രയാകും|ചെലവ് എത്ര|ഫീസ് എത്ര|എത്ര ഫീസ്|ചാർജ് എത്ര|എത്ര ചാർജ്|"
            "പൈസ കൊടുക്കണോ|പണം കൊടുക്കണോ|പൈസ വേണോ|ഇത് സുരക്ഷിതമാണോ|ഇത് സത്യമാണോ|"
            "ningal aaranu|ningal aranu|ningal aara|ningal ara|ningalaranu|aaranu ningal|aara ningal|nee aara|aaranu|aranu|"
            "ithu soujanyamano|soujanyamano|ithu free aano|free aano|free ano|freeyano|ithra paisa|ethra paisa|ethra panam|ethra roopayakum|"
            "ethra chelavu|ethra chilavu|ethra chelavakum|ethrayakum|ethra aakum|fees ethra|ethra fees|charge ethra|ethra charge|"
            "paisa kodukkano|panam kodukkano|paisa veno|ithu safe aano|ithu sathyamano"
        ),
        "help": (
            "എന്തിന്|എന്തിനാണ്|എന്തിനാ|എന്തിനാണ് ചോദിക്കുന്നത്|എന്തിനാ ചോദിക്കുന്നത്|എന്തുകൊണ്ട്|ഇത് എന്തിനാണ്|ഇത് എന്തിനാ|എന്ത് എഴുതണം|എന്താ എഴുതേണ്ടത്|എന്ത് അയക്കണം|"
            "എന്ത് വേണം|എന്താ വേണ്ടത്|enthina|enthinanu|enthinu|enthina chodikkunnath|enthinanu chodikkunnathu|enthukondu|"
            "ithu enthina|ithu enthinanu|enthu ezhuthanam|entha ezhuthendath|enthu ayakkanam|enthu venam|entha vendath"
        ),
        "wait": (
            "ഒരു മിനിറ്റ്|ഒരു മിനുട്ട്|ഒരു നിമിഷം|കുറച്ച് നിൽക്കൂ|നിൽക്കൂ|കാത്തിരിക്കൂ|വെയിറ്റ് ചെയ്യൂ|ഇപ്പോൾ സമയമില്ല|ഇപ്പൊ സമയമില്ല|സമയമില്ല|സമയം ഇല്ല|"
            "പിന്നെ പറയാം|പിന്നീട് പറയാം|പിന്നെ അയക്കാം|പിന്നീട് അയക്കാം|പിന്നെ തരാം|നാളെ പറയാം|നാളെ സംസാരിക്കാം|"
            "oru minute|oru minit|oru nimisham|nilkku|kaathirikku|ippo samayamilla|ippol samayam illa|samayamilla|samayam illa|pinne parayam|"
            "pinneedu parayam|pinneed parayam|pinne ayakkam|pinne tharam|naale parayam|nale parayam"
        ),
    },
    "pa": {
        "about": (
            "ਤੁਸੀਂ ਕੌਣ ਹੋ|ਤੁਸੀ ਕੌਣ ਹੋ|ਤੁਸੀਂ ਕੌਣ|ਤੂੰ ਕੌਣ ਹੈਂ|ਕੌਣ ਹੋ ਤੁਸੀਂ|ਕੌਣ ਹੋ|ਕੌਣ ਹੈ|ਕੌਣ ਬੋਲਦਾ|ਇਹ ਫ੍ਰੀ ਹੈ|ਇਹ ਮੁਫ਼ਤ ਹੈ|ਕੀ ਇਹ ਮੁਫ਼ਤ ਹੈ|ਕੀ ਇਹ ਫ੍ਰੀ ਹੈ|ਮੁਫ਼ਤ ਹੈ|"
            "ਕਿੰਨੇ ਪੈਸੇ ਲੱਗਣਗੇ|ਕਿੰਨਾ ਪੈਸਾ ਲੱਗੇਗਾ|ਕਿੰਨੇ ਪੈਸੇ|ਪੈਸੇ ਲੱਗਣਗੇ|ਕੀ ਪੈਸੇ ਲੱਗਣਗੇ|ਕਿੰਨਾ ਖਰਚਾ|ਕਿੰਨਾ ਖਰਚਾ ਹੋਵੇਗਾ|ਕਿੰਨਾ ਖਰਚਾ ਆਵੇਗਾ|ਖਰਚਾ ਕਿੰਨਾ|"
            "ਚਾਰਜ ਕਿੰਨਾ ਹੈ|ਕਿੰਨਾ ਚਾਰਜ ਹੈ|ਫੀਸ ਕਿੰਨੀ ਹੈ|ਕਿੰਨੀ ਫੀਸ ਹੈ|ਕੀ ਇਹ ਸੁਰੱਖਿਅਤ ਹੈ|"
            "tusi kaun ho|tusi kon ho|tusin kaun ho|tusi kaun|tu kaun hai|kaun ho tusi|kon ho tusi|eh free hai|ki eh free hai|eh muft hai|"
            "ki eh muft hai|muft hai|kinne paise laggange|kinne paise lagange|kinna paisa lagega|kinne paise|paise laggange|"
            "ki paise laggange|kinna kharcha|kinna kharcha hovega|kinna kharcha aavega|kharcha kinna|charge kinna hai|kinna charge hai|"
            "fees kinni hai|kinni fees hai|ki eh safe hai"
        ),
        "help": (
            "ਕਿਉਂ|ਕਿਉਂ ਪੁੱਛ ਰਹੇ ਹੋ|ਕਿਉਂ ਪੁੱਛਦੇ ਹੋ|ਕਿਉਂ ਚਾਹੀਦਾ|ਕਿਉਂ ਚਾਹੀਦਾ ਹੈ|ਇਹ ਕਿਉਂ ਚਾਹੀਦਾ ਹੈ|ਕਿਸ ਲਈ|ਕੀ ਲਿਖਾਂ|ਕੀ ਲਿਖਣਾ ਹੈ|ਕੀ ਭੇਜਾਂ|ਕੀ ਚਾਹੀਦਾ ਹੈ|"
            "kyon|kyu|kyon puch rahe ho|kyon puchde ho|kyu puchde ho|kyon chahida|kyon chahida hai|eh kyon chahida hai|kis layi|kis lai|"
            "ki likhan|ki likhna hai|ki bhejan|ki chahida hai"
        ),
        "wait": (
            "ਇੱਕ ਮਿੰਟ|ਇੱਕ ਮਿੰਟ ਰੁਕੋ|ਰੁਕੋ ਇੱਕ ਮਿੰਟ|ਜ਼ਰਾ ਰੁਕੋ|ਥੋੜਾ ਰੁਕੋ|ਠਹਿਰੋ|ਜ਼ਰਾ ਠਹਿਰੋ|ਹੁਣ ਟਾਈਮ ਨਹੀਂ|ਹੁਣ ਟਾਈਮ ਨਹੀਂ ਹੈ|ਟਾਈਮ ਨਹੀਂ ਹੈ|ਸਮਾਂ ਨਹੀਂ ਹੈ|"
            "ਬਾਅਦ ਵਿੱਚ ਦੱਸਦਾ ਹਾਂ|ਬਾਅਦ ਵਿੱਚ ਦੱਸਾਂਗਾ|ਬਾਅਦ ਵਿੱਚ ਦੱਸਾਂਗੀ|ਬਾਅਦ ਵਿੱਚ ਭੇਜਾਂਗਾ|ਫੇਰ ਦੱਸਾਂਗਾ|ਕੱਲ੍ਹ ਦੱਸਾਂਗਾ|ਬਾਅਦ ਵਿੱਚ ਦੱਸਦੀ ਹਾਂ|"
            "ikk minute|ik minute|ikk mint|ik mint|ik minute ruko|ruko ik minute|zara ruko|thoda ruko|thehro|zara thehro|hun time nahi|"
            "hun time nahi hai|time nahi hai|baad vich dassda haan|baad vich dassanga|baad vich dasanga|baad vich bhejanga|pher dassanga|"
            "fer dassanga|kal dassanga"
        ),
    },
    "or": {
        "about": (
            "ଆପଣ କିଏ|ତୁମେ କିଏ|କିଏ ଆପଣ|କିଏ ତୁମେ|ଏହା କିଏ|ଏହା ମାଗଣା କି|ମାଗଣା କି|ଏହା ଫ୍ରି କି|ଫ୍ରି କି|ଏହା ମାଗଣା|କେତେ ଟଙ୍କା ଲାଗିବ|କେତେ ପଇସା ଲାଗିବ|କେତେ ଲାଗିବ|"
            "ଟଙ୍କା ଲାଗିବ କି|ପଇସା ଲାଗିବ କି|କେତେ ଖର୍ଚ୍ଚ|କେତେ ଖର୍ଚ୍ଚ ହେବ|ଖର୍ଚ୍ଚ କେତେ|ଫି କେତେ|ଫିସ୍ କେତେ|ଚାର୍ଜ କେତେ|ଏହା ସୁରକ୍ଷିତ କି|ଏହା ସତ କି|"
            "apana kie|apan kie|aapana kie|tume kie|kie apana|kie tume|eha magana ki|magana ki|eha free ki|free ki|kete tanka lagiba|"
            "kete paisa lagiba|kete lagiba|tanka lagiba ki|paisa lagiba ki|kete kharcha|kete kharcha heba|kharcha kete|fees kete|"
            "charge kete|eha safe ki"
        ),
        "help": (
            "କାହିଁକି|କାହିଁକି ପଚାରୁଛନ୍ତି|କାହିଁକି ଦରକାର|ଏହା କାହିଁକି ଦରକାର|କଣ ଲେଖିବି|କ'ଣ ଲେଖିବି|କଣ ଲେଖିବାକୁ ହେବ|କଣ ପଠାଇବି|କଣ ଦରକାର|କଣ କରିବି|"
            "kahinki|kahiki|kahinki pacharuchhanti|kahinki darkar|eha kahinki darkar|kana lekhibi|kana pathaibi|kana darkar|kana karibi"
        ),
        "wait": (
            "ଗୋଟିଏ ମିନିଟ|ଗୋଟେ ମିନିଟ|ଏକ ମିନିଟ|ଟିକେ ରୁହନ୍ତୁ|ଟିକିଏ ରୁହନ୍ତୁ|ଟିକେ ଅପେକ୍ଷା କରନ୍ତୁ|ଅପେକ୍ଷା କରନ୍ତୁ|ଏବେ ସମୟ ନାହିଁ|ସମୟ ନାହିଁ|"
            "ପରେ କହିବି|ପରେ କହୁଛି|ପରେ ଜଣାଇବି|ପରେ ପଠାଇବି|ପରେ ଦେବି|କାଲି କହିବି|"
            "gote minute|gotie minute|tike ruhantu|tike ruha|ruhantu|tikie ruhantu|tike apekhya karantu|apekhya karantu|ebe samaya nahi|"
            "samaya nahi|pare kahibi|pare kahuchi|pare janaibi|pare pathaibi|pare debi|kali kahibi"
        ),
    },
    "as": {
        "about": (
            "আপুনি কোন|তুমি কোন|আপুনি কোন হয়|কোন আপুনি|কোন হয়|এইটো ফ্ৰী নেকি|ফ্ৰী নেকি|ফ্ৰি নেকি|এইটো বিনামূলীয়া নেকি|বিনামূলীয়া নেকি|বিনামূলীয়া|"
            "কিমান টকা লাগিব|কিমান পইচা লাগিব|কিমান লাগিব|টকা লাগিব নেকি|পইচা লাগিব নেকি|কিমান খৰচ|কিমান খৰচ হ'ব|খৰচ কিমান|মাচুল কিমান|চাৰ্জ কিমান|ফিজ কিমান|"
            "এইটো সুৰক্ষিত নেকি|এইটো সঁচা নেকি|"
            "apuni kon|aapuni kun|apuni kun|tumi kun|kon apuni|kun apuni|eitu free neki|eito free neki|free neki|binamuliya neki|"
            "kiman toka lagibo|kiman poisa lagibo|kiman lagibo|toka lagibo neki|poisa lagibo neki|kiman khoros|kiman khoros hobo|"
            "khoros kiman|charge kiman|fees kiman|eitu safe neki"
        ),
        "help": (
            "কিয়|কিয় সুধিছে|কিয় লাগে|কিয় লাগিব|এইটো কিয় লাগে|কিহৰ বাবে|কি লিখিম|কি লিখিব লাগে|কি পঠাম|কি লাগে|"
            "kiyo|kio|kiyo xudhise|kiyo sudhise|kiyo lage|kiyo lagibo|eitu kiyo lage|ki likhim|ki likhibo lage|ki potham|ki lage"
        ),
        "wait": (
            "এক মিনিট|এমিনিট|অলপ ৰ'ব|অলপ ৰওক|ৰ'ব|অলপ অপেক্ষা কৰক|অপেক্ষা কৰক|এতিয়া সময় নাই|সময় নাই|পিছত কম|পিছত কওঁ|পাছত কম|পিছত জনাম|"
            "পিছত পঠাম|পিছত দিম|কাইলৈ কম|"
            "ek minit|olop robo|olop rowk|olop rowok|opekkha korok|etiya somoy nai|etia xomoy nai|xomoy nai|pisot kom|pasot kom|"
            "pisot jonam|pisot potham|pisot dim|kailoi kom"
        ),
    },
    "ur": {
        "about": (
            "آپ کون|آپ کون ہیں|آپ کون ہو|تم کون ہو|کون ہو|کون ہیں آپ|کون ہے|کون بول رہا ہے|کیا یہ فری ہے|یہ فری ہے کیا|فری ہے کیا|کیا یہ مفت ہے|"
            "مفت ہے کیا|یہ مفت ہے کیا|کتنا پیسہ لگے گا|کتنے پیسے لگیں گے|پیسے لگیں گے کیا|کیا پیسے لگیں گے|کتنا خرچہ ہوگا|کتنا خرچ ہوگا|کتنا خرچہ آئے گا|"
            "خرچہ کتنا ہے|فیس کتنی ہے|کتنی فیس ہے|چارج کتنا ہے|کتنا چارج ہے|کیا یہ محفوظ ہے|ساتھی کیا ہے|"
            "aap kaun|aap kaun hain|aap kaun ho|aap kon hain|tum kaun ho|tum kon ho|kaun ho|kaun hain aap|kya ye free hai|kya yeh free hai|"
            "yeh free hai kya|free hai kya|kya yeh muft hai|muft hai kya|kitna paisa lagega|kitne paise lagenge|kitne paise lagein ge|"
            "paise lagenge kya|kya paise lagenge|kitna kharcha hoga|kitna kharcha aayega|fees kitni hai|kitni fees hai|charge kitna hai|"
            "kitna charge hai|kya yeh safe hai|kya yeh mehfooz hai"
        ),
        "help": (
            "کیوں|کیوں پوچھ رہے ہیں|کیوں پوچھ رہے ہو|کیوں چاہیے|یہ کیوں چاہیے|کس لیے|کیا لکھوں|کیا لکھنا ہے|کیا بھیجوں|کیا چاہیے|"
            "kyun|kyon|kyun pooch rahe hain|kyun puch rahe ho|kyun chahiye|yeh kyun chahiye|kis liye|kya likhun|kya likhna hai|kya bhejun|"
            "kya chahiye"
        ),
        "wait": (
            "ایک منٹ|ایک منٹ رکیے|ایک منٹ رکو|رکیے ایک منٹ|ذرا رکیے|ذرا رکو|تھوڑا رکیے|تھوڑی دیر رکیے|ابھی وقت نہیں|ابھی وقت نہیں ہے|ابھی ٹائم نہیں ہے|"
            "وقت نہیں ہے|بعد میں بتاتا ہوں|بعد میں بتاتی ہوں|بعد میں بتاؤں گا|بعد میں بتاؤں گی|بعد میں بھیجوں گا|بعد میں دوں گا|کل بتاؤں گا|تھوڑی دیر میں|"
            "ek minute|ek minute rukiye|ek minute ruko|zara rukiye|zara ruko|thora rukiye|thora ruko|abhi waqt nahi|abhi waqt nahi hai|"
            "abhi time nahi hai|waqt nahi hai|baad mein batata hun|baad mein bataunga|baad mein bata dunga|baad mein bhejunga|"
            "baad mein dunga|kal bataunga"
        ),
    },
}  # fmt: skip
"""Language -> command -> phrases that lead to it, beside those in `locales.command_words`."""

SMALL_TALK: Final = (
    "thanks|thank you|same|वही|wahi|yahi|thank you so much|thank you very much|thanks a lot|many thanks|thank u|thankyou|thx|how are you|welcome|very good|good|great|nice|super|"
    "hmm|hm|same as above|same as before|as above|above|ditto|the same|same only|as i said|as i said before|i told you|already told|"
    "already given|already sent|see above|"
    "धन्यवाद|शुक्रिया|बहुत धन्यवाद|बहुत शुक्रिया|बहुत बढ़िया|बढ़िया|अच्छा|ऊपर वाला|ऊपर वाला ही|जैसा ऊपर|ऊपर जैसा|वही ऊपर वाला|ऊपर लिखा है|पहले बताया|बता दिया|"
    "dhanyavad|dhanyawad|dhanyvad|shukriya|bahut dhanyavad|bahut shukriya|bahut badhiya|badhiya|accha|acha|achha|upar wala|upar wala hi|"
    "upar jaisa|jaisa upar|wahi upar wala|wahi jo upar likha|upar likha hai|pehle bataya|bata diya|kaise ho|kaise hain aap|"
    "आभारी आहे|आभार|खूप आभार|वरच्यासारखे|वरचेच|तेच|aabhar|abhar|dhanyavaad|varchech|tech|kase ahat|"
    "நன்றி|மிக்க நன்றி|ரொம்ப நன்றி|அதே|அதேதான்|மேலே சொன்னது|மேலே சொன்னதுதான்|மேலே உள்ளது|nandri|nanri|romba nandri|mikka nandri|athe than|"
    "adhe dhaan|mela sonnathu|mele sonnadhu|eppadi irukkeenga|"
    "ধন্যবাদ|অনেক ধন্যবাদ|উপরেরটাই|উপরের মতো|একই|dhonnobad|dhanyabad|onek dhonnobad|uporer moto|eki|kemon achen|"
    "આભાર|ખૂબ આભાર|ઉપર મુજબ|ઉપર પ્રમાણે|એ જ|khub aabhar|upar mujab|upar pramane|kem cho|"
    "ಧನ್ಯವಾದ|ಧನ್ಯವಾದಗಳು|ಥ್ಯಾಂಕ್ಸ್|ಮೇಲಿನಂತೆ|ಅದೇ|dhanyavada|dhanyavadagalu|melinante|hegiddira|"
    "ధన్యవాదాలు|ధన్యవాదములు|థాంక్స్|పైన చెప్పినదే|పైన చెప్పిందే|అదే|dhanyavadalu|dhanyavaadalu|dhanyavadamulu|paina cheppinade|ela unnaru|"
    "നന്ദി|വളരെ നന്ദി|താങ്ക്സ്|മുകളിൽ പറഞ്ഞത്|മുകളിലത്തെ|അതുതന്നെ|nanni|nandi|valare nanni|mukalil paranjathu|athu thanne|sukhamano|"
    "ਧੰਨਵਾਦ|ਬਹੁਤ ਧੰਨਵਾਦ|ਮਿਹਰਬਾਨੀ|ਉੱਪਰ ਵਾਲਾ|ਉਹੀ|dhannvaad|dhanvad|dhannwad|bahut dhannvaad|ohi|ohi upar wala|"
    "ଧନ୍ୟବାଦ|ବହୁତ ଧନ୍ୟବାଦ|ଉପର ଭଳି|ସେଇଟା|dhanyabada|bahut dhanyabad|upara bhali|"
    "বহুত ধন্যবাদ|ওপৰৰ দৰে|একেই|dhonyobad|bohut dhonyobad|oporor dore|ekei|"
    "شکریہ|بہت شکریہ|مہربانی|اوپر والا|وہی|جیسا اوپر|bohat shukriya|bahut meherbani|shukria"
)
"""Kindness and "the same as above": what is no answer by itself where any words are one."""

QUESTION_WORDS: Final = (
    "who|what|why|how|when|where|which|whose|is it|are you|can i|can you|could you|do i|do you|does it|should i|will it|will you|"
    "kya|kaun|kitna|kitne|kitni|kyu|kyun|kyon|kaise|kahan|kahaan|kab|konsa|kaunsa|kaunsi|"
    "क्या|कौन|कितना|कितने|कितनी|क्यों|क्यूं|क्यूँ|कैसे|कहाँ|कब|कौनसा|कौनसी|"
    "kiti|kuthe|kadhi|kashala|konta|कोण|किती|कुठे|कधी|कसे|कसं|कशाला|काय|कोणता|कोणती|कोणते|"
    "யார்|யாரு|என்ன|ஏன்|எப்படி|எங்கே|எங்க|எப்போது|எப்போ|எவ்வளவு|எத்தனை|எது|எந்த|எதுக்கு|enna|yaaru|evlo|evvalavu|eppadi|eppo|enga|edhukku|"
    "কে|কী|কেন|কত|কীভাবে|কিভাবে|কোথায়|কখন|কোনটা|koto|keno|kibhabe|kivabe|kothay|kokhon|"
    "કોણ|શું|કેમ|કેટલા|કેટલો|કેટલી|કેટલું|કેવી રીતે|ક્યાં|ક્યારે|કયું|shu|ketla|ketlo|ketli|kevi rite|kyare|"
    "ಯಾರು|ಏನು|ಯಾಕೆ|ಏಕೆ|ಹೇಗೆ|ಎಲ್ಲಿ|ಯಾವಾಗ|ಎಷ್ಟು|ಯಾವುದು|ಯಾವ|yaaru|yaake|hege|elli|yavaga|eshtu|yavudu|"
    "ఎవరు|ఏమిటి|ఏంటి|ఎందుకు|ఎలా|ఎక్కడ|ఎప్పుడు|ఎంత|ఏది|ఏం|ఏమి|evaru|emiti|enti|enduku|ekkada|eppudu|entha|"
    "ആര്|ആരാണ്|ആരാ|എന്ത്|എന്താണ്|എന്താ|എന്തിന്|എങ്ങനെ|എവിടെ|എപ്പോൾ|എത്ര|ഏത്|aaranu|enthanu|entha|engane|evide|eppol|ethra|"
    "ਕੌਣ|ਕੀ|ਕਿਉਂ|ਕਿਵੇਂ|ਕਿੱਥੇ|ਕਦੋਂ|ਕਿੰਨਾ|ਕਿੰਨੇ|ਕਿੰਨੀ|ਕਿਹੜਾ|kinna|kinne|kinni|kiven|kithe|kadon|kehda|"
    "କିଏ|କଣ|କ'ଣ|କାହିଁକି|କେମିତି|କେଉଁଠି|କେବେ|କେତେ|କେଉଁ|kahinki|kemiti|keunthi|kete|"
    "কোন|কিয়|কেনেকৈ|ক'ত|কেতিয়া|কিমান|কোনটো|kiman|kenekoi|ketiya|kiyo|"
    "کون|کیا|کتنا|کتنے|کتنی|کیوں|کیسے|کہاں|کب|کونسا|کونسی"
)
"""Words that ask. A sentence with one, or with a question mark at its end, is shown before it becomes a name or an address."""

IN_A_LANGUAGE: Final = (
    "in|to|into|me|mein|main|mai|men|में|मे|मध्ये|madhe|madhye|la|le|il|lo|te|te|vich|ch|ਵਿੱਚ|ਵਿਚ|ਚ|میں|ma|maa|માં|ar|re|t|a"
)
"""What says "in" beside a language's name, as a word of its own."""

IN_ENDINGS: Final = (
    "त|मध्ये|में|ில்|ல|லே|லேயே|த்தில்|யில்|வில்|ులో|ంలో|లో|ದಲ್ಲಿ|ನಲ್ಲಿ|ಯಲ್ಲಿ|ಲ್ಲಿ|ത്തിൽ|യിൽ|ിൽ|ിലെ|য়|তে|এ|ে|ৰে|ত|માં|ମାଧ୍ୟମରେ|ରେ|ਵਿੱਚ|ਚ|میں|"
    "il|la|le|thil|athil|yil|lo|dalli|nalli|alli|yalli|ilu|te|y|e|t|re|ma|maa|madhe"
)
"""The same, joined to the name."""

ASKING_A_LANGUAGE: Final = (
    "i|we|can|could|will|you|u|my|us|the|your|only|now|it|and|is|ok|language|lang|speak|talk|write|tell|say|reply|answer|ask|send|message|messages|"
    "chat|change|switch|use|give|want|need|prefer|like|would|know|please|continue|make|translate|from|have|be|questions|question|"
    "bolo|boliye|bolie|bol|bolna|bolke|batao|bataiye|batav|bataie|baat|bat|karo|kariye|karen|kare|kar|karna|kijiye|likho|likhiye|likhna|"
    "chahiye|chaiye|chahie|dijiye|do|de|badlo|badal|badliye|badle|bhasha|bhaasha|zaban|zubaan|mujhe|mujhko|mere|se|sirf|ab|aap|puchho|"
    "pucho|puchiye|poocho|samajh|hai|haan|ko|ki|karke|please|pls|"
    "bola|bolaa|sanga|liha|pahije|hava|havi|have|kara|badla|madhun|mala|aata|ata|vichara|"
    "pesu|pesunga|pesungal|pesalam|sollu|sollunga|sollungal|ezhuthu|ezhuthunga|venum|venam|vendum|maathu|maathunga|mathunga|mozhi|enakku|"
    "kelunga|matrunga|bathil|pesamudiyuma|"
    "bolun|bolo|bolen|balun|likhun|lekho|chai|chaai|korun|koro|bhasa|kotha|amake|amar|katha|jigges|proshno|"
    "vaat|vat|karo|kaho|lakho|joie|joiye|bhasha|badlo|ma|mane|puchho|"
    "maatadi|matadi|matanadi|mathadi|heli|bareyiri|beku|badalisi|bhashe|nanage|madi|"
    "matladandi|matladu|matladandi|cheppandi|cheppu|rayandi|kavali|kaavali|marchandi|bhasha|naaku|naku|adagandi|"
    "samsarikku|samsarikkuka|parayu|parayuka|parayoo|ezhuthu|mathi|venam|maattu|maattuka|bhasha|enikku|chodikku|"
    "gall|gal|dasso|likho|chahidi|chahida|bhasha|mainu|karo|"
    "kuhantu|kahantu|lekhantu|darkar|bhasa|mote|badalantu|"
    "kok|kobo|likhok|lage|bhaxa|bhasha|mok|xolaok|"
    "बोलो|बोलिए|बोलिये|बोलें|बोलना|बात|करो|करें|कीजिए|करिए|करना|बताओ|बताइए|बताएं|लिखो|लिखिए|लिखें|चाहिए|दीजिए|दो|बदलो|बदलिए|बदलें|बदल|भाषा|मुझे|मेरी|से|सिर्फ|अब|आप|पूछो|पूछिए|कर|"
    "को|की|है|कृपया|जी|प्लीज|बोला|सांगा|लिहा|पाहिजे|हवी|हवे|हवं|करा|बदला|मला|आता|विचारा|"
    "பேசு|பேசுங்க|பேசுங்கள்|பேசலாம்|சொல்லு|சொல்லுங்க|சொல்லுங்கள்|எழுது|எழுதுங்க|எழுதுங்கள்|வேண்டும்|வேணும்|மாற்று|மாத்து|மாத்துங்க|மாற்றுங்கள்|மொழி|மொழியில்|மொழிக்கு|எனக்கு|கேளுங்க|கேளுங்கள்|"
    "বলুন|বলো|বলেন|লিখুন|লেখো|চাই|করুন|করো|ভাষা|ভাষায়|কথা|আমাকে|আমার|জিজ্ঞেস|বদলান|বদলাও|"
    "વાત|કરો|કહો|લખો|જોઈએ|છે|ભાષા|બદલો|મને|પૂછો|બોલો|"
    "ಮಾತಾಡಿ|ಮಾತನಾಡಿ|ಹೇಳಿ|ಬರೆಯಿರಿ|ಬೇಕು|ಬದಲಿಸಿ|ಬದಲಾಯಿಸಿ|ಭಾಷೆ|ಭಾಷೆಯಲ್ಲಿ|ಭಾಷೆಗೆ|ನನಗೆ|ಮಾಡಿ|ಕೇಳಿ|"
    "మాట్లాడండి|మాట్లాడు|చెప్పండి|చెప్పు|రాయండి|కావాలి|మార్చండి|మార్చు|భాష|భాషలో|భాషకు|నాకు|అడగండి|"
    "സംസാരിക്കൂ|സംസാരിക്കുക|പറയൂ|പറയുക|എഴുതൂ|എഴുതുക|മതി|വേണം|മാറ്റൂ|മാറ്റുക|ഭാഷ|ഭാഷയിൽ|എനിക്ക്|ചോദിക്കൂ|"
    "ਗੱਲ|ਕਰੋ|ਦੱਸੋ|ਲਿਖੋ|ਬੋਲੋ|ਚਾਹੀਦੀ|ਚਾਹੀਦਾ|ਹੈ|ਭਾਸ਼ਾ|ਬਦਲੋ|ਮੈਨੂੰ|ਪੁੱਛੋ|ਕਿਰਪਾ|"
    "କୁହନ୍ତୁ|କହନ୍ତୁ|ଲେଖନ୍ତୁ|ଦରକାର|ଭାଷା|ଭାଷାରେ|ମୋତେ|ବଦଳାନ୍ତୁ|କଥା|କରନ୍ତୁ|ପଚାରନ୍ତୁ|"
    "কওক|ক'ব|লিখক|লাগে|ভাষা|ভাষাত|ভাষালৈ|মোক|সলাওক|সলনি|কৰক|পাতক|সোধক|"
    "بولو|بولیے|بات|کرو|کریں|کیجیے|بتاؤ|بتائیے|بتائیں|لکھو|لکھیے|لکھیں|چاہیے|دیجیے|بدلو|بدلیے|بدلیں|زبان|مجھے|میری|سے|صرف|اب|پوچھو|پوچھیے|کر|کو|ہے|براہ|کرم"
)
"""Words around a language's name when the bot is asked to speak it: "hindi me baat karo", "can you speak in Tamil please"."""
